"""Hold what arrived, whatever it was written in: the rows of its tables, by their printed codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from responsegen.dossier import catalogue
from responsegen.dossier.nodes import quoted
from responsegen.problem import Place, Problem

CODE, POINT = "Code", "Point and text"  # the heads of the first two columns of a questionnaire


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in one cell."""

    text: str
    tag: str = ""  # of its control, where the office program has kept it
    is_merged: bool = False  # with others, so that nobody can tell under which head it stands


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """One row of a table that has codes."""

    code: str
    point: str  # what it is printed to be about
    cells: Mapping[str, Written]  # by the head of the column
    where: str = ""  # in a workbook: "sheet Question 6"
    is_merged: bool = False  # whether cells of it are


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the margin."""

    code: str  # of the row that it is beside; empty elsewhere
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """The answers of one delegation, as a file holds them."""

    file: str  # "SE.docx", or "mail.eml: SE.docx"
    sha256: str
    day: date | None  # the document's own
    delegation: str
    reference: str  # of the paper that it answers; empty where the file does not say it
    rows: tuple[WrittenRow, ...]
    questions: str = ""  # the fingerprint of what it asks; empty where the file does not say it
    is_whole: bool = False  # whether every row that is asked should be there
    is_tracked: bool = False  # whether it holds changes that nobody has accepted yet
    remarks: tuple[Remark, ...] = ()


def rows_of(table: Sequence[Sequence[Written]]) -> Iterator[WrittenRow]:
    """Yield the rows below a head that begins with "Code"; a table without one holds no answers."""
    head: Sequence[str] = ()
    for cells in table:
        texts = [cell.text for cell in cells]
        if texts[:1] == [CODE]:
            head = texts
        elif head and any(texts):
            about = 1 + (head[1:2] == [POINT])  # in a list, rows are about nothing before they are filled in
            named = dict(zip(head[about:], cells[about:], strict=False))
            point = texts[1] if about > 1 and len(texts) > 1 else ""
            yield WrittenRow(texts[0], point, named, is_merged=any(cell.is_merged for cell in cells))


def in_the_margin(file: str, remark: Remark, advice: str, cell: str = "margin") -> Problem:
    """Say what somebody noted beside the answers."""
    text = quoted(" ".join(remark.text.split()))
    sentence = f"a comment by {remark.author or 'somebody'}: {text}"
    return catalogue.IN_THE_MARGIN.says(Place(file, cell=cell), sentence, advice)
