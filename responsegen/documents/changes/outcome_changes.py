"""Two versions in, the outcomes that moved between them out, in words: from what to what, and who moved them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from responsegen.consensus.answer import Status
from responsegen.consensus.comparison import Moved, compare
from responsegen.consensus.points import Figure, Point, PointName
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.version import Version
from responsegen.documents.wording import NBSP, extent, joined, number, total
from responsegen.dossier.changes import ChangedPosition
from responsegen.dossier.model import ContributionTopic, Dossier, Reservation

TIMELINE = "timeline"


def point_words(point: Point) -> Mapping[str, str]:
    """Word each part of where a point stands, by a name of the part: the verdict, sums, the timeline."""
    figures = point.figures
    parts = {"verdict": _verdict(point, point.status)} if point.status else {}
    for figure, words in (
        (Figure.ASSURED, "assured"),
        (Figure.ATTAINABLE, "attainable"),
        (Figure.DEPENDING, "troops depending on it"),
        (Figure.FIRM, f"{point.unit} firm"),
        (Figure.INDICATIVE, f"{point.unit} indicative"),
    ):
        if sum_ := figures.get(figure):
            parts[figure] = f"{total(sum_)}{NBSP}{words}"
    if Figure.GAP in figures:
        parts[Figure.GAP] = _gap(point)
    if point.timeline:
        parts[TIMELINE] = joined([f"{total(force)} from day {day}" for day, force in point.timeline])
    return parts


def _verdict(point: Point, status: Status) -> str:
    """`agreed: between 30 000 and 40 000 personnel`, `open: possibly up to 20 000 personnel`."""
    values = point.agreed or point.possible
    carrying = joined([extent(interval, point.unit) for interval in values], "or")
    return f"{status.words}: {'' if point.agreed else 'possibly '}{carrying}" if values else status.words


def _gap(point: Point) -> str:
    gap, required = point.figures[Figure.GAP], point.figures.get(Figure.REQUIRED)
    if gap is None or required is None:
        return "no agreed size to measure against"
    return f"{number(gap.low)} short of {number(required.low)}" if gap.low else f"{number(required.low)} reached"


WHOLE_POSITION = {"speaks_for", "status"}  # a position that is cleared speaks on every topic


def movers(
    moved: Moved, found: Sequence[Moved], changed: Sequence[ChangedPosition], dossier: Dossier
) -> tuple[set[str], set[str]]:
    """Who moved a point, by answers that differ, and who stands elsewhere on it without having said anything else.

    Nobody moved it where dossier.yaml did: another rule, a deadline that has passed.
    """
    sources = list(_sources(moved, found, dossier))
    topics = {source.point.name.topic for source in sources}
    shifted = {d for source in sources for d in _shifted(source)}
    spoke = {d for position in changed if _speaks_on(position, topics) for d in _voices(position)}
    # A force that is ready later leaves every column as it was.
    moving = shifted & spoke if shifted or moved.rules else spoke
    return moving, {shift.delegation for shift in moved.shifts} - moving


def _sources(moved: Moved, found: Sequence[Moved], dossier: Dossier) -> Iterator[Moved]:
    """The point itself, and those whose answers its numbers are reckoned from."""
    yield moved
    for other in found:
        topic = dossier.topics.get(other.point.name.topic)
        if _differs(moved, Figure.DEPENDING) and isinstance(topic, ContributionTopic):
            yield other
        if _differs(moved, Figure.REQUIRED) and topic is not None and topic.id == _required(moved, dossier):
            yield other


def _shifted(moved: Moved) -> set[str]:
    """Who stands elsewhere on the point, or has entered or lifted a reservation on it."""
    before, after = (set(point.reservations) if point else set() for point in (moved.before, moved.after))
    return {shift.delegation for shift in moved.shifts} | {d for d, _ in before ^ after}


def _differs(moved: Moved, figure: Figure) -> bool:
    before, after = moved.before, moved.after
    return before is not None and after is not None and before.figures.get(figure) != after.figures.get(figure)


def _required(moved: Moved, dossier: Dossier) -> str | None:
    topic = dossier.topics.get(moved.point.name.topic)
    return topic.required if isinstance(topic, ContributionTopic) else None


def _speaks_on(position: ChangedPosition, topics: set[str]) -> bool:
    return any(
        (change.path[0] in topics | WHOLE_POSITION and change.path[-1] != "comment")
        or any(isinstance(said, Reservation) and said.topic in topics for said in (change.before, change.after))
        for change in position.changes
    )


def _voices(position: ChangedPosition) -> Iterator[str]:
    """The delegation itself, and those for whom it speaks or spoke."""
    yield position.delegation
    for each in (position.before, position.after):
        yield from each.speaks_for if each else ()


@dataclass(frozen=True, slots=True)
class Movement:
    """What became otherwise of some points of one topic, in the same way and through the same delegations."""

    points: tuple[PointName, ...]
    title: str  # of the topic
    labels: tuple[str, ...]  # of the points; none where the topic itself is the point
    status_before: Status | None  # None where no rule decides, or there was no such point
    status_after: Status | None
    before: str  # "agreed: up to 30 000 personnel"; "" where there was no such point
    after: str  # "" where there is none any more
    moved_by: Who  # whose own answers moved it; nobody's, where dossier.yaml did
    following: Who  # who stands elsewhere because those moved

    @property
    def about(self) -> str:
        """`Sanctions on Russia: Shadow fleet listings and Oil price cap`."""
        return f"{self.title}: {joined(self.labels)}" if self.labels else self.title

    @property
    def cause(self) -> str:
        """`SE; FR and UK follow`."""
        who = self.moved_by.phrase if self.moved_by else "dossier.yaml"
        follow = f"; {self.following.phrase} {'follows' if self.following.count == 1 else 'follow'}"
        return who + (follow if self.following else "")


def movements(
    before: Version, after: Version, changed: Sequence[ChangedPosition], by: Attributor
) -> tuple[Movement, ...]:
    """Every outcome that is another than it was, in the later dossier's order; what moved alike is said once."""
    alike: dict[Movement, list[Movement]] = {}
    for movement in _movements(before, after, changed, by):
        alike.setdefault(replace(movement, points=(), labels=()), []).append(movement)
    return tuple(
        replace(shape, points=sum((m.points for m in same), ()), labels=sum((m.labels for m in same), ()))
        for shape, same in alike.items()
    )


