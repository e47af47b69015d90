"""Lay out axes with round ticks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from responsegen.documents.charts.lettering import REMARK, width
from responsegen.documents.words import number
from responsegen.dossier.model import MONTHS, PERSONNEL, Number

APART = 1.5  # labels side by side stand at least their own width times this apart
MOST_STEPS = 8
DECIMAL_STEPS = (1, 2, 5)
FINEST = Fraction(1, 10**9)  # where all values are below 1
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60)  # then years by tens


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from 0 to `top` on a straight line from `start` to `end`, in points."""

    top: Number
    step: Number
    start: float
    end: float

    @property
    def ticks(self) -> tuple[Number, ...]:
        """The values that are labelled."""
        return tuple(self.step * i for i in range(int(self.top / self.step) + 1))

    def at(self, value: Number | float) -> float:
        """Find where a value stands; what lies beyond the end stands at the end."""
        return self.start + (self.end - self.start) * min(value, self.top) / self.top


def axis(highest: Number, start: float, end: float, unit: str = PERSONNEL) -> Axis:
    """An axis that reaches the highest value, with as many steps as its labels leave room for."""
    for step in _steps(highest, unit):
        top = max(-(-highest // step), 1) * step
        label = width(number(top), REMARK) * APART
        if top // step <= max(min(MOST_STEPS, abs(end - start) / label), 1):
            return Axis(top, step, start, end)
    raise AssertionError  # the steps never end


def _steps(highest: Number, unit: str) -> Iterator[Number]:
    if unit == MONTHS:
        yield from MONTH_STEPS
    power: Number = 120 if unit == MONTHS else FINEST if 0 < highest < 1 else 1
    while True:
        yield from (power * step for step in DECIMAL_STEPS)
        power *= 10
