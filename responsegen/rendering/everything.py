"""From a page's tree to all words in it: what is printed, what only programs read, and the letters in its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.rendering.embedded import drawing
from responsegen.rendering.tree import tag, texts
from responsegen.rendering.vocabulary import INLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.rendering.tree import Element


def everything(root: Element) -> str:
    """All text, and every attribute; what stands in different paragraphs or cells never runs together."""
    return "".join((*_pieces(root), *_attributes(root)))


def _pieces(element: Element) -> Iterator[str]:
    gap = "" if tag(element) in INLINE - {"br"} else "\n"
    yield gap + (element.text or "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield gap
    if tag(element) == "img":
        picture = drawing(element.get("src", ""))
        yield "\n" if picture is None else f"\n{' '.join(texts(picture))}\n"


def _attributes(root: Element) -> Iterator[str]:
    """Alternative texts, addresses and the properties of the file, apart: they must not part words of the text."""
    for element in root.iter():
        yield from (f"\n{element.get(name)}\n" for name in ("alt", "content", "href") if name in element.attrib)
