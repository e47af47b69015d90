"""From a rectangle and a meaning to a filled area that reads in black and white.

Stripes and dots are drawn one by one: an SVG pattern looks different in every program.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum, auto

from responsegen.documents.charts.lettering import BLUE, GREY, INK, PALE, WHITE, Letters, width
from responsegen.documents.charts.svg import Box, path, rect, text

STEP = 3.2  # points between two stripes or dots, along an edge
DOT = 0.9
LINE = 0.7  # of an outline


class Texture(Enum):
    """How an area is filled, from most ink to least."""

    SOLID = auto()
    STRIPED = auto()
    DOTTED = auto()
    PALE = auto()
    BLANK = auto()
    DASHED = auto()


OUTLINES = {Texture.STRIPED: INK, Texture.DOTTED: GREY, Texture.PALE: GREY, Texture.BLANK: INK, Texture.DASHED: GREY}


def area(box: Box, texture: Texture) -> Iterator[str]:
    """The rectangle filled, its outline inside."""
    if texture is Texture.SOLID:
        yield rect(box, BLUE)
        return
    inner = Box(box.x + LINE / 2, box.y + LINE / 2, max(box.width - LINE, 0.1), max(box.height - LINE, 0.1))
    dash = "2 1.5" if texture is Texture.DASHED else ""
    fill = PALE if texture is Texture.PALE else WHITE
    yield rect(inner, fill, stroke=OUTLINES[texture], stroke_width=LINE, stroke_dasharray=dash)
    if texture is Texture.STRIPED:
        yield stripes(inner, INK, 1.1)
    elif texture is Texture.DOTTED:
        yield _dots(inner)


def written(x: float, y: float, words: str, letters: Letters, texture: Texture) -> Iterator[str]:
    """Words centred on a point of an area; on stripes and dots they stand on a white plate."""
    if texture in {Texture.STRIPED, Texture.DOTTED}:
        plate = width(words, letters) + 2
        yield rect(Box(x - plate / 2, y - letters.size * 0.55, plate, letters.size * 1.1), WHITE, rx=1.5)
    shown = replace(letters, fill=WHITE) if texture is Texture.SOLID else letters
    yield text(x, y + letters.drop, words, shown, "middle")


def stripes(box: Box, stroke: str, thickness: float) -> str:
    """Lines that rise to the right, each cut off at the edges of the rectangle."""
    steps: list[str | float] = ["M", box.x, box.y]
    for i in range(1, int((box.width + box.height) / STEP) + 1):
        along = i * STEP
        steps += ["M", box.x + max(0, along - box.height), box.y + min(along, box.height)]
        steps += ["L", box.x + min(along, box.width), box.y + max(0, along - box.width)]
    return path(*steps, fill="none", stroke=stroke, stroke_width=thickness)


def _dots(box: Box) -> str:
    steps: list[str | float] = ["M", box.x, box.y]
    for row in range(int(box.height / STEP)):
        for column in range(int(box.width / STEP)):
            steps += ["M", box.x + (column + 0.5) * STEP - DOT / 2, box.y + (row + 0.5) * STEP - DOT / 2]
            steps += ["h", DOT, "v", DOT, "h", -DOT, "z"]
    return path(*steps, fill=INK)
