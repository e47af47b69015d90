"""Define the one table that every file of the way in is made and read by: rows of cells.

A row has a code that is printed (`6.4`); a cell has the head of its column, what may stand in it, and what is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from hashlib import sha256
from typing import Final

from responsegen.dossier.model import AnyTopic
from responsegen.dossier.nodes import Scalar
from responsegen.dossier.quantities import Measure, MisreadError

CHOOSE, TEXT, NUMBER, DATE, POINT, CODES = "Choose", "Write here", "Number", "Date", "Choose a point", "Codes"
HINTS: Final = {CHOOSE, TEXT, NUMBER, DATE, POINT, CODES}  # what stands in a cell until something is answered
OR: Final = " or "  # between conditions of which one is enough
DELEGATION: Final = "A.1"  # the row that says whose answers these are
ANSWER, COMMENT = "Answer", "Comment"
FROM, TO, PREFERRED = "From", "To", "Preferred"
WHOLE: Final = "The topic as a whole"
INTERNAL: Final = "Internal: will not be circulated"
NEW_ROWS: Final = "abcd"  # of a list


def folded(text: str) -> str:
    """Return a text without what makes no difference in a cell: how its lines break, and which blanks it has."""
    return " ".join(text.split())


class Shape(Enum):
    """What the cells of a row make in a position file."""

    ANSWER = auto()  # keys of one answer
    ENTRY = auto()  # one entry of a list
    CONDITION = auto()  # the same, of a list of conditions
    WORDING = auto()  # keys of the answer to the point that the row names


@dataclass(frozen=True, slots=True)
class Cell:
    """One place for an answer."""

    key: str  # that it has in a position file
    hint: str = TEXT
    words: Mapping[str, str] = field(default_factory=dict)  # what may be chosen: as it is shown, as it is written
    is_free: bool = True  # whether something else may be written as well
    recorded: str = ""  # as it is shown
    tag: str = ""  # of an answer, and of its comment
    measure: Measure | None = None  # of a number

    def shown(self, written: str) -> str:
        """Return how the cell shows what a file has."""
        return next((word for word, each in self.words.items() if each == written), written)

    def says(self, text: str) -> bool:
        """Tell whether this is what the cell shows already."""
        return folded(text) == folded(self.recorded)

    def is_number(self, text: str) -> bool:
        """Tell whether this is one number, and no range and no word."""
        with suppress(MisreadError):
            return self.measure is not None and self.measure.number(text) >= 0
        return False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; where nothing is asked there is no cell."""

    code: str
    label: str
    text: str
    path: tuple[str, ...]  # to what the cells are keys of, or entries in
    cells: Mapping[str, Cell]  # by the head of the column
    shape: Shape = Shape.ANSWER
    entry: int | None = None  # which one of the list that is recorded; None: a new one

    @property
    def subject(self) -> str:
        """Name the point or the topic that it is about."""
        return self.text if self.label == WHOLE else self.label


@dataclass(frozen=True, slots=True)
class Part:
    """One table, under the question that it belongs to."""

    heading: str
    title: str
    note: str
    rows: tuple[Row, ...]
    topic: AnyTopic | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the heads of its columns, as the fullest row has them."""
        return max((tuple(row.cells) for row in self.rows), key=len)

    @property
    def has_points(self) -> bool:
        """Whether its rows say what they are about."""
        return any(row.label for row in self.rows)


@dataclass(frozen=True, slots=True)
class Form:
    """All that one delegation is asked, and what it has answered."""

    delegation: str
    parts: tuple[Part, ...]
    points: Mapping[str, str]  # TOPIC or TOPIC.OPTION by code

    @property
    def rows(self) -> Mapping[str, Row]:
        """Every row by its code."""
        return {row.code: row for part in self.parts for row in part.rows}

    @property
    def fingerprint(self) -> str:
        """Tell one set of questions from another."""
        rows = (row for row in self.rows.values() if row.entry is None and row.code != DELEGATION)
        return sha256(repr([(row.code, row.label, row.path) for row in rows]).encode()).hexdigest()[:16]

    def about(self, row: Row, texts: Mapping[tuple[str, str], Scalar]) -> tuple[str, ...]:
        """Return the path of what a row says, which a row for wishes names itself; nothing where it names no point."""
        if row.shape is not Shape.WORDING:
            return row.path
        said = texts.get((row.code, "Point"))
        point = self.point_named(said.text if said else row.cells["Point"].recorded)
        return tuple(point.split(".")) if point else ()

    def point_named(self, text: str) -> str:
        """Return the point that a cell names by its code, with or without its label; nothing for anything else."""
        code, _, label = text.strip().partition(" ")
        row = self.rows.get(code)
        is_so = (row.subject if row else "").casefold().startswith(" ".join(label.split()).casefold())
        return self.points.get(code, "") if is_so else text.strip() if text.strip() in self.points.values() else ""

    def with_entries(self, codes: Iterable[str]) -> Form:
        """Return the form with the entries of lists that another one, made earlier or later, has under these codes."""
        rows = self.rows
        more = [
            replace(rows[_new(code)], code=code)
            for code in codes
            if code not in rows and _new(code) in rows and code.rpartition(".")[2].isdigit()
        ]

        def grown(part: Part) -> Part:
            own = {row.code for row in part.rows}
            return replace(part, rows=(*part.rows, *(row for row in more if _new(row.code) in own)))

        return replace(self, parts=tuple(map(grown, self.parts)))

    def without_answers(self) -> Form:
        """Return the same form in which nothing is recorded."""
        return self._with_answers(lambda _: False)

    def without(self, points: Collection[tuple[str, str | None]]) -> Form:
        """Return the form in which nothing is recorded on these points, nor on the topics that they are of."""

        def is_kept(row: Row) -> bool:
            topic, *option = self.about(row, {}) or ("",)
            return not any(topic == t and (o is None or option in ([], [o])) for t, o in points)

        return self._with_answers(is_kept)

    def _with_answers(self, is_kept: Callable[[Row], bool]) -> Form:
        def left(rows: Iterable[Row]) -> Iterator[Row]:
            return (row if is_kept(row) else _blank(row) for row in rows if row.entry is None or is_kept(row))

        return replace(self, parts=tuple(replace(part, rows=tuple(left(part.rows))) for part in self.parts))


def _new(code: str) -> str:
    """Name the first row for a new entry of the list in which this one is."""
    return f"{code.rpartition('.')[0]}.{NEW_ROWS[0]}"


def _blank(row: Row) -> Row:
    return replace(row, cells={column: replace(cell, recorded="") for column, cell in row.cells.items()})


def chosen(key: str, words: Mapping[str, str]) -> Cell:
    """Make a cell in which one of these words is chosen."""
    return Cell(key, CHOOSE, words, is_free=False)


def point_cell(points: Mapping[str, str]) -> Cell:
    """Make a cell that names a point."""
    return Cell("on", POINT, points)
