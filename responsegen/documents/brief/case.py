"""Divide the points of a joint answer by what a meeting can do about them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from responsegen.consensus.answer import (
    JointAnswer,
    NeedsOutcome,
    OptionOutcome,
    OptionsOutcome,
    RangeOutcome,
    Status,
)
from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.points import Point, points
from responsegen.consensus.range_moves import compromises
from responsegen.documents.point_words import agreed_in
from responsegen.dossier.model import Dossier

TO_DECIDE = 6  # points; more would take more than the meeting has


@dataclass(frozen=True, slots=True)
class Case:
    """What every part of the brief asks."""

    dossier: Dossier
    answer: JointAnswer
    decided: tuple[Point, ...]  # every point that a rule decides
    to_decide: tuple[Point, ...]  # not agreed, and a single delegation or a value of a range would settle them
    for_a_mandate: tuple[Point, ...]  # not agreed, all others
    after: JointAnswer | None  # once silence counts, nobody having written; None unless that is still to come

    @classmethod
    def of(cls, dossier: Dossier, answer: JointAnswer) -> Case:
        """Divide the points; those are to be decided that the fewest delegations would have to move for."""
        decided = tuple(p for p in points(answer) if p.status is not None)
        not_agreed = [p for p in decided if p.status is Status.NOT_AGREED]
        movers = {p.name: fewest for p in not_agreed if (fewest := _movers(dossier, answer, p))}
        chosen = sorted(movers, key=lambda name: movers[name])[:TO_DECIDE]
        deadline = dossier.silence_deadline
        return cls(
            dossier,
            answer,
            decided,
            tuple(p for p in not_agreed if p.name in chosen),
            tuple(p for p in not_agreed if p.name not in chosen),
            joint_answer(replace(dossier, as_of=deadline)) if deadline and dossier.as_of < deadline else None,
        )

    @property
    def agreed(self) -> tuple[Point, ...]:
        """The points that are agreed, with or without reservations."""
        return agreed_in(self.decided)

    @property
    def open(self) -> tuple[Point, ...]:
        """The points that wait for somebody."""
        return tuple(p for p in self.decided if p.status is Status.OPEN)

    def vote(self, point: Point) -> OptionOutcome:
        """Return the outcome of an option or a need."""
        outcome = self.answer.topics[point.topic.id]
        if not isinstance(outcome, OptionsOutcome | NeedsOutcome) or point.name.option is None:
            message = f"{point.name} is answered as a whole"
            raise TypeError(message)
        return outcome.options[point.name.option]


def _movers(dossier: Dossier, answer: JointAnswer, point: Point) -> int:
    """Count the fewest delegations that would have to move; 0 for a point that more than one has to move for."""
    outcome = answer.topics[point.topic.id]
    if isinstance(outcome, RangeOutcome):
        return min((c.delegations for c in compromises(dossier, outcome)), default=0)
    return 1 if point.settled_by else 0
