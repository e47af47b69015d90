"""Write what became of ranges, contributions and offers into a workbook: values, as the program has found them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from responsegen.consensus.answer import JointAnswer, Standpoint
from responsegen.consensus.number_words import joined
from responsegen.consensus.points import Figure, MemberState, Point, points
from responsegen.documents.words import rule_words, spoken
from responsegen.dossier.model import Interval, Kind
from responsegen.intake.book import Book

_NOTE: Final = "As the program has found it; this does not move when answers are changed here."
_POINT: Final = ("Topic", "Point", "Unit")
_FORCES: Final = (Figure.ASSURED, Figure.ATTAINABLE, Figure.REQUIRED, Figure.GAP)
_SUMS: Final = (Figure.FIRM, Figure.INDICATIVE)
_SHEETS: Final = {
    Kind.RANGE: ("Ranges", ("Rule", "Verdict", "Agreed", "Possible", "Most support")),
    Kind.CONTRIBUTION: ("Contributions", tuple(figure.capitalize() for figure in _FORCES)),
    Kind.OFFERS: ("Offers", tuple(figure.capitalize() for figure in _SUMS)),
}


def write_results(book: Book, answer: JointAnswer) -> None:
    """Write a sheet for each kind of topic on which nothing is voted, where the dossier has one."""
    delegations = book.dossier.delegations
    for point in points(answer):
        if point.topic.kind in _SHEETS:
            name, found = _SHEETS[point.topic.kind]
            head = (*_POINT, *found, *delegations)
            widths = (30, 30, 14, *(18 for _ in found), *(16 for _ in delegations))
            sheet = book.sheet(name, _NOTE, head, widths, len(_POINT))
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
