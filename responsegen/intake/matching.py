"""Match what arrived with what is asked: the printed code decides, and the tag of a control confirms."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from responsegen.dossier import catalogue
from responsegen.dossier.nodes import Scalar, quoted
from responsegen.dossier.readers import Report
from responsegen.dossier.yaml_tree import invisible_in
from responsegen.intake.arrivals import Arrival, Written, WrittenRow
from responsegen.intake.cell_problems import Texts, named
from responsegen.intake.question_form import HINTS, Form, Row, folded
from responsegen.problem import Place

_MOST_NAMED: Final = 12
_STAYS: Final = "What is recorded on them stays"


def taken(arrival: Arrival, form: Form, report: Report) -> Texts:
    """Return what stands in the cells that are asked for; report what stands elsewhere, and what is missing."""
    matching = _Matching(arrival, form.rows, report)
    rows = dict(matching.rows())
    matching.report_missing(rows)
    return {key: text for code, row in rows.items() for key, text in matching.texts(form.rows[code], *row)}


@dataclass(frozen=True, slots=True)
class _Matching:
    arrival: Arrival
    asked: Mapping[str, Row]
    report: Report

    def rows(self) -> Iterator[tuple[str, tuple[int, WrittenRow]]]:
        """Yield the rows that are asked for, each once, by code and with their numbers; report the others."""
        seen = set[str]()
        for number, row in enumerate(self.arrival.rows, 1):
            if row.code not in self.asked:
                self._leave_out(number, row, "a row of the questionnaire")
            elif row.code in seen:
                self._leave_out(number, row, f"row {row.code} once")
            else:
                seen.add(row.code)
                yield row.code, (number, row)

    def texts(self, asked: Row, number: int, row: WrittenRow) -> Iterator[tuple[tuple[str, str], Scalar]]:
        """Yield what stands in the cells of a row, as far as it is about what is asked there."""
        filled = _filled(row)
        if row.is_merged:
            self._leave_out(number, row, "a row without merged cells", "Split them")
        elif filled and not folded(row.point).startswith(folded(asked.label)):
            self._leave_out(number, row, f'the point "{asked.label}", as dossier.yaml has it', found=row.point)
        else:
            for column, cell in filled.items():
                label = f"{row.where}{named(asked)}, {column[:1].lower()}{column[1:]}"
                place = Place(self.arrival.file, number, [*row.cells].index(column) + 1, label)
                known = asked.cells.get(column)
                if known is None or (cell.tag and known.tag and cell.tag != known.tag):
                    self._leave_out(number, row, f"nothing under “{column}” here", found=cell.text)
                elif problem := invisible_in(cell.text, place):
                    self.report.append(problem)
                else:
                    yield (row.code, column), Scalar(place, unicodedata.normalize("NFC", cell.text), plain=True)

    def _leave_out(self, number: int, row: WrittenRow, expected: str, cure: str = "", found: str = "") -> None:
        """Report a row of which something cannot be taken; one in which nothing stands is of no interest."""
        if filled := _filled(row):
            place = Place(self.arrival.file, number, 1, f"{row.where}row {row.code or number}")
            advice = f"Nothing is taken from it{cure and f'. {cure}'}"
            found = quoted(found or next(iter(filled.values())).text)
            self.report.append(catalogue.ROW_LEFT_OUT.at(place, expected, found, advice))

    def report_missing(self, rows: Mapping[str, tuple[int, WrittenRow]]) -> None:
        """Report the rows and the columns that somebody has deleted from a questionnaire."""
        if not self.arrival.is_whole:
            return
        lost: dict[str, list[str]] = {}
        for code, (_, row) in rows.items():
            for column in self.asked[code].cells.keys() - row.cells.keys() if row.cells else ():
                lost.setdefault(column, []).append(code)
        missing = [code for code, row in self.asked.items() if code not in rows and row.entry is None]
        if missing:
            self._report(f"these rows are missing: {_some(missing)}")
        for column, codes in sorted(lost.items()):
            self._report(f"the column “{column}” is missing in row{'s' * (len(codes) > 1)} {_some(codes)}")

    def _report(self, sentence: str) -> None:
        self.report.append(catalogue.ROW_LEFT_OUT.says(Place(self.arrival.file), sentence, _STAYS))


def _filled(row: WrittenRow) -> Mapping[str, Written]:
    """Return the cells that say more than what stands there until something is answered."""
    return {column: cell for column, cell in row.cells.items() if folded(cell.text) not in {"", *HINTS}}


def _some(codes: Sequence[str]) -> str:
    return ", ".join(codes[:_MOST_NAMED]) + (" …" if len(codes) > _MOST_NAMED else "")
