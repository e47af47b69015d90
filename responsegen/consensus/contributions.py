"""What becomes of a contribution topic: who would come, under each scenario, how strong, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from responsegen.consensus.answer import Coalition, ContributionOutcome, RangeOutcome, ScenarioOutcome, Strength
from responsegen.consensus.ballots import Ballot, ballots, recorded
from responsegen.consensus.coalitions import Candidate, Facts, greatest, least, mentions
from responsegen.consensus.intervals import NOT_QUANTIFIED, NOTHING, multiple, total
from responsegen.dossier.model import (
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
    """The days, counted from the decision, on which the sum of pledges changes.

    Without a date of readiness a pledge counts from day 0, and without an end for good; on its last day it is gone.
    """
    # By day, what is added to the lower end, to the known upper ends, and to the number of unknown ones.
    steps: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for contribution in contributions:
        pledge = contribution.pledge or NOT_QUANTIFIED
        low, high, unknown = pledge.low, pledge.high or 0, int(pledge.high is None)
        start = contribution.ready or 0
        steps[start].append((low, high, unknown))
        if contribution.sustain is not None:
            steps[start + contribution.sustain].append((-low, -high, -unknown))

    found: list[Strength] = []
    low = high = unknown = 0
    before = NOTHING
    for day, changes in sorted(steps.items()):
        for low_step, high_step, unknown_step in changes:
            low, high, unknown = low + low_step, high + high_step, unknown + unknown_step
        now = Interval(low, None if unknown else high)
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
    """For each need, the pledges of those who leave when it alone, of all US needs and events, is taken away."""
    needs = [need for topic in dossier.topics.values() if isinstance(topic, NeedsTopic) for need in topic.options]
    everything = Facts(frozenset(needs), frozenset(dossier.events))
    forces = [
        greatest(candidates(ballots(dossier, topic)), everything).members
        for topic in dossier.topics.values()
        if isinstance(topic, ContributionTopic)
    ]
    return {need: total(c.pledge for force in forces for c in _leaving(force, everything, need)) for need in needs}


def _leaving(force: Sequence[Candidate], facts: Facts, need: str) -> Iterable[Candidate]:
    waiting = [candidate for candidate in force if mentions(candidate, need)]
    without = Facts(facts.us - {need}, facts.events)
    return (c for gone in greatest(force, without, waiting).rounds for c in gone) if waiting else ()


def candidates(
    heard: Iterable[Ballot], barred_by: AbstractSet[ReservationKind] = BARS_ATTAINABLE
) -> tuple[Candidate, ...]:
    """Those who are willing, save for those with a reservation that keeps them out."""
    return tuple(
        Candidate(ballot.delegation, ballot.answer.pledge or NOT_QUANTIFIED, ballot.answer.conditions)
        for ballot in heard
        if isinstance(ballot.answer, ContributionAnswer)
        and ballot.answer.stance in WILLING
        and not any(r.kind in barred_by for r in ballot.reservations)
    )


def _coalition(members: Sequence[Candidate]) -> Coalition:
    return Coalition(tuple(c.delegation for c in members), total(c.pledge for c in members))
