"""What would unblock: the columns of a decision that does not carry in, the smallest sets that could turn it out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, combinations, islice

from responsegen.consensus.answer import Columns
from responsegen.consensus.counting import Bloc, Weighing
from responsegen.consensus.rules.rule import Rule
from responsegen.consensus.votes import Vote

MOST_SETS = 20


def unblocked_by(rule: Rule, worst: Weighing, columns: Columns) -> tuple[tuple[str, ...], ...]:
    """The sets of fewest delegations that, moved to for, make it carry: at most 20, in protocol order.

    `worst` is how the columns weigh with the outstanding ones against. Nothing comes back where it carries already.
    """
    members = worst.electorate.members
    if rule.carries(worst):
        return ()
    if not rule.facts.unopposed:
        for_ = set(columns.for_)
        movable = [d for d in members if d not in for_]
        return _fewest(rule, worst, movable, lambda bloc: replace(worst, for_=worst.for_ + bloc))

    opposed = {*columns.against, *columns.outstanding}
    won = replace(worst, for_=worst.for_ + worst.against, against=Bloc())
    if rule.carries(won):
        return (tuple(d for d in members if d in opposed),)
    if rule.carries(replace(won, for_=won.for_ + Bloc(1))):
        # All that is missing is somebody who says that they are for it; that may be one who was silent.
        return tuple((d,) for d in members[:MOST_SETS])
    declared = _fewest(
        rule,
        worst,
        columns.constructive,
        lambda bloc: replace(won, for_=won.for_ + bloc, constructive=won.constructive - bloc),
    )
    return tuple(tuple(d for d in members if d in opposed or d in moved) for moved in declared)


def _fewest(
    rule: Rule, worst: Weighing, movable: Sequence[str], moved: Callable[[Bloc], Weighing]
) -> tuple[tuple[str, ...], ...]:
    """Find the smallest number that is enough, what a set of that number has to weigh, and the first such sets."""
    weights = [worst.electorate.population_of(d) for d in movable]
    for size, most in enumerate(accumulate(sorted(weights, reverse=True)), start=1):
        if rule.carries(moved(Bloc(size, most))):
            enough = range(most + 1)
            least = bisect_left(enough, x=True, key=lambda weight: rule.carries(moved(Bloc(size, weight))))
            sets = islice(heavy_enough(weights, size, least), MOST_SETS)
            return tuple(tuple(movable[i] for i in chosen) for chosen in sets)
    return ()


def heavy_enough(weights: Sequence[int], size: int, least: int) -> Iterator[tuple[int, ...]]:
    """All sets of `size` (at least 1) indices whose weights add up to at least `least`, in lexicographic order.

    No branch is entered without a set in it, so the first few sets are quick to find among however many.
    """
    if sum(sorted(weights)[:size]) >= least:
        yield from combinations(range(len(weights)), size)
        return
    # heaviest[i][k]: what the k heaviest from index i on weigh together
    heaviest = [[0, *accumulate(sorted(weights[i:], reverse=True))] for i in range(len(weights) + 1)]

    def extend(start: int, size: int, least: int) -> Iterator[tuple[int, ...]]:
        if size == 0:
            yield ()
            return
        for i in range(start, len(weights) - size + 1):
            if heaviest[i][size] < least:
                return
            if heaviest[i + 1][size - 1] >= least - weights[i]:
                for more in extend(i + 1, size - 1, least - weights[i]):
                    yield (i, *more)

    yield from extend(0, size, least)


def overturned_by(vote: Vote) -> tuple[tuple[str, ...], ...]:
    """The sets of fewest delegations that, moved to against, stop it: at most 20, in protocol order.

    Nothing comes back where it does not carry anyway, and where a single member can stop it, each one does.
    """
    worst = vote.worst
    if not vote.rule.carries(worst):
        return ()
    if vote.rule.facts.unopposed:
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
