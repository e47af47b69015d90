"""Draw the ranges that delegations stated, one bar a delegation, against those that most could accept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from responsegen.documents.charts.chart import (
    SWATCH_HEIGHT,
    SWATCH_WIDTH,
    WIDTH,
    Axis,
    Chart,
    Key,
    axis,
    chart,
    legend,
)
from responsegen.documents.charts.drawing import (
    BLUE,
    INK,
    NAME,
    PALER,
    REMARK,
    WHITE,
    cut,
    element,
    line,
    path,
    text,
    widest,
    width,
)
from responsegen.documents.words import NBSP, capital, counted, joined, number, span, spoken
from responsegen.dossier.model import Interval, Number

THICKNESS = 5.0
NARROWEST = 3.4  # a range of one value shows beside the edge of a band
TICK = 1.6
OVER = 1.3  # how far the tick of a preferred value stands out above and below its bar
ARROW = 5.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range on paper; one that is open goes on beyond its end."""

    start: float
    end: float
    is_open: bool = False


def bar(stretch: Stretch, y: float, *, solid: bool) -> Iterator[str]:
    """Draw a stated range around `y`; one that is open ends in an arrow, one that is not solid is only outlined."""
    inset = 0.0 if solid else 0.35
    half, low, high = THICKNESS / 2 - inset, stretch.start + inset, stretch.end - inset
    if high - low < NARROWEST:
        low, high = (low + high - NARROWEST) / 2, (low + high + NARROWEST) / 2
    tip: list[str | float] = ["H", high, "V", y + half]
    if stretch.is_open:
        neck = high - ARROW
        tip = ["H", neck, "V", y - half - 1.4, "L", high, y, "L", neck, y + half + 1.4, "V", y + half]
    outline: dict[str, str | float] = {} if solid else {"stroke": INK, "stroke_width": 0.7, "stroke_dasharray": "2 1.2"}
    yield path("M", low, y - half, *tip, "H", low, "Z", fill=BLUE if solid else WHITE, **outline)


def preferred_part(stretch: Stretch, y: float) -> Iterator[str]:
    """Draw the preferred value or values: a dark tick across the bar, or a light line along it from tick to tick."""
    half = THICKNESS / 2 + OVER
    ticks = [(stretch.start + stretch.end) / 2]
    if stretch.is_open or stretch.end - stretch.start > TICK:
        ticks = [stretch.start] if stretch.is_open else [stretch.start, stretch.end]
        yield line((stretch.start, y), (stretch.end - (ARROW if stretch.is_open else 0), y), WHITE, 1.3)
    yield from (line((x, y - half), (x, y + half), WHITE, TICK + 1.6) for x in ticks)
    yield from (line((x, y - half), (x, y + half), INK, TICK) for x in ticks)


def band(stretch: Stretch, top: float, bottom: float) -> Iterator[str]:
    """Draw the values that most could accept behind the bars, between dashed lines."""
    wide = max(stretch.end - stretch.start, 0.1)
    yield element("rect", x=stretch.start, y=top, width=wide, height=bottom - top, fill=PALER)
    for x in dict.fromkeys((stretch.start,) if stretch.is_open else (stretch.start, stretch.end)):
        yield line((x, top), (x, bottom), BLUE, 1.1, "3 2")


PITCH = 10.0  # points from bar to bar
MOST_BARS = 45  # on a page; beyond that the table of delegations and topics says it better
LABEL_ROOM = 130.0
GAP = 8.0
BEYOND = 3.0  # how far a band stands out above and below the bars


NAMED = 3  # intervals that a caption can hold


@dataclass(frozen=True, slots=True)
class RangeBar:
    """What one delegation stated."""

    label: str
    acceptable: Interval
    preferred: Interval | None = None
    aside: str = ""  # why it does not count as it stands: "for information", "under a reservation"


