"""Ranges that do not meet: which pairs, how many, and the smallest moves of those outside the widest support."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from responsegen.consensus.answer import Concession

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from responsegen.dossier.model import Interval


def conflicts_total(ranges: Mapping[str, Interval]) -> int:
    """How many pairs do not meet: of each such pair, one ends before the other begins."""
    lows = sorted(r.low for r in ranges.values())
    return sum(len(lows) - bisect_right(lows, r.high) for r in ranges.values() if r.high is not None)


def conflicts(ranges: Mapping[str, Interval]) -> Iterator[tuple[str, str]]:
    """The pairs that do not meet, in the order of the ranges; who meets everybody is passed over at once."""
    lowest_high = min((r.high for r in ranges.values() if r.high is not None), default=None)
    highest_low = max((r.low for r in ranges.values()), default=0)
    stated = list(ranges.items())
    for i, (one, accepted) in enumerate(stated):
        if (accepted.high is not None and accepted.high < highest_low) or (
            lowest_high is not None and lowest_high < accepted.low
        ):
            yield from ((one, other) for other, theirs in stated[i + 1 :] if not accepted.meets(theirs))


def concessions(ranges: Mapping[str, Interval], supported: Sequence[Interval]) -> tuple[Concession, ...]:
    """For each range that meets none of the supported intervals (in order), the smallest move into one of them.

    Of two values equally near it is the lower, which asks for less.
    """
    lows = [interval.low for interval in supported]
    moves = ((delegation, stated, _nearest(stated, supported, lows)) for delegation, stated in ranges.items())
    return tuple(
        Concession(delegation, stated, to, distance(stated, to)) for delegation, stated, to in moves if to is not None
    )


def _nearest(stated: Interval, supported: Sequence[Interval], lows: Sequence[int]) -> int | None:
    """The nearest value in the supported intervals; None where the range meets one of them."""
    above = len(lows) if stated.high is None else bisect_right(lows, stated.high)
    candidates = lows[above : above + 1]
    if above > 0:
        below = supported[above - 1]
        if below.high is None or stated.low <= below.high:
            return None
        candidates = [below.high, *candidates]
    return min(candidates, key=lambda value: distance(stated, value), default=None)


def distance(stated: Interval, value: int) -> int:
    """How far a value lies outside the range."""
    return stated.low - value if value < stated.low else value - (stated.high or 0)
