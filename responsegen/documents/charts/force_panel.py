"""From a force by day and the axes that all panels share to one plot: the least that comes, the most, the required."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from responsegen.documents.charts.axis import Axis
from responsegen.documents.charts.lettering import BLUE, GREY, INK, PALE, REMARK, RULE, TONE
from responsegen.documents.charts.svg import Box, line, path, rect, text
from responsegen.documents.charts.texture import stripes
from responsegen.documents.wording import number
from responsegen.dossier.model import Interval

HEAVY = 1.8  # the line of the least
NEEDED = (BLUE, 1.1, "4 2")  # the line of what is required
UNKNOWN = (GREY, 0.5)  # the stripes of what nobody knows
BEFORE_LABEL = 4.0  # from the plot to the labels of its axes


@dataclass(frozen=True, slots=True)
class ForceStep:
    """Personnel from this day on, until the next step; the day is counted from the decision."""

    day: int
    personnel: Interval


@dataclass(frozen=True, slots=True)
class Frame:
    """The axes of a plot."""

    time: Axis
    days: int  # in one unit of time
    personnel: Axis

    def x(self, day: int) -> float:
        """Where a day stands."""
        return self.time.at(day / self.days)

    def y(self, personnel: int | None) -> float:
        """Where a number stands; none known stands at the upper edge."""
        return self.personnel.end if personnel is None else self.personnel.at(personnel)


def plot(steps: Sequence[ForceStep], required: Interval | None, frame: Frame) -> Iterator[str]:
    """Draw what is required, then the force from the day of the decision on."""
    left, right = frame.time.start, frame.time.end
    yield from _grid(frame)
    if required:
        low, high = frame.y(required.low), frame.y(required.high)
        yield rect(Box(left, high, right - left, max(low - high, 0.1)), PALE)
    begin = (ForceStep(0, Interval(0, 0)), *steps)
    edges = [*(frame.x(step.day) for step in begin), right]
    for step, (start, end) in zip(begin, pairwise(edges), strict=True):
        yield from _uncertain(step.personnel, start, end, frame)
    yield _least(begin, edges, frame)
    if required:
        yield line((left, frame.y(required.low)), (right, frame.y(required.low)), *NEEDED)


def _grid(frame: Frame) -> Iterator[str]:
    left, right, bottom = frame.time.start, frame.time.end, frame.personnel.start
    for tick in frame.personnel.ticks:
        y = frame.y(tick)
        yield line((left, y), (right, y), RULE if tick else INK, 0.5 if tick else 0.8)
        yield text(left - BEFORE_LABEL, y + REMARK.drop, number(tick), REMARK, "end")
    for tick in frame.time.ticks:
        x = frame.time.at(tick)
        yield line((x, bottom), (x, bottom + 2.5), INK)
        yield text(x, bottom + BEFORE_LABEL + REMARK.size, number(tick), REMARK, "middle")


def _uncertain(personnel: Interval, left: float, right: float, frame: Frame) -> Iterator[str]:
    """What may come beyond the least: a tone up to the most, stripes where nobody knows how many."""
    low, high = frame.y(personnel.low), frame.y(personnel.high)
    box = Box(left, high, right - left, low - high)
    if box.width and personnel.high is None:
        yield stripes(box, *UNKNOWN)
    elif box.width and box.height:
        yield rect(box, TONE)


def _least(steps: Sequence[ForceStep], edges: Sequence[float], frame: Frame) -> str:
    """The step curve; it is not drawn while nobody is there."""
    drawn: list[str | float] = ["M", edges[0], frame.y(0)]
    for step, right in zip(steps, edges[1:], strict=True):
        drawn += ["V", frame.y(step.personnel.low)]
        drawn += ["M", right, frame.y(0)] if step.personnel.high == 0 else ["H", right]
    return path(*drawn, fill="none", stroke=BLUE, stroke_width=HEAVY)
