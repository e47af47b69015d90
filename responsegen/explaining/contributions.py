"""Explain how a force comes about, round by round, and search for the fewest facts that would close its gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import combinations
from math import comb

from responsegen.consensus.answer import ContributionOutcome, ScenarioOutcome
from responsegen.consensus.ballots import Ballot, ballots
from responsegen.consensus.coalitions import Candidate, Facts, greatest, least, single_conditions, together, unmet
from responsegen.consensus.contributions import (
    BARS_ASSURED,
    BARS_ATTAINABLE,
    assurable,
    candidates,
    dropping,
    kept_out,
    peak,
    timeline,
)
from responsegen.consensus.points import PointName
from responsegen.documents.words import capital, condition_words, do, joined, lasting, number, span, total, wanted
from responsegen.dossier.model import (
    Answer,
    Condition,
    ContributionAnswer,
    ContributionTopic,
    Dossier,
    EventHappens,
    Number,
    ReservationKind,
    Scenario,
    UsProvides,
    Willingness,
)
from responsegen.explaining import procedure
from responsegen.explaining.page import Asked, Line, Part
from responsegen.explaining.said import Said

MOST_SETS = 20
MOST_WEIGHED = 3_000_000  # conditions, for all scenarios together: about a second
A_DELEGATION = 20  # takes as long as so many of its conditions
Fact = str  # as `what-if` takes it, without the answer: "need.air-defence", "event.ceasefire"
Reach = Callable[[Iterable[Fact]], Number]  # how strong the force is with more facts than its scenario has
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
        yield Line(f"Round {i}: {do(who, 'joins')}")
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
        yield Line(f"Round {i}: {do(who, 'drops')} out")
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


def search(dossier: Dossier, outcome: ContributionOutcome) -> Iterator[Part]:
    """List, for each scenario, the facts beyond it that would bring the attainable force up to what is required.

    Scenarios that differ in nothing that a delegation waits for are one.
    """
    yield Part(f"What would carry {outcome.topic.title} ({outcome.topic.id})")
    willing = candidates(ballots(dossier, outcome.topic))
    conditions = [condition for candidate in willing for condition in single_conditions(candidate.conditions)]
    awaited = frozenset(fact for condition in conditions if (fact := _fact(condition)))
    everything = _named(dossier.needs, dossier.events)

    @cache
    def strength(facts: frozenset[Fact]) -> Number:
        held = (frozenset(fact.removeprefix(of) for fact in facts if fact.startswith(of)) for of in ("need.", "event."))
        return peak(timeline(greatest(willing, Facts(*held)).members)).personnel.low

    def strength_beyond(held: frozenset[Fact], more: Iterable[Fact]) -> Number:
        return strength(held.union(more))

    alike: dict[tuple[frozenset[Fact], bool], list[Scenario]] = {}
    for found in outcome.scenarios.values():
        held = frozenset(_named(found.scenario.us, found.scenario.events))
        alike.setdefault((held & awaited, held.issuperset(everything)), []).append(found.scenario)
    tries = MOST_WEIGHED // max(1, (len(conditions) + A_DELEGATION * len(willing)) * len(alike))
    for (held, is_all), scenarios in alike.items():
        names = joined([f"{scenario.label} ({scenario.id})" for scenario in scenarios])
        absent = [fact for fact in everything if fact in awaited - held]
        lines = _closing(outcome, absent, partial(strength_beyond, held), tries, is_all=is_all)
        yield Part(f"{names}: {number(strength(held))} attainable at once", tuple(lines))


def _closing(
    outcome: ContributionOutcome, absent: Sequence[Fact], reach: Reach, tries: int, *, is_all: bool
) -> Iterator[Line]:
    now, most = reach(()), reach(absent)
    needed = outcome.required.low if outcome.required else None
    if needed is None:
        yield Line("What is required is not settled, so that nothing has to be closed.")
    elif now >= needed:
        yield Line(f"The {number(needed)} {wanted(agreed=outcome.required_agreed)} are reached already.")
        return
    elif most >= needed:
        yield from _fewest(absent, reach, needed, tries)
        return
    elif not is_all:
        yield Line(f"Even with everything, {number(most)} come: {number(needed - most)} short of {number(needed)}.")
    else:
        short = number(needed - now)
        yield Line(f"Every fact holds already: the {short} missing can only come from delegations that pledge more.")
    gains = sorted(((reach([fact]) - now, fact) for fact in absent), key=lambda gain: -gain[0])
    for gain, fact in gains:
        if gain:
            yield Line(f"{number(gain)} more with {fact} alone", level=1)


def _fewest(absent: Sequence[Fact], reach: Reach, needed: Number, tries: int) -> Iterator[Line]:
    """List the smallest sets that are enough; if there are too many to try, one from which nothing can be left out."""
    core = [fact for fact in absent if reach(_without(absent, fact)) < needed]
    others = _without(absent, *core)
    for size in range(len(others) + 1):
        tries -= comb(len(others), size)
        if tries < 0 and size:
            break
        sets = (_without(absent, *_without(others, *more)) for more in combinations(others, size))
        if found := [facts for facts in sets if reach(facts) >= needed]:
            yield from (_enough(reach, i, facts) for i, facts in enumerate(found[:MOST_SETS], start=1))
            if len(found) > MOST_SETS:
                yield Line(f"{number(len(found) - MOST_SETS)} more sets of as many are not listed.", level=1)
            return
    needful = absent
    for fact in others:
        if reach(_without(needful, fact)) >= needed:
            needful = _without(needful, fact)
    yield _enough(reach, 1, needful)
    yield Line("Not all sets were tried: there may be smaller ones.", level=1)


def _enough(reach: Reach, place: int, facts: Sequence[Fact]) -> Line:
    return Line(f"{number(reach(facts))} with {joined(facts)}", f"{place}.", 1)


def _without(facts: Sequence[Fact], *gone: Fact) -> Sequence[Fact]:
    return [fact for fact in facts if fact not in gone]


def _named(needs: Iterable[str], events: Iterable[str]) -> list[Fact]:
    return [*(f"need.{need}" for need in needs), *(f"event.{event}" for event in events)]


def _fact(condition: Condition) -> Fact | None:
    """Name the fact that a condition waits for, if it waits for one."""
    match condition:
        case UsProvides(need):
            return f"need.{need}"
        case EventHappens(event):
            return f"event.{event}"
        case _:
            return None
