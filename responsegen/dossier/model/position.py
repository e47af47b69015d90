"""Define what a position file holds: answers, reservations, sources, and what stays internal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from responsegen.dossier.model.answers import Answer
from responsegen.dossier.model.vocabulary import ClearedBy, PositionStatus, ReservationKind
from responsegen.problem import Place


class ForeignText(str):
    """A text that somebody wrote in another language than that of the papers: equal to the same text without it."""

    __slots__ = ("language",)

    language: str  # "de"

    @classmethod
    def of(cls, text: str, language: str) -> ForeignText:
        """Say of a text what language it is in."""
        made = cls(text)
        made.language = language
        return made


@dataclass(frozen=True, slots=True)
class Reservation:
    """A formal limit on a stance, on a whole topic (`option` is None) or on one option."""

    topic: str
    option: str | None
    kind: ReservationKind
    text: str | None
    place: Place = field(compare=False)

    def touches(self, topic: str, option: str | None = None) -> bool:
        """Tell whether this limits the stance on that option (or on the topic as a whole)."""
        return self.topic == topic and (self.option is None or self.option == option)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement stands; `conflicts` marks one that contradicts the recorded answer."""

    topic: str
    option: str | None
    place: Place = field(compare=False, kw_only=True)
    speaker: str | None = None
    said_on: date | None = None
    outlet: str | None = None
    url: str | None = None
    quote: str | None = None  # the speaker's own words
    summary: str | None = None  # what was said, in ours: never put between quotation marks
    conflicts: bool = False


@dataclass(frozen=True, slots=True)
class InternalText:
    """A red line or a note; `topic` and `option` say what it is about, where it says so."""

    text: str
    topic: str | None = None
    option: str | None = None
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Internal:
    """What never leaves an internal document."""

    red_lines: tuple[InternalText, ...] = ()
    notes: tuple[InternalText, ...] = ()


@dataclass(frozen=True, slots=True)
class Clearance:
    """Who cleared which answers when, as the program recorded it."""

    by: ClearedBy
    date: date
    of: str  # a fingerprint of what the answers said


@dataclass(frozen=True, slots=True)
class Received:
    """The file that these answers came in, as the program recorded it."""

    file: str
    sha256: str
    date: date


@dataclass(frozen=True, slots=True)
class Position:
    """One delegation's answers, as one file holds them; a topic without an answer is absent from `answers`."""

    delegation: str
    status: PositionStatus
    place: Place  # of the file's first key
    date: date | None = None
    cleared_by: ClearedBy | None = None
    invented: bool = False  # of no government: only in an exercise
    clearance: Clearance | None = None
    received: Received | None = None
    speaks_for: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    reservations: tuple[Reservation, ...] = ()
    sources: tuple[Source, ...] = ()
    internal: Internal = Internal()
    stale: frozenset[tuple[str, str | None]] = frozenset()  # topic and option of answers changed since the clearance

    @property
    def has_spoken(self) -> bool:
        """Whether it says anything at all: a draft that answers nothing and reserves nothing does not."""
        return self.status is PositionStatus.CLEARED or bool(self.answers or self.reservations)
