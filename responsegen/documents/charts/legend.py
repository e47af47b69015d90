"""From keys (a swatch and its words) to the lines above a picture, as many as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.documents.charts.chart import WIDTH
from responsegen.documents.charts.lettering import REMARK, cut, width
from responsegen.documents.charts.svg import Box, moved, text

if TYPE_CHECKING:
    from collections.abc import Iterable

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
