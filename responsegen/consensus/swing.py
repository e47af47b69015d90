"""Find the fewest delegations, and the cheapest moves of theirs, that would carry a decision or stop it.

A move costs a step for each notch on the way against, abstaining, for; who is outstanding is a step from either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations, islice

from responsegen.consensus.answer import Columns, Standpoint
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


def overturned_by(vote: Vote) -> Sets:
    """List the sets of fewest delegations that, moved to against, stop it: at most 20, in protocol order.

    Nothing comes back where it does not carry anyway, and where a single member can stop it, each one does.
    """
    if not vote.carries:
        return ()
    if vote.rule.facts.unopposed:
        return tuple((d,) for d in vote.members[:MOST_SETS])

    def stopped(moved: Bloc) -> bool:
        worst = vote.worst
        return not vote.rule.carries(replace(worst, for_=worst.for_ - moved, against=worst.against + moved))

    return tuple(islice(smallest_sets(vote, vote.columns.for_, stopped), MOST_SETS))


@dataclass(frozen=True, slots=True)
class Move:
    """One delegation goes from a column to another."""

    delegation: str
    before: Standpoint
    after: Standpoint  # FOR or ABSTAINING: as far as is needed, and no further

    @property
    def cost(self) -> int:
        """In steps: 2 from against to for, else 1."""
        return 2 if (self.before, self.after) == (Standpoint.AGAINST, Standpoint.FOR) else 1


MoveSet = tuple[Move, ...]


def cost(moves: MoveSet) -> int:
    """Add up what a set of moves costs, in steps."""
    return sum(move.cost for move in moves)


def cheapest_moves(vote: Vote) -> tuple[MoveSet, ...]:
    """List the sets of moves that cost least: at most 20; nothing where it carries already, or no moves carry it.

    Everybody else is taken as counted, and the other outstanding ones as against.
    """
    if vote.carries:
        return ()
    return tuple(islice((_unopposed if vote.rule.facts.unopposed else _by_majority)(vote), MOST_SETS))


def _sides(vote: Vote) -> Mapping[str, Standpoint]:
    return {d: side for side, members in vote.columns.sides.items() for d in members}


def _unopposed(vote: Vote) -> Iterator[MoveSet]:
    """Have all who are against, or may be, abstain; then withdraw declarations, and have somebody be for it."""
    stands = _sides(vote)
    opposed = [d for d in vote.members if stands[d] in (Standpoint.AGAINST, Standpoint.OUTSTANDING)]
    calm = replace(vote.worst, against=Bloc())
    spoken = replace(calm, for_=calm.for_ + Bloc(1))

    def enough(withdrawn: Bloc) -> bool:
        return vote.rule.carries(replace(spoken, constructive=spoken.constructive - withdrawn))

    withdrawals: Iterable[tuple[str, ...]] = (
        [()] if enough(Bloc()) else smallest_sets(vote, vote.columns.constructive, enough)
    )
    for withdrawn in withdrawals:
        moving = dict.fromkeys((*opposed, *withdrawn), Standpoint.ABSTAINING)
        if calm.somebody_for:
            yield _moves(vote, stands, moving)
            continue
        free = [d for d in moving if stands[d] is not Standpoint.AGAINST]  # being for it costs them no more
        for speaker in free or vote.members:
            yield _moves(vote, stands, {**moving, speaker: Standpoint.FOR})


def _by_majority(vote: Vote) -> Iterator[MoveSet]:
    """Have more be for it: first those whom that costs one step, then those whom it costs two."""
    stands = _sides(vote)
    near = [d for d in vote.members if stands[d] not in (Standpoint.FOR, Standpoint.AGAINST)]
    far = [d for d in vote.members if stands[d] is Standpoint.AGAINST]
    near_weights, far_weights = vote.weights(near), vote.weights(far)
    near_most, far_most = ([0, *accumulate(sorted(w, reverse=True))] for w in (near_weights, far_weights))

    for steps in range(1, len(near) + 2 * len(far) + 1):
        found = False
        for of_far in range(min(steps // 2, len(far)) + 1):
            of_near = steps - 2 * of_far
            if of_near > len(near):
                continue
            size, most = of_near + of_far, near_most[of_near] + far_most[of_far]
            if not vote.carries_with(Bloc(size, most)):
                continue
            found = True
            least = least_population(size, most, vote.carries_with)
            for chosen in heavy_enough(far_weights, of_far, least - near_most[of_near]):
                rest = least - sum(far_weights[i] for i in chosen)
                for others in heavy_enough(near_weights, of_near, rest):
                    coming = [*(far[i] for i in chosen), *(near[i] for i in others)]
                    yield _moves(vote, stands, dict.fromkeys(coming, Standpoint.FOR))
        if found:
            return


def _moves(vote: Vote, stands: Mapping[str, Standpoint], moving: Mapping[str, Standpoint]) -> MoveSet:
    return tuple(Move(d, stands[d], moving[d]) for d in vote.members if d in moving)
