"""List the points that are agreed, topic by topic, for the meeting to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from responsegen.consensus.answer import Status
from responsegen.consensus.points import Point
from responsegen.documents.brief.case import Case
from responsegen.documents.fiche.recorded import CHOICE
from responsegen.documents.point_words import TOO_CLOSE, requested
from responsegen.documents.words import capital, extents


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The points of one topic that are agreed."""

    topic: str  # "1. Security guarantees"
    labels: str  # "Strong Ukrainian forces; European-led force (with reservations)"


def confirmed(case: Case) -> Iterator[Confirmed]:
    """List the points under their topics, with what keeps any of them from being plainly agreed."""
    for topic, found in groupby(case.agreed, attrgetter("topic")):
        question = f"{topic.question}. " if topic.question else ""
        yield Confirmed(f"{question}{topic.title}", "; ".join(map(_named, found)))


def _named(point: Point) -> str:
    values = capital(extents(point.agreed, point.unit)) if point.agreed else ""
    doubts = (
        CHOICE if len(point.agreed) > 1 else "",
        "with reservations" if point.status is Status.AGREED_WITH_RESERVATIONS else "",
        requested(point),
        "by silence alone" if point.by_silence else "",
        TOO_CLOSE if point.too_close else "",
    )
    behind = ", ".join(filter(None, doubts))
    return f"{values or point.label}{f' ({behind})' if behind else ''}"
