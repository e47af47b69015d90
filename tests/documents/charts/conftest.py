"""What a picture really shows: its words with the boxes that they fill in the real font, and its shapes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from responsegen.documents.charts.chart import HIGHEST, POINTS_PER_MM
from responsegen.rendering.fonts import FACES

if TYPE_CHECKING:
    from collections.abc import Callable

    from responsegen.documents.charts.chart import Chart

SVG = "{http://www.w3.org/2000/svg}"
ASCENT, DESCENT = 0.75, 0.22  # of Source Sans 3, in sizes, without the accents of capitals

HAIR = 0.6  # half of the thickest outline may stand over


@dataclass(frozen=True)
class Extent:
    """A box on paper and what fills it."""

    what: str
    left: float
    top: float
    right: float
    bottom: float
    size: float = 0.0

    def overlaps(self, other: Extent) -> bool:
        """Whether the two have a point in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@cache
def _glyphs(weight: int) -> tuple[dict[int, str], dict[str, int], int]:
    (face,) = (f for f in FACES if f.family == "Source Sans 3" and f.style == "normal")
    with TTFont(face.path) as font:
        drawn = font.getGlyphSet(location={"wght": weight})
        names = font.getBestCmap()
        return names, {name: drawn[name].width for name in names.values()}, font["head"].unitsPerEm


def advance(words: str, size: float, *, bold: bool) -> float:
    """How wide the words are in the real font; a character that it lacks counts as a full square."""
    names, widths, per_em = _glyphs(600 if bold else 400)
    return sum(widths[names[ord(c)]] / per_em if ord(c) in names else 1 for c in words) * size


def _moved(element: etree._Element) -> tuple[float, float]:
    x = y = 0.0
    for parent in element.iterancestors(f"{SVG}g"):
        dx, dy = re.fullmatch(r"translate\((\S+) (\S+)\)", parent.get("transform")).groups()
        x, y = x + float(dx), y + float(dy)
    return x, y


def words_in(chart: Chart) -> list[Extent]:
    """Every text of the picture."""
    found = []
    for text in etree.fromstring(chart.svg.encode()).iter(f"{SVG}text"):
        dx, dy = _moved(text)
        x, y, size = float(text.get("x")) + dx, float(text.get("y")) + dy, float(text.get("font-size"))
        wide = advance(text.text, size, bold=text.get("font-weight") == "600")
        left = x - wide * {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor"), 0.0)
        found.append(Extent(text.text, left, y - ASCENT * size, left + wide, y + DESCENT * size, size))
    return found


def shapes_in(chart: Chart) -> list[Extent]:
    """Every rectangle and line of the picture."""
    found = []
    for shape in etree.fromstring(chart.svg.encode()).iter(f"{SVG}rect", f"{SVG}line"):
        dx, dy = _moved(shape)
        if shape.tag == f"{SVG}rect":
            x, y, w, h = (float(shape.get(k)) for k in ("x", "y", "width", "height"))
            found.append(Extent("rect", x + dx, y + dy, x + dx + w, y + dy + h))
        else:
            x1, y1, x2, y2 = (float(shape.get(k)) for k in ("x1", "y1", "x2", "y2"))
            found.append(Extent("line", min(x1, x2) + dx, min(y1, y2) + dy, max(x1, x2) + dx, max(y1, y2) + dy))
    return found


def faults(chart: Chart) -> list[str]:
    """What a careful printer would send back."""
    width, height = map(float, etree.fromstring(chart.svg.encode()).get("viewBox").split()[2:])
    words, shapes = words_in(chart), shapes_in(chart)
    found = [f"{w.what!r} is set in {w.size} pt" for w in words if w.size < 7]
    found += [
        f"{extent} leaves the picture of {width} by {height}"
        for extent in (*words, *shapes)
        if min(extent.left, extent.top) < -HAIR or extent.right > width + HAIR or extent.bottom > height + HAIR
    ]
    for i, one in enumerate(words):
        found += [f"{one} overlaps {other}" for other in words[i + 1 :] if one.overlaps(other)]
    if height > HIGHEST + 5 * POINTS_PER_MM:
        found.append(f"{height} pt is higher than a page can hold with heading and caption")
    return found


@pytest.fixture(scope="session", name="faults")
def _faults() -> Callable[[Chart], list[str]]:
    return faults


@pytest.fixture(scope="session", name="words_in")
def _words_in() -> Callable[[Chart], list[Extent]]:
    return words_in


@pytest.fixture(scope="session", name="advance")
def _advance() -> Callable[..., float]:
    return advance
