"""Say what is wrong with a cell in the words of the form that was filled in, where files have other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from responsegen.dossier import catalogue
from responsegen.dossier.model import Dossier
from responsegen.dossier.nodes import Scalar, quoted
from responsegen.dossier.readers import RESERVED_ELSEWHERE
from responsegen.dossier.spelling import did_you_mean, enumerated, offering
from responsegen.intake.question_form import CHOOSE, CODES, COMMENT, DATE, FROM, POINT, TO, Cell, Form, Row
from responsegen.intake.readings import (
    dates_meant,
    delegations_meant,
    has_more,
    numbers_meant,
    points_meant,
    said_in_english,
    says_nothing,
)
from responsegen.problem import Problem

Texts = Mapping[tuple[str, str], Scalar]  # what is not blank, by code and column
_MOST_LISTED: Final = 8
_MOST_OFFERED: Final = 4
_LOOKALIKE: Final = re.compile(r"There is an? [^.]+ that looks like [^.]+\.? ?")
_REST: Final = "The rest belongs into the comment"
_KEY: Final = re.compile(r'"(\w+)"')
_ACCEPTABLE: Final = {"acceptable": "from"}  # a key that has no cell of its own


@dataclass(frozen=True, slots=True)
class CellOf:
    """The cell that a problem is about, with all that was written into its form."""

    form: Form
    code: str  # of its row
    column: str
    texts: Texts
    dossier: Dossier

    @property
    def row(self) -> Row:
        """The row that it is in."""
        return self.form.rows[self.code]

    @property
    def cell(self) -> Cell:
        """What may stand in it."""
        return self.row.cells[self.column]

    @property
    def text(self) -> str:
        """What does."""
        return self.texts[self.row.code, self.column].text.strip()

    def reworded(self, problem: Problem) -> Problem:
        """Return the problem as somebody who has only seen the form understands it."""
        key = _KEY.match(problem.expected)
        if key and (elsewhere := self._where(_ACCEPTABLE.get(key[1], key[1]))):
            return replace(problem, expected=elsewhere, found="")
        if not problem.is_error:
            return problem
        if problem.code == catalogue.UNKNOWN_KEY.code:
            return replace(problem, expected=f"nothing under “{self.column}” on this point", found="", advice="")
        if problem.expected.startswith("a mapping"):  # what a word asks for that is not all: "conditional"
            below = f"a condition in row {self.row.code}.a or below"
            return replace(problem, expected=below, found=quoted(self.text))
        if not problem.found.startswith('"'):
            return problem
        measure, expected = self.cell.measure, problem.expected
        is_end = measure and self.column in (FROM, TO) and not self.cell.is_number(self.text)
        if (is_end and measure and expected.startswith(measure.expected_range)) or (self.cell.words and not measure):
            expected = expected_in(self.cell, self.column)
        return replace(problem, expected=expected, found=quoted(self.text), advice=self._advice(problem), instead="")

    def _where(self, key: str) -> str:
        """Name the cell in which a key that is missing would have been written."""
        about = self.form.about(self.row, self.texts)
        for row in (self.row, *self.form.rows.values()):
            column = next((column for column, cell in row.cells.items() if cell.key == key), None)
            if column and (row is self.row or row.path in (about, about[:1])):
                where = "" if row is self.row else f" in {named(row)}"
                what = expected_in(row.cells[column], column)
                return f"something under “{column}”{where}{f': {what}' if what else ''}"
        return ""

    def _advice(self, problem: Problem) -> str:
        """Keep what `check` advises, or else offer what may have been meant."""
        advice = _LOOKALIKE.sub("", problem.advice).removeprefix(". ")
        if advice == RESERVED_ELSEWHERE:
            return "A reservation goes into the table “Reservations”, beside an answer here"
        if self.cell.hint == CHOOSE:
            advice = "" if self.cell.is_free else did_you_mean(self.text, tuple(self.cell.words.values()))
        if advice and self.cell.hint not in (CODES, POINT):
            return advice
        if says_nothing(self.text):
            return "Leave the cell blank where there is no answer"
        found = [each for each in dict.fromkeys(self._readings()) if each.casefold() != self.text.casefold()]
        more = self.cell.hint != DATE and bool(found) and has_more(self.text, found[0])
        rest = more and COMMENT in self.row.cells
        return f"{offering(found[:_MOST_OFFERED])}{f' {_REST}' if rest else ''}"

    def _readings(self) -> Iterator[str]:
        cell, text = self.cell, self.text
        if cell.hint == POINT:
            yield from points_meant(text, cell.words)
        elif cell.hint == CODES:
            yield from delegations_meant(text, self.dossier)
        elif cell.hint == DATE:
            yield from dates_meant(text, self.dossier.as_of.year)
        elif cell.measure:
            yield from numbers_meant(text, cell.measure, self.column)
        elif cell.words:
            yield from _among(text, cell)


def expected_in(cell: Cell, column: str) -> str:
    """Say what may stand in a cell; nothing where any text may."""
    if cell.hint == POINT:
        return f"the code of a point, such as “{next(iter(cell.words), '')}”"
    if cell.measure and column in (FROM, TO):
        return f"{cell.measure.expected}{f'; or {enumerated(cell.words)}' if cell.words else ''}"
    if len(cell.words) > _MOST_LISTED:
        return f"one of the list, such as “{next(iter(cell.words))}”"
    words = map(quoted, cell.words) if cell.is_free else cell.words
    return enumerated(words) if cell.words else ""


def _among(text: str, cell: Cell) -> Iterator[str]:
    """Yield the words of a list that a text holds, or that another language has for it."""
    said = text.casefold()
    known = tuple(cell.words.values())
    if english := said_in_english(text):
        yield from re.findall('"([^"]+)"', did_you_mean(english, known))
    for word, written in cell.words.items():
        forms = (form.casefold().replace("-", " ") for form in (word, written))
        if any(re.search(rf"\b{re.escape(form)}\b", said.replace("-", " ")) for form in forms):
            yield word


def named(row: Row) -> str:
    """Name a row by its code and what it is about: `row 6.4 (Liquefied natural gas)`."""
    return f"row {row.code} ({row.subject})" if row.subject else f"row {row.code}"
