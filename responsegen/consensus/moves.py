"""The cheapest moves that would carry an option: a vote in, the sets of moves that cost least out.

A move costs a step for each notch on the way against, abstaining, for; who is outstanding is a step from either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from responsegen.consensus.counting import Bloc, Weighing
from responsegen.consensus.swing import MOST_SETS, heavy_enough
from responsegen.consensus.tally import Column
from responsegen.consensus.votes import Vote


@dataclass(frozen=True, slots=True)
class Move:
    """One delegation goes from a column to another."""

    delegation: str
    before: Column
    after: Column  # FOR or ABSTAINING: as far as is needed, and no further

    @property
    def cost(self) -> int:
        """In steps: 2 from against to for, else 1."""
        return 2 if (self.before, self.after) == (Column.AGAINST, Column.FOR) else 1


MoveSet = tuple[Move, ...]


def cost(moves: MoveSet) -> int:
    """What a set of moves costs, in steps."""
    return sum(move.cost for move in moves)


def cheapest_moves(vote: Vote) -> tuple[MoveSet, ...]:
    """The sets of moves that cost least, everybody else as counted and the other outstanding ones against: at most 20.

    Nothing comes back where it carries already, or where no moves make it carry.
    """
    if vote.rule.carries(vote.worst):
        return ()
    return tuple(islice((_unopposed if vote.rule.facts.unopposed else _by_majority)(vote), MOST_SETS))


def _columns(vote: Vote) -> Mapping[str, Column]:
    columns = vote.columns
    return {
        **dict.fromkeys(columns.for_, Column.FOR),
        **dict.fromkeys(columns.against, Column.AGAINST),
        **dict.fromkeys(columns.abstaining, Column.ABSTAINING),
        **dict.fromkeys(columns.constructive, Column.CONSTRUCTIVE),
        **dict.fromkeys(columns.outstanding, Column.OUTSTANDING),
    }


def _unopposed(vote: Vote) -> Iterator[MoveSet]:
    """Whoever is against, or may be, abstains; then too many declarations go, and somebody has to be for it."""
    stands = _columns(vote)
    opposed = [d for d in vote.members if stands[d] in (Column.AGAINST, Column.OUTSTANDING)]
    calm = replace(vote.worst, against=Bloc())
    for withdrawn in _withdrawals(vote, replace(calm, for_=calm.for_ + Bloc(1))):
        moving = dict.fromkeys((*opposed, *withdrawn), Column.ABSTAINING)
        if calm.somebody_for:
            yield _moves(vote, stands, moving)
            continue
        free = [d for d in moving if stands[d] is not Column.AGAINST]  # being for it costs them no more
        for speaker in free or vote.members:
            yield _moves(vote, stands, {**moving, speaker: Column.FOR})


def _withdrawals(vote: Vote, calm: Weighing) -> Iterator[Sequence[str]]:
    """The fewest that have to give up their constructive abstention, with nobody against and somebody for."""
    declared = vote.columns.constructive
    if vote.rule.carries(calm):
        yield ()
        return
    weights = [calm.electorate.population_of(d) for d in declared]

    def enough(gone: Bloc) -> bool:
        return vote.rule.carries(replace(calm, constructive=calm.constructive - gone))

    for size, most in enumerate(accumulate(sorted(weights, reverse=True)), start=1):
        if enough(Bloc(size, most)):
            least = bisect_left(range(most + 1), x=True, key=lambda weight: enough(Bloc(size, weight)))
            yield from ([declared[i] for i in chosen] for chosen in heavy_enough(weights, size, least))
            return


def _by_majority(vote: Vote) -> Iterator[MoveSet]:
    """More have to be for it: first those whom that costs one step, then those whom it costs two."""
    stands = _columns(vote)
    near = [d for d in vote.members if stands[d] not in (Column.FOR, Column.AGAINST)]
    far = [d for d in vote.members if stands[d] is Column.AGAINST]
    near_weights, far_weights = ([vote.worst.electorate.population_of(d) for d in who] for who in (near, far))
    near_most, far_most = ([0, *accumulate(sorted(w, reverse=True))] for w in (near_weights, far_weights))

    def enough(coming: Bloc) -> bool:
        return vote.rule.carries(replace(vote.worst, for_=vote.worst.for_ + coming))

    for steps in range(1, len(near) + 2 * len(far) + 1):
        found = False
        for of_far in range(min(steps // 2, len(far)) + 1):
            of_near = steps - 2 * of_far
            if of_near > len(near) or not enough(Bloc(of_near + of_far, near_most[of_near] + far_most[of_far])):
                continue
            found = True
            size, most = of_near + of_far, near_most[of_near] + far_most[of_far]
            least = bisect_left(range(most + 1), x=True, key=lambda weight: enough(Bloc(size, weight)))
            for chosen in _heavy(far_weights, of_far, least - near_most[of_near]):
                rest = least - sum(far_weights[i] for i in chosen)
                for others in _heavy(near_weights, of_near, rest):
                    coming = [*(far[i] for i in chosen), *(near[i] for i in others)]
                    yield _moves(vote, stands, dict.fromkeys(coming, Column.FOR))
        if found:
            return


def _heavy(weights: Sequence[int], size: int, least: int) -> Iterator[tuple[int, ...]]:
    """As `heavy_enough`, for no members as well."""
    if size:
        yield from heavy_enough(weights, size, least)
    elif least <= 0:
        yield ()


def _moves(vote: Vote, stands: Mapping[str, Column], moving: Mapping[str, Column]) -> MoveSet:
    return tuple(Move(d, stands[d], moving[d]) for d in vote.members if d in moving)
