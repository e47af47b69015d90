"""Give the rows that a point to decide has whatever its kind: what delegations say, their red lines, desk notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import Point
from responsegen.documents.asks import Ask, remarks_on
from responsegen.documents.brief.case import Case
from responsegen.documents.words import sentence

Row = tuple[str, str]  # "Question to put", and what stands beside it


def said(asks: Sequence[Ask]) -> Iterator[Row]:
    """Give what those in the way ask for, or what they say."""
    match asks:
        case []:
            return
        case [one]:
            yield f"What {one.delegation} {'asks' if one.would_support_if else 'says'}", sentence(one.reason)
        case _:
            words = [f"{one.delegation}: {one.reason}" for one in asks]
            yield "What they say", " ".join(each if each.endswith("”") else f"{each}." for each in words)


def internal(case: Case, point: Point, who: Iterable[str]) -> Iterator[Row]:
    """Give the red lines and desk notes that touch the point."""
    found = {d: remarks_on(case.dossier, point, d) for d in who}
    for d, remarks in found.items():
        yield f"{d}’s red line{by_number(remarks.red_lines, '', 's')}", " ".join(map(sentence, remarks.red_lines))
    for d, remarks in found.items():
        yield f"Desk note ({d})", " ".join(map(sentence, remarks.notes))
