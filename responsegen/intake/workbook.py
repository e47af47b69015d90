"""Write the answers of all delegations as a workbook to fill in, with sheets of what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from responsegen.consensus.answer import JointAnswer, Standpoint
from responsegen.consensus.number_words import joined
from responsegen.consensus.points import Figure, MemberState, Point, points
from responsegen.documents.words import rule_words, spoken
from responsegen.dossier.model import Dossier, Interval, Kind
from responsegen.intake.arithmetic import Cells, write_arithmetic
from responsegen.intake.book import Book, Sheet
from responsegen.intake.question_form import ANSWER, INTERNAL, Form, Part, Row, Shape
from responsegen.intake.sheets import BY_DELEGATION, BY_ENTRY

_NEW_ENTRIES: Final = 60  # rows of a list in which something may be chosen
_WIDE: Final = {"Text": 60, "Words": 60, "Own wording": 60, "Could support it if": 60, "In short": 60, "Address": 30}
_HOW: Final = "Change an answer in its cell; a blank one leaves what is recorded, “withdraw” takes it back."
_MORE: Final = "A row for each entry, with its delegation; a new one needs no code."
_FOUND: Final = "As the program has found it; this does not move when answers are changed here."
_POINT: Final = ("Topic", "Point", "Unit")
_FORCES: Final = (Figure.ASSURED, Figure.ATTAINABLE, Figure.REQUIRED, Figure.GAP)
_SUMS: Final = (Figure.FIRM, Figure.INDICATIVE)
_SHEETS: Final = {
    Kind.RANGE: ("Ranges", ("Rule", "Verdict", "Agreed", "Possible", "Most support")),
    Kind.CONTRIBUTION: ("Contributions", tuple(figure.capitalize() for figure in _FORCES)),
    Kind.OFFERS: ("Offers", tuple(figure.capitalize() for figure in _SUMS)),
}


def workbook(dossier: Dossier, answer: JointAnswer, forms: Mapping[str, Form], marks: str) -> bytes:
    """Return the workbook as XLSX; the same answers give the same bytes."""
    book = Book.begun(dossier, marks)
    texts = {f"Question {question.number}": question.text for question in dossier.questions}
    cells: Cells = {}
    for index, part in enumerate(next(iter(forms.values())).parts):
        if part.rows[0].shape is Shape.ANSWER:
            name = part.heading or "Who answers"
            widths = (7, 54, 16, *(16 for _ in forms))
            sheet = book.sheet(name, texts.get(name, _HOW), (*BY_DELEGATION, *forms), widths, len(BY_DELEGATION))
            _matrix(book, sheet, part, forms, cells)
        else:
            _entries(book, index, part, forms)
    _results(book, answer)
    write_arithmetic(book, answer, cells)
    return book.closed()


def _matrix(book: Book, sheet: Sheet, part: Part, forms: Mapping[str, Form], cells: Cells) -> None:
    """Write a table with a column for each delegation, and a row for each cell of a questionnaire."""
    sheet.add(None, part.title, *("" for _ in (0, *forms)), look="title")
    by_code = {delegation: form.rows for delegation, form in forms.items()}
    left = len(BY_DELEGATION)
    for row in part.rows:
        for number, (column, cell) in enumerate(row.cells.items()):
            about = f"{row.label}\n{row.text}" if row.text and not number else row.label
            line = sheet.add(row.code, about, column, look="printed")
            for place, delegation in enumerate(forms, left):
                sheet.put(line, place, by_code[delegation][row.code].cells[column].recorded, "answer")
            if column == ANSWER:
                cells[row.path] = (sheet.name, line)
            if cell.words:
                book.offer(sheet, (line, left, line, left + len(forms) - 1), cell.words)


def _entries(book: Book, index: int, part: Part, forms: Mapping[str, Form]) -> None:
    """Write a list with a row for each entry of each delegation, and room for new ones."""
    prefix = part.rows[0].code.rpartition(".")[0]
    title = part.title if part.topic or part.heading == INTERNAL else part.heading
    name = f"{'Conditions' if part.topic else title} {prefix}"
    widths = (12, 9, *(_WIDE.get(column, 26) for column in part.columns))
    sheet = book.sheet(name, f"{title}. {part.note or _MORE}", (*BY_ENTRY, *part.columns), widths, len(BY_ENTRY))
    recorded = [(d, row) for d, form in forms.items() for row in form.parts[index].rows if row.entry is not None]
    for delegation, row in (*recorded, *(("", part.rows[-1]) for _ in range(_NEW_ENTRIES))):
        _entry(sheet, delegation, row, part.columns)
    last = sheet.line - 1
    book.offer(sheet, (3, 0, last, 0), forms, only=True)
    for place, column in enumerate(part.columns, len(BY_ENTRY)):
        if words := part.rows[-1].cells[column].words:
            book.offer(sheet, (3, place, last, place), words)


def _entry(sheet: Sheet, delegation: str, row: Row, columns: tuple[str, ...]) -> None:
    shown = (row.cells[column].recorded if delegation else "" for column in columns)
    sheet.add(delegation, row.code if delegation else "", *shown, look="answer")


def _results(book: Book, answer: JointAnswer) -> None:
    """Write a sheet for each kind of topic on which nothing is voted, where the dossier has one."""
    delegations = book.dossier.delegations
    for point in points(answer):
        if point.topic.kind in _SHEETS:
            name, found = _SHEETS[point.topic.kind]
            head = (*_POINT, *found, *delegations)
            widths = (30, 30, 14, *(18 for _ in found), *(16 for _ in delegations))
            sheet = book.sheet(name, _FOUND, head, widths, len(_POINT))
            states = (_state(point.states.get(delegation)) for delegation in delegations)
            sheet.add(point.topic.title, point.label, point.unit, *_found(point), *states)


def _found(point: Point) -> Iterator[str | float]:
    if point.status is not None:
        yield from (rule_words(point.topic.rule), point.status.words)
        yield from map(_values, (point.agreed, point.possible, point.widest))
    else:
        for figure in _FORCES if point.topic.kind is Kind.CONTRIBUTION else _SUMS:
            value = point.figures.get(figure)
            yield _amount(value) if value else ""


def _state(state: MemberState | None) -> str | float:
    """Say where a delegation stands; with a range alone, that it is for what is in it."""
    if state is None:
        return "–"
    if state.value is None:
        return str(state.standpoint)
    amount = _amount(state.value)
    return amount if state.standpoint is Standpoint.FOR else f"{spoken(state.value)}, {state.standpoint}"


def _values(intervals: Sequence[Interval]) -> str | float:
    return _amount(intervals[0]) if len(intervals) == 1 else joined([spoken(each) for each in intervals], "or")


def _amount(interval: Interval) -> str | float:
    """Return one number as a number, and a range in words."""
    return float(interval.low) if interval.low == interval.high else spoken(interval)
