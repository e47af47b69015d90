"""How wide and high a drawing says that it is, known before it is drawn: resvg takes as much memory as that needs."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from responsegen.rendering.tree import Element

# CSS pixels. Of the letters' size (em, ex) nobody knows before the drawing is read as a whole.
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
LENGTH = re.compile(r"\s*\+?([0-9.]+(?:[eE][+-]?[0-9]+)?)\s*([a-z]*|%)\s*")
BETWEEN_NUMBERS = re.compile(r"[\s,]+")


def extent(root: Element) -> tuple[float, float] | None:
    """Width and height in CSS pixels, rather too much than too little; None where they cannot be told."""
    box = _box(root.get("viewBox", ""))
    try:
        width = _length(root.get("width", "100%"), box[0])
        height = _length(root.get("height", "100%"), box[1])
    except ValueError:
        return None
    if "width" not in root.attrib:
        width = max(width, height * box[0] / box[1])
    if "height" not in root.attrib:
        height = max(height, width * box[1] / box[0])
    return (width, height) if isfinite(width) and isfinite(height) else None


def _box(said: str) -> tuple[float, float]:
    try:
        _, _, width, height = map(float, BETWEEN_NUMBERS.split(said.strip()))
    except ValueError:
        return 0, 0
    return (width, height) if width > 0 and height > 0 else (0, 0)


def _length(said: str, whole: float) -> float:
    """Raises ValueError where it is no length, or a part of something that is not known."""
    found = LENGTH.fullmatch(said)
    if found is None or (found[2] == "%" and not whole) or found[2] not in {*UNITS, "%"}:
        raise ValueError(said)
    return float(found[1]) * (whole / 100 if found[2] == "%" else UNITS[found[2]])
