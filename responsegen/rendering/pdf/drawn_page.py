"""Keep pages that are drawn, in a plain format: what each shows, and what it holds of fonts, links and tags."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
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
        """Return the block as bytes: one line of JSON, then the contents of its pages."""
        pages = [_said(page) for page in self.pages]
        head = {"pages": pages, "ends_with": dict(self.ends_with), "contents": self.contents}
        contents = [page.content for page in self.pages]
        return b"".join([json.dumps(head, ensure_ascii=False).encode(), b"\n", *contents])

    def still_holds(self, contents: Sequence[str]) -> Mapping[str, DrawnPage]:
        """Return the pages on which nothing differs if these are the parts, by where each begins."""

        def of(page: DrawnPage, parts: Sequence[str]) -> Sequence[str]:
            first, last = page.looked_at
            return parts[first : last + 1]

        told = (page for page in self.pages if page.begins)
        return {page.begins: page for page in told if of(page, contents) == of(page, self.contents)}


def _said(page: DrawnPage) -> dict[str, object]:
    fonts = [{name: getattr(font, name) for name in font.__slots__} for font in page.fonts]
    said = {name: getattr(page, name) for name in page.__slots__}
    return {**said, "content": len(page.content), "fonts": fonts}


def read(block: bytes) -> DrawnBlock:
    """Return what `DrawnBlock.written` has made bytes of."""
    head, _, contents = block.partition(b"\n")
    said = json.loads(head)
    pages = [_page(page, contents, start) for page, start in zip(said["pages"], _starts(said["pages"]), strict=True)]
    return DrawnBlock(pages, said["ends_with"], said["contents"])


def _starts(pages: Iterable[Mapping[str, Any]]) -> Sequence[int]:
    starts = [0]
    for page in pages:
        starts.append(starts[-1] + page["content"])
    return starts[:-1]


def _page(said: dict[str, Any], contents: bytes, start: int) -> DrawnPage:
    content = contents[start : start + said["content"]]
    fonts = [DrawnFont(**font) for font in said["fonts"]]
    return DrawnPage(**{**said, "content": content, "fonts": fonts})


def packed(content: bytes) -> bytes:
    """Pack what a page shows as PDF asks for it (FlateDecode)."""
    return zlib.compress(content)
