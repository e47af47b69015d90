"""Find the fewest delegations that would carry a decision by moving, and who is in the way of one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, combinations, islice

from responsegen.consensus.answer import Columns
from responsegen.consensus.counting import Bloc, Electorate, Weighing
from responsegen.consensus.rules import RULES
from responsegen.consensus.rules.rule import Rule
from responsegen.consensus.rules.unopposed import prevented_by_abstention
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


@dataclass(frozen=True, slots=True)
class Group:
    """Every set of fewest delegations that is enough: all of `core`, and so many of `others`."""

    core: tuple[str, ...]
    others: tuple[str, ...]
    number: int  # of the others
    share: Fraction | None  # of the population, that these have to have together; None where any will do
    sets: Sets  # at most 20, in protocol order

    @property
    def size(self) -> int:
        """How many have to move."""
        return len(self.core) + self.number


def smallest_group(vote: Vote, movable: Sequence[str], enough: Callable[[Bloc], bool]) -> Group | None:
    """Find the sets of fewest of these delegations that are enough; None where all together are not."""
    weights = vote.weights(movable)
    found = fewest(weights, enough)
    if found is None:
        return None
    size, least = found
    heaviest = [0, *accumulate(sorted(weights, reverse=True))]

    def without(own: int, number: int) -> int:
        """Weigh the heaviest of the others, so many of them; -1 where there are fewer."""
        if number == len(weights):
            return -1
        is_one = number and own >= heaviest[number] - heaviest[number - 1]
        return heaviest[number + 1] - own if is_one else heaviest[number]

    core = [i for i, own in enumerate(weights) if without(own, size) < least]
    others = [i for i, own in enumerate(weights) if i not in core and own + without(own, size - 1) >= least]
    number, rest = size - len(core), least - sum(weights[i] for i in core)
    any_will_do = sum(sorted(weights[i] for i in others)[:number]) >= rest
    return Group(
        tuple(movable[i] for i in core),
        tuple(movable[i] for i in others),
        number,
        None if any_will_do else Fraction(rest, vote.worst.electorate.whole.population),
        tuple(tuple(movable[i] for i in chosen) for chosen in islice(heavy_enough(weights, size, least), MOST_SETS)),
    )


def fewest(weights: Sequence[int], enough: Callable[[Bloc], bool]) -> tuple[int, int] | None:
    """Find the smallest number of members that can be enough, and the population that so many need at least."""
    sizes = enumerate(accumulate(sorted(weights, reverse=True)), start=1)
    size, most = next((found for found in sizes if enough(Bloc(*found))), (0, 0))
    return (size, bisect_left(range(most + 1), x=True, key=lambda some: enough(Bloc(size, some)))) if size else None


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
    group = _carrying(vote)
    able = {*group.core, *group.others}.difference(vote.columns.outstanding) if group else ()
    return tuple(d for d in vote.members if d in able)


def unblocked_by(vote: Vote) -> Sets:
    """List the sets of fewest delegations that, moved to for, make it carry: at most 20, in protocol order.

    Nothing comes back where it carries already.
    """
    if vote.carries:
        return ()
    if not vote.rule.facts.unopposed:
        group = _carrying(vote)
        return group.sets if group else ()

    opposed = {*vote.columns.against, *vote.columns.outstanding}
    won = replace(vote.worst, for_=vote.worst.for_ + vote.worst.against, against=Bloc())
    if vote.rule.carries(won):
        return (tuple(d for d in vote.members if d in opposed),)
    if vote.rule.carries(replace(won, for_=won.for_ + Bloc(1))):
        # All that is missing is somebody who is for it.
        return tuple((d,) for d in vote.members[:MOST_SETS])

    def enough(moved: Bloc) -> bool:
        return vote.rule.carries(replace(won, for_=won.for_ + moved, constructive=won.constructive - moved))

    declared = smallest_group(vote, vote.columns.constructive, enough)
    sets = declared.sets if declared else ()
    return tuple(tuple(d for d in vote.members if d in opposed or d in moved) for moved in sets)


def _carrying(vote: Vote) -> Group | None:
    """Find who, of all that are not for it, would carry it by a majority."""
    return smallest_group(vote, [d for d in vote.members if d not in vote.columns.for_], vote.carries_with)
