"""Find who would carry or stop a vote by moving, and name them in few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from responsegen.consensus.counting import Bloc
from responsegen.consensus.swing import Group, Vote, smallest_group
from responsegen.documents.words import cardinal, joined, percent

FEW = 4  # sets that are spelled out


def phrase(group: Group) -> str:
    """Name them: `DE or IT`, `DE with FR or with IT`, `BE, BG and any seven of CZ, DK, …`."""
    if len(group.sets) == 1:
        return joined(group.sets[0])
    if is_complete(group) and group.number == 1:
        others = joined(group.others, "or with" if group.core else "or")
        return f"{joined(group.core)} with {others}" if group.core else others
    if is_complete(group):
        return ", or ".join(joined(who) for who in group.sets)
    some = joined([*group.core, f"any {cardinal(group.number)} of {joined(group.others)}"])
    return f"{some} that have at least {percent(group.share)} of the population together" if group.share else some


def is_complete(group: Group) -> bool:
    """Whether its sets are so few that each is named."""
    return len(group.sets) <= FEW


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
