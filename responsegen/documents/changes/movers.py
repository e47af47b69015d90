"""A point that moved in, those whose own answers moved it and those who follow them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.consensus.standings import Figure
from responsegen.dossier.model import ContributionTopic, Reservation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from responsegen.consensus.comparison import Moved
    from responsegen.dossier.changes import ChangedPosition
    from responsegen.dossier.model import Dossier

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
