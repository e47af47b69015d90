"""Find the fewest delegations that would carry a decision by moving, and who is in the way of one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations, islice

from responsegen.consensus.answer import Columns
from responsegen.consensus.counting import Bloc, Electorate, Weighing
from responsegen.consensus.rules import RULES
from responsegen.consensus.rules.rule import Rule
from responsegen.consensus.rules.unanimity import prevented_by_abstention
from responsegen.dossier.model import AnyTopic, Dossier

MOST_SETS = 20
Sets = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """One decision: its rule, its columns, and how they weigh with the outstanding members against."""

    rule: Rule
    columns: Columns
    worst: Weighing

    @classmethod
    def on(cls, dossier: Dossier, topic: AnyTopic, columns: Columns) -> Vote:
        """Weigh the columns of a topic under its rule, with the population of the dossier's `as_of`."""
        electorate = Electorate.of(topic.electorate, dossier.population, is_current=dossier.population_is_valid)
        for_, against, constructive = map(
            electorate.bloc, (columns.for_, (*columns.against, *columns.outstanding), columns.constructive)
        )
        return cls(RULES[topic.rule], columns, Weighing(electorate, for_, against, constructive))

    @property
    def members(self) -> tuple[str, ...]:
        """The electorate, in protocol order."""
        return self.worst.electorate.members

    @property
    def carries(self) -> bool:
        """Whether it carries with the outstanding members against."""
        return self.rule.carries(self.worst)

    def carries_with(self, coming: Bloc) -> bool:
        """Decide whether it carries with these, too, for it."""
        return self.rule.carries(replace(self.worst, for_=self.worst.for_ + coming))

    def weights(self, members: Sequence[str]) -> list[int]:
        """Look up the population of each member."""
        return [self.worst.electorate.population_of(d) for d in members]


def fewest(weights: Sequence[int], enough: Callable[[Bloc], bool]) -> tuple[int, int] | None:
    """Find the smallest number of members that can be enough, and the population that so many need at least."""
    for size, most in enumerate(accumulate(sorted(weights, reverse=True)), start=1):
        if enough(Bloc(size, most)):
            return size, least_population(size, most, enough)
    return None


def least_population(size: int, most: int, enough: Callable[[Bloc], bool]) -> int:
    """Find the least population with which so many members are enough, as they are with `most`."""
    return bisect_left(range(most + 1), x=True, key=lambda population: enough(Bloc(size, population)))


def smallest_sets(vote: Vote, members: Sequence[str], enough: Callable[[Bloc], bool]) -> Iterator[tuple[str, ...]]:
    """List the sets of fewest of these members that are enough, in their order."""
    weights = vote.weights(members)
    if found := fewest(weights, enough):
        yield from (tuple(members[i] for i in chosen) for chosen in heavy_enough(weights, *found))


def heavy_enough(weights: Sequence[int], size: int, least: int) -> Iterator[tuple[int, ...]]:
    """List all sets of `size` indices whose weights add up to at least `least`, in lexicographic order.

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

    if size:
        yield from extend(0, size, least)


def blocked_by(vote: Vote) -> tuple[str, ...]:
    """Name those who stand in the way of what is not agreed.

    Where one is enough to prevent it, these are those against, or else those whose constructive abstention prevents
    it. Under a majority they are those not for, and not outstanding, who are in a smallest set that would carry it: who
    is, carries it together with the fewest others of the largest shares.
    """
    if vote.rule.facts.unopposed:
        return vote.columns.against or (vote.columns.constructive if prevented_by_abstention(vote.worst) else ())
    movable = [d for d in vote.members if d not in vote.columns.for_]
    weights = vote.weights(movable)
    found = fewest(weights, vote.carries_with)
    if found is None:
        return ()
    size, least = found
    largest = sum(sorted(weights, reverse=True)[: size - 1])
    enough = (d for d, weight in zip(movable, weights, strict=True) if weight + largest >= least)
    return tuple(d for d in enough if d not in vote.columns.outstanding)


def unblocked_by(vote: Vote) -> Sets:
    """List the sets of fewest delegations that, moved to for, make it carry: at most 20, in protocol order.

    Nothing comes back where it carries already.
    """
    if vote.carries:
        return ()
    if not vote.rule.facts.unopposed:
        for_ = set(vote.columns.for_)
        movable = [d for d in vote.members if d not in for_]
        return tuple(islice(smallest_sets(vote, movable, vote.carries_with), MOST_SETS))

    opposed = {*vote.columns.against, *vote.columns.outstanding}
    won = replace(vote.worst, for_=vote.worst.for_ + vote.worst.against, against=Bloc())
    if vote.rule.carries(won):
        return (tuple(d for d in vote.members if d in opposed),)
    if vote.rule.carries(replace(won, for_=won.for_ + Bloc(1))):
        # All that is missing is somebody who is for it.
        return tuple((d,) for d in vote.members[:MOST_SETS])

    def enough(moved: Bloc) -> bool:
        return vote.rule.carries(replace(won, for_=won.for_ + moved, constructive=won.constructive - moved))

    declared = islice(smallest_sets(vote, vote.columns.constructive, enough), MOST_SETS)
    return tuple(tuple(d for d in vote.members if d in opposed or d in moved) for moved in declared)
