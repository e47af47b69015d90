"""Have lines end where they should: the last is no remnant of a word, and none ends too early.

Where a line's text fits but for the blank at its end, and an inline element follows, WeasyPrint 70 takes the text for
too long and moves all but its first word to the next line. A blank in an element of its own is measured by itself.
This can go when WeasyPrint breaks lines over the borders of inline elements (its issue 1614).
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from responsegen.rendering.page_elements import INLINE
from responsegen.rendering.tree import Element, classes, tag

BLANKS = " \t\r\n"
SHORT, LONG = 6, 30  # letters: what may not stand in a line alone, and what need not be kept together
LETTER = re.compile(r"[^\W_]")


def with_line_breaks_set(root: Element) -> Element:
    """Return a copy of the page in which `text <em>` reads `text<span> </span><em>`, and last words stay together."""
    copy = deepcopy(root)
    for block in [*copy.iter("p", "li", "dd")]:
        if next(block.iterancestors("table"), None) is None:
            _keep_end_whole(block)
    for element in list(copy.iterfind("body/main//*")):
        if tag(element) in INLINE - {"br"}:
            _set_apart(element)
    return copy


def _keep_end_whole(block: Element) -> None:
    """Put the last words of a paragraph, or the whole last word, into an element in which no line ends."""
    last = next((child for child in reversed(block) if (child.tail or "").strip() or not _is_note(child)), None)
    if last is not None and not (last.tail or "").strip():
        if tag(last) in INLINE - {"a", "br", "code"}:
            _keep_end_whole(last)
        return
    text = ((block.text if last is None else last.tail) or "").rstrip(BLANKS)
    blanks = (found.start() for found in reversed([*re.finditer(f"^|[{BLANKS}]+", text)]))
    at = next((at for at in blanks if len(LETTER.findall(text, at)) >= SHORT), None)
    if at is None or len(text) - at > LONG:
        return
    whole = etree.Element("span", {"class": "whole"})
    whole.text, kept = text[at:].lstrip(BLANKS), text[:at] + " " * text[at:].startswith(tuple(BLANKS))
    if last is None:
        block.text = kept
        block.insert(0, whole)
    else:
        last.tail = kept
        block.insert(block.index(last) + 1, whole)


def _is_note(element: Element) -> bool:
    return "footnote" in classes(element)


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
