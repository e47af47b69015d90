"""Compare versions of a dossier in words: what is said otherwise, what came out otherwise, and through whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from responsegen.consensus.answer import ContributionOutcome, Status
from responsegen.consensus.comparison import Moved, compare
from responsegen.consensus.points import Figure, Point, PointName, points
from responsegen.documents.attribution import BY_NAME, Attributor, Who
from responsegen.documents.changes.edits import Edit, EditedPosition, edited_position, edited_terms
from responsegen.documents.point_words import TO_CHOOSE
from responsegen.documents.version import Version
from responsegen.documents.words import NBSP, extent, joined, number, together, total
from responsegen.dossier.changes import changed_positions
from responsegen.dossier.model import Interval

TIMELINE = "timeline"
SUMS = (Figure.ASSURED, Figure.ATTAINABLE, Figure.DEPENDING)
OFFERED = (Figure.FIRM, Figure.INDICATIVE)  # in units of their own
COUNTED = (Status.AGREED, Status.AGREED_WITH_RESERVATIONS, Status.OPEN, Status.NOT_AGREED)


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """What became of some points of one topic, in the same way and through the same delegations."""

    points: tuple[PointName, ...]
    about: str  # "Sanctions on Russia: Shadow fleet listings and Oil price cap"
    status_before: Status | None  # None where no rule decides, or there was no such point
    status_after: Status | None
    before: str  # "agreed: up to 30 000 personnel"; "" where there was no such point
    after: str  # "" where there is none any more
    moved_by: Who  # nobody, where dossier.yaml moved it
    following: Who

    @property
    def cause(self) -> str:
        """`SE; FR and UK follow`."""
        who = self.moved_by.phrase if self.moved_by else "dossier.yaml"
        follow = f"; {self.following.phrase} {'follows' if self.following.count == 1 else 'follow'}"
        return who + (follow if self.following else "")


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """What changed from one version to another."""

    before: str  # which version: "commit 2f09ef5a81c0 (last-night) of 15 February 2025, 18.00 (UTC+1)"
    after: str
    positions: tuple[EditedPosition, ...]  # empty where delegations are not named
    edited: int  # how many positions say something else, named or not
    terms: tuple[Edit, ...]  # what dossier.yaml says otherwise
    outcomes: tuple[OutcomeChange, ...]

    @property
    def moved(self) -> int:
        """How many outcomes are others than they were."""
        return sum(len(change.points) for change in self.outcomes)

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.edited or self.terms or self.outcomes)


def version_changes(before: Version, after: Version, by: Attributor) -> VersionChanges:
    """Compare positions by delegation and field, then outcomes with what moved them."""
    old, new = before.dossier, after.dossier
    changed = changed_positions(old, new)
    return VersionChanges(
        before.words,
        after.words,
        tuple(edited_position(old, new, position) for position in changed) if by.named else (),
        len(changed),
        tuple(edited_terms(old, new)),
        outcome_changes(compare(old, before.answer, new, after.answer), by),
    )


def outcome_changes(found: Iterable[Moved], by: Attributor) -> tuple[OutcomeChange, ...]:
    """Word every outcome that is another than it was; what moved alike is said once."""
    told = (m for m in found if m.turned and not (m.before and m.after and _parts(m.before) == _parts(m.after)))
    alike = together(((m.point.name.topic, _outcome_change(m, by)), m.point) for m in told)
    return tuple(
        replace(change, points=tuple(point.name for point in points), about=_about(points))
        for (_, change), points in alike.items()
    )


def _about(points: Sequence[Point]) -> str:
    return replace(points[0], label=joined([point.label for point in points if point.label])).title


def _outcome_change(moved: Moved, by: Attributor) -> OutcomeChange:
    """Word one outcome, without its point; of its parts only those that differ."""
    old, new = _parts(moved.before), _parts(moved.after)
    differing = [part for part in dict.fromkeys((*new, *old)) if old.get(part) != new.get(part)]
    told = [part for part in differing if part != TIMELINE] or differing
    return OutcomeChange(
        (),
        "",
        moved.before.status if moved.before else None,
        moved.after.status if moved.after else None,
        ", ".join(old[part] for part in told if part in old),
        ", ".join(new[part] for part in told if part in new),
        by.who(moved.moved_by),
        by.who(moved.following),
    )


def _parts(point: Point | None) -> Mapping[str, str]:
    """Word each part of where a point stands, by a name of the part: the verdict, sums, the timeline."""
    if point is None:
        return {}
    parts = {"verdict": verdict(point)} if point.status else {}
    for figure in (*SUMS, *OFFERED):
        if sum_ := point.figures.get(figure):
            words = f"{point.unit} {figure}" if figure in OFFERED else figure
            parts[figure] = f"{total(sum_)}{NBSP}{words}"
    if Figure.GAP in point.figures:
        parts[Figure.GAP] = _gap(point.figures[Figure.GAP], point.figures.get(Figure.REQUIRED))
    if point.timeline:
        parts[TIMELINE] = joined([f"{total(force)} from day {day}" for day, force in point.timeline])
    return parts


def verdict(point: Point) -> str:
    """`agreed: between 30 000 and 40 000 personnel`, `open: possibly up to 20 000 personnel`."""
    words = point.status.words if point.status else ""
    carrying = joined([extent(i, point.unit) for i in point.agreed or point.possible], "or")
    if len(point.agreed) > 1:
        return f"{TO_CHOOSE}: {carrying}"
    return f"{words}: {'' if point.agreed else 'possibly '}{carrying}" if carrying else words


def _gap(gap: Interval | None, required: Interval | None) -> str:
    if gap is None or required is None:
        return "no agreed size to measure against"
    return f"{number(gap.low)} short of {number(required.low)}" if gap.low else f"{number(required.low)} reached"


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
    since = [None, *(version_changes(a, b, BY_NAME) for (_, a), (_, b) in pairwise(versions))]
    found = []
    for (name, version), changes in zip(versions, since, strict=True):
        its = points(version.answer)
        where = Counter(p.status for p in its)
        outcomes = (o for o in version.answer.topics.values() if isinstance(o, ContributionOutcome))
        forces = [s.attainable.personnel for o in outcomes for s in o.scenarios.values()]
        found.append(
            Milestone(
                name,
                version.committed.on.date().isoformat() if version.committed else "",
                {status: where[status] for status in COUNTED},
                max(forces, key=lambda force: force.low, default=None),
                next((verdict(p) for p in its if p.name == point), "not asked") if point else "",
                tuple(_moved(changes, point, delegation)) if changes else (),
                tuple(e for e in changes.positions if e.delegation == delegation) if changes else (),
            )
        )
    return tuple(found)


def _moved(changes: VersionChanges, point: PointName | None, delegation: str | None) -> Iterator[OutcomeChange]:
    for change in changes.outcomes:
        codes = {*change.moved_by.codes, *change.following.codes}
        if (point is None or point in change.points) and (delegation is None or delegation in codes):
            yield change
