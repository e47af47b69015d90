"""One delegation's position as its file holds it: answers, reservations, sources, and what stays internal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from responsegen.dossier.model.answers import Answer
from responsegen.dossier.model.vocabulary import ClearedBy, PositionStatus, ReservationKind
from responsegen.problem import Place


@dataclass(frozen=True, slots=True)
class Reservation:
    """A formal limit on a stance, on a whole topic (`option` is None) or on one option."""

    topic: str
    option: str | None
    kind: ReservationKind
    text: str | None
    place: Place

    def touches(self, topic: str, option: str | None = None) -> bool:
        """Whether this limits the stance on that option (or on the topic as a whole)."""
        return self.topic == topic and (self.option is None or self.option == option)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement stands; `conflicts` marks one that contradicts the recorded answer."""

    topic: str
    option: str | None
    place: Place
    speaker: str | None = None
    said_on: date | None = None
    outlet: str | None = None
    url: str | None = None
    quote: str | None = None  # the speaker's own words
    summary: str | None = None  # what was said, in ours: never put between quotation marks
    conflicts: bool = False


@dataclass(frozen=True, slots=True)
class Internal:
    """What never leaves an internal document."""

    red_lines: tuple[str, ...] = ()
    notes: str | None = None
    places: tuple[Place, ...] = ()  # of each red line, then of the notes


@dataclass(frozen=True, slots=True)
class Position:
    """One delegation's answers, as one file holds them; a topic without an answer is absent from `answers`."""

    delegation: str
    status: PositionStatus
    place: Place  # of the file's first key
    date: date | None = None
    cleared_by: ClearedBy | None = None
    speaks_for: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    reservations: tuple[Reservation, ...] = ()
    sources: tuple[Source, ...] = ()
    internal: Internal = Internal()

    @property
    def has_spoken(self) -> bool:
        """Whether it says anything at all: a draft that answers nothing and reserves nothing does not."""
        return self.status is PositionStatus.CLEARED or bool(self.answers or self.reservations)
