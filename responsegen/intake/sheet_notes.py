"""Find what stands beside the cells of a workbook: comments, merged cells; and refuse one that reaches too far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from responsegen.intake.packages import DC, OFFICE, TABLE, TEXT, Package, refuse, related

_MOST_ROWS: Final = 20_000
_MOST_COLUMNS: Final = 1_000
_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CELL: Final = re.compile(r"([A-Z]{1,4})([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on a cell, or a cell that is merged with others."""

    sheet: str
    row: int  # from 0
    column: int
    author: str = ""
    text: str = ""
    merged: str = ""  # "D5:F5"


def notes_in(package: Package) -> tuple[Note, ...]:
    """Return all comments and merged cells. Raises NotReceivedError where cells stand too far away to be looked at."""
    return tuple(_of_excel(package) if package.kind == "xlsx" else _of_calc(package))


def _of_excel(package: Package) -> Iterator[Note]:
    targets = {id_: path for id_, _, path in related(package.file, package.parts, "xl/workbook.xml")}
    for sheet in package.xml("xl/workbook.xml").iter(f"{_S}sheet"):
        name, path = sheet.get("name", ""), targets.get(sheet.get(f"{_R}id", ""), "")
        if path not in package.parts:
            continue
        root = package.xml(path)
        for element in root.iter():
            if element.tag in (f"{_S}c", f"{_S}row"):
                _look_at(package, name, *_position(element.get("r", "")))
        for merged in root.iter(f"{_S}mergeCell"):
            reference = merged.get("ref", "")
            yield Note(name, *_position(reference), merged=reference)
        for _, kind, other in related(package.file, package.parts, path):
            if kind == "comments" and other in package.parts:
                yield from _comments(name, package.xml(other))


def _comments(sheet: str, root: Element) -> Iterator[Note]:
    authors = [author.text or "" for author in root.iter(f"{_S}author")]
    for comment in root.iter(f"{_S}comment"):
        text = "".join(part.text or "" for part in comment.iter(f"{_S}t"))
        index = int(comment.get("authorId", "0")) if comment.get("authorId", "0").isdecimal() else len(authors)
        author = authors[index] if index < len(authors) else ""
        yield Note(sheet, *_position(comment.get("ref", "")), author, text.removeprefix(f"{author}:").strip())


def _position(reference: str) -> tuple[int, int]:
    found = _CELL.match(reference)
    if not found:
        return (int(reference) - 1 if reference.isdecimal() else 0), 0
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _of_calc(package: Package) -> Iterator[Note]:
    for table in package.xml("content.xml").iter(f"{TABLE}table"):
        name, row = table.get(f"{TABLE}name", ""), 0
        for line in table.iter(f"{TABLE}table-row"):
            column = 0
            for cell in (each for each in line if each.tag.startswith(TABLE)):
                again = int(cell.get(f"{TABLE}number-columns-repeated", "1")[:7])
                if len(cell):
                    _look_at(package, name, row, column + again - 1)
                spans = [cell.get(f"{TABLE}number-{kind}-spanned", "1") for kind in ("columns", "rows")]
                if spans != ["1", "1"]:
                    yield Note(name, row, column, merged=f"row {row + 1}")
                for note in cell.iter(f"{OFFICE}annotation"):
                    text = " ".join("".join(part.itertext()) for part in note.iter(f"{TEXT}p"))
                    yield Note(name, row, column, note.findtext(f"{DC}creator", ""), text)
                column += again
            rows = int(line.get(f"{TABLE}number-rows-repeated", "1")[:7])
            if any(len(cell) for cell in line):
                _look_at(package, name, row + rows - 1, 0)
            row += rows


def _look_at(package: Package, sheet: str, row: int, column: int) -> None:
    if row >= _MOST_ROWS or column >= _MOST_COLUMNS:
        found = f"cells far away on the sheet {sheet}"
        advice = "Delete what stands to the right of the tables and below them"
        raise refuse(package.file, found, advice, f"at most {_MOST_ROWS} rows and {_MOST_COLUMNS} columns")
