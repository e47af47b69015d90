"""Have lines end where they should: none begins with the mark of a note or ends too early, no remnant stands last.

Where a line's text fits but for the blank at its end, and an inline element follows, WeasyPrint 70 takes the text for
too long and moves all but its first word to the next line. A blank in an element of its own is measured by itself.
This can go when WeasyPrint breaks lines over the borders of inline elements (its issue 1614).
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from responsegen.rendering.page_elements import INLINE
from responsegen.rendering.tree import Element, classes

BLANKS = " \t\r\n"
SHORT, LONG = 6, 30  # letters: what may not stand in a line alone, and what need not be kept together
LETTER = re.compile(r"[^\W_]")


def with_line_breaks_set(root: Element) -> Element:
    """Return a copy of the page in which `text <em>` reads `text<span> </span><em>`, and last words stay together."""
    copy = deepcopy(root)
    for block in [*copy.iter("p", "li", "dd")]:
        if next(block.iterancestors("table"), None) is None:
            _keep_end_whole(block)
    for note in [*filter(_is_note, copy.iterfind("body/main//span"))]:
        _keep_with_word(note)
    for element in list(copy.iterfind("body/main//*")):
        if element.tag in INLINE - {"br"}:
            _set_apart(element)
    return copy


def _keep_end_whole(block: Element) -> None:
    """Put the last words of a paragraph, or the whole last word, into an element in which no line ends."""
    last = next((child for child in reversed(block) if (child.tail or "").strip() or not _is_note(child)), None)
    if last is not None and not (last.tail or "").strip():
        if last.tag in INLINE - {"a", "br", "code"}:
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


def _keep_with_word(note: Element) -> None:
    """Put a note into one element with the word before it, so that no line begins with its mark."""
    before, parent = note.getprevious(), note.getparent()
    if before is not None and not before.tail and before.tag in INLINE - {"a", "br", "code"} and not _is_note(before):
        before.tail, note.tail = note.tail, None
        before.append(note)
        _keep_with_word(note)
        return
    text = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    word = re.split(f"[{BLANKS}]", text)[-1]
    if parent is None or not 0 < len(word) <= LONG:
        return
    whole = etree.Element("span", {"class": "whole"})
    whole.text, whole.tail, note.tail = word, note.tail, None
    if before is not None:
        before.tail = text.removesuffix(word)
    else:
        parent.text = text.removesuffix(word)
    note.addprevious(whole)
    whole.append(note)


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