def ranges(title: str, unit: str, bars: Sequence[RangeBar], widest_support: Sequence[Interval]) -> Chart:
    """Draw one bar a delegation in the order given, with its range in figures; at most MOST_BARS fit a page."""
    keys, head = legend([*_band_key(widest_support, unit), *_bar_keys(bars)])
    top = head + 2 * REMARK.size + 3
    bottom = top + PITCH * len(bars)
    names = [cut(b.label, NAME, LABEL_ROOM) for b in bars]
    highest = _highest(bars, widest_support)
    overhang = width(number(10 * highest), REMARK) / 2  # half of the last label of the axis
    figure_room = widest([unit, *(span(b.acceptable) for b in bars)], REMARK) + GAP
    scale = axis(highest, widest(names, NAME) + GAP, WIDTH - figure_room - overhang, unit)

    def elements() -> Iterator[str]:
        yield from keys
        for tick in scale.ticks:
            yield line((scale.at(tick), top), (scale.at(tick), bottom))
            yield text(scale.at(tick), top - 6, number(tick), REMARK, "middle")
        yield text(WIDTH, top - 6, unit, REMARK, "end")
        for interval in widest_support:
            yield from band(_stretch(interval, scale), top - BEYOND, bottom + BEYOND)
        for i, (stated, name) in enumerate(zip(bars, names, strict=True)):
            y = top + PITCH * (i + 0.5)
            yield text(0, y + NAME.drop, name, NAME)
            yield line((scale.start, y), (scale.at(stated.acceptable.low), y), dash="0.8 2.4")
            yield from bar(_stretch(stated.acceptable, scale), y, solid=not stated.aside)
            if stated.preferred:
                yield from preferred_part(_stretch(stated.preferred, scale), y)
            yield text(WIDTH, y + REMARK.drop, span(stated.acceptable), REMARK, "end")

    height = bottom + BEYOND + 1
    return chart(elements(), height, _alt(title, unit, bars, widest_support), _caption(title, unit, widest_support))


def _stretch(interval: Interval, scale: Axis) -> Stretch:
    is_open = interval.high is None
    return Stretch(scale.at(interval.low), scale.end if interval.high is None else scale.at(interval.high), is_open)


def _highest(bars: Sequence[RangeBar], widest_support: Sequence[Interval]) -> Number:
    """Find the highest value to draw; where something has no end, a tenth more for its arrow."""
    drawn = [*(b.acceptable for b in bars), *(b.preferred for b in bars if b.preferred), *widest_support]
    highest = max(i.low if i.high is None else i.high for i in drawn)
    return highest + highest // 10 + 1 if any(i.high is None for i in drawn) else highest


def _band_key(widest_support: Sequence[Interval], unit: str) -> Iterator[Key]:
    if widest_support:
        swatch = band(Stretch(0, SWATCH_WIDTH), -SWATCH_HEIGHT / 2, SWATCH_HEIGHT / 2)
        yield Key(f"widest support: {joined([span(i) for i in widest_support], 'or')} {unit}", tuple(swatch))


def _bar_keys(bars: Sequence[RangeBar]) -> Iterator[Key]:
    whole, middle = Stretch(0, SWATCH_WIDTH), Stretch(SWATCH_WIDTH / 2, SWATCH_WIDTH / 2)
    plain = tuple(bar(whole, 0, solid=True))
    yield Key("acceptable range", plain)
    if any(b.acceptable.high is None for b in bars):
        yield Key("no upper end", tuple(bar(replace(whole, is_open=True), 0, solid=True)))
    if any(b.preferred for b in bars):
        yield Key("preferred", (*plain, *preferred_part(middle, 0)))
    if asides := dict.fromkeys(b.aside for b in bars if b.aside):
        yield Key(joined(list(asides), "or"), tuple(bar(whole, 0, solid=False)))


def _caption(title: str, unit: str, widest_support: Sequence[Interval]) -> str:
    """Say what the bars come to: `not agreed, widest support for 24 or 36 months`."""
    if not 0 < len(widest_support) <= NAMED:
        return f"{title}: what each delegation can accept"
    return f"{title}: not agreed, widest support for {joined([_worded(i) for i in widest_support], 'or')}{NBSP}{unit}"


def _worded(interval: Interval) -> str:
    """Write a range as a caption has it, without signs for where it has one end: `up to 10`, `20–30`."""
    return span(interval) if interval.low and interval.high is not None else spoken(interval)


def _alt(title: str, unit: str, bars: Sequence[RangeBar], widest_support: Sequence[Interval]) -> str:
    values = joined([spoken(i) for i in widest_support], "or")
    found = f"Widest support: {values} {unit}. " if values else ""
    stated = "; ".join(map(_stated, bars))
    return f"{title}. {found}{capital(counted(len(bars), 'delegation'))}, in {unit}: {stated}."


def _stated(stated: RangeBar) -> str:
    preferred = f", preferred {spoken(stated.preferred)}" if stated.preferred else ""
    remark = f" ({stated.aside})" if stated.aside else ""
    return f"{stated.label} {spoken(stated.acceptable)}{preferred}{remark}"
