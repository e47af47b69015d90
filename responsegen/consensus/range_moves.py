"""Find the values of a range that would carry at the least cost, and who would have to give way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from responsegen.consensus.answer import Columns, Concession, RangeOutcome
from responsegen.consensus.ranges import distance
from responsegen.consensus.swing import MOST_SETS, Vote, fewest
from responsegen.dossier.model import Dossier, Number


@dataclass(frozen=True, slots=True)
class Compromise:
    """A value that would carry, and what that asks of whom."""

    value: Number  # in the topic's unit
    concessions: tuple[Concession, ...]  # stated ranges that would have to reach as far as the value
    others: tuple[str, ...]  # those without a counted range, who would have to accept the value or, if enough, abstain

    @property
    def delegations(self) -> int:
        """How many have to move."""
        return len(self.concessions) + len(self.others)

    @property
    def distance(self) -> Number:
        """How far those with a range have to move, all together."""
        return sum(concession.by for concession in self.concessions)


def compromises(dossier: Dossier, outcome: RangeOutcome) -> tuple[Compromise, ...]:
    """List the values that ask the fewest delegations to move, and of these those that ask least: at most 20.

    Only 0 and stated bounds need a look: between two of them neither who accepts nor the sum of ways gets better.
    """
    if outcome.agreed:
        return ()
    bounds = {bound for r in outcome.positions.values() for bound in (0, r.low, r.high) if bound is not None}
    found = [s for value in bounds if (s := _at(value, dossier, outcome)) is not None]
    least = min((s.delegations for s in found), default=0)
    best = sorted((s for s in found if s.delegations == least), key=lambda s: (s.distance, s.value))
    return tuple(best[:MOST_SETS])


def _at(value: Number, dossier: Dossier, outcome: RangeOutcome) -> Compromise | None:
    """Find out who has to move for this value to carry."""
    topic = outcome.topic
    outside = {d: distance(r, value) for d, r in outcome.positions.items() if value not in r}
    others = tuple(d for d in (*outcome.against, *outcome.outstanding) if d not in outside)
    counted = outcome.counted
    columns = Columns(
        for_=tuple(d for d in topic.electorate if (d in counted and d not in outside) or d in outcome.silent),
        against=tuple(outside),
        abstaining=outcome.abstaining,
        outstanding=others,
        silent=outcome.silent,
    )
    vote = Vote.on(dossier, topic, columns)
    if vote.rule.facts.unopposed:
        moving = {*outside, *others}
    else:
        # The fewest that are enough; among as many, those whose ways are the shortest all together.
        ways = {**dict.fromkeys((*others, *outcome.abstaining), 0), **outside}
        movable = sorted(ways, key=lambda d: (ways[d], vote.members.index(d)))
        weights = vote.weights(movable)
        needed = fewest(weights, vote.carries_with)
        if needed is None:
            return None
        moving = {movable[i] for i in _nearest([ways[d] for d in movable], weights, *needed)}
    return Compromise(
        value,
        tuple(Concession(d, outcome.positions[d], value, way) for d, way in outside.items() if d in moving),
        tuple(d for d in vote.members if d in moving and d not in outside),
    )


def _nearest(ways: Sequence[Number], weights: Sequence[int], size: int, least: int) -> tuple[int, ...]:
    """Choose `size` that weigh at least `least` with the shortest way in sum; of equals the first. One set must do.

    Of partial sets as large, one that is no heavier than another with no longer a way can be forgotten.
    """
    fronts: list[list[tuple[Number, int, tuple[int, ...]]]] = [[(0, 0, ())], *([] for _ in range(size))]
    for i, (way, weight) in enumerate(zip(ways, weights, strict=True)):
        heaviest = [0, *accumulate(sorted(weights[i + 1 :], reverse=True))]
        for taken in range(min(i + 1, size), 0, -1):
            missing = size - taken
            if missing >= len(heaviest):
                continue
            grown = [(w + way, m - weight, (*chosen, i)) for w, m, chosen in fronts[taken - 1]]
            front: list[tuple[Number, int, tuple[int, ...]]] = []
            for one in sorted([*fronts[taken], *grown]):
                if heaviest[missing] - one[1] >= least and (not front or one[1] < front[-1][1]):
                    front.append(one)
            fronts[taken] = front
    return fronts[size][0][2]
