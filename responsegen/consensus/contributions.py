"""Add up contributions: who would come under each scenario, in which turn, how strong, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from responsegen.consensus.answer import (
    Coalition,
    ContributionOutcome,
    RangeOutcome,
    ScenarioOutcome,
    Strength,
    Sustained,
)
from responsegen.consensus.ballots import Ballot, answers, ballots, recorded
from responsegen.consensus.coalitions import Candidate, Facts, circles, greatest, least, together, unmet, without
from responsegen.consensus.intervals import NOT_QUANTIFIED, NOTHING, multiple, total
from responsegen.dossier.model import (
    Condition,
    ContributionAnswer,
    ContributionTopic,
    Dossier,
    Interval,
    Number,
    ReservationKind,
    Scenario,
    Willingness,
)

DAYS_IN_A_MONTH = 30


def timeline(coming: Iterable[Candidate]) -> tuple[Strength, ...]:
    """List the days, counted from the decision, on which the sum of pledges changes.

    Without a date of readiness a pledge may be there from day 0, or not; without an end it stays; on its last day it
    is gone.
    """
    spans = []
    for c in coming:
        start = c.ready or 0
        pledge = c.pledge if c.ready is not None else Interval(0, c.pledge.high)
        spans.append((pledge, start, None if c.sustain is None else start + c.sustain))
    found: list[Strength] = []
    before = NOTHING
    for day in sorted({day for _, start, end in spans for day in (start, end) if day is not None}):
        now = total(pledge for pledge, start, end in spans if start <= day and (end is None or day < end))
        if now != before:
            found.append(Strength(day, now))
            before = now
    return tuple(found)


def peak(steps: tuple[Strength, ...]) -> Strength:
    """Find the first day on which the lower figure is highest."""
    return max(_from_day_0(steps), key=lambda step: step.personnel.low)


def lasting(steps: tuple[Strength, ...], days: Number) -> Interval:
    """Find the highest lower figure that holds through some period of so many days, with the least upper figure then.

    A period of which no other is better begins on a day on which the force changes; of equals the earliest counts.
    """
    all_steps = _from_day_0(steps)
    periods = (
        [step.personnel for step in all_steps[i:] if step.day < first.day + days] for i, first in enumerate(all_steps)
    )
    best = max(periods, key=lambda through: min(p.low for p in through))
    known = [p.high for p in best if p.high is not None]
    return Interval(min(p.low for p in best), min(known, default=None))


def _from_day_0(steps: tuple[Strength, ...]) -> tuple[Strength, ...]:
    return steps if steps and steps[0].day == 0 else (Strength(0, NOTHING), *steps)


BARS_ATTAINABLE = frozenset({ReservationKind.SUBSTANTIVE})
BARS_ASSURED = frozenset(ReservationKind) - {ReservationKind.LINGUISTIC}


def contribution_outcome(
    dossier: Dossier, topic: ContributionTopic, required: RangeOutcome | None, sustained: RangeOutcome | None
) -> ContributionOutcome:
    """Gather the coalitions of every scenario, measured against what became of the ranges that the topic names."""
    cast = ballots(dossier, topic)
    said = answers(cast, ContributionAnswer)
    willing = {d: a for d, a in said.items() if a.stance.is_willing}
    goal = next(iter(required.agreed or required.possible), None) if required is not None else None

    attainable = candidates(cast)
    assured = assurable(cast)

    def gap(there: Interval) -> Number | None:
        return None if goal is None else max(0, goal.low - there.low)

    def outcome(scenario: Scenario) -> ScenarioOutcome:
        facts = Facts(scenario.us, scenario.events)
        coming, certain = greatest(attainable, facts).members, least(assured, facts).members
        reached, steps, unsure = _coalition(coming), timeline(coming), without(assured, certain)
        highest = peak(steps)
        lengths = (
            (months, agreed, lasting(steps, max(1, months * DAYS_IN_A_MONTH))) for months, agreed in _lengths(sustained)
        )
        return ScenarioOutcome(
            scenario=scenario,
            assured=_coalition(certain),
            attainable=reached,
            peak=highest,
            sustained=tuple(Sustained(months, agreed, there, gap(there)) for months, agreed, there in lengths),
            gap=gap(highest.personnel),
            circles=circles([c for c in coming if c in unsure]),
            timeline=steps,
            pools={factor: multiple(reached.personnel, factor) for factor in dossier.rotation_factors},
        )

    return ContributionOutcome(
        topic=topic,
        stances={s: tuple(d for d, a in said.items() if a.stance is s) for s in Willingness},
        outstanding=tuple(v.delegation for v in cast if v.delegation not in said),
        pledges={d: a.pledge for d, a in said.items() if a.pledge is not None},
        unquantified=tuple(d for d, a in willing.items() if a.pledge is None),
        undated=tuple(d for d, a in willing.items() if a.ready is None),
        required=goal,
        required_agreed=bool(required and required.agreed),
        reservations=recorded(cast),
        scenarios={scenario.id: outcome(scenario) for scenario in dossier.scenarios.values()},
    )


def _lengths(sustained: RangeOutcome | None) -> Iterable[tuple[Number, bool]]:
    """List the lengths for which the force may have to last, and whether they are agreed."""
    if sustained is None:
        return []
    widest = [support.interval for support in sustained.widest_support]
    return [(i.low, bool(sustained.agreed)) for i in sustained.agreed or sustained.possible or widest]


def personnel_depending(dossier: Dossier) -> Mapping[str, Interval]:
    """Add up, for each need, the pledges of those who leave when it alone, of all needs and events, is taken away."""
    everything = Facts(frozenset(dossier.needs), frozenset(dossier.events))
    forces = [
        greatest(candidates(ballots(dossier, topic)), everything).members
        for topic in dossier.topics.values()
        if isinstance(topic, ContributionTopic)
    ]

    def leaving(need: str) -> Iterable[Candidate]:
        others = Facts(everything.us - {need}, everything.events)
        return (c for force in forces for gone in greatest(force, others).rounds for c in gone)

    return {need: total(c.pledge for c in leaving(need)) for need in dossier.needs}


def candidates(
    cast: Iterable[Ballot], barred_by: AbstractSet[ReservationKind] = BARS_ATTAINABLE
) -> tuple[Candidate, ...]:
    """List those who are willing, save for those with a reservation that keeps them out."""
    cast = tuple(cast)
    barred = frozenset(kept_out(cast, barred_by))
    return tuple(
        Candidate(d, said.pledge or NOT_QUANTIFIED, said.conditions, said.ready, said.sustain)
        for d, said in answers(cast, ContributionAnswer).items()
        if said.stance.is_willing and d not in barred
    )


def assurable(cast: Iterable[Ballot]) -> tuple[Candidate, ...]:
    """List those who are willing, and whom neither a reservation nor a mere public statement keeps from being sure."""
    return candidates((v for v in cast if not v.public), BARS_ASSURED)


def _coalition(members: Sequence[Candidate]) -> Coalition:
    return Coalition(tuple(c.delegation for c in members), total(c.pledge for c in members))


def dropping(willing: Sequence[Candidate], facts: Facts) -> Iterator[Sequence[tuple[Candidate, Sequence[Condition]]]]:
    """List who leaves the willing in each round, with the conditions that fail by then."""
    staying = tuple(willing)
    for leaving in greatest(staying, facts).rounds:
        present, strength = together(staying)
        yield [(c, unmet(c, facts, present, strength)) for c in leaving]
        staying = without(staying, leaving)


def kept_out(cast: Iterable[Ballot], by: AbstractSet[ReservationKind]) -> tuple[str, ...]:
    """List those who are willing and have one of these reservations."""
    held = [v for v in cast if any(r.kind in by for r in v.reservations)]
    return tuple(d for d, said in answers(held, ContributionAnswer).items() if said.stance.is_willing)
