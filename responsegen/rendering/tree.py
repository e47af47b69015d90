"""Read the page as a tree of lxml's elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from responsegen.problem import Place

Element = etree._Element  # noqa: SLF001 -- lxml exports the type of its elements under no other name

BLANKS = re.compile(r"[ \t\r\n]+")  # what HTML folds; a no-break space is none of them


def classes(element: Element) -> tuple[str, ...]:
    """Return the element's classes, in the order written."""
    return tuple(element.get("class", "").split())


def texts(element: Element) -> Iterator[str]:
    """Return every run of text in the element, in reading order."""
    return cast("Iterator[str]", element.itertext())


def words(element: Element) -> str:
    """Return the text of an element and all in it, folded as a browser does."""
    return BLANKS.sub(" ", "".join(texts(element))).strip(" ")


def place(element: Element, name: str) -> Place:
    """Return where the element stands in the HTML text of the document `name`."""
    return Place(name, cast("int | None", element.sourceline) or 1)
