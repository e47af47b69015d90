"""What each member of an electorate brings to a topic: the dossier's positions in, one voice per member out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from responsegen.consensus.answer import RecordedReservation
from responsegen.consensus.rules.rule import Rule
from responsegen.dossier.model import (
    Answer,
    AnyTopic,
    Dossier,
    OptionsTopic,
    RangeTopic,
    Reservation,
    ReservationCounting,
    ReservationKind,
)


@dataclass(frozen=True, slots=True)
class Ballot:
    """One member's counted answer and reservations on a topic, its own or those of the one that speaks for it."""

    delegation: str
    answer: Answer | None = None
    reservations: tuple[Reservation, ...] = ()
    draft: bool = False  # a position that is not counted stands behind it: nothing is known, but it has spoken

    def reserved(self, option: str | None = None) -> tuple[Reservation, ...]:
        """The reservations on this option, or on the topic as a whole."""
        if not self.reservations:
            return ()
        return tuple(r for r in self.reservations if r.option is None or r.option == option)


@dataclass(frozen=True, slots=True)
class CountingPolicy:
    """How this dossier takes reservations and silence."""

    reservations: Mapping[ReservationKind, ReservationCounting]
    silence: bool  # whether saying nothing is consent by now

    @classmethod
    def of(cls, dossier: Dossier, rule: Rule) -> CountingPolicy:
        """Silence is consent once the deadline has come, under the rules that know a silence procedure."""
        deadline = dossier.silence_deadline
        due = deadline is not None and dossier.as_of >= deadline
        return cls(dossier.reservations_count_as, due and rule.facts.silence)

    def counting(self, reservations: Iterable[Reservation]) -> ReservationCounting:
        """What the strictest of these reservations makes of the stance."""
        counted = {self.reservations[r.kind] for r in reservations}
        return next((c for c in _STRICTEST_FIRST if c in counted), ReservationCounting.AS_STATED)


_STRICTEST_FIRST = (ReservationCounting.AGAINST, ReservationCounting.OUTSTANDING, ReservationCounting.AS_STATED)


def ballots(dossier: Dossier, topic: AnyTopic) -> tuple[Ballot, ...]:
    """Every member of the topic's electorate; only on options and ranges may one delegation speak for another."""
    speakers = dossier.spoken_for if isinstance(topic, OptionsTopic | RangeTopic) else {}
    return tuple(_ballot(dossier, topic.id, d, speakers.get(d, d)) for d in topic.electorate)


def _ballot(dossier: Dossier, topic: str, delegation: str, speaker: str) -> Ballot:
    position = dossier.positions.get(delegation) or dossier.positions.get(speaker)
    if position is None:
        return Ballot(delegation)
    if not dossier.counts(position):
        return Ballot(delegation, draft=True)
    reservations = tuple(r for r in position.reservations if r.topic == topic)
    return Ballot(delegation, position.answers.get(topic), reservations)


def recorded(heard: Iterable[Ballot], option: str | None = None) -> tuple[RecordedReservation, ...]:
    """The reservations on an option, or on the topic as a whole, each with the delegation that it counts for."""
    return tuple(RecordedReservation(v.delegation, r) for v in heard if v.reservations for r in v.reserved(option))
