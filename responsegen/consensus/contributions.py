"""Add up contributions: who would come under each scenario, in which turn, how strong, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from responsegen.consensus.answer import Coalition, ContributionOutcome, RangeOutcome, ScenarioOutcome, Strength
from responsegen.consensus.ballots import Ballot, ballots, recorded
from responsegen.consensus.coalitions import Candidate, Facts, greatest, least, mentions, together, unmet, without
from responsegen.consensus.intervals import NOT_QUANTIFIED, NOTHING, multiple, total
from responsegen.dossier.model import (
    Condition,
    ContributionAnswer,
    ContributionTopic,
    Dossier,
    Interval,
    NeedsTopic,
    ReservationKind,
    Scenario,
    Willingness,
)


def timeline(contributions: Iterable[ContributionAnswer]) -> tuple[Strength, ...]:
    """List the days, counted from the decision, on which the sum of pledges changes.

    Without a date of readiness a pledge counts from day 0, and without an end for good; on its last day it is gone.
    """
    spans = []
    for contribution in contributions:
        start, lasting = contribution.ready or 0, contribution.sustain
        spans.append((contribution.pledge or NOT_QUANTIFIED, start, None if lasting is None else start + lasting))
    found: list[Strength] = []
    before = NOTHING
    for day in sorted({day for _, start, end in spans for day in (start, end) if day is not None}):
        now = total(pledge for pledge, start, end in spans if start <= day and (end is None or day < end))
        if now != before:
            found.append(Strength(day, now))
            before = now
    return tuple(found)


WILLING = (Willingness.YES, Willingness.CONDITIONAL)
BARS_ATTAINABLE = frozenset({ReservationKind.SUBSTANTIVE})
BARS_ASSURED = frozenset(ReservationKind) - {ReservationKind.LINGUISTIC}


def contribution_outcome(
    dossier: Dossier, topic: ContributionTopic, required: RangeOutcome | None
) -> ContributionOutcome:
    """Gather the coalitions of every scenario; the gap is measured against the range outcome in `required`."""
    heard = ballots(dossier, topic)
    answers = {v.delegation: v.answer for v in heard if isinstance(v.answer, ContributionAnswer)}
    willing = {d: a for d, a in answers.items() if a.stance in WILLING}
    goal = next(iter(required.agreed or required.possible), None) if required is not None else None

    attainable = candidates(heard)
    assured = candidates(heard, BARS_ASSURED)

    def outcome(scenario: Scenario) -> ScenarioOutcome:
        facts = Facts(scenario.us, scenario.events)
        reached = _coalition(greatest(attainable, facts).members)
        return ScenarioOutcome(
            scenario=scenario,
            assured=_coalition(least(assured, facts).members),
            attainable=reached,
            gap=None if goal is None else max(0, goal.low - reached.personnel.low),
            timeline=timeline(answers[d] for d in reached.delegations),
            pools={factor: multiple(reached.personnel, factor) for factor in dossier.rotation_factors},
        )

    return ContributionOutcome(
        topic=topic,
        stances={s: tuple(d for d, a in answers.items() if a.stance is s) for s in Willingness},
        outstanding=tuple(v.delegation for v in heard if v.delegation not in answers),
        pledges={d: a.pledge for d, a in answers.items() if a.pledge is not None},
        unquantified=tuple(d for d, a in willing.items() if a.pledge is None),
        undated=tuple(d for d, a in willing.items() if a.ready is None),
        required=goal,
        required_agreed=bool(required and required.agreed),
        reservations=recorded(heard),
        scenarios={scenario.id: outcome(scenario) for scenario in dossier.scenarios.values()},
    )


def personnel_depending(dossier: Dossier) -> Mapping[str, Interval]:
    """Add up, for each need, the pledges of those who leave when it alone, of all needs and events, is taken away."""
    needs = [need for topic in dossier.topics.values() if isinstance(topic, NeedsTopic) for need in topic.options]
    everything = Facts(frozenset(needs), frozenset(dossier.events))
    forces = [
        greatest(candidates(ballots(dossier, topic)), everything).members
        for topic in dossier.topics.values()
        if isinstance(topic, ContributionTopic)
    ]

    def leaving(need: str) -> Iterable[Candidate]:
        others = Facts(everything.us - {need}, everything.events)
        waiting = ((force, [c for c in force if mentions(c, need)]) for force in forces)
        return (c for force, asked in waiting for gone in greatest(force, others, asked).rounds for c in gone)

    return {need: total(c.pledge for c in leaving(need)) for need in needs}


def candidates(
    heard: Iterable[Ballot], barred_by: AbstractSet[ReservationKind] = BARS_ATTAINABLE
) -> tuple[Candidate, ...]:
    """List those who are willing, save for those with a reservation that keeps them out."""
    return tuple(
        Candidate(ballot.delegation, ballot.answer.pledge or NOT_QUANTIFIED, ballot.answer.conditions)
        for ballot in heard
        if isinstance(ballot.answer, ContributionAnswer)
        and ballot.answer.stance in WILLING
        and not any(r.kind in barred_by for r in ballot.reservations)
    )


def _coalition(members: Sequence[Candidate]) -> Coalition:
    return Coalition(tuple(c.delegation for c in members), total(c.pledge for c in members))


@dataclass(frozen=True, slots=True)
class Turn:
    """One delegation that comes or goes in a round: with the conditions that are met by then, or that are not."""

    delegation: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Formation:
    """How the two coalitions of a scenario come about, in rounds from the first."""

    joining: tuple[tuple[Turn, ...], ...]  # into the assured coalition, with all of their conditions
    waiting: tuple[Turn, ...]  # never in it, with the conditions that stay unmet
    reserved: tuple[str, ...]  # kept out of the assured coalition by a reservation alone
    willing: tuple[str, ...]  # with whom the attainable coalition starts
    dropping: tuple[tuple[Turn, ...], ...]  # out of it, with the conditions that fail by then
    barred: tuple[str, ...]  # willing, and kept out even of that by a reservation


def formation(dossier: Dossier, topic: ContributionTopic, scenario: Scenario) -> Formation:
    """Tell how both coalitions of a scenario come about, turn by turn."""
    heard = ballots(dossier, topic)
    facts = Facts(scenario.us, scenario.events)
    assured, attainable = candidates(heard, BARS_ASSURED), candidates(heard)
    joined = least(assured, facts)
    inside, strength = together(joined.members)
    return Formation(
        joining=tuple(tuple(Turn(c.delegation, c.conditions) for c in round_) for round_ in joined.rounds),
        waiting=tuple(
            Turn(c.delegation, unmet(c, facts, inside, strength + c.pledge.low))
            for c in assured
            if c.delegation not in inside
        ),
        reserved=_kept_out(heard, BARS_ASSURED - BARS_ATTAINABLE),
        willing=tuple(c.delegation for c in attainable),
        dropping=tuple(_dropping(attainable, facts)),
        barred=_kept_out(heard, BARS_ATTAINABLE),
    )


def _dropping(willing: tuple[Candidate, ...], facts: Facts) -> Iterable[tuple[Turn, ...]]:
    staying = willing
    for leaving in greatest(willing, facts).rounds:
        present, strength = together(staying)
        yield tuple(Turn(c.delegation, unmet(c, facts, present, strength)) for c in leaving)
        staying = without(staying, leaving)


def _kept_out(heard: Iterable[Ballot], by: AbstractSet[ReservationKind]) -> tuple[str, ...]:
    return tuple(
        v.delegation
        for v in heard
        if isinstance(v.answer, ContributionAnswer)
        and v.answer.stance in WILLING
        and any(r.kind in by for r in v.reservations)
    )
