"""Join drawn elements into one picture: its SVG, the same in words, its keys and its axis with round ticks."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from responsegen.documents.charts.drawing import FAMILY, REMARK, cut, element, moved, text, width
from responsegen.documents.words import number
from responsegen.dossier.model import MONTHS, PERSONNEL, Number

POINTS_PER_MM = 72 / 25.4
WIDTH = 160 * POINTS_PER_MM  # the text width of an A4 page
HIGHEST = 195 * POINTS_PER_MM  # so that heading, picture, a closing remark and caption fit one page
PIXELS_PER_POINT = 96 / 72


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture, ready for `<img src="{{ chart.data_uri }}" alt="{{ chart.alt }}"/>`."""

    svg: str
    alt: str  # the data in words, for those who do not see the picture
    caption: str

    @property
    def data_uri(self) -> str:
        """The picture itself as a URL."""
        return f"data:image/svg+xml;base64,{base64.b64encode(self.svg.encode()).decode()}"


def chart(elements: Iterable[str], height: float, alt: str, caption: str) -> Chart:
    """Make a picture of full text width; `height` and all coordinates in the elements are in points."""
    svg = element(
        "svg",
        "".join(elements),
        xmlns="http://www.w3.org/2000/svg",
        width=WIDTH * PIXELS_PER_POINT,
        height=height * PIXELS_PER_POINT,
        viewBox=f"0 0 {WIDTH:.2f} {height:.2f}",
        font_family=FAMILY,
    )
    return Chart(svg, alt, caption)


SWATCH_WIDTH, SWATCH_HEIGHT = 16.0, 7.6  # where the swatch of a key is drawn, around its line
SPACE, BETWEEN = 4.0, 8.0  # from swatch to words; from one key to the next
ROW = REMARK.line + 3
AIR = 2.5  # below the last line


@dataclass(frozen=True, slots=True)
class Key:
    """What one sign of the picture means."""

    words: str
    swatch: tuple[str, ...]


def legend(keys: Iterable[Key]) -> tuple[tuple[str, ...], float]:
    """Draw the keys from the upper edge of the picture on, and give the height that they take."""
    drawn: list[str] = []
    x, y = 0.0, ROW / 2
    for key in keys:
        indent = SWATCH_WIDTH + SPACE
        words = cut(key.words, REMARK, WIDTH - indent)
        taken = indent + width(words, REMARK)
        if x and x + taken > WIDTH:
            x, y = 0.0, y + ROW
        drawn += [moved(x, y, *key.swatch), text(x + indent, y + REMARK.drop, words, REMARK)]
        x += taken + BETWEEN
    return tuple(drawn), y + ROW / 2 + AIR if drawn else 0.0


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
    """Lay out an axis that reaches the highest value, with as many steps as its labels leave room for."""
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
