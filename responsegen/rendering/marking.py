"""Mark in a page what is new against an earlier one, and keep what was taken out: block by block, then word by word.

New words stand in `ins`, old ones in `del`. A block or a table row that came or went as a whole has the class `added`
or `removed`; one in which something changed has `changed`, for the bar in the margin. Taking out every `del` leaves the
words of the new page, taking out every `ins` those of the old one; contents and pictures are those of the new page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, NamedTuple

from lxml import etree

from responsegen.rendering.page_elements import INLINE
from responsegen.rendering.tree import Element, classes, tag, texts, words

MARKED, ADDED, REMOVED, CHANGED = "marked", "added", "removed", "changed"
_WORDS: Final = re.compile(r"[^ \t\r\n]+[ \t\r\n]*|[ \t\r\n]+")  # a no-break space joins: "23 450 personnel"
_ALIKE: Final = 0.4  # as much of two texts has to agree, or they are two
ALIKE_BY_THEIR_PLACE: Final = frozenset(
    {"thead", "tbody", "colgroup", "caption", "header", "td", "th", "figure", "img", "figcaption"}
)
NEVER_ALONE: Final = frozenset({"nav", "colgroup", "figure", "img"})  # what has no words of its own


def marked(old: Element, new: Element) -> Element:
    """Return the new page with what differs from the old one marked in its `main`; both stay as they are."""
    page = deepcopy(new)
    _classify(page[-1], MARKED)
    main, before = page.find("body/main"), old.find("body/main")
    if main is None or before is None:
        message = "a page without a main part"
        raise ValueError(message)
    around = main.getparent()
    if around is not None:
        around.replace(main, _merged(before, main))
    return page


def _merged(old: Element, new: Element) -> Element:
    """Return the new element with what differs marked in it."""
    if words(old) == words(new) or tag(new) in {"nav", "img"}:
        return deepcopy(new)
    if not _is_text(old) and not _is_text(new):
        made = etree.Element(new.tag, dict(_attributes(new)))
        made.extend(_children(list(old), list(new)))
        return made
    return _reworded(old, new)


def _attributes(element: Element) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in element.items())


def _is_text(element: Element) -> bool:
    """Whether an element holds text and inline elements, and no blocks."""
    return (
        tag(element) in INLINE or bool((element.text or "").strip()) or all(tag(child) in INLINE for child in element)
    )


def _children(old: Sequence[Element], new: Sequence[Element]) -> Iterator[Element]:
    """Align the children of two elements: those that are the same, then those that are alike."""
    matcher = SequenceMatcher(None, [*map(_said, old)], [*map(_said, new)], autojunk=False)
    for step, start, stop, begin, end in matcher.get_opcodes():
        if step == "equal":
            yield from map(deepcopy, new[begin:end])
        else:
            yield from _aligned(old[start:stop], new[begin:end])


def _said(element: Element) -> tuple[str, str]:
    return tag(element), words(element)


def _aligned(old: Sequence[Element], new: Sequence[Element]) -> Iterator[Element]:
    """Pair each new element with the first old one, from where the last pair ended, that it may have become."""
    at = 0
    for element in new:
        found = next((n for n in range(at, len(old)) if _may_become(old[n], element)), None)
        if found is None:
            yield _whole(element, "ins", ADDED)
            continue
        yield from (_whole(gone, "del", REMOVED) for gone in old[at:found] if tag(gone) not in NEVER_ALONE)
        yield _merged(old[found], element)
        at = found + 1
    yield from (_whole(gone, "del", REMOVED) for gone in old[at:] if tag(gone) not in NEVER_ALONE)


def _may_become(old: Element, new: Element) -> bool:
    if tag(old) != tag(new) or (tag(new) == "table" and _shape(old) != _shape(new) and _has_tall_cells(old, new)):
        return False
    if tag(new) == "tr":
        return len(old) == len(new) and words(old[0]) == words(new[0])
    if old.get("id") or new.get("id"):
        return old.get("id") == new.get("id")
    if tag(new) in ALIKE_BY_THEIR_PLACE:
        return True
    said, says = ([word for text in texts(element) for word in text.split()] for element in (old, new))
    return SequenceMatcher(None, said, says, autojunk=False).ratio() >= _ALIKE


def _shape(table: Element) -> list[list[str | None]]:
    return [[cell.get("rowspan") for cell in row] for row in table.iter("tr")]


def _has_tall_cells(*tables: Element) -> bool:
    return any(cell.get("rowspan") for table in tables for cell in table.iter("td", "th"))


def _whole(element: Element, change: str, kind: str) -> Element:
    """Return a copy of an element that came or went as a whole."""
    made = deepcopy(element)
    if change == "del":
        for part in made.iter():
            if "id" in part.attrib:
                del part.attrib["id"]
            if tag(part) == "a" and part.get("href", "").startswith("#"):
                part.tag = "span"  # where it led may be gone
                del part.attrib["href"]
    for part in [part for part in made.iter() if tag(part) not in INLINE and _is_text(part) and words(part)]:
        around = etree.Element(change)
        around.text, part.text = part.text, None
        around.extend(list(part))
        part.append(around)
        _classify(part, kind)
    for part in made.iter("tr"):
        _classify(part, kind)
    return made


def _classify(element: Element, kind: str) -> None:
    element.set("class", " ".join((*classes(element), kind)))


_Around = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # tag and attributes of each element, outermost first


class _Token(NamedTuple):
    """A word with the blanks behind it, or a whole footnote or line break, and the elements around it."""

    text: str
    around: _Around
    element: str = ""  # as it is written, of what is not taken apart


def _reworded(old: Element, new: Element) -> Element:
    """Return the new element with its words marked against the old ones."""
    before, after = [*_tokens(old)], [*_tokens(new)]
    made = etree.Element(new.tag, dict(_attributes(new)))
    _classify(made, CHANGED)
    for step, start, stop, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step == "equal":
            _write(made, after[begin:end])
            continue
        for change, tokens in (("del", before[start:stop]), ("ins", after[begin:end])):
            if tokens:
                part = etree.SubElement(made, change)
                _write(part, tokens)
    return made


def _tokens(element: Element, around: _Around = ()) -> Iterator[_Token]:
    yield from (_Token(word, around) for word in _WORDS.findall(element.text or ""))
    for child in element:
        if tag(child) == "br" or {"footnote", "sign"} & {*classes(child)}:
            copy = deepcopy(child)
            copy.tail = None
            yield _Token(words(child), around, etree.tostring(copy, encoding="unicode"))
        else:
            yield from _tokens(child, (*around, (tag(child), _attributes(child))))
        yield from (_Token(word, around) for word in _WORDS.findall(child.tail or ""))


def _write(parent: Element, tokens: Sequence[_Token]) -> None:
    """Write tokens at the end of an element, each within copies of the elements that stood around it."""
    for around, run in groupby(tokens, key=lambda token: token.around):
        inner = parent
        for name, attributes in around:
            if name not in {"ins", "del"}:
                inner = etree.SubElement(inner, name, dict(attributes))
                if parent.tag == "del" and "id" in inner.attrib:
                    del inner.attrib["id"]
        for token in run:
            if token.element:
                inner.append(etree.fromstring(token.element))
            elif len(inner):
                inner[-1].tail = (inner[-1].tail or "") + token.text
            else:
                inner.text = (inner.text or "") + token.text
