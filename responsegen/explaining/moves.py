"""Find the smallest groups of delegations whose moves would carry or stop a vote, however many sets they stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from responsegen.consensus.counting import Bloc
from responsegen.consensus.swing import Vote, fewest, heavy_enough
from responsegen.documents.words import cardinal, joined, percent

FEW = 4  # sets that are spelled out


@dataclass(frozen=True, slots=True)
class Group:
    """Every set of fewest delegations that is enough: all of `core`, and so many of `others`."""

    core: tuple[str, ...]
    others: tuple[str, ...]
    number: int  # of the others
    share: Fraction | None  # of the population, that these have to have together; None where any will do
    sets: tuple[tuple[str, ...], ...]  # the first ones, in protocol order

    @property
    def size(self) -> int:
        """How many have to move."""
        return len(self.core) + self.number

    @property
    def complete(self) -> bool:
        """Whether `sets` are all that there are."""
        return len(self.sets) <= FEW

    @property
    def phrase(self) -> str:
        """Name them: `DE or IT`, `DE with FR or with IT`, `BE, BG and any seven of CZ, DK, …`."""
        if len(self.sets) == 1:
            return joined(self.sets[0])
        if self.complete and self.number == 1:
            return (
                f"{joined(self.core)} with {joined(self.others, 'or with')}" if self.core else joined(self.others, "or")
            )
        if self.complete:
            return ", or ".join(joined(who) for who in self.sets)
        some = joined([*self.core, f"any {cardinal(self.number)} of {joined(self.others)}"])
        return f"{some} that have at least {percent(self.share)} of the population together" if self.share else some


def smallest_group(vote: Vote, movable: Sequence[str], enough: Callable[[Bloc], bool]) -> Group | None:
    """Find the sets of fewest of these delegations that are enough; None where all together are not."""
    weights = vote.weights(movable)
    found = fewest(weights, enough)
    if found is None:
        return None
    size, least = found

    def most(without: int, number: int) -> int:
        others = sorted((w for i, w in enumerate(weights) if i != without), reverse=True)
        return sum(others[:number]) if len(others) >= number else -1

    core = [i for i in range(len(movable)) if most(i, size) < least]
    others = [i for i in range(len(movable)) if i not in core and weights[i] + most(i, size - 1) >= least]
    number, rest = size - len(core), least - sum(weights[i] for i in core)
    any_will_do = sum(sorted(weights[i] for i in others)[:number]) >= rest
    whole = sum(vote.weights(vote.members))
    return Group(
        tuple(movable[i] for i in core),
        tuple(movable[i] for i in others),
        number,
        None if any_will_do else Fraction(rest, whole),
        tuple(tuple(movable[i] for i in chosen) for chosen in islice(heavy_enough(weights, size, least), FEW + 1)),
    )


def carrying(vote: Vote, unmoved: Sequence[str] = ()) -> tuple[Group, ...]:
    """Find who would carry a vote by a majority: the fewest, then the fewest without anybody who is against."""
    for_ = {*vote.columns.for_, *unmoved}
    movable = [d for d in vote.members if d not in for_]
    gentle = [d for d in movable if d not in vote.columns.against]
    found = (smallest_group(vote, who, vote.carries_with) for who in dict.fromkeys((tuple(movable), tuple(gentle))))
    groups = [group for group in found if group is not None]
    return tuple(group for i, group in enumerate(groups) if i == 0 or group.size > groups[0].size)


def stopping(vote: Vote) -> Group | None:
    """Find who would stop what a majority carries, by opposing it."""

    def stopped(moved: Bloc) -> bool:
        worst = vote.worst
        return not vote.rule.carries(replace(worst, for_=worst.for_ - moved, against=worst.against + moved))

    return smallest_group(vote, vote.columns.for_, stopped)
