"""Draw the force over time against what is required, one panel a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from responsegen.consensus.answer import Strength
from responsegen.consensus.intervals import strength
from responsegen.documents.charts.axis import Axis, axis
from responsegen.documents.charts.chart import HIGHEST, SWATCH, WIDTH, Chart, Key, chart, legend
from responsegen.documents.charts.lettering import (
    BLUE,
    GREY,
    HEADING,
    INK,
    PALE,
    REMARK,
    RULE,
    TONE,
    cut,
    width,
    wrapped,
)
from responsegen.documents.charts.svg import Box, line, moved, path, rect, stripes, text
from responsegen.documents.words import NBSP, clause, counted, decimal, number, span, spoken, total
from responsegen.dossier.model import MONTHS, PERSONNEL, Interval, Number

HEAVY = 1.8  # the line of the least
NEEDED = (BLUE, 1.1, "4 2")  # the line of what is required
UNKNOWN = (GREY, 0.5)  # the stripes of what nobody knows
BEFORE_LABEL = 4.0  # from the plot to the labels of its axes


@dataclass(frozen=True, slots=True)
class Frame:
    """The axes of a plot."""

    time: Axis
    days: int  # in one unit of time
    personnel: Axis

    def x(self, day: int) -> float:
        """Where a day stands."""
        return self.time.at(day / self.days)

    def y(self, personnel: Number | None) -> float:
        """Where a number stands; none known stands at the upper edge."""
        return self.personnel.end if personnel is None else self.personnel.at(personnel)


def plot(steps: Sequence[Strength], required: Interval | None, frame: Frame) -> Iterator[str]:
    """Draw what is required, then the force from the day of the decision on."""
    left, right = frame.time.start, frame.time.end
    yield from _grid(frame)
    if required:
        low, high = frame.y(required.low), frame.y(required.high)
        yield rect(Box(left, high, right - left, max(low - high, 0.1)), PALE)
    begin = (Strength(0, Interval(0, 0)), *steps)
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


def _least(steps: Sequence[Strength], edges: Sequence[float], frame: Frame) -> str:
    """The step curve; it is not drawn while nobody is there."""
    drawn: list[str | float] = ["M", edges[0], frame.y(0)]
    for step, right in zip(steps, edges[1:], strict=True):
        drawn += ["V", frame.y(step.personnel.low)]
        drawn += ["M", right, frame.y(0)] if step.personnel.high == 0 else ["H", right]
    return path(*drawn, fill="none", stroke=BLUE, stroke_width=HEAVY)


LOWEST_PLOT, HIGHEST_PLOT = 44.0, 88.0
GUTTER = 20.0  # between two panels
AIR = 2.0  # below the legend
FOOT = BEFORE_LABEL + 2.2 * REMARK.size  # below a plot, for the labels of time
IN_TWO_COLUMNS = 8  # more panels stand in three
DAYS = {"days": 1, "months": 30, "years": 360}  # a month is 30 days, a year twelve months
SHORT, MEDIUM = 120, 1800  # days: up to here time is shown in days, up to there in months


@dataclass(frozen=True, slots=True)
class ForceCurve:
    """The attainable force over time under one scenario."""

    label: str
    steps: tuple[Strength, ...]  # by day

    @property
    def largest(self) -> Strength | None:
        """The first step at which the force is at its largest."""
        return max(self.steps, key=lambda s: (s.personnel.low, s.personnel.high or 0), default=None)

    def peak(self, unit: str) -> str:
        """When the force is first at its largest, in words and in the unit of the axis."""
        largest = self.largest
        if largest is None or largest.personnel.high == 0:
            return "nobody takes part"
        if largest.day * 100 % DAYS[unit]:  # two decimals would not be exact
            unit = "days"
        passed = decimal(Fraction(largest.day, DAYS[unit]))
        when = f"after {passed}{NBSP}{unit[:-1] if passed == '1' else unit}" if largest.day else "from the first day"
        return f"peak {total(largest.personnel)}, {when}"


def force(
    title: str, curves: Sequence[ForceCurve], required: Interval | None, wanted: str = "required"
) -> Chart | None:
    """One panel a scenario, all on the same axes, against what is `wanted`; None where nobody comes in any."""
    steps = [step for curve in curves for step in curve.steps]
    if all(step.personnel.high == 0 for step in steps):
        return None
    keys, head = legend(_keys(steps, required, wanted))
    top = head + AIR
    columns = 1 if len(curves) == 1 else 2 if len(curves) <= IN_TWO_COLUMNS else 3
    room = (WIDTH - GUTTER * (columns - 1)) / columns
    titles = [wrapped(curve.label, HEADING, room) for curve in curves]
    above = (max(map(len, titles)) + 1) * HEADING.line + 9
    rows = min(-(-len(curves) // columns), int((HIGHEST - top - FOOT) / (above + LOWEST_PLOT + FOOT)))
    plot_height = min(HIGHEST_PLOT, (HIGHEST - top - FOOT) / rows - above - FOOT)
    pitch = above + plot_height + FOOT
    unit, last = _time(curves)
    frame = _frame(_most(steps, required), last, unit, Box(0, above, room, plot_height))

    def elements() -> Iterator[str]:
        yield from keys
        for i, (curve, lines) in enumerate(zip(curves[: rows * columns], titles, strict=False)):
            row, column = divmod(i, columns)
            parts = (*_heading(lines, curve.peak(unit), room), *plot(curve.steps, required, frame))
            yield moved(column * (room + GUTTER), top + row * pitch, *parts)
        left_out = max(len(curves) - rows * columns, 0)
        remark = f"; {counted(left_out, 'further scenario')}: see the table" if left_out else ""
        yield text(frame.time.start, bottom, f"{unit} after the decision{remark}", REMARK)

    bottom = top + rows * pitch + REMARK.size * 0.4
    caption = _caption(title, curves, required, wanted)
    return chart(elements(), bottom + REMARK.size / 2, _alt(title, curves, required, wanted), caption)


def _caption(title: str, curves: Sequence[ForceCurve], required: Interval | None, wanted: str) -> str:
    """How much comes together under the best scenario, against what is required."""
    peaks = [(curve, curve.largest.personnel) for curve in curves if curve.largest]
    best, personnel = max(peaks, key=lambda peak: strength(peak[1]))
    under = f" under “{clause(best.label)}”" if len({peak for _, peak in peaks}) > 1 else ""
    against = f", against {number(required.low)} {wanted}" if required else ""
    return f"{title} over time: at its largest {total(personnel)}{NBSP}personnel{under}{against}"


def _time(curves: Sequence[ForceCurve]) -> tuple[str, int]:
    """The unit in which time is shown, and how many of it; a tenth more where a force has no end."""
    last = max(step.day for curve in curves for step in curve.steps)
    if any(curve.steps and curve.steps[-1].personnel.high != 0 for curve in curves):
        last = last + last // 10 + 1 if last else DAYS["years"]
    unit = "days" if last <= SHORT else "months" if last <= MEDIUM else "years"
    return unit, -(-last // DAYS[unit])


def _most(steps: Sequence[Strength], required: Interval | None) -> Number:
    """The highest number to draw: of what is required, the lower end is enough."""
    most = max(step.personnel.high or step.personnel.low for step in steps)
    if any(step.personnel.high is None for step in steps):
        most += most // 6 + 1  # room for the stripes above
    return max(most, required.low + required.low // 10) if required else most


def _frame(most: Number, last: int, unit: str, box: Box) -> Frame:
    """The axes of every panel; the labels of the upright one stand inside the box."""
    personnel = axis(most, box.y + box.height, box.y, upright=True)
    start = width(number(personnel.top), REMARK) + BEFORE_LABEL
    end = box.width - width(number(last), REMARK)
    time = axis(last, start, end, MONTHS if unit == "months" else PERSONNEL)
    return Frame(time, DAYS[unit], personnel)


def _heading(lines: Sequence[str], remark: str, room: float) -> Iterator[str]:
    for i, words in enumerate(lines):
        yield text(0, HEADING.size + HEADING.line * i, words, HEADING)
    yield text(0, HEADING.size + HEADING.line * len(lines), cut(remark, REMARK, room), REMARK)


def _keys(steps: Sequence[Strength], required: Interval | None, wanted: str) -> Iterator[Key]:
    yield Key("at least", (line((0, 0), (SWATCH.width, 0), BLUE, HEAVY),))
    if any(step.personnel.high is not None and step.personnel.high > step.personnel.low for step in steps):
        yield Key("at most", (rect(SWATCH, TONE),))
    if any(step.personnel.high is None for step in steps):
        yield Key("not all pledges are in numbers", (stripes(SWATCH, *UNKNOWN),))
    if required:
        bottom = SWATCH.y + SWATCH.height
        edge = line((0, bottom), (SWATCH.width, bottom), *NEEDED)
        yield Key(f"{wanted}: {span(required)} personnel", (rect(SWATCH, PALE), edge))


def _alt(title: str, curves: Sequence[ForceCurve], required: Interval | None, wanted: str) -> str:
    needed = f" {wanted.capitalize()}: {spoken(required)} personnel." if required else ""
    return f"{title}, personnel by day after the decision.{needed} {' '.join(map(_sentence, curves))}"


def _sentence(curve: ForceCurve) -> str:
    steps = "; ".join(
        f"from day {number(step.day)}, {'nobody' if step.personnel.high == 0 else spoken(step.personnel)}"
        for step in curve.steps
    )
    return f"{clause(curve.label)}: {steps or 'nobody'}."
