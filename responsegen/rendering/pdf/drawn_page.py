"""Keep pages that are drawn, in a plain format: what each shows, and what it holds of fonts, links and tags."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class DrawnFont:
    """What a page takes of a font, in the size in which it is met first."""

    description: str  # by which Pango finds it
    size: float
    name: str
    hash: str
    weight: int
    variations: Mapping[str, float]
    widths: Sequence[tuple[int, float]]
    letters: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page without a box in it."""

    name: str  # of the kind of page: "landscape"
    width: float
    height: float
    bleed: Mapping[str, float]
    content: bytes  # packed, as a PDF holds it
    opacities: Mapping[str, Mapping[str, float]]
    fonts: Sequence[DrawnFont]
    links: Sequence[tuple[str, str, Sequence[float]]]  # kind, target, and where it is
    anchors: Mapping[str, Point]
    bookmarks: Sequence[tuple[int, str, Point, str]]
    marks: Sequence[tuple[int, int, tuple[str, bool, int | None, tuple[float, ...] | None]]]  # part, number in it
    begins: str = ""  # where it begins, and in which state; nothing where other pages decide what is on it
    ends: str = ""  # where the next one begins
    looked_at: tuple[int, int] = (0, 0)  # the first and the last part of the block that decide what is on it


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    """The pages of one block, the counters that the next one begins with, and what the parts of the block were."""

    pages: Sequence[DrawnPage]
    ends_with: Mapping[str, int]
    contents: Sequence[str]  # sha256 of each part

    def written(self) -> bytes:
        """Return the block as JSON."""
        return json.dumps(self, default=_said, ensure_ascii=False).encode()

    def still_holds(self, contents: Sequence[str]) -> Mapping[str, DrawnPage]:
        """Return the pages on which nothing differs if these are the parts, by where each begins."""

        def of(page: DrawnPage, parts: Sequence[str]) -> Sequence[str]:
            first, last = page.looked_at
            return parts[first : last + 1]

        told = (page for page in self.pages if page.begins)
        return {page.begins: page for page in told if of(page, contents) == of(page, self.contents)}


def _said(value: Any) -> object:  # noqa: ANN401 -- what JSON does not know
    """Return the bytes of a content as letters, and what is here by the names of its fields."""
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return {name: getattr(value, name) for name in value.__slots__}


def read(block: bytes) -> DrawnBlock:
    """Return what `DrawnBlock.written` has made bytes of."""
    said = json.loads(block)
    for page in said["pages"]:
        page["content"] = b64decode(page["content"])
        page["fonts"] = [DrawnFont(**font) for font in page["fonts"]]
    return DrawnBlock(**{**said, "pages": [DrawnPage(**page) for page in said["pages"]]})
