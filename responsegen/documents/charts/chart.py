"""Join drawn elements into one picture: its SVG, the same in words, and its height on paper."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass

from responsegen.documents.charts.lettering import REMARK, cut, width
from responsegen.documents.charts.svg import FAMILY, Box, element, moved, text

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
    """A picture of full text width; `height` and all coordinates in the elements are in points."""
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


SWATCH = Box(0, -3.8, 16, 7.6)  # where the swatch of a key is drawn
SPACE, BETWEEN = 4.0, 8.0  # from swatch to words; from one key to the next
ROW = REMARK.line + 3
AIR = 2.5  # below the last line


@dataclass(frozen=True, slots=True)
class Key:
    """What one sign of the picture means."""

    words: str
    swatch: tuple[str, ...]  # drawn inside SWATCH


def legend(keys: Iterable[Key]) -> tuple[tuple[str, ...], float]:
    """The elements, from the upper edge of the picture on, and the height that they take."""
    drawn: list[str] = []
    x, y = 0.0, ROW / 2
    for key in keys:
        indent = SWATCH.width + SPACE
        words = cut(key.words, REMARK, WIDTH - indent)
        taken = indent + width(words, REMARK)
        if x and x + taken > WIDTH:
            x, y = 0.0, y + ROW
        drawn += [moved(x, y, *key.swatch), text(x + indent, y + REMARK.drop, words, REMARK)]
        x += taken + BETWEEN
    return tuple(drawn), y + ROW / 2 + AIR if drawn else 0.0
