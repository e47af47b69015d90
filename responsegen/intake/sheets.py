"""Read the answers of several delegations out of a workbook, as `export` lays it out."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from responsegen.intake.arrivals import CODE, POINT, Written, WrittenRow
from responsegen.intake.packages import packed, refuse
from responsegen.intake.question_form import DELEGATION

BY_DELEGATION: Final = (CODE, POINT, "What is asked")  # the heads of a sheet with a column for each delegation
BY_ENTRY: Final = ("Delegation", CODE)  # those of a sheet with a row for each entry of a list
_MOST_ROWS: Final = 20_000
Value = int | float | str | bool | time | date | datetime | timedelta


def read_sheets(file: str, parts: Mapping[str, bytes]) -> Mapping[str, tuple[WrittenRow, ...]]:
    """Return the rows of each delegation. Raises NotReceivedError."""
    found: dict[str, dict[tuple[str, str], WrittenRow]] = defaultdict(dict)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(packed(parts)))
        sheets = [(name, workbook.get_sheet_by_name(name).to_python(nrows=_MOST_ROWS)) for name in workbook.sheet_names]
    except (CalamineError, ValueError) as error:
        raise refuse(file, "a damaged file", "Open it, save it anew, and send that") from error
    for name, lines in sheets:
        for delegation, row in _rows(name, [[*map(_shown, line)] for line in lines]):
            before = found[delegation].get((row.where, row.code))
            cells = {**before.cells, **row.cells} if before else row.cells
            found[delegation][row.where, row.code] = WrittenRow(row.code, row.point, cells, row.where)
    if not found:
        raise refuse(file, "none", expected="a workbook as `export` writes it, with a sheet for each question")
    return {delegation: tuple(rows.values()) for delegation, rows in found.items()}


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
