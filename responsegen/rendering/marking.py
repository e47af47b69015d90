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

from responsegen.rendering.grid import grid
from responsegen.rendering.page_elements import INLINE
from responsegen.rendering.tree import Element, classes, texts, words

RUN: Final = "run"  # holds text between blocks while it is compared
MARKED, ADDED, REMOVED, CHANGED = "marked", "added", "removed", "changed"
_WORDS: Final = re.compile(r"[^ \t\r\n]+[ \t\r\n]*|[ \t\r\n]+")  # a no-break space joins: "23 450 personnel"
_ALIKE: Final = 0.4  # as much of two texts has to agree, or they are two
ALIKE_BY_THEIR_PLACE: Final = frozenset(
    {"thead", "tbody", "colgroup", "caption", "header", "figure", "img", "figcaption", RUN}
)
NEVER_ALONE: Final = frozenset({"nav", "colgroup", "img"})  # what has no words of its own


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
    if _said((old,)) == _said((new,)) or new.tag in {"nav", "img"}:
        return deepcopy(new)
    if new.tag == "tr":
        made = _emptied(new)
        made.extend(_merged(*cells) for cells in zip(old, new, strict=True))
        return made
    if all(child.tag in INLINE for element in (old, new) for child in element):
        return _reworded(old, new)
    made = _emptied(new)
    made.extend(_children(_parts(old, RUN), _parts(new, RUN)))
    _dissolve_runs(made)
    return made


def _emptied(element: Element) -> Element:
    return etree.Element(element.tag, dict(_attributes(element)))


def _parts(element: Element, name: str) -> list[Element]:
    """Return copies of the blocks in an element, and each run of text between them in an element of this name."""
    parts = [etree.Element(name)]
    parts[-1].text = element.text
    for child in element:
        copy = deepcopy(child)
        if child.tag in INLINE:
            parts[-1].append(copy)
            continue
        after = etree.Element(name)
        after.text, copy.tail = copy.tail, None
        parts += [copy, after]
    return [part for part in parts if part.tag != name or len(part) or (part.text or "").strip()]


def _dissolve_runs(element: Element) -> None:
    for run in element.findall(RUN):
        if classes(run):
            _classify(element, CHANGED)
            run.attrib.clear()
    etree.strip_tags(element, RUN)


def _attributes(element: Element) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in element.items())


_Unit = tuple[Element, ...]  # an element, or the rows of a table that a cell covers together


def _children(old: Sequence[Element], new: Sequence[Element]) -> Iterator[Element]:
    """Align the children of two elements: those that are the same, then those that are alike."""
    before, after = [*_units(old)], [*_units(new)]
    matcher = SequenceMatcher(None, [*map(_said, before)], [*map(_said, after)], autojunk=False)
    for step, start, stop, begin, end in matcher.get_opcodes():
        if step == "equal":
            yield from (deepcopy(element) for unit in after[begin:end] for element in unit)
        else:
            yield from _aligned(before[start:stop], after[begin:end])


def _units(elements: Sequence[Element]) -> Iterator[_Unit]:
    unit: list[Element] = []
    covered = 0  # rows that a cell of an earlier one reaches into
    for element in elements:
        unit.append(element)
        covered = max([covered, *(int(cell.get("rowspan", "1")) for cell in element if element.tag == "tr")]) - 1
        if covered <= 0:
            yield tuple(unit)
            unit, covered = [], 0
    if unit:
        yield tuple(unit)


def _said(unit: _Unit) -> tuple[tuple[str, str], ...]:
    """Return the words of each block: two items of a list are not one, though they may have its words together."""
    return tuple((part.tag, words(part)) for element in unit for part in element.iter() if part.tag not in INLINE)


def _aligned(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[Element]:
    """Pair each new unit with the first old one, from where the last pair ended, that it may have become."""
    at = 0
    for unit in new:
        found = next((n for n in range(at, len(old)) if _may_become(old[n], unit)), None)
        if found is None:
            yield from (_whole(element, "ins", ADDED) for element in unit)
            continue
        yield from _taken_out(old[at:found])
        yield from map(_merged, old[found], unit)
        at = found + 1
    yield from _taken_out(old[at:])


def _taken_out(units: Sequence[_Unit]) -> Iterator[Element]:
    for element in (element for unit in units for element in unit if element.tag not in NEVER_ALONE):
        if element.tag == "figure":  # its picture goes, and its words stay as those that were taken out
            caption = deepcopy(element.find("figcaption"))
            if caption is not None:
                caption.tag, caption.tail = "p", None
                yield _whole(caption, "del", REMOVED)
            continue
        yield _whole(element, "del", REMOVED)


def _may_become(old_unit: _Unit, new_unit: _Unit) -> bool:
    old, new = old_unit[0], new_unit[0]
    if old.tag != new.tag:
        return False
    if new.tag == "tr":
        alike = words(old[0]) == words(new[0]) or all(cell.get("scope") == "col" for cell in (*old, *new))
        return alike and [*map(_shape, old_unit)] == [*map(_shape, new_unit)]
    if new.tag == "table" and grid(old).columns != grid(new).columns:
        return False
    if old.get("id") or new.get("id"):
        return old.get("id") == new.get("id")
    if new.tag in ALIKE_BY_THEIR_PLACE:
        return True
    said, says = ([word for text in texts(element) for word in text.split()] for element in (old, new))
    return SequenceMatcher(None, said, says, autojunk=False).ratio() >= _ALIKE


def _shape(row: Element) -> list[tuple[str, str | None, str | None]]:
    return [(cell.tag, cell.get("rowspan"), cell.get("colspan")) for cell in row]


def _whole(element: Element, change: str, kind: str) -> Element:
    """Return a copy of an element that came or went as a whole."""
    made = deepcopy(element)
    if change == "del":
        for part in made.iter():
            _detach(part)
    for part in reversed([part for part in made.iter() if part.tag not in INLINE]):
        parts = _parts(part, change)
        if any(run.tag == change for run in parts):
            part.text, part[:] = None, parts
            _classify(part, kind)
    for part in made.iter("tr", "figure"):
        _classify(part, kind)
    return made


def _detach(element: Element) -> None:
    """Let nothing lead to what was taken out, nor from there to a place that may be gone."""
    if "id" in element.attrib:
        del element.attrib["id"]
    if element.tag == "a" and element.get("href", "").startswith("#"):
        element.tag = "span"
        del element.attrib["href"]


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
    made = _emptied(new)
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
        if child.tag == "br" or {"footnote", "sign"} & {*classes(child)}:
            copy = deepcopy(child)
            copy.tail = None
            yield _Token(words(child), around, etree.tostring(copy, encoding="unicode"))
        else:
            yield from _tokens(child, (*around, (child.tag, _attributes(child))))
        yield from (_Token(word, around) for word in _WORDS.findall(child.tail or ""))


def _write(parent: Element, tokens: Sequence[_Token]) -> None:
    """Write tokens at the end of an element, each within copies of the elements that stood around it."""
    for around, run in groupby(tokens, key=lambda token: token.around):
        inner = parent
        for name, attributes in around:
            if name not in {"ins", "del"}:
                inner = etree.SubElement(inner, name, dict(attributes))
                if parent.tag == "del":
                    _detach(inner)
        for token in run:
            if token.element:
                inner.append(etree.fromstring(token.element))
            elif len(inner):
                inner[-1].tail = (inner[-1].tail or "") + token.text
            else:
                inner.text = (inner.text or "") + token.text
