"""From drawn elements to one picture: its SVG, the same in words, and its size on paper."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.documents.charts.svg import FAMILY, element

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    width_mm: float
    height_mm: float

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
    return Chart(svg, alt, caption, 160.0, round(height / POINTS_PER_MM, 2))
