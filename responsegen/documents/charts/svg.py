"""Write SVG elements as text: escaped, rounded, the same every time. Lengths are points."""

from __future__ import annotations

import re
from dataclasses import dataclass

from responsegen.documents.charts.lettering import RULE, Letters

# The quotes matter: a family name with a figure in it is no identifier, and resvg drops text that names it bare.
# The other families are for browsers, which give a picture none of the page's fonts.
FAMILY = "'Source Sans 3', 'Segoe UI', Arial, sans-serif"

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """One element; `stroke_width=0.5` becomes `stroke-width="0.5"`, and an empty value is left out."""
    written = "".join(f' {key.replace("_", "-")}="{_value(v)}"' for key, v in attributes.items() if v != "")
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def rect(box: Box, fill: str, **attributes: str | float) -> str:
    """A rectangle."""
    return element("rect", x=box.x, y=box.y, width=box.width, height=box.height, fill=fill, **attributes)


def line(start: Spot, end: Spot, stroke: str = RULE, thickness: float = 0.5, dash: str = "") -> str:
    """A straight line; `dash` is as in SVG: `2 1`."""
    (x1, y1), (x2, y2) = start, end
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=thickness, stroke_dasharray=dash)


def path(*steps: str | float, **attributes: str | float) -> str:
    """A path from letters and numbers: `path("M", 0, 0, "H", 10, fill="none")`."""
    return element("path", d=" ".join(map(_value, steps)), **attributes)


def text(x: float, y: float, words: str, letters: Letters, anchor: str = "start") -> str:
    """A line of text on the baseline `y`; nothing for no words."""
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
    """Elements drawn around the origin, moved to this point."""
    return element("g", "".join(elements), transform=f"translate({_value(x)} {_value(y)})")


def escaped(words: str) -> str:
    """The words as XML holds them; a character that XML cannot hold shows as the sign for an unreadable one."""
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words).translate(ESCAPES)


def _value(value: str | float) -> str:
    """A number with at most two decimals and no negative zero; anything else as it is."""
    return f"{round(value, 2) + 0:.2f}".rstrip("0").rstrip(".") if isinstance(value, int | float) else value
