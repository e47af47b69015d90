"""From the reservations on the points of a topic to those on one point, and those that hold for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection

    from responsegen.consensus.answer import RecordedReservation

AS_A_WHOLE = "the topic as a whole"


class Reserved(Protocol):
    """The outcome of one point: an option, a need, an item on offer."""

    @property
    def reservations(self) -> tuple[RecordedReservation, ...]:
        """Those on the point, and those on its topic."""


def on_all(points: Collection[Reserved]) -> tuple[RecordedReservation, ...]:
    """Those on the topic as a whole, once; none where it has one point alone, whose own they are."""
    if len(points) == 1:
        return ()
    return tuple(dict.fromkeys(r for p in points for r in p.reservations if r.reservation.option is None))


def on_this(point: Reserved, held_on_all: Collection[RecordedReservation]) -> tuple[RecordedReservation, ...]:
    """Those on the point itself."""
    return tuple(r for r in point.reservations if r not in held_on_all)
