"""Read what each member of an electorate brings to a topic, and put the member into its column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from responsegen.consensus.answer import Columns, RecordedReservation, Standpoint
from responsegen.dossier.model import (
    Answer,
    AnyTopic,
    ClearedBy,
    Dossier,
    Position,
    Reservation,
    ReservationCounting,
    ReservationKind,
    Stance,
)

OfKind = TypeVar("OfKind", bound=Answer)


@dataclass(frozen=True, slots=True)
class Ballot:
    """One member's counted answer and reservations on a topic, its own or those of the one that speaks for it."""

    delegation: str
    answer: Answer | None = None
    reservations: tuple[Reservation, ...] = ()
    public: bool = False  # nothing but a public statement stands behind it
    draft: bool = False  # a position that is not counted stands behind it: nothing is known, but it has spoken
    stale: frozenset[str | None] = frozenset()  # options whose answers were changed since they were cleared

    def reserved(self, option: str | None = None) -> tuple[Reservation, ...]:
        """Select the reservations on this option, and those on the topic as a whole."""
        return tuple(r for r in self.reservations if r.option is None or r.option == option)


@dataclass(frozen=True, slots=True)
class CountingPolicy:
    """How this dossier takes reservations and silence."""

    reservations: Mapping[ReservationKind, ReservationCounting]
    silence: bool  # whether saying nothing is consent by now

    @classmethod
    def of(cls, dossier: Dossier, topic: AnyTopic) -> CountingPolicy:
        """Take silence as consent once the deadline has come, where the topic's rule and the procedure know it."""
        deadline = dossier.silence_ends(topic)
        return cls(dossier.reservations_count_as, deadline is not None and dossier.as_of >= deadline)

    def counting(self, reservations: Iterable[Reservation]) -> ReservationCounting:
        """Say what the strictest of these reservations makes of the stance."""
        counted = {self.reservations[r.kind] for r in reservations}
        return next((c for c in _STRICTEST_FIRST if c in counted), ReservationCounting.AS_STATED)

    def those(
        self, reservations: Iterable[RecordedReservation], counting: ReservationCounting
    ) -> tuple[RecordedReservation, ...]:
        """Select those that make an answer count so."""
        return tuple(r for r in reservations if self.reservations[r.reservation.kind] is counting)


_STRICTEST_FIRST = (ReservationCounting.AGAINST, ReservationCounting.OUTSTANDING, ReservationCounting.AS_STATED)


def held_back(dossier: Dossier, reservations: Iterable[RecordedReservation]) -> Mapping[str, str]:
    """Name the kind of the reservation that keeps a stance from counting as stated, by whose it is."""
    counting = dossier.reservations_count_as
    kept = (r for r in reservations if counting[r.reservation.kind] is not ReservationCounting.AS_STATED)
    return {r.delegation: r.reservation.kind.value for r in kept}


def speaking(dossier: Dossier, topic: AnyTopic) -> Mapping[str, Position]:
    """Find the position that speaks for each delegation on a topic: its own, or that of the one who may answer for it.

    Delegations without such a position are absent, and so is who sent an empty draft.
    """
    speakers = dossier.spoken_for if topic.can_be_answered_for_others else {}
    return {**{d: dossier.positions[speaker] for d, speaker in speakers.items()}, **dossier.stated_positions}


def ballots(dossier: Dossier, topic: AnyTopic) -> tuple[Ballot, ...]:
    """Collect the ballot of every member of the topic's electorate, in protocol order."""
    positions = speaking(dossier, topic)

    def ballot(delegation: str) -> Ballot:
        position = positions.get(delegation)
        if position is None:
            return Ballot(delegation)
        if not dossier.counts(position):
            return Ballot(delegation, draft=True)
        stale = dossier.stale(position, topic.id)
        if None in stale:
            return Ballot(delegation, draft=True)
        reservations = tuple(r for r in position.reservations if r.topic == topic.id)
        public = position.cleared_by is ClearedBy.PUBLIC_STATEMENT
        return Ballot(delegation, position.answers.get(topic.id), reservations, public, stale=stale)

    return tuple(map(ballot, topic.electorate))


def answers(cast: Iterable[Ballot], kind: type[OfKind]) -> Mapping[str, OfKind]:
    """Return the answers of one kind, by whose they are."""
    return {v.delegation: v.answer for v in cast if isinstance(v.answer, kind)}


def recorded(cast: Iterable[Ballot], option: str | None = None) -> tuple[RecordedReservation, ...]:
    """List the reservations on an option, or on the topic as a whole, each with the delegation that it counts for."""
    return tuple(RecordedReservation(v.delegation, r) for v in cast if v.reservations for r in v.reserved(option))


STANCE_SIDE = {
    Stance.SUPPORT: Standpoint.FOR,
    Stance.ACCEPT: Standpoint.FOR,
    Stance.ABSTAIN: Standpoint.ABSTAINING,
    Stance.CONSTRUCTIVE_ABSTENTION: Standpoint.CONSTRUCTIVE,
    Stance.OPPOSE: Standpoint.AGAINST,
    Stance.UNDECIDED: Standpoint.OUTSTANDING,
}
_RESERVED_SIDE = {
    ReservationCounting.AGAINST: Standpoint.AGAINST,
    ReservationCounting.OUTSTANDING: Standpoint.OUTSTANDING,
}


def tally(
    cast: Iterable[Ballot],
    said: Callable[[Answer], Standpoint | None],
    policy: CountingPolicy,
    option: str | None = None,
) -> Columns:
    """Put every member into its column: reservations first, then the stance, then silence; who opposes is against.

    `said` reads the column out of an answer; None means that the answer does not touch the option.
    """
    columns: dict[Standpoint, list[str]] = {side: [] for side in Columns().sides}
    silent: list[str] = []
    by_reservation: list[str] = []
    for ballot in cast:
        reserved = ballot.reserved(option) if ballot.reservations else ()
        stated = said(ballot.answer) if ballot.answer is not None else None
        if option in ballot.stale:
            column = Standpoint.OUTSTANDING
        elif stated is None and policy.silence and not reserved and not ballot.draft:
            silent.append(ballot.delegation)
            column = Standpoint.FOR
        else:
            limited = _RESERVED_SIDE.get(policy.counting(reserved)) if stated is not Standpoint.AGAINST else None
            column = limited or stated or Standpoint.OUTSTANDING
            if column is Standpoint.AGAINST and stated is not Standpoint.AGAINST:
                by_reservation.append(ballot.delegation)
        columns[column].append(ballot.delegation)
    return Columns(
        for_=tuple(columns[Standpoint.FOR]),
        against=tuple(columns[Standpoint.AGAINST]),
        abstaining=tuple(columns[Standpoint.ABSTAINING]),
        unmentioned=tuple(columns[Standpoint.UNMENTIONED]),
        constructive=tuple(columns[Standpoint.CONSTRUCTIVE]),
        outstanding=tuple(columns[Standpoint.OUTSTANDING]),
        silent=tuple(silent),
        by_reservation=tuple(by_reservation),
    )
