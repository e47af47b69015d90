"""From places on an axis to the marks of a range: its bar, its preferred part, and the band behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.documents.charts.paint import BLUE, INK, PALE, PALER, WHITE
from responsegen.documents.charts.svg import Box, line, path, rect

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def bar(stretch: Stretch, y: float, thickness: float, *, solid: bool) -> Iterator[str]:
    """A stated range around the line `y`; one that is open ends in an arrow, one that is not solid is only outlined."""
    inset = 0.0 if solid else 0.35
    half, low, high = thickness / 2 - inset, stretch.start + inset, stretch.end - inset
    if high - low < NARROWEST:
        low, high = (low + high - NARROWEST) / 2, (low + high + NARROWEST) / 2
    tip: list[str | float] = ["H", high, "V", y + half]
    if stretch.is_open:
        neck = high - ARROW
        tip = ["H", neck, "V", y - half - 1.4, "L", high, y, "L", neck, y + half + 1.4, "V", y + half]
    outline: dict[str, str | float] = {} if solid else {"stroke": INK, "stroke_width": 0.7, "stroke_dasharray": "2 1.2"}
    yield path("M", low, y - half, *tip, "H", low, "Z", fill=BLUE if solid else WHITE, **outline)


def preferred_part(stretch: Stretch, y: float, thickness: float) -> Iterator[str]:
    """The preferred value or values: a dark tick across the bar, or a light line along it from tick to tick."""
    half = thickness / 2 + OVER
    ticks = [(stretch.start + stretch.end) / 2]
    if stretch.is_open or stretch.end - stretch.start > TICK:
        ticks = [stretch.start] if stretch.is_open else [stretch.start, stretch.end]
        yield line((stretch.start, y), (stretch.end - (ARROW if stretch.is_open else 0), y), WHITE, 1.3)
    yield from (line((x, y - half), (x, y + half), WHITE, TICK + 1.6) for x in ticks)
    yield from (line((x, y - half), (x, y + half), INK, TICK) for x in ticks)


def band(stretch: Stretch, top: float, bottom: float, *, agreed: bool) -> Iterator[str]:
    """Values behind the bars: what is agreed stands between full lines, anything less between dashed ones."""
    box = Box(stretch.start, top, max(stretch.end - stretch.start, 0.1), bottom - top)
    yield rect(box, PALE if agreed else PALER)
    for x in dict.fromkeys((stretch.start,) if stretch.is_open else (stretch.start, stretch.end)):
        yield line((x, top), (x, bottom), BLUE, 1.1, "" if agreed else "3 2")
