"""Read the tables of a questionnaire out of a Word or an OpenDocument text, whatever saved it last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from responsegen.intake.arrivals import Arrival, Remark, Written, WrittenRow, rows_of
from responsegen.intake.packages import DC, KINDS, OFFICE, TABLE, TEXT, Package, refuse
from responsegen.intake.question_form import DELEGATION
from responsegen.intake.word_form import NAMESPACE

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRACKED: Final = {f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")} | {f"{TEXT}tracked-changes"}
# What is no text of a cell: what was deleted, codes of fields, notes, properties.
_PASSED_OVER: Final = {
    *(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "sdtPr", "pPr", "rPr", "tcPr", "trPr")),
    *(f"{TEXT}{name}" for name in ("note", "tracked-changes", "deletion")),
    *(f"{OFFICE}{name}" for name in ("annotation", "annotation-end")),
}
_SIGNS: Final = {
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}tab": " ",
    f"{_W}noBreakHyphen": "-",
    f"{TEXT}line-break": "\n",
    f"{TEXT}tab": " ",
}
_PARAGRAPHS: Final = {f"{_W}p", f"{TEXT}p", f"{TEXT}h"}
# What Word itself puts into a control that was emptied.
_WORDS_OF_WORD: Final = {"Click or tap here to enter text.", "Click here to enter text.", "Choose an item."}
_WHO: Final = re.compile(r"Delegation\s+(?P<code>\w+), .* · (?P<reference>.+)", re.DOTALL)


def read_text_document(package: Package) -> Arrival:
    """Read a questionnaire out of its package. Raises NotReceivedError."""
    root = package.xml(KINDS[package.kind])
    rows = tuple(row for table in _each(root, f"{_W}tbl", f"{TABLE}table") for row in _rows(table))
    who = next((found for row in rows if row.code == DELEGATION and (found := _WHO.fullmatch(row.point))), None)
    if who is None:
        expected = f"a questionnaire, whose row {DELEGATION} says which delegation answers"
        raise refuse(package.file, "none", "Fill in the file that was sent to you", expected)
    asked = (name for name in sorted(package.parts) if name.startswith("customXml/item"))
    fingerprint = next((name for name in asked if NAMESPACE.encode() in package.parts[name]), "")
    return Arrival(
        *(package.file, package.sha256, package.day, who["code"], who["reference"].strip(), rows),
        questions=package.xml(fingerprint).get("questions", "") if fingerprint else "",
        is_whole=True,
        is_tracked=any(element.tag in _TRACKED for element in root.iter()),
        remarks=tuple(_remarks(root, package)),
    )


def _rows(table: Element) -> Iterator[WrittenRow]:
    lines = _each(table, f"{_W}tr", f"{TABLE}table-row")
    yield from rows_of([[*_cells(line)] for line in lines if line.find(f"{_W}trPr/{_W}del") is None])


def _cells(row: Element) -> Iterator[Written]:
    for cell in _each(row, f"{_W}tc", f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        tag = next((found.get(f"{_W}val", "") for found in cell.iter(f"{_W}tag")), "")
        text = "\n\n".join(filter(None, (_text_of(part) for part in _each(cell, *_PARAGRAPHS))))
        wide = cell.find(f"{_W}tcPr/{_W}gridSpan")
        width = int(wide.get(f"{_W}val", "1")[:3]) if wide is not None else 1
        is_merged = (
            width > 1
            or cell.find(f"{_W}tcPr/{_W}vMerge") is not None
            or any(cell.get(f"{TABLE}number-{kind}-spanned", "1") != "1" for kind in ("columns", "rows"))
        )
        yield Written("" if text in _WORDS_OF_WORD else text, tag, is_merged)
        yield from [Written("", is_merged=True)] * (width - 1)


def _each(element: Element, *tags: str) -> Iterator[Element]:
    return (found for found in element.iter() if found.tag in tags)


def _text_of(paragraph: Element) -> str:
    # Soft hyphens only show where a line ends.
    return "".join(_texts(paragraph, is_placeholder=False)).replace("\u00ad", "").strip()


def _texts(element: Element, *, is_placeholder: bool) -> Iterator[str]:
    """Yield the text of a paragraph; what Word itself put into an emptied control has a style, and is none."""
    is_placeholder = is_placeholder or element.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None
    if is_placeholder and element.find(f"{_W}rPr/{_W}rStyle") is not None:
        return
    is_of_word = element.tag.startswith(_W)
    if element.tag == f"{_W}t" or not is_of_word:
        yield element.text or ""
    for child in element:
        if child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{TEXT}s":
            yield " " * int(child.get(f"{TEXT}c", "1")[:3])
        elif child.tag not in _PASSED_OVER:
            yield from _texts(child, is_placeholder=is_placeholder)
        if not is_of_word:
            yield child.tail or ""


def _remarks(root: Element, package: Package) -> Iterator[Remark]:
    """Yield the comments in the margin, each with the code of the row that it is beside.

    Word keeps what they say in a part of its own, and a mark with the number of each in the text.
    """
    comments = package.xml("word/comments.xml") if "word/comments.xml" in package.parts else root

    def number(mark: Element) -> str | Element:
        return mark.get(f"{_W}id", mark)

    beside = {
        number(mark): next((cell.text for cell in _cells(row)), "")
        for row in _each(root, f"{_W}tr", f"{TABLE}table-row")
        for mark in _each(row, f"{_W}commentReference", f"{OFFICE}annotation")
    }
    for comment in _each(comments, f"{_W}comment", f"{OFFICE}annotation"):
        text = " ".join(_text_of(part) for part in _each(comment, *_PARAGRAPHS))
        author = comment.get(f"{_W}author", "") or comment.findtext(f"{DC}creator", "")
        yield Remark(beside.get(number(comment), ""), author, text)
