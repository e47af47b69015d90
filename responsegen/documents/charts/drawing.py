"""Write SVG as text, escaped and rounded, and estimate how wide words are; lengths are points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, takewhile

INK = "#16191d"
BLUE = "#10305a"  # of the documents' headings; nearly black without colour
GREY = "#55606c"  # words of second rank, dark enough to be read in print
RULE = "#c9d0d8"  # guiding lines
PALER = "#eff2f6"
WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Letters:
    """Says how words are set; `size` in points, never below seven."""

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
    """Estimate how wide these words are at most, in points."""
    return _points(sum(map(_advance, words)), letters)


def widest(words: Iterable[str], letters: Letters) -> float:
    """Give the room that a column of these words takes; none for no words."""
    return max((width(w, letters) for w in words), default=0.0)


def cut(words: str, letters: Letters, room: float) -> str:
    """Give the words, or as many of their letters as fit with an ellipsis."""
    if width(words, letters) <= room:
        return words
    taken = takewhile(lambda used: _points(used + WIDEST, letters) <= room, accumulate(map(_advance, words)))
    return words[: len(list(taken))].rstrip() + ELLIPSIS


def _points(hundredths: int, letters: Letters) -> float:
    return hundredths / 100 * letters.size


def _advance(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return WIDTHS.get(character) or WIDTHS.get(unicodedata.normalize("NFD", character)[0], WIDEST)


# The quotes matter: a family name with a figure in it is no identifier, and resvg drops text that names it bare.
# The other families are for browsers, which give a picture none of the page's fonts.
FAMILY = "'Source Sans 3', 'Segoe UI', Arial, sans-serif"

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Spot = tuple[float, float]


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """Write an element; `stroke_width=0.5` becomes `stroke-width="0.5"`, and an empty value is left out."""
    written = "".join(f' {key.replace("_", "-")}="{_value(v)}"' for key, v in attributes.items() if v != "")
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def line(start: Spot, end: Spot, stroke: str = RULE, thickness: float = 0.5, dash: str = "") -> str:
    """Draw a straight line; `dash` is as in SVG: `2 1`."""
    (x1, y1), (x2, y2) = start, end
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=thickness, stroke_dasharray=dash)


def path(*steps: str | float, **attributes: str | float) -> str:
    """Draw a path from letters and numbers: `path("M", 0, 0, "H", 10, fill="none")`."""
    return element("path", d=" ".join(map(_value, steps)), **attributes)


def text(x: float, y: float, words: str, letters: Letters, anchor: str = "start") -> str:
    """Set a line of text on the baseline `y`; nothing for no words."""
    if not words:
        return ""
    return element(
        "text",
        escaped(words),
        x=x,
        y=y,
        font_size=letters.size,
        text_anchor="" if anchor == "start" else anchor,
        fill=letters.fill,
    )


def moved(x: float, y: float, *elements: str) -> str:
    """Move elements drawn around the origin to this point."""
    return element("g", "".join(elements), transform=f"translate({_value(x)} {_value(y)})")


def escaped(words: str) -> str:
    """Write words as XML holds them; a character that XML cannot hold shows as the sign for an unreadable one."""
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words).translate(ESCAPES)


def _value(value: str | float) -> str:
    """Write a number with at most two decimals and no negative zero; anything else as it is."""
    return f"{round(value, 2) + 0:.2f}".rstrip("0").rstrip(".") if isinstance(value, int | float) else value
