"""Ranges laid along one axis: what each delegation accepts in, the values at which a test on them holds out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.consensus.answer import Support
from responsegen.consensus.weighing import Bloc
from responsegen.dossier.model import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from responsegen.consensus.weighing import Electorate


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
