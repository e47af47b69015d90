"""Ranges laid along one axis: what each delegation accepts in, the values at which a test on them holds out."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import Concession, Support
from responsegen.consensus.counting import Bloc, Electorate
from responsegen.dossier.model import Interval


@dataclass(frozen=True, slots=True)
class Stop:
    """A bound on the axis: who accepts this very value, and who the values between it and the next bound."""

    value: int
    here: Bloc
    beyond: Bloc


def stops(ranges: Mapping[str, Interval], electorate: Electorate) -> tuple[Stop, ...]:
    """0 and every stated bound, in order, with the bloc of those who accept it."""
    arriving, leaving = _turns(ranges)
    present = Bloc()
    found = []
    for value in sorted({0, *arriving, *leaving}):
        here = present + electorate.bloc(arriving.get(value, ()))
        present = here - electorate.bloc(leaving.get(value, ()))
        found.append(Stop(value, here, present))
    return tuple(found)


def where(along: Iterable[Stop], holds: Callable[[Bloc], bool]) -> tuple[Interval, ...]:
    """All values at which the test holds.

    The ranges are closed, so whoever accepts the values next to a bound accepts the bound. A test that more support
    never fails, or one for the greatest support, thus holds on closed intervals, each from a stop to a stop.
    """
    found = []
    low: int | None = None
    for stop in along:
        if low is None and holds(stop.here):
            low = stop.value
        if low is not None and not holds(stop.beyond):
            found.append(Interval(low, stop.value))
            low = None
    return (*found, Interval(low, None)) if low is not None else tuple(found)


def widest(ranges: Mapping[str, Interval], along: Iterable[Stop]) -> tuple[Support, ...]:
    """The intervals that most members accept, and who they are; silence makes no support wider.

    Nobody comes or goes inside such an interval: who came would make it more.
    """
    along = tuple(along)
    most = max((stop.here.members for stop in along), default=0)
    if most == 0:
        return ()
    starts = {interval.low: interval for interval in where(along, lambda bloc: bloc.members == most)}
    arriving, leaving = _turns(ranges)
    order = {d: i for i, d in enumerate(ranges)}
    present: set[str] = set()
    found = []
    for stop in along:
        present.update(arriving.get(stop.value, ()))
        if stop.value in starts:
            found.append(Support(starts[stop.value], tuple(sorted(present, key=order.__getitem__))))
        present.difference_update(leaving.get(stop.value, ()))
    return tuple(found)


def _turns(ranges: Mapping[str, Interval]) -> tuple[Mapping[int, list[str]], Mapping[int, list[str]]]:
    """Who comes in at which value, and who goes out after which."""
    arriving: dict[int, list[str]] = defaultdict(list)
    leaving: dict[int, list[str]] = defaultdict(list)
    for delegation, accepted in ranges.items():
        arriving[accepted.low].append(delegation)
        if accepted.high is not None:
            leaving[accepted.high].append(delegation)
    return arriving, leaving


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
