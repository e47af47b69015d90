"""Lay out rows above each other that fit a page, and axes with round ticks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from responsegen.documents.charts.chart import HIGHEST, WIDTH
from responsegen.documents.charts.lettering import FIGURE, NAME, REMARK, widest, width, wrapped
from responsegen.documents.charts.svg import block, text
from responsegen.documents.words import counted, number
from responsegen.dossier.model import MONTHS, PERSONNEL, Number

PITCH, HIGH_PITCH = 15.0, 20.5  # from row to row; the higher one where words stand on two lines
LABEL_ROOM, CLOSING_ROOM = 150.0, 100.0
GAP = 8.0


@dataclass(frozen=True, slots=True)
class Rows:
    """Where each row stands and what is written beside it."""

    labels: tuple[tuple[str, ...], ...]  # the lines of each
    closings: tuple[tuple[str, ...], ...]
    start: float  # of the bars
    end: float
    top: float
    pitch: float
    shown: int

    @property
    def middles(self) -> tuple[float, ...]:
        """The line around which each row that fits is drawn."""
        return tuple(self.top + self.pitch * (i + 0.5) for i in range(self.shown))

    @property
    def bottom(self) -> float:
        """Where the rows end, the remark on those left out included."""
        return self.top + self.pitch * (self.shown + (self.shown < len(self.labels)))

    def words(self) -> Iterator[str]:
        """The labels, the closing words, and how many rows only the table has."""
        for label, closing, middle in zip(self.labels, self.closings, self.middles, strict=False):
            yield from block(0, middle, label, NAME)
            yield from block(self.end + GAP, middle, closing, FIGURE)
        if left_out := len(self.labels) - self.shown:
            remark = f"and {counted(left_out, 'further point')}: see the table"
            yield text(0, self.bottom - self.pitch / 2 + REMARK.drop, remark, REMARK)


def rows(labels: Sequence[str], closings: Sequence[str], top: float) -> Rows:
    """Lay out one row for each label, from `top` down; `closings` stand at the right end."""
    label_room = min(widest(labels, NAME), LABEL_ROOM)
    closing_room = min(widest(closings, FIGURE), CLOSING_ROOM)
    label_lines = tuple(wrapped(words, NAME, label_room) for words in labels)
    closing_lines = tuple(wrapped(words, FIGURE, closing_room) for words in closings)
    pitch = HIGH_PITCH if any(len(lines) > 1 for lines in label_lines + closing_lines) else PITCH
    room = int((HIGHEST - top) / pitch)
    return Rows(
        label_lines,
        closing_lines,
        label_room + GAP,
        WIDTH - closing_room - GAP,
        top,
        pitch,
        len(labels) if len(labels) <= room else room - 1,
    )


APART = 1.5  # labels side by side stand at least their own width times this apart
UPRIGHT = 24.0  # points between labels above each other
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
        """Where a value stands; what lies beyond the end stands at the end."""
        return self.start + (self.end - self.start) * min(value, self.top) / self.top


def axis(highest: Number, start: float, end: float, unit: str = PERSONNEL, *, upright: bool = False) -> Axis:
    """An axis that reaches the highest value, with as many steps as its labels leave room for."""
    for step in _steps(highest, unit):
        top = max(-(-highest // step), 1) * step
        label = UPRIGHT if upright else width(number(top), REMARK) * APART
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
