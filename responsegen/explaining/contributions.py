"""Explain how a force comes about: who joins or drops out in which round, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from responsegen.consensus.answer import ContributionOutcome, ScenarioOutcome
from responsegen.consensus.ballots import Ballot, ballots
from responsegen.consensus.coalitions import Candidate, Facts, least, together, unmet
from responsegen.consensus.contributions import BARS_ASSURED, BARS_ATTAINABLE, assurable, candidates, dropping, kept_out
from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import PointName
from responsegen.documents.words import capital, condition_words, joined, lasting, number, span, total, wanted
from responsegen.dossier.model import (
    Answer,
    Condition,
    ContributionAnswer,
    ContributionTopic,
    Dossier,
    ReservationKind,
    Scenario,
    Willingness,
)
from responsegen.explaining import procedure
from responsegen.explaining.page import Asked, Line, Part
from responsegen.explaining.said import Said

_TITLES = {
    Willingness.YES: "Yes",
    Willingness.CONDITIONAL: "On conditions",
    Willingness.CONSIDERING: "Considering it",
    Willingness.NO: "No",
    Willingness.UNDECIDED: "Undecided",
}
_TROOPS = {
    Willingness.YES: "{} without conditions",
    Willingness.CONDITIONAL: "{} on conditions",
    Willingness.NO: "no troops",
    Willingness.UNDECIDED: "undecided on troops",
}
_EFFECTS = {
    **dict.fromkeys(ReservationKind, "keeps it out of the assured force"),
    ReservationKind.SUBSTANTIVE: "keeps it out of every force",
    ReservationKind.LINGUISTIC: "keeps it out of none",
}


def why(dossier: Dossier, outcome: ContributionOutcome, asked: Asked) -> Iterator[Part]:
    """Say all that there is to say on one contribution topic."""
    topic = outcome.topic
    said = Said(dossier, topic)
    yield Part(f"{topic.title} ({topic.id})", (Line(_headline(outcome)),))
    yield procedure.subject(dossier, topic, topic.text, agreed=True)
    for stance, who in outcome.stances.items():
        yield said.each(f"{_TITLES[stance]} ({len(who)})", who)
    yield said.each("Yet to reply", outcome.outstanding)
    if outcome.undated:
        words = f"{', '.join(outcome.undated)}: counted from day 0 on as perhaps there, and never for sure"
        yield Part("Without a date of readiness", (Line(words, level=1),))
    yield procedure.reservations(dossier, outcome.reservations, _EFFECTS)
    for found in outcome.scenarios.values():
        yield from _scenario(dossier, found, outcome)
    if not outcome.scenarios:
        yield Part("Scenarios", (Line("There are none, so that no force is added up."),))
    yield said.outsiders()
    yield procedure.last((), "", said, topic.electorate if asked.lines else (), lines=asked.lines)


def _headline(outcome: ContributionOutcome) -> str:
    if outcome.best is None:
        return "Nothing is added up: dossier.yaml states no scenario."
    best = outcome.scenarios[outcome.best]
    reach = f"At best {total(best.attainable.personnel)} personnel are attainable"
    if best.peak.personnel != best.attainable.personnel:
        reach += f", {total(best.peak.personnel)} of them at once"
    if best.gap is None or outcome.required is None:
        return f"{reach}; what is required is not settled."
    needed = number(outcome.required.low)
    if best.gap:
        return f"{reach}: {number(best.gap)} short of {needed}{'' if outcome.required_agreed else ' proposed'}."
    return f"{reach}: the {needed} {wanted(agreed=outcome.required_agreed)} are reached."


def _scenario(dossier: Dossier, found: ScenarioOutcome, outcome: ContributionOutcome) -> Iterator[Part]:
    scenario, cast = found.scenario, ballots(dossier, outcome.topic)
    yield Part(f"{scenario.label} ({scenario.id})", tuple(_facts(dossier, scenario, found, outcome)))
    facts = Facts(scenario.us, scenario.events)
    for of, force, how in (("assured", found.assured, _joining), ("attainable", found.attainable, _dropping)):
        heading = f"{scenario.id}, {of}: {total(force.personnel)} personnel"
        yield Part(heading, tuple(how(dossier, outcome, cast, facts)))


def _facts(
    dossier: Dossier, scenario: Scenario, found: ScenarioOutcome, outcome: ContributionOutcome
) -> Iterator[Line]:
    needs = sorted(scenario.us)
    yield Line(joined(needs) if needs else "nothing", f"{dossier.addressee} provides")
    events = [e for e in dossier.events if e in scenario.events]
    yield Line(joined(events) if events else "nothing", "Has happened")
    yield Line(f"{total(found.peak.personnel)} personnel at once, from day {found.peak.day}", "Peak")
    if outcome.required is not None and found.gap is not None:
        short = f"{number(found.gap)} missing" if found.gap else "reached"
        yield Line(f"{number(outcome.required.low)} {wanted(agreed=outcome.required_agreed)}: {short}", "Gap")
    for each in found.sustained:
        not_agreed = "" if each.agreed else ", a length not agreed"
        yield Line(f"{lasting(each.personnel, each.months)}{not_agreed}", "Lasting")
    if found.circles:
        yield Line("; ".join(map(joined, found.circles)), "Waiting for each other")


def _joining(dossier: Dossier, outcome: ContributionOutcome, cast: Sequence[Ballot], facts: Facts) -> Iterator[Line]:
    willing = assurable(cast)
    coming = least(willing, facts)
    if not coming.rounds:
        yield Line("Nobody joins.")
    for i, joining in enumerate(coming.rounds, start=1):
        who = [c.delegation for c in joining]
        yield Line(f"Round {i}: {joined(who)} {by_number(who, 'joins', 'join')}")
        for c in joining:
            conditions = _conditions_words(dossier, c.conditions)
            yield _pledge(outcome, c, f"met: {conditions}" if conditions else "no conditions")
    inside, strength = together(coming.members)
    if waiting := [c for c in willing if c.delegation not in inside]:
        yield Line("Never in")
        for c in waiting:
            lacking = unmet(c, facts, inside, strength + c.pledge.low)
            yield Line(f"unmet: {_conditions_words(dossier, lacking)}", c.delegation, 1)
    if reserved := kept_out(cast, BARS_ASSURED - BARS_ATTAINABLE):
        yield Line(f"Kept out by a reservation: {joined(reserved)}")
    if public := [c.delegation for c in candidates(v for v in cast if v.public)]:
        yield Line(f"Kept out, with no more than a public statement: {joined(public)}")


def _dropping(dossier: Dossier, outcome: ContributionOutcome, cast: Sequence[Ballot], facts: Facts) -> Iterator[Line]:
    willing = candidates(cast)
    rounds = [*dropping(willing, facts)]
    yield Line(f"Willing: {joined([c.delegation for c in willing]) or 'nobody'}")
    for i, leaving in enumerate(rounds, start=1):
        who = [c.delegation for c, _ in leaving]
        yield Line(f"Round {i}: {joined(who)} {by_number(who, 'drops', 'drop')} out")
        yield from (_pledge(outcome, c, f"unmet: {_conditions_words(dossier, failing)}") for c, failing in leaving)
    if willing and not rounds:
        yield Line("Nobody drops out.")
    if barred := kept_out(cast, BARS_ATTAINABLE):
        yield Line(f"Kept out by a substantive reservation: {joined(barred)}")


def unmet_by_leaving(dossier: Dossier, point: PointName) -> Mapping[str, str]:
    """List, for a scenario, the conditions for want of which each delegation drops out."""
    topic, scenario = dossier.topics.get(point.topic), dossier.scenarios.get(point.scenario or "")
    if scenario is None or not isinstance(topic, ContributionTopic):
        return {}
    rounds = dropping(candidates(ballots(dossier, topic)), Facts(scenario.us, scenario.events))
    return {c.delegation: _conditions_words(dossier, failing) for leaving in rounds for c, failing in leaving}


def _conditions_words(dossier: Dossier, conditions: Iterable[Condition]) -> str:
    """List conditions one after the other: `Air defence from the United States; FR takes part`."""
    return "; ".join(capital(condition_words(dossier, condition)) for condition in conditions)


def _pledge(outcome: ContributionOutcome, coming: Candidate, conditions: str) -> Line:
    pledged = outcome.pledges.get(coming.delegation)
    return Line(f"{total(pledged) if pledged else 'a number not stated'}; {conditions}", coming.delegation, 1)


def promise(answer: Answer | None) -> str:
    """Word what a contribution promises in a few words; nothing for any other answer."""
    if not isinstance(answer, ContributionAnswer):
        return ""
    pledge = f"{span(answer.pledge)} personnel" if answer.pledge else "troops"
    return _TROOPS.get(answer.stance, str(answer.stance)).format(pledge)
