"""Collect the words that a reader of a page can find: its text, what its attributes say, and the text of drawings."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from responsegen.rendering.images import drawing
from responsegen.rendering.page_elements import INLINE
from responsegen.rendering.tree import Element, classes, texts

IN_WORDS = ("alt", "content", "href", "title")  # attributes that hold words


def searchable_text(root: Element) -> Iterator[tuple[str, str]]:
    """Yield each text, and where it stands: "its text", "an alt of <img>"."""
    yield "its text", "".join(_pieces(root))
    for element in root.iter():
        yield from ((f"{name} of <{element.tag}>", unquote(element.get(name, ""))) for name in IN_WORDS)
        if element.tag == "img" and (picture := drawing(element.get("src", ""))) is not None:
            said = [[*texts(text)] for text in picture.iter("{*}text", "{*}title", "{*}desc")]
            for between in ("", "\n"):  # a part of a text goes on with its word, or begins a line of its own
                yield "a picture", "\n".join(between.join(parts) for parts in said)


def _pieces(element: Element) -> Iterator[str]:
    """Yield text in reading order; what only interrupts it, the marks and texts of footnotes, comes behind."""
    if element.tag == "style":
        return
    gap = "" if element.tag in INLINE - {"br"} else "\n"
    yield gap + (element.text or "")
    for child in element:
        if not _interrupts(child):
            yield from _pieces(child)
        yield child.tail or ""
    yield gap
    for child in filter(_interrupts, element):
        yield from ("\n", *_pieces(child), "\n")


def _interrupts(element: Element) -> bool:
    return element.tag in {"sup", "sub"} or "footnote" in classes(element)
