"""Read the tables of a questionnaire out of a Word or an OpenDocument text, whatever saved it last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from responsegen.intake.arrivals import Remark, Written, WrittenRow, rows_of
from responsegen.intake.packages import refuse, saved_on, xml
from responsegen.intake.question_form import DELEGATION
from responsegen.intake.word_form import NAMESPACE

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TRACKED: Final = {f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")} | {f"{_TEXT}tracked-changes"}
# What is no text of a cell: what was deleted, codes of fields, notes, properties.
_PASSED_OVER: Final = {
    *(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "sdtPr", "pPr", "rPr", "tcPr", "trPr")),
    *(f"{_TEXT}{name}" for name in ("note", "tracked-changes", "deletion")),
    *(f"{_OFFICE}{name}" for name in ("annotation", "annotation-end")),
}
_SIGNS: Final = {
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}tab": " ",
    f"{_W}noBreakHyphen": "-",
    f"{_TEXT}line-break": "\n",
    f"{_TEXT}tab": " ",
}
_PARAGRAPHS: Final = {f"{_W}p", f"{_TEXT}p", f"{_TEXT}h"}
# What Word itself puts into a control that was emptied.
_WORDS_OF_WORD: Final = {"Click or tap here to enter text.", "Click here to enter text.", "Choose an item."}
_WHO: Final = re.compile(r"Delegation\s+(?P<code>\w+), .* · (?P<reference>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TextDocument:
    """What a questionnaire says."""

    delegation: str
    reference: str
    questions: str  # the fingerprint of what it asks; empty where the office program has not kept it
    day: str  # when it was last saved, as year-month-day
    rows: tuple[WrittenRow, ...]
    is_tracked: bool
    remarks: tuple[Remark, ...]


def read_text_document(file: str, kind: str, parts: Mapping[str, bytes]) -> TextDocument:
    """Read a questionnaire out of its package. Raises NotReceivedError."""
    is_word = kind == "docx"
    root = xml(file, parts["word/document.xml" if is_word else "content.xml"])
    rows = tuple(row for table in root.iter(f"{_W}tbl" if is_word else f"{_TABLE}table") for row in _rows(table))
    who = next((found for row in rows if row.code == DELEGATION and (found := _WHO.fullmatch(row.point))), None)
    if who is None:
        expected = f"a questionnaire, whose row {DELEGATION} says which delegation answers"
        raise refuse(file, "none", "Fill in the file that was sent to you", expected)
    return TextDocument(
        who["code"],
        who["reference"].strip(),
        _questions(file, parts),
        saved_on(file, parts),
        rows,
        any(element.tag in _TRACKED for element in root.iter()),
        tuple(_word_remarks(file, root, parts) if is_word else _odf_remarks(root)),
    )


def _questions(file: str, parts: Mapping[str, bytes]) -> str:
    for name in sorted(parts):
        if name.startswith("customXml/item") and NAMESPACE.encode() in parts[name]:
            return xml(file, parts[name]).get("questions", "")
    return ""


def _rows(table: Element) -> Iterator[WrittenRow]:
    lines = _each(table, f"{_W}tr", f"{_TABLE}table-row")
    yield from rows_of([[*_cells(line)] for line in lines if line.find(f"{_W}trPr/{_W}del") is None])


def _cells(row: Element) -> Iterator[Written]:
    for cell in _each(row, f"{_W}tc", f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        tag = next((found.get(f"{_W}val", "") for found in cell.iter(f"{_W}tag")), "")
        text = "\n\n".join(filter(None, (_text_of(part) for part in _each(cell, *_PARAGRAPHS))))
        wide = cell.find(f"{_W}tcPr/{_W}gridSpan")
        width = int(wide.get(f"{_W}val", "1")[:3]) if wide is not None else 1
        is_merged = (
            width > 1
            or cell.find(f"{_W}tcPr/{_W}vMerge") is not None
            or any(cell.get(f"{_TABLE}number-{kind}-spanned", "1") != "1" for kind in ("columns", "rows"))
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
        elif child.tag == f"{_TEXT}s":
            yield " " * int(child.get(f"{_TEXT}c", "1")[:3])
        elif child.tag not in _PASSED_OVER:
            yield from _texts(child, is_placeholder=is_placeholder)
        if not is_of_word:
            yield child.tail or ""


def _word_remarks(file: str, root: Element, parts: Mapping[str, bytes]) -> Iterator[Remark]:
    """Yield the comments in the margin, each with the code of the row that it is beside."""
    if "word/comments.xml" not in parts:
        return
    beside: dict[str, str] = {}
    for row in root.iter(f"{_W}tr"):
        code = next((cell.text for cell in _cells(row)), "")
        beside |= {mark.get(f"{_W}id", ""): code for mark in row.iter(f"{_W}commentReference")}
    for comment in xml(file, parts["word/comments.xml"]).iter(f"{_W}comment"):
        text = " ".join(_text_of(part) for part in comment.iter(f"{_W}p"))
        yield Remark(beside.get(comment.get(f"{_W}id", ""), ""), comment.get(f"{_W}author", ""), text)


def _odf_remarks(root: Element) -> Iterator[Remark]:
    beside = {
        note: next((cell.text for cell in _cells(row)), "")
        for row in root.iter(f"{_TABLE}table-row")
        for note in row.iter(f"{_OFFICE}annotation")
    }
    for note in root.iter(f"{_OFFICE}annotation"):
        text = " ".join(_text_of(part) for part in note.iter(f"{_TEXT}p"))
        yield Remark(beside.get(note, ""), note.findtext(f"{_DC}creator", ""), text)
