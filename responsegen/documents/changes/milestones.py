"""Follow a dossier over its revisions: how the points stood in each, the force, and who moved what in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from responsegen.consensus.answer import ContributionOutcome, JointAnswer, Status
from responsegen.consensus.points import PointName, points
from responsegen.documents.attribution import BY_NAME
from responsegen.documents.changes.edits import EditedPosition
from responsegen.documents.changes.version_changes import OutcomeChange, VersionChanges, verdict, version_changes
from responsegen.documents.version import Version
from responsegen.dossier.model import Interval

COUNTED = (Status.AGREED, Status.AGREED_WITH_RESERVATIONS, Status.OPEN, Status.NOT_AGREED)


@dataclass(frozen=True, slots=True)
class Milestone:
    """One revision, and what had moved since the one before."""

    name: str  # "RG 0001/25 REV 1", or "now"
    on: str  # "2025-02-17"; "" for the files as they are
    counts: Mapping[Status, int]  # of points, complete
    force: Interval | None  # attainable where all is given; None where nobody is asked for a contribution
    verdict: str  # of the one point that was asked for, or ""
    moved: tuple[OutcomeChange, ...]
    edited: tuple[EditedPosition, ...]


def milestones(
    versions: Sequence[tuple[str, Version]], point: PointName | None = None, delegation: str | None = None
) -> tuple[Milestone, ...]:
    """Describe each of the named versions, the earliest first: the whole, one point, or what one delegation moved."""
    by = BY_NAME
    since = [None, *(version_changes(a, b, by) for (_, a), (_, b) in pairwise(versions))]
    return tuple(
        Milestone(
            name,
            version.committed.on.date().isoformat() if version.committed else "",
            _counts(version.answer),
            _force(version.answer),
            _verdict(version.answer, point) if point else "",
            tuple(_moved(changes, point, delegation)) if changes else (),
            tuple(e for e in changes.positions if e.delegation == delegation) if changes else (),
        )
        for (name, version), changes in zip(versions, since, strict=True)
    )


def _counts(answer: JointAnswer) -> Mapping[Status, int]:
    found = Counter(point.status for point in points(answer))
    return {status: found[status] for status in COUNTED}


def _force(answer: JointAnswer) -> Interval | None:
    outcomes = (outcome for outcome in answer.topics.values() if isinstance(outcome, ContributionOutcome))
    forces = [force.attainable.personnel for outcome in outcomes for force in outcome.scenarios.values()]
    return max(forces, key=lambda sum_: sum_.low, default=None)


def _verdict(answer: JointAnswer, name: PointName) -> str:
    return next((verdict(point) for point in points(answer) if point.name == name), "not asked")


def _moved(changes: VersionChanges, point: PointName | None, delegation: str | None) -> Iterator[OutcomeChange]:
    for change in changes.outcomes:
        codes = {*change.moved_by.codes, *change.following.codes}
        if (point is None or point in change.points) and (delegation is None or delegation in codes):
            yield change
