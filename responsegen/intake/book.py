"""Make a workbook of which every sheet says what it belongs to, with lists to choose from."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from textwrap import wrap
from typing import TYPE_CHECKING, Final

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from responsegen.dossier.model import Dossier

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Value = str | float | None
_LISTS: Final = "Lists"
_LINE_HEIGHT: Final = 15  # points
_MOST_LINES: Final = 12
_TOP: Final = {"valign": "top", "text_wrap": True}
_LOOKS: Final = {
    "mark": {"bold": True, "font_color": "#9B1C1C"},
    "note": {"italic": True, "valign": "top"},
    "head": {**_TOP, "bold": True, "bottom": 1, "bg_color": "#E9EEF5"},
    "title": {"bold": True, "valign": "top", "top": 1, "font_color": "#1F3864"},
    "printed": {**_TOP, "align": "left", "font_color": "#404040"},
    # A text stays one: what is typed there is no date and no formula, and neither is what was written there.
    "answer": {**_TOP, "num_format": "@", "border": 1, "border_color": "#D0D7E2"},
    "value": {**_TOP, "align": "left", "num_format": "# ##0.###"},
    "share": {"valign": "top", "align": "left", "num_format": "0.00%"},
    "result": {**_TOP, "bold": True},
    "absent": {"valign": "top", "font_color": "#808080"},
}


@dataclass(slots=True)
class Sheet:
    """A sheet that grows downwards."""

    name: str
    worksheet: Worksheet
    looks: Mapping[str, Format]
    widths: Sequence[int]  # of its columns, in letters
    line: int = 3  # the next one
    tallest: dict[int, int] = field(default_factory=dict)  # how many lines of text each row has room for

    def add(self, *values: Value, look: str = "value") -> int:
        """Write a row, and return its number; a text is never read as anything else."""
        for column, value in enumerate(values):
            self.put(self.line, column, value, look)
        self.line += 1
        return self.line - 1

    def put(self, line: int, column: int, value: Value, look: str = "value", formula: str = "") -> None:
        """Write one cell, or a formula with the value that it has; nothing leaves a cell that can be filled in."""
        if formula:
            self.worksheet.write_formula(line, column, f"={formula}", self.looks[look], value)
        elif value is None or value == "":
            self.worksheet.write_blank(line, column, None, self.looks[look])
        elif isinstance(value, str):
            self.worksheet.write_string(line, column, value, self.looks[look])
        else:
            self.worksheet.write_number(line, column, value, self.looks[look])
        if isinstance(value, str):
            self._make_room(line, column, value)

    def _make_room(self, line: int, column: int, text: str) -> None:
        """Make a row as high as its texts need: not every office program does so when it opens a workbook."""
        lines = sum(len(wrap(part, round(1.15 * self.widths[column]))) or 1 for part in text.splitlines())
        if line > 1 and self.tallest.get(line, 1) < lines:
            self.tallest[line] = lines
            self.worksheet.set_row(line, _LINE_HEIGHT * min(lines, _MOST_LINES))


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook in the making."""

    dossier: Dossier
    marks: str
    content: io.BytesIO
    workbook: Workbook
    looks: Mapping[str, Format]
    sheets: dict[str, Sheet] = field(default_factory=dict)
    lists: dict[tuple[str, ...], str] = field(default_factory=dict)  # where each list of words stands

    @classmethod
    def begun(cls, dossier: Dossier, marks: str) -> Book:
        """Begin a workbook; the same sheets give the same bytes."""
        content = io.BytesIO()
        workbook = xlsxwriter.Workbook(content, {"in_memory": True})
        created = dossier.as_of.astimezone(UTC)
        workbook.set_properties({"title": dossier.title, "author": dossier.sender, "created": created})
        workbook.set_calc_mode("auto")
        looks = {name: workbook.add_format(look) for name, look in _LOOKS.items()}
        return cls(dossier, marks, content, workbook, looks)

    def sheet(self, name: str, note: str, head: Iterable[str], widths: Iterable[int], frozen: int) -> Sheet:
        """Return the sheet of this name; a new one has marks, a note and heads that stay in sight."""
        if name in self.sheets:
            return self.sheets[name]
        page = self.workbook.add_worksheet(name)
        sheet = self.sheets[name] = Sheet(name, page, self.looks, tuple(widths))
        sheet.put(0, 0, self.marks, "mark")
        sheet.put(1, 0, note, "note")
        for column, (text, width) in enumerate(zip(head, sheet.widths, strict=True)):
            sheet.put(2, column, text, "head")
            page.set_column(column, column, width)
        page.freeze_panes(3, frozen)
        page.repeat_rows(2)
        page.set_landscape()
        page.set_paper(8)  # A3
        page.set_print_scale(60)
        page.repeat_columns(0, frozen - 1)
        page.hide_gridlines(2)
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        page.set_header(f"&C{self.marks.replace('&', '&&')}")
        page.set_footer(f"&L{self.dossier.reference.replace('&', '&&')}&C&A&RPage &P of &N")
        return sheet

    def words(self, words: Iterable[str]) -> str:
        """Return where a list of words stands, as a formula has it: on a sheet of its own, so that it may be long."""
        listed = tuple(words)
        if listed not in self.lists:
            page = self.workbook.get_worksheet_by_name(_LISTS) or self.workbook.add_worksheet(_LISTS)
            page.hide()
            column = len(self.lists)
            page.write_column(0, column, listed)
            self.lists[listed] = f"{_LISTS}!{xl_range_abs(0, column, len(listed) - 1, column)}"
        return self.lists[listed]

    def offer(self, sheet: Sheet, area: tuple[int, int, int, int], words: Iterable[str], *, only: bool = False) -> None:
        """Let people choose from a list in an area of a sheet; they may write something else, unless `only` it."""
        kind = "stop" if only else "warning"
        rule = {"validate": "list", "source": f"={self.words(words)}", "ignore_blank": True, "error_type": kind}
        sheet.worksheet.data_validation(*area, rule)

    def closed(self) -> bytes:
        """Return the whole as XLSX."""
        self.workbook.close()
        return self.content.getvalue()
