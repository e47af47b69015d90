"""Tell where every point stands: the verdict, its reason, the bars of a majority, and the sign of each delegation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from responsegen.board.contribution import WHOLE, Forces, forces
from responsegen.consensus.answer import JointAnswer, Status, Threshold
from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.points import Point, points
from responsegen.documents.changes.version_changes import verdict
from responsegen.documents.point_words import vote_on
from responsegen.documents.synthesis.matrix import Cell, cells_on
from responsegen.documents.words import capital, total, unit_of
from responsegen.dossier.model import Dossier
from responsegen.explaining.explanation import headline
from responsegen.explaining.options import comparison
from responsegen.explaining.page import Asked


@dataclass(frozen=True, slots=True)
class Bar:
    """How far one comparison of a majority is met."""

    term: str  # "Members"
    words: str  # "15 of 27, 15 needed"
    note: str  # "met"
    reached: int  # of WHOLE
    needed: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a point stands, and why."""

    status: Status | None  # None where no rule decides
    words: str  # "not agreed"
    reason: str
    ways: tuple[str, ...]  # who could carry it
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where everything stands in one state of a dossier."""

    dossier: Dossier
    answer: JointAnswer
    points: Mapping[str, Point]  # by name, without the scenarios of a contribution
    verdicts: Mapping[str, Verdict]
    cells: Mapping[str, Mapping[str, Cell]]  # by point, then by delegation
    forces: tuple[Forces, ...]


def standing_of(dossier: Dossier) -> Standing:
    """Merge a dossier, and tell where everything stands."""
    answer = joint_answer(dossier)
    found = {str(p.name): p for p in points(answer) if p.name.scenario is None}
    return Standing(
        dossier,
        answer,
        found,
        {name: _verdict(dossier, answer, point) for name, point in found.items()},
        {name: dict(cells_on(dossier, answer, point.topic, point)) for name, point in found.items()},
        tuple(forces(answer)),
    )


def _verdict(dossier: Dossier, answer: JointAnswer, point: Point) -> Verdict:
    told = headline(dossier, answer, Asked(topic=point.topic, option=point.name.option)).lines
    reason, *ways = [line.words for line in told] or ["; ".join(_sums(point)) or "Nothing is offered."]
    stated = f"{capital(point.status.words)}. " if point.status else ""
    words = verdict(point) if point.status else ""
    return Verdict(point.status, words, reason.removeprefix(stated), tuple(ways), tuple(_bars(answer, point)))


def _sums(point: Point) -> Iterator[str]:
    """Write what is offered under an item: `Firm 12 hubs`."""
    for figure, sum_ in point.figures.items():
        if sum_ and sum_.high != 0:
            yield f"{capital(figure)} {total(sum_)} {unit_of(sum_, point.unit)}"


def _bars(answer: JointAnswer, point: Point) -> Iterator[Bar]:
    """Draw each comparison of a majority."""
    vote = vote_on(answer, point)
    if vote is None or point.topic.rule.facts.unopposed:
        return
    members = vote.arithmetic.members
    for threshold in vote.arithmetic.thresholds:
        line = comparison(threshold, members)
        reached, needed = (_part(threshold, value, members) for value in (threshold.reached, threshold.required))
        yield Bar(line.term, line.words, line.note, reached, needed)


def _part(threshold: Threshold, value: Fraction, members: int) -> int:
    return int(WHOLE * (value if threshold.is_share else value / max(members, 1)))
