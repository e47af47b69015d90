"""Divide the points of a joint answer by what a meeting can do about them, and give what is said of any of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from responsegen.consensus.answer import JointAnswer, RangeOutcome, Status
from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import Point, points
from responsegen.consensus.range_moves import compromises
from responsegen.documents.asks import Ask, remarks_on
from responsegen.documents.point_words import agreed_in
from responsegen.documents.words import sentence
from responsegen.dossier.model import Dossier

TO_DECIDE = 6  # points; more would take more than the meeting has
Row = tuple[str, str]  # "Question to put", and what stands beside it


@dataclass(frozen=True, slots=True)
class Case:
    """What every part of the brief asks."""

    dossier: Dossier
    answer: JointAnswer
    decided: tuple[Point, ...]  # every point that a rule decides
    to_decide: tuple[Point, ...]  # not agreed, and a single delegation or a value of a range would settle them
    for_a_mandate: tuple[Point, ...]  # not agreed, all others
    silence_ends: datetime | None  # None unless that is still to come
    then: tuple[Point, ...]  # every point once silence counts, nobody having written; none unless that is still to come

    @classmethod
    def of(cls, dossier: Dossier, answer: JointAnswer) -> Case:
        """Divide the points; those are to be decided that the fewest delegations would have to move for."""
        decided = tuple(p for p in points(answer) if p.status is not None)
        not_agreed = [p for p in decided if p.status is Status.NOT_AGREED]
        movers = {p.name: fewest for p in not_agreed if (fewest := _movers(dossier, answer, p))}
        chosen = sorted(movers, key=lambda name: movers[name])[:TO_DECIDE]
        ends = dossier.silence_deadline
        coming = ends if ends and dossier.as_of < ends else None
        return cls(
            dossier,
            answer,
            decided,
            tuple(p for p in not_agreed if p.name in chosen),
            tuple(p for p in not_agreed if p.name not in chosen),
            coming,
            points(joint_answer(replace(dossier, as_of=coming))) if coming else (),
        )

    @property
    def agreed(self) -> tuple[Point, ...]:
        """The points that are agreed, with or without reservations."""
        return agreed_in(self.decided)

    @property
    def open(self) -> tuple[Point, ...]:
        """The points that wait for somebody."""
        return tuple(p for p in self.decided if p.status is Status.OPEN)


def _movers(dossier: Dossier, answer: JointAnswer, point: Point) -> int:
    """Count the fewest delegations that would have to move; 0 for a point that more than one has to move for."""
    outcome = answer.topics[point.topic.id]
    if isinstance(outcome, RangeOutcome):
        return min((c.delegations for c in compromises(dossier, outcome)), default=0)
    return 1 if point.settled_by else 0


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
        lines = by_number(remarks.red_lines, "line", "lines")
        yield f"{d}’s red {lines}", " ".join(sentence(line.text) for line in remarks.red_lines)
    for d, remarks in found.items():
        yield f"Desk note ({d})", " ".join(sentence(note.text) for note in remarks.notes)
