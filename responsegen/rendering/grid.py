"""Place the cells of a table at their rows and columns, spans laid out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum
from typing import Any

from responsegen.rendering.tree import Element


@dataclass(frozen=True, slots=True)
class Cell:
    """One th or td and the rectangle that it covers; rows and columns count from 0."""

    element: Element
    row: int
    column: int
    rows: int
    columns: int

    @property
    def covers(self) -> range:
        """Return the rows that it reaches over."""
        return range(self.row, self.row + self.rows)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells, its size, and how many of its first rows are repeated on every page."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    head_rows: int

    def gaps(self) -> int:
        """Return how many places no cell covers, or more than one does: none in a sound table."""
        covered = [
            (row, column)
            for cell in self.cells
            for row in cell.covers
            for column in range(cell.column, cell.column + cell.columns)
        ]
        places = {(row, column) for row in range(self.rows) for column in range(self.columns)}
        return len(places.symmetric_difference(covered)) + len(covered) - len(set(covered))

    def by_row(self) -> list[list[Cell]]:
        """Return the cells that cover each row, in the order of their columns."""
        rows: list[list[Cell]] = [[] for _ in range(self.rows)]
        for cell in sorted(self.cells, key=lambda cell: cell.column):
            for row in cell.covers:
                rows[row].append(cell)
        return rows


def grid(table: Element) -> Grid:
    """Lay out a table's cells by the rules of HTML: a cell takes the first free column of its row."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    rows = table.findall("*/tr")
    for row, tr in enumerate(rows):
        column = 0
        for element in tr:
            while (row, column) in taken:
                column += 1
            cell = Cell(element, row, column, int(element.get("rowspan", "1")), int(element.get("colspan", "1")))
            taken.update((row + r, column + c) for r in range(cell.rows) for c in range(cell.columns))
            cells.append(cell)
            column += cell.columns
    columns = max((cell.column + cell.columns for cell in cells), default=0)
    return Grid(tuple(cells), len(rows), columns, len(table.findall("thead/tr")))


def reasons(table: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 -- a table of lxml's or of ElementTree's
    """Yield each cell of a row of reasons (`tr.why`) and the head of the row before it: no column is its own."""
    head = None
    for row in table.iterfind("tbody/tr"):
        head = row.find("th[@scope='row']") if row.find("th") is not None else head
        if "why" in row.get("class", "").split() and head is not None:
            yield from ((cell, head) for cell in row.iterfind("td"))


def column_shares(table: Element, columns: int) -> tuple[float, ...]:
    """Return the columns' widths in percent of the table: as `col` says, the rest shared out evenly."""
    said: list[float | None] = []
    for col in table.iterfind("colgroup/col"):
        style = col.get("style")
        width = float(style.removeprefix("width:").strip(" ;%")) if style else None
        said += [width] * int(col.get("span", "1"))
    said = (said + [None] * columns)[:columns]
    known = fsum(width for width in said if width is not None)
    unknown = said.count(None)
    share = max(100 - known, 1) / unknown if unknown else 0
    return tuple(share if width is None else width for width in said)
