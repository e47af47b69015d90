"""Two versions in, the outcomes that moved between them out, in words: from what to what, and who moved them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from responsegen.consensus.answer import Status
from responsegen.consensus.comparison import Moved, compare
from responsegen.consensus.standings import Figure, Point, Standing
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.version import Version
from responsegen.documents.wording import NBSP, extent, joined, number, total
from responsegen.dossier.changes import ChangedPosition
from responsegen.dossier.model import ContributionTopic, Dossier, OffersTopic, RangeTopic, Reservation

TIMELINE = "timeline"


def point_label(dossier: Dossier, point: Point) -> str:
    """What a point is called within its topic: `Shadow fleet listings`, `Full US support`; nothing for the topic."""
    if point.scenario:
        return dossier.scenarios[point.scenario].label
    options = getattr(dossier.topics[point.topic], "options", {})
    return str(options[point.option].label) if point.option else ""


def standing_words(dossier: Dossier, point: Point, standing: Standing) -> Mapping[str, str]:
    """Each part of where a point stands, by a name of the part: the verdict, sums, the timeline."""
    figures = standing.figures
    parts = {"verdict": _verdict(dossier, point, standing)} if standing.status else {}
    for figure, words in (
        (Figure.ASSURED, "assured"),
        (Figure.ATTAINABLE, "attainable"),
        (Figure.DEPENDING, "troops depending on it"),
        (Figure.FIRM, f"{_unit(dossier, point)} firm"),
        (Figure.INDICATIVE, f"{_unit(dossier, point)} indicative"),
    ):
        if sum_ := figures.get(figure):
            parts[figure] = f"{total(sum_)}{NBSP}{words}"
    if Figure.GAP in figures:
        parts[Figure.GAP] = _gap(standing)
    if standing.timeline:
        parts[TIMELINE] = joined([f"{total(force)} from day {day}" for day, force in standing.timeline])
    return parts


def _verdict(dossier: Dossier, point: Point, standing: Standing) -> str:
    """`agreed: between 30 000 and 40 000 personnel`, `open: possibly up to 20 000 personnel`."""
    words = (standing.status or "").replace("-", " ")
    topic = dossier.topics[point.topic]
    values = standing.agreed or standing.possible
    if not values or not isinstance(topic, RangeTopic):
        return words
    carrying = joined([extent(interval, topic.unit) for interval in values], "or")
    return f"{words}: {'' if standing.agreed else 'possibly '}{carrying}"


def _gap(standing: Standing) -> str:
    gap, required = standing.figures[Figure.GAP], standing.figures.get(Figure.REQUIRED)
    if gap is None or required is None:
        return "no agreed size to measure against"
    return f"{number(gap.low)} short of {number(required.low)}" if gap.low else f"{number(required.low)} reached"


def _unit(dossier: Dossier, point: Point) -> str:
    topic = dossier.topics[point.topic]
    return topic.options[point.option].unit if isinstance(topic, OffersTopic) and point.option else ""


WHOLE_POSITION = {"speaks_for", "status"}  # a position that is cleared speaks on every topic


def movers(
    moved: Moved, found: Sequence[Moved], changed: Sequence[ChangedPosition], dossier: Dossier
) -> tuple[set[str], set[str]]:
    """Who moved a point, by answers that differ, and who stands elsewhere on it without having said anything else.

    Nobody moved it where dossier.yaml did: another rule, a deadline that has passed.
    """
    sources = list(_sources(moved, found, dossier))
    topics = {source.point.topic for source in sources}
    shifted = {d for source in sources for d in _shifted(source)}
    spoke = {d for position in changed if _speaks_on(position, topics) for d in _voices(position)}
    # A force that is ready later leaves every column as it was.
    moving = shifted & spoke if shifted or moved.rules else spoke
    return moving, {shift.delegation for shift in moved.shifts} - moving


def _sources(moved: Moved, found: Sequence[Moved], dossier: Dossier) -> Iterator[Moved]:
    """The point itself, and those whose answers its numbers are reckoned from."""
    yield moved
    for other in found:
        topic = dossier.topics.get(other.point.topic)
        if _differs(moved, Figure.DEPENDING) and isinstance(topic, ContributionTopic):
            yield other
        if _differs(moved, Figure.REQUIRED) and topic is not None and topic.id == _required(moved, dossier):
            yield other


def _shifted(moved: Moved) -> set[str]:
    """Who stands elsewhere on the point, or has entered or lifted a reservation on it."""
    before, after = (set(standing.reservations) if standing else set() for standing in (moved.before, moved.after))
    return {shift.delegation for shift in moved.shifts} | {d for d, _ in before ^ after}


def _differs(moved: Moved, figure: Figure) -> bool:
    before, after = moved.before, moved.after
    return before is not None and after is not None and before.figures.get(figure) != after.figures.get(figure)


def _required(moved: Moved, dossier: Dossier) -> str | None:
    topic = dossier.topics.get(moved.point.topic)
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

    points: tuple[Point, ...]
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
        label = point_label(of, moved.point)
        was, is_now = _words(before, after, moved)
        yield Movement(
            points=(moved.point,),
            title=of.topics[moved.point.topic].title,
            labels=(label,) if label else (),
            status_before=moved.before.status if moved.before else None,
            status_after=moved.after.status if moved.after else None,
            before=was,
            after=is_now,
            moved_by=by.who(d for d in everybody if d in moving),
            following=by.who(d for d in everybody if d in following),
        )


def _words(before: Version, after: Version, moved: Moved) -> tuple[str, str]:
    """What stood and what stands, as far as the two differ."""
    old = standing_words(before.dossier, moved.point, moved.before) if moved.before else {}
    new = standing_words(after.dossier, moved.point, moved.after) if moved.after else {}
    differing = [part for part in dict.fromkeys((*new, *old)) if old.get(part) != new.get(part)]
    told = [part for part in differing if part != TIMELINE] or differing
    return ", ".join(old[part] for part in told if part in old), ", ".join(new[part] for part in told if part in new)
