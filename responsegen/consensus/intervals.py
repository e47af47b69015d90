"""Add and multiply intervals; an unknown upper end stays unknown."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, inf

from responsegen.dossier.model import Interval, Number

NOTHING = Interval(0, 0)
NOT_QUANTIFIED = Interval(0, None)


def total(intervals: Iterable[Interval]) -> Interval:
    """Add up the lower ends and the upper ones; one unknown upper end leaves the sum's unknown."""
    low: Number = 0
    high: Number = 0
    open_ended = False
    for interval in intervals:
        low += interval.low
        high += interval.high or 0
        open_ended |= interval.high is None
    return Interval(low, None if open_ended else high)


def multiple(interval: Interval, factor: Fraction) -> Interval:
    """Multiply an interval by a factor, up to whole numbers, since people come whole."""
    return Interval(ceil(interval.low * factor), None if interval.high is None else ceil(interval.high * factor))


def reaching(interval: Interval, value: Number) -> Interval:
    """Find the least interval that holds this one and the value."""
    return Interval(min(interval.low, value), None if interval.high is None else max(interval.high, value))


def strength(personnel: Interval) -> tuple[Number | float, Number | float]:
    """Rank forces by what is certain to come, then by what may."""
    return personnel.low, inf if personnel.high is None else personnel.high