def _movements(
    before: Version, after: Version, changed: Sequence[ChangedPosition], by: Attributor
) -> Iterator[Movement]:
    found = compare(before.dossier, before.answer, after.dossier, after.answer)
    everybody = dict.fromkeys((*after.dossier.delegations, *before.dossier.delegations))
    for moved in (each for each in found if each.turned):
        of = after.dossier if moved.after else before.dossier
        moving, following = movers(moved, found, changed, of)
        label = moved.point.label
        was, is_now = _words(moved)
        yield Movement(
            points=(moved.point.name,),
            title=moved.point.topic.title,
            labels=(label,) if label else (),
            status_before=moved.before.status if moved.before else None,
            status_after=moved.after.status if moved.after else None,
            before=was,
            after=is_now,
            moved_by=by.who(d for d in everybody if d in moving),
            following=by.who(d for d in everybody if d in following),
        )


def _words(moved: Moved) -> tuple[str, str]:
    """Say what stood and what stands, as far as the two differ."""
    old = point_words(moved.before) if moved.before else {}
    new = point_words(moved.after) if moved.after else {}
    differing = [part for part in dict.fromkeys((*new, *old)) if old.get(part) != new.get(part)]
    told = [part for part in differing if part != TIMELINE] or differing
    return ", ".join(old[part] for part in told if part in old), ", ".join(new[part] for part in told if part in new)
