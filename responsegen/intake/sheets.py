"""Read the answers of several delegations out of a workbook, as `export` lays it out."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from responsegen.dossier import catalogue
from responsegen.intake.arrivals import CODE, POINT, Arrival, Remark, Written, WrittenRow, in_the_margin
from responsegen.intake.packages import Package, refuse
from responsegen.intake.question_form import DELEGATION
from responsegen.intake.sheet_notes import Note, notes_in
from responsegen.problem import Place, Problem

BY_DELEGATION: Final = (CODE, POINT, "What is asked")  # the heads of a sheet with a column for each delegation
BY_ENTRY: Final = ("Delegation", CODE)  # those of a sheet with a row for each entry of a list
Value = int | float | str | bool | time | date | datetime | timedelta


def read_sheets(package: Package, report: list[Problem]) -> Iterator[Arrival]:
    """Yield the answers of each delegation, and report what stands beside none. Raises NotReceivedError."""
    file, notes, day = package.file, notes_in(package), package.day
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(package.packed()))
        sheets = {
            name: [[*map(_shown, line)] for line in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
            for name in book.sheet_names
        }
    except (CalamineError, ValueError) as error:
        raise refuse(file, "a damaged file", "Open it, save it anew, and send that") from error
    found: dict[str, dict[tuple[str, str], WrittenRow]] = defaultdict(dict)
    for name, lines in sheets.items():
        for delegation, row in _rows(name, lines):
            before = found[delegation].get((row.where, row.code))
            cells = {**before.cells, **row.cells} if before else row.cells
            found[delegation][row.where, row.code] = WrittenRow(row.code, row.point, cells, row.where)
    if not found:
        raise refuse(file, "none", expected="a workbook as `export` writes it, with a sheet for each question")
    remarks: dict[str, list[Remark]] = defaultdict(list)
    for note in notes:
        if note.merged:
            place = Place(file, cell=f"sheet {note.sheet}, {note.merged}")
            sentence = "cells are merged: what stands there is read as that of the first alone"
            report.append(catalogue.ROW_LEFT_OUT.says(place, sentence, "Split them"))
        elif note.text:
            delegation, code = _beside(sheets.get(note.sheet, []), note)
            remarks[delegation].append(Remark(code, note.author, note.text))
    advice = "It is beside no answer: nothing is taken from it"
    report += [in_the_margin(file, remark, advice) for remark in remarks.pop("", ())]
    reference = next((mark for lines in sheets.values() if (mark := _reference(lines))), "")
    for delegation, rows in found.items():
        beside = tuple(remarks.get(delegation, ()))
        yield Arrival(file, package.sha256, day, delegation, reference, tuple(rows.values()), remarks=beside)


def _reference(lines: Sequence[Sequence[str]]) -> str:
    """Return the reference that stands last among the marks of a sheet."""
    marks = lines[0][0] if lines and lines[0] else ""
    return re.sub(r" REV [0-9]+$", "", marks.rpartition(" – ")[2]) if " – " in marks else ""


def _beside(lines: Sequence[Sequence[str]], note: Note) -> tuple[str, str]:
    """Return the delegation and the row that a comment is beside; nothing where it is beside none."""
    above = [line for line in lines[: note.row] if line[:1] == [CODE] or line[:1] == list(BY_ENTRY[:1])]
    line = lines[note.row] if note.row < len(lines) else []
    if not above or not line:
        return "", ""
    head = above[-1]
    if head[0] != CODE:
        return line[0], line[1]
    is_answer = len(BY_DELEGATION) <= note.column < len(head)
    return (head[note.column], line[0]) if is_answer else ("", line[0])


def _rows(sheet: str, lines: Sequence[Sequence[str]]) -> Iterator[tuple[str, WrittenRow]]:
    """Yield each cell of a matrix as a row of its delegation, and each entry of a list."""
    where = f"sheet {sheet}, "
    head: Sequence[str] = ()
    for number, line in enumerate(lines, 1):
        if tuple(line[: len(BY_DELEGATION)]) == BY_DELEGATION or tuple(line[: len(BY_ENTRY)]) == BY_ENTRY:
            head = line
        elif head and head[0] == CODE:
            code, point, column = line[: len(BY_DELEGATION)]
            for delegation, text in zip(head[len(BY_DELEGATION) :], line[len(BY_DELEGATION) :], strict=False):
                if delegation and code != DELEGATION:
                    yield delegation, WrittenRow(code, point, {column: Written(text)}, where)
        elif head and line[0]:
            # A new entry needs no code: the sheet's name ends in that of its list.
            code = line[1] or f"{sheet.rpartition(' ')[2]}.{1000 + number}"
            yield line[0], WrittenRow(code, "", dict(zip(head[2:], map(Written, line[2:]), strict=False)), where)


def _shown(value: Value) -> str:
    """Write a value as one would by hand: 30000.0 is 30000, a date is year-month-day."""
    match value:
        case bool():
            return str(value).lower()
        case float():
            return f"{value:.9f}".rstrip("0").rstrip(".")
        case datetime():
            return value.date().isoformat()
        case _:
            return str(value).strip()
