"""From what leaves the house to all words in it: what is printed, what only programs read, what no program shows."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from responsegen.rendering.embedded import PARSER, drawing, embedded
from responsegen.rendering.tree import tag, texts
from responsegen.rendering.vocabulary import INLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.rendering.tree import Element

ASIDE = re.compile(r"<!--(.*?)-->|<\?(.*?)\?>", re.DOTALL)  # comments and instructions, which the tree is without
IN_CSS = re.compile(r"""url\(\s*["']?(data:[^"')]*)""", re.IGNORECASE)
CSS_SEAM = re.compile(r"""(["'])(?:\s|/\*.*?\*/)*\1""", re.DOTALL)  # between the strings of `content: "No bo" "ots"`
LEGIBLE = re.compile(rb"[\x20-\x7e]{12,}")  # in what is no text
CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n]?|\n|(.))")  # "\6f ts" is "ots"
ASIDE_IN_LINE = ("sup", "sub")  # the number of a footnote parts no words
LAST_CHARACTER = 0x10FFFF


def everything(root: Element, written: str) -> str:
    """All text, every attribute, and what is written beside the tree: `written` is the HTML that it was read from.

    What stands in different paragraphs or cells never runs together.
    """
    return "".join((*_pieces(root), *_attributes(root), *_aside(written)))


@lru_cache(maxsize=1)  # many documents begin with the same one
def everything_in_package(docx: bytes) -> str:
    """All text, every attribute, comment and name of a part; nothing of a file that is no package.

    Of such a file no document can be made; it is said where one would be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- a broken file makes zipfile and zlib raise whatever they like
        return ""
    return "\n".join(words for name, content in parts.items() for words in (name, *_in_part(content)))


def _pieces(element: Element) -> Iterator[str]:
    gap = "" if tag(element) in INLINE - {"br"} else "\n"
    yield gap + (element.text or "")
    for child in element:
        if tag(child) not in ASIDE_IN_LINE:
            yield from _pieces(child)
        yield child.tail or ""
    yield gap
    for child in element.iterchildren(*ASIDE_IN_LINE):
        yield from ("\n", *_pieces(child), "\n")
    if tag(element) == "style":
        yield from (f"\n{words}\n" for words in _in_style(element.text or ""))
    if tag(element) == "img":
        yield from (f"\n{words}\n" for words in _in_picture(element.get("src", "")))


def _attributes(root: Element) -> Iterator[str]:
    """Alternative texts, addresses and the properties of the file, apart: they must not part words of the text."""
    for element in root.iter():
        yield from (f"\n{unquote(str(value))}\n" for name, value in element.attrib.items() if name != "src")


def _aside(written: str) -> Iterator[str]:
    yield from (f"\n{unescape(comment or instruction)}\n" for comment, instruction in ASIDE.findall(written))


def _in_style(css: str) -> Iterator[str]:
    """As it is read, once with its strings put together; and what is in pictures in it."""
    read = _without_escapes(css)
    yield from (read, CSS_SEAM.sub("", read))
    for address in IN_CSS.findall(css):
        with suppress(ValueError):  # no address of a picture
            yield from _in_picture(address)


def _in_picture(address: str) -> Iterator[str]:
    """Words that are set in several pieces, once with and once without a blank between; so in pictures in it."""
    picture, (_, content) = drawing(address), embedded(address)
    if picture is None:
        yield from (found.decode() for found in LEGIBLE.findall(content))
        return
    yield from _aside(content.decode(errors="replace"))
    yield from _in_style(" ".join(texts(picture)))
    for text in picture.iter("{*}text"):
        yield "".join(texts(text))
    for element in picture.iter(etree.Element):
        for value in map(str, element.attrib.values()):
            if not value.startswith("data:"):
                yield unquote(value)
                continue
            with suppress(ValueError):  # no address of a picture
                yield from _in_picture(value)


def _in_part(content: bytes) -> Iterator[str]:
    """The text of each paragraph, which Word may keep in pieces, then that of every element, attribute and comment."""
    written = content.decode(errors="replace")
    yield from _aside(written)
    try:
        root = etree.fromstring(content, PARSER)
    except etree.XMLSyntaxError:  # a picture, or broken: as it stands there
        yield written
        return
    for paragraph in root.iter("{*}p"):
        yield "".join(texts(paragraph))
    yield from texts(root)
    for element in root.iter(etree.Element):
        yield from map(str, element.attrib.values())


def _without_escapes(css: str) -> str:
    return CSS_ESCAPE.sub(lambda escape: _character(escape[1]) if escape[1] else escape[2] or "", css)


def _character(hexadecimal: str) -> str:
    number = int(hexadecimal, 16)
    return chr(number) if number <= LAST_CHARACTER else ""
