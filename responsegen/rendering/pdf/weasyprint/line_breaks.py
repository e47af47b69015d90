"""Set apart the blanks before inline elements, which keeps WeasyPrint from breaking lines too early.

Where a line's text fits but for the blank at its end, and an inline element follows, WeasyPrint 70 takes the text for
too long and moves all but its first word to the next line. A blank in an element of its own is measured by itself.
This can go when WeasyPrint breaks lines over the borders of inline elements (its issue 1614).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from responsegen.rendering.page_elements import INLINE
from responsegen.rendering.tree import Element, tag

BLANKS = " \t\r\n"


def with_blanks_apart(root: Element) -> Element:
    """Return a copy of the page in which `text <em>` reads `text<span> </span><em>`."""
    copy = deepcopy(root)
    for element in list(copy.iterfind("body/main//*")):
        if tag(element) in INLINE - {"br"}:
            _set_apart(element)
    return copy


def _set_apart(element: Element) -> None:
    before, parent = element.getprevious(), element.getparent()
    text = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    kept = text.rstrip(BLANKS)
    if parent is None or not kept or kept == text:
        return
    if before is not None:
        before.tail = kept
    else:
        parent.text = kept
    blank = etree.Element("span")
    blank.text = " "
    element.addprevious(blank)
