"""Explain how a force comes about: who joins or drops out in which round, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from responsegen.consensus.answer import ContributionOutcome, ScenarioOutcome
from responsegen.consensus.contributions import Formation, Turn, formation
from responsegen.documents.condition_words import condition_words
from responsegen.documents.words import capital, joined, lasting, number, total, wanted
from responsegen.dossier.model import Condition, Dossier, ReservationKind, Scenario, Willingness
from responsegen.explaining import common
from responsegen.explaining.page import Asked, Line, Part

_TITLES = {
    Willingness.YES: "Yes",
    Willingness.CONDITIONAL: "On conditions",
    Willingness.CONSIDERING: "Considering it",
    Willingness.NO: "No",
    Willingness.UNDECIDED: "Undecided",
}
_EFFECTS = {
    **dict.fromkeys(ReservationKind, "keeps it out of the assured force"),
    ReservationKind.SUBSTANTIVE: "keeps it out of every force",
    ReservationKind.LINGUISTIC: "keeps it out of none",
}


def why(dossier: Dossier, outcome: ContributionOutcome, asked: Asked) -> Iterator[Part]:
    """Say all that there is to say on one contribution topic."""
    topic = outcome.topic
    said = common.Said(dossier, topic)
    yield Part(f"{topic.title} ({topic.id})", (Line(_headline(outcome)),))
    yield common.subject(dossier, topic, topic.text, agreed=True)
    for stance, who in outcome.stances.items():
        yield common.each(f"{_TITLES[stance]} ({len(who)})", said, who)
    yield common.each("Yet to reply", said, outcome.outstanding)
    if outcome.undated:
        words = f"{', '.join(outcome.undated)}: counted from day 0 on as perhaps there, and never for sure"
        yield Part("Without a date of readiness", (Line(words, level=1),))
    yield common.reservations(dossier, outcome.reservations, _EFFECTS)
    for found in outcome.scenarios.values():
        yield from _scenario(dossier, found, outcome)
    if not outcome.scenarios:
        yield Part("Scenarios", (Line("There are none, so that no force is added up."),))
    yield common.outsiders(dossier, topic, said)
    yield common.last((), "", said, topic.electorate if asked.lines else (), lines=asked.lines)


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
    scenario, how = found.scenario, formation(dossier, outcome.topic, found.scenario)
    yield Part(f"{scenario.label} ({scenario.id})", tuple(_facts(dossier, scenario, found, outcome)))
    assured, attainable = (total(force.personnel) for force in (found.assured, found.attainable))
    yield Part(f"{scenario.id}, assured: {assured} personnel", tuple(_joining(dossier, outcome, how)))
    yield Part(f"{scenario.id}, attainable: {attainable} personnel", tuple(_dropping(dossier, outcome, how)))


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
        yield Line(lasting(each.personnel, each.months, agreed=each.agreed), "Lasting")
    if found.circles:
        yield Line("; ".join(map(joined, found.circles)), "Waiting for each other")


def _joining(dossier: Dossier, outcome: ContributionOutcome, how: Formation) -> Iterator[Line]:
    if not how.joining:
        yield Line("Nobody joins.")
    for i, turns in enumerate(how.joining, start=1):
        yield Line(f"Round {i}: {joined([turn.delegation for turn in turns])} {_verb(turns, 'join')}")
        for turn in turns:
            conditions = conditions_words(dossier, turn.conditions)
            met = f"met: {conditions}" if conditions else "no conditions"
            yield Line(f"{_pledge(outcome, turn)}; {met}", turn.delegation, 1)
    if how.waiting:
        yield Line("Never in")
        yield from (
            Line(f"unmet: {conditions_words(dossier, turn.conditions)}", turn.delegation, 1) for turn in how.waiting
        )
    if how.reserved:
        yield Line(f"Kept out by a reservation: {joined(how.reserved)}")
    if how.public:
        yield Line(f"Kept out, with no more than a public statement: {joined(how.public)}")


def _dropping(dossier: Dossier, outcome: ContributionOutcome, how: Formation) -> Iterator[Line]:
    yield Line(f"Willing: {joined(how.willing) if how.willing else 'nobody'}")
    for i, turns in enumerate(how.dropping, start=1):
        yield Line(f"Round {i}: {joined([turn.delegation for turn in turns])} {_verb(turns, 'drop')} out")
        for turn in turns:
            unmet = conditions_words(dossier, turn.conditions)
            yield Line(f"{_pledge(outcome, turn)}; unmet: {unmet}", turn.delegation, 1)
    if how.willing and not how.dropping:
        yield Line("Nobody drops out.")
    if how.barred:
        yield Line(f"Kept out by a substantive reservation: {joined(how.barred)}")


def _verb(turns: Sequence[Turn], verb: str) -> str:
    return f"{verb}s" if len(turns) == 1 else verb


def conditions_words(dossier: Dossier, conditions: Iterable[Condition]) -> str:
    """List conditions one after the other: `Air defence from the United States; FR takes part`."""
    return "; ".join(capital(condition_words(dossier, condition)) for condition in conditions)


def _pledge(outcome: ContributionOutcome, turn: Turn) -> str:
    pledged = outcome.pledges.get(turn.delegation)
    return total(pledged) if pledged else "a number not stated"
