"""Write the answers of all delegations as a workbook to fill in, with sheets of what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from responsegen.consensus.answer import JointAnswer
from responsegen.dossier.model import Dossier
from responsegen.intake.arithmetic import Cells, write_arithmetic
from responsegen.intake.book import Book, Sheet
from responsegen.intake.question_form import ANSWER, INTERNAL, Form, Part, Row, Shape
from responsegen.intake.results import write_results
from responsegen.intake.sheets import BY_DELEGATION, BY_ENTRY

_NEW_ENTRIES: Final = 60  # rows of a list in which something may be chosen
_WIDE: Final = {"Text": 60, "Words": 60, "Own wording": 60, "Could support it if": 60, "In short": 60, "Address": 30}
_HOW: Final = "Change an answer in its cell; a blank one leaves what is recorded, “withdraw” takes it back."
_MORE: Final = "A row for each entry, with its delegation; a new one needs no code."


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
    write_results(book, answer)
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
