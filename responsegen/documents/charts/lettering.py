"""Say how words are set and coloured, and how wide they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

INK = "#16191d"
BLUE = "#10305a"  # of the documents' headings; nearly black without colour
GREY = "#55606c"  # words of second rank, dark enough to be read in print
RULE = "#c9d0d8"  # guiding lines
PALE = "#dde3ea"
PALER = "#eff2f6"
WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Letters:
    """How words are set; `size` in points, never below seven."""

    size: float
    fill: str = INK

    @property
    def line(self) -> float:
        """How far one baseline is below the one before."""
        return self.size * 1.22

    @property
    def drop(self) -> float:
        """How far the baseline of a line of text is below its middle."""
        return self.size * 0.33


NAME = Letters(8)
REMARK = Letters(7.5, GREY)  # axes, keys and what is said in passing

# Advance widths in hundredths of the size, each the larger of Source Sans 3 Semibold and Arial (which browsers fall
# back on). Whole numbers add up to the same width on every Python; the sum of floats is rounded otherwise since 3.12.
WIDTHS = {
    **dict.fromkeys(" \N{NO-BREAK SPACE}',.:;Iijl", 29),
    **dict.fromkeys("!’()[]-f|·", 34),
    **dict.fromkeys("/rtľ", 38),
    **dict.fromkeys("cksvxyzJ“”", 53),
    **dict.fromkeys("abdeghnopquL0123456789–?", 57),
    **dict.fromkeys("+=<>−×±≤≥", 60),
    **dict.fromkeys("ABEFKPSTVXYZ&ď", 68),
    **dict.fromkeys("CDHNRU", 73),
    **dict.fromkeys("GOQw", 79),
    **dict.fromkeys("mM%", 90),
}
WIDEST = 105
ELLIPSIS = "…"


def width(words: str, letters: Letters) -> float:
    """An upper estimate of how wide these words are, in points."""
    return _points(sum(map(_advance, words)), letters)


def widest(words: Iterable[str], letters: Letters) -> float:
    """The room that a column of these words takes; none for no words."""
    return max((width(w, letters) for w in words), default=0.0)


def cut(words: str, letters: Letters, room: float) -> str:
    """The words, or as many of their letters as fit with an ellipsis."""
    used = fitting = 0
    for i, character in enumerate(words):
        used += _advance(character)
        if _points(used, letters) > room:
            return words[:fitting].rstrip() + ELLIPSIS
        if _points(used + WIDEST, letters) <= room:
            fitting = i + 1
    return words


def _points(hundredths: int, letters: Letters) -> float:
    return hundredths / 100 * letters.size


def _advance(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return WIDTHS.get(character) or WIDTHS.get(unicodedata.normalize("NFD", character)[0], WIDEST)
