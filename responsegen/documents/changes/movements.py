"""Two versions in, the outcomes that moved between them out, in words: from what to what, and who moved them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from responsegen.consensus.comparison import compare
from responsegen.documents.changes.movers import movers
from responsegen.documents.changes.point_words import TIMELINE, point_label, standing_words
from responsegen.documents.wording import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from responsegen.consensus.answer import Status
    from responsegen.consensus.comparison import Moved
    from responsegen.consensus.standings import Point
    from responsegen.documents.attribution import Attributor, Who
    from responsegen.documents.version import Version
    from responsegen.dossier.changes import ChangedPosition


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
