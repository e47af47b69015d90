"""Compare two joint answers: which points moved, who stands elsewhere on them, and whose answers moved them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from responsegen.consensus.answer import JointAnswer
from responsegen.consensus.points import Figure, MemberState, Point, PointName, points
from responsegen.dossier.changes import ChangedPosition, changed_positions
from responsegen.dossier.model import ContributionTopic, Dossier, Reservation, ReservationKind, RuleName
from responsegen.dossier.states import in_protocol_order

Key = TypeVar("Key", bound=Hashable)
WHOLE_POSITION = {"speaks_for", "status"}  # a position that is cleared speaks on every topic


@dataclass(frozen=True, slots=True)
class Shift:
    """A delegation that stands elsewhere on a point than it did, or with another range, pledge or quantity."""

    delegation: str
    before: MemberState | None  # None: it had none, being outside the electorate or the coalition
    after: MemberState | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A point that stands elsewhere, or for another reason."""

    point: Point  # as it stands now, or stood last
    before: Point | None  # None: the point is new
    after: Point | None  # None: the point is gone
    shifts: tuple[Shift, ...]  # in protocol order
    rules: tuple[RuleName, RuleName] | None = None  # before and after, where another rule decides it now
    moved_by: tuple[str, ...] = ()  # by whose own answers; nobody's where dossier.yaml moved it, or the deadline
    following: tuple[str, ...] = ()  # who stands elsewhere because those moved

    @property
    def turned(self) -> bool:
        """Whether what came out is another: the verdict, the values that carry, or a sum. Who said what is not."""
        if self.before is None or self.after is None:
            return True
        return _result(self.before) != _result(self.after)

    @property
    def reservations(self) -> tuple[set[tuple[str, ReservationKind]], set[tuple[str, ReservationKind]]]:
        """Those on the point before, and those on it after."""
        return set(self.before.reservations if self.before else ()), set(self.after.reservations if self.after else ())


def compare(
    dossier_before: Dossier, before: JointAnswer, dossier_after: Dossier, after: JointAnswer
) -> tuple[Moved, ...]:
    """List every point that moved, in the later dossier's order; one that is gone stands where it stood."""
    stood, stands = ({point.name: point for point in points(answer)} for answer in (before, after))
    looked_at = (_moved(name, stood, stands) for name in _woven(stood, stands))
    found = [moved for moved in looked_at if moved.before != moved.after or moved.rules]
    changed = changed_positions(dossier_before, dossier_after)
    return tuple(_with_causes(m, found, changed, dossier_after if m.after else dossier_before) for m in found)


def _moved(name: PointName, stood: Mapping[PointName, Point], stands: Mapping[PointName, Point]) -> Moved:
    old, new = stood.get(name), stands.get(name)
    there, here = old.states if old else {}, new.states if new else {}
    everybody = in_protocol_order((*there, *here))
    shifts = tuple(Shift(d, there.get(d), here.get(d)) for d in everybody if there.get(d) != here.get(d))
    rules = (old.topic.rule, new.topic.rule) if old and new and old.topic.rule is not new.topic.rule else None
    return Moved({**stood, **stands}[name], old, new, shifts, rules)


def _result(point: Point) -> tuple[object, ...]:
    return point.status, point.agreed, point.possible, point.figures, point.timeline


def _woven(before: Iterable[Key], after: Iterable[Key]) -> list[Key]:
    """Keep the later order, with what is gone after what it stood behind: `a b c` and `a d c` give `a b d c`."""
    woven = list(after)
    kept = set(woven)
    place = 0
    for key in before:
        if key in kept:
            place = woven.index(key) + 1
        else:
            woven.insert(place, key)
            place += 1
    return woven


def _with_causes(moved: Moved, found: Sequence[Moved], changed: Sequence[ChangedPosition], dossier: Dossier) -> Moved:
    """Name those who moved a point by answers that differ, and those who stand elsewhere with the same answers."""
    topic = moved.point.topic
    reckoned_from = set[str]()
    if _differs(moved, Figure.DEPENDING):
        reckoned_from |= {t.id for t in dossier.topics.values() if isinstance(t, ContributionTopic)}
    if _differs(moved, Figure.REQUIRED) and isinstance(topic, ContributionTopic) and topic.required:
        reckoned_from.add(topic.required)
    sources = [each for each in found if each is moved or each.point.name.topic in reckoned_from]
    topics = {source.point.name.topic for source in sources}
    spoke = {d for position in changed if _speaks_on(position, topics) for d in _speaking_for(position)}
    shifted = {shift.delegation for source in sources for shift in source.shifts}
    for source in sources:
        before, after = source.reservations
        shifted |= {d for d, _ in before ^ after}
    # A force that is ready later leaves every column as it was.
    moving = shifted & spoke if shifted or moved.rules else spoke
    following = {shift.delegation for shift in moved.shifts} - moving
    return replace(moved, moved_by=in_protocol_order(moving), following=in_protocol_order(following))


def _differs(moved: Moved, figure: Figure) -> bool:
    before, after = moved.before, moved.after
    return before is not None and after is not None and before.figures.get(figure) != after.figures.get(figure)


def _speaks_on(position: ChangedPosition, topics: set[str]) -> bool:
    return any(
        (change.path[0] in topics | WHOLE_POSITION and change.path[-1] != "comment")
        or any(isinstance(said, Reservation) and said.topic in topics for said in (change.before, change.after))
        for change in position.changes
    )


def _speaking_for(position: ChangedPosition) -> set[str]:
    """Name the delegation itself, and those for whom it speaks or spoke."""
    spoken_for = (d for each in (position.before, position.after) if each for d in each.speaks_for)
    return {position.delegation, *spoken_for}
