"""What would undo an agreement: a vote that carries in, the smallest sets that could stop it out."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from responsegen.consensus.unblocking import MOST_SETS, heavy_enough
from responsegen.consensus.weighing import Bloc

if TYPE_CHECKING:
    from responsegen.consensus.votes import Vote


def overturned_by(vote: Vote) -> tuple[tuple[str, ...], ...]:
    """The sets of fewest delegations that, moved to against, stop it: at most 20, in protocol order.

    Nothing comes back where it does not carry anyway, and where a single member can stop it, each one does.
    """
    worst = vote.worst
    if not vote.rule.carries(worst):
        return ()
    if vote.rule.unopposed:
        return tuple((d,) for d in vote.members[:MOST_SETS])

    def stopped(moved: Bloc) -> bool:
        return not vote.rule.carries(replace(worst, for_=worst.for_ - moved, against=worst.against + moved))

    movable = vote.columns.for_
    weights = [worst.electorate.population_of(d) for d in movable]
    for size, most in enumerate(accumulate(sorted(weights, reverse=True)), start=1):
        if stopped(Bloc(size, most)):
            least = bisect_left(range(most + 1), x=True, key=lambda weight: stopped(Bloc(size, weight)))
            sets = islice(heavy_enough(weights, size, least), MOST_SETS)
            return tuple(tuple(movable[i] for i in chosen) for chosen in sets)
    return ()
