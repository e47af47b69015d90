"""The cheapest moves that would settle a range: its topic and outcome in; the values, and who gives way, out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from responsegen.consensus.answer import Columns, Concession, RangeOutcome
from responsegen.consensus.counting import Bloc
from responsegen.consensus.sweep import distance
from responsegen.consensus.swing import MOST_SETS
from responsegen.consensus.votes import Vote
from responsegen.dossier.model import RangeTopic


@dataclass(frozen=True, slots=True)
class Compromise:
    """A value that would carry, and what that asks of whom."""

    value: int  # in the topic's unit
    concessions: tuple[Concession, ...]  # stated ranges that would have to reach as far as the value
    others: tuple[str, ...]  # those without a counted range, who would have to accept the value or, if enough, abstain

    @property
    def delegations(self) -> int:
        """How many have to move."""
        return len(self.concessions) + len(self.others)

    @property
    def distance(self) -> int:
        """How far those with a range have to move, all together."""
        return sum(concession.by for concession in self.concessions)


def compromises(topic: RangeTopic, outcome: RangeOutcome) -> tuple[Compromise, ...]:
    """The values that ask the fewest delegations to move, and of these those that ask least: at most 20.

    Only 0 and stated bounds need a look: between two of them neither who accepts nor the sum of ways gets better.
    """
    if outcome.agreed:
        return ()
    bounds = sorted({0, *(r.low for r in outcome.positions.values()), *_highs(outcome)}) if outcome.positions else ()
    found = [s for value in bounds if (s := _at(value, topic, outcome)) is not None]
    fewest = min((s.delegations for s in found), default=0)
    best = sorted((s for s in found if s.delegations == fewest), key=lambda s: (s.distance, s.value))
    return tuple(best[:MOST_SETS])


def _highs(outcome: RangeOutcome) -> Sequence[int]:
    return [r.high for r in outcome.positions.values() if r.high is not None]


def _at(value: int, topic: RangeTopic, outcome: RangeOutcome) -> Compromise | None:
    """Who has to move for this value to carry."""
    outside = {d: distance(r, value) for d, r in outcome.positions.items() if value not in r}
    others = (*outcome.against, *outcome.outstanding)
    columns = Columns(
        for_=tuple(d for d in topic.electorate if (d in outcome.positions and d not in outside) or d in outcome.silent),
        against=tuple(outside),
        abstaining=outcome.abstaining,
        outstanding=others,
        silent=outcome.silent,
    )
    vote = Vote.on(topic, columns)
    if vote.rule.facts.unopposed:
        return _settlement(value, outcome, outside, tuple(d for d in topic.electorate if d in others))
    free = {**dict.fromkeys((*others, *outcome.abstaining), 0), **outside}
    return _by_majority(value, vote, outcome, free, outside)


def _by_majority(
    value: int, vote: Vote, outcome: RangeOutcome, free: Mapping[str, int], outside: Mapping[str, int]
) -> Compromise | None:
    """The fewest that are enough; among as many, those whose ways are the shortest all together."""
    movable = sorted(free, key=lambda d: (free[d], vote.members.index(d)))
    weights = [vote.worst.electorate.population_of(d) for d in movable]
    for size, most in enumerate(accumulate(sorted(weights, reverse=True)), start=1):
        if not _carries(vote, Bloc(size, most)):
            continue
        least = bisect_left(range(most + 1), x=True, key=lambda weight: _carries(vote, Bloc(size, weight)))
        chosen = _nearest([free[d] for d in movable], weights, size, least)
        moving = {movable[i] for i in chosen}
        return _settlement(
            value,
            outcome,
            {d: way for d, way in outside.items() if d in moving},
            tuple(d for d in vote.members if d in moving and d not in outside),
        )
    return None


def _nearest(ways: Sequence[int], weights: Sequence[int], size: int, least: int) -> tuple[int, ...]:
    """Which `size` of them weigh at least `least` with the shortest way in sum; of equals the first. One set must do.

    Of partial sets as large, one that is no heavier than another with no longer a way can be forgotten.
    """
    fronts: list[list[tuple[int, int, tuple[int, ...]]]] = [[(0, 0, ())], *([] for _ in range(size))]
    for i, (way, weight) in enumerate(zip(ways, weights, strict=True)):
        heaviest = [0, *accumulate(sorted(weights[i + 1 :], reverse=True))]
        for taken in range(min(i + 1, size), 0, -1):
            missing = size - taken
            if missing >= len(heaviest):
                continue
            grown = [(w + way, m - weight, (*chosen, i)) for w, m, chosen in fronts[taken - 1]]
            front: list[tuple[int, int, tuple[int, ...]]] = []
            for one in sorted([*fronts[taken], *grown]):
                if heaviest[missing] - one[1] >= least and (not front or one[1] < front[-1][1]):
                    front.append(one)
            fronts[taken] = front
    return fronts[size][0][2]


def _carries(vote: Vote, coming: Bloc) -> bool:
    return vote.rule.carries(replace(vote.worst, for_=vote.worst.for_ + coming))


def _settlement(value: int, outcome: RangeOutcome, outside: Mapping[str, int], others: tuple[str, ...]) -> Compromise:
    return Compromise(
        value, tuple(Concession(d, outcome.positions[d], value, way) for d, way in outside.items()), others
    )
