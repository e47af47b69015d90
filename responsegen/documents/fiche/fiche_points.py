"""Say where each point stands, and where one delegation stands on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from responsegen.consensus.answer import JointAnswer, Standpoint, Status
from responsegen.consensus.points import Point, points
from responsegen.documents.wording import extent, joined
from responsegen.dossier.model import Interval

About = tuple[str, str | None]  # the titles of a topic, and of its option where it has options
Key = tuple[str, str | None]  # their ids


@dataclass(frozen=True, slots=True)
class Emerging:
    """Where one point stands, and where this delegation stands on it."""

    about: About
    words: str
    status: Status
    differs: bool
    alone: bool  # it need only move, and the point is agreed
    shared: bool  # it stands in the way, and so do others, or others are awaited besides
    awaited: bool
    silent: bool
    unmentioned: bool = False


EmergingPoints = dict[Key, Emerging]


def emerging_points(answer: JointAnswer, delegation: str) -> EmergingPoints:
    """Say where each point stands, a range being one point; nothing where no rule decides."""
    found = ((point, point.status) for point in points(answer))
    return {(p.topic.id, p.name.option): _emerging(p, status, delegation) for p, status in found if status is not None}


def _emerging(point: Point, status: Status, d: str) -> Emerging:
    state = point.states.get(d)
    alone = point.settled_by == (d,)
    return Emerging(
        about=(point.topic.title, point.label or None),
        words=_words(point, status),
        status=status,
        differs=d in point.differing,
        alone=alone,
        shared=d in point.blocked_by and not alone,
        awaited=d in point.awaited,
        silent=state is not None and state.standpoint is Standpoint.SILENT,
        unmentioned=state is not None and state.standpoint is Standpoint.UNMENTIONED,
    )


def _words(point: Point, status: Status) -> str:
    def listed(intervals: Iterable[Interval]) -> str:
        return joined([extent(i, point.unit) for i in intervals], "or")

    if point.agreed:
        return f"{status.words}, {listed(point.agreed)}"
    if point.possible:
        return f"{status.words}; {listed(point.possible)} possible"
    if point.widest:
        return f"{status.words}; widest support for {listed(point.widest)}"
    return status.words
