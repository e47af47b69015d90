"""List reservations, sources, and red lines with notes, delegation by delegation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from responsegen.consensus.answer import Standpoint
from responsegen.consensus.options import stated_side
from responsegen.documents.words import all_of, joined, name_of, sentence, source_words
from responsegen.dossier.model import (
    ContributionTopic,
    Dossier,
    OffersTopic,
    Position,
    Reservation,
    ReservationCounting,
    ReservationKind,
)

EFFECTS = {
    ReservationCounting.AGAINST: "counts as against",
    ReservationCounting.OUTSTANDING: "reply outstanding",
    ReservationCounting.AS_STATED: "answer counted",
}


@dataclass(frozen=True, slots=True)
class RedLines:
    """What one delegation will not cross, and what it noted for internal use."""

    delegation: str
    name: str
    red_lines: tuple[str, ...]
    notes: str | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where a public or official statement stands."""

    delegation: str
    about: str
    words: str
    quote: str | None
    summary: str | None
    url: str | None
    conflicts: bool


@dataclass(frozen=True, slots=True)
class ReservationRow:
    """One reservation, and what it does to the answer that it limits."""

    delegation: str  # "BE (also LU)"
    about: str  # "Sanctions on Russia: Liquefied natural gas", "Support through the Union (all four points)"
    point: str  # "Liquefied natural gas", "Support through the Union (all four points)"
    kind: str
    text: str | None
    effect: str


def reservations(dossier: Dossier, positions: Iterable[Position] = ()) -> Iterator[ReservationRow]:
    """List the reservations of these positions, else of all, in protocol order and then the order of the topics."""
    order = list(dossier.topics)
    for position in positions or dossier.positions.values():
        d = position.delegation
        for r in sorted(position.reservations, key=lambda r: order.index(r.topic)):
            topic = dossier.topics[r.topic]
            also = (
                f" (also {joined(position.speaks_for)})"
                if position.speaks_for and topic.can_be_answered_for_others
                else ""
            )
            draft = "" if dossier.counts(position) else "draft, not counted"
            yield ReservationRow(
                f"{d}{also}",
                _about(dossier, r),
                _point(dossier, r),
                r.kind,
                r.text,
                draft or _effect(dossier, r, position),
            )


def _about(dossier: Dossier, reservation: Reservation) -> str:
    topic, point = dossier.topics[reservation.topic], _point(dossier, reservation)
    return f"{topic.title}: {point}" if reservation.option and point != topic.title else point


def _point(dossier: Dossier, reservation: Reservation) -> str:
    topic = dossier.topics[reservation.topic]
    options = getattr(topic, "options", {})
    if reservation.option is not None:
        return str(options[reservation.option].label)
    return f"{topic.title} ({all_of(len(options), 'point')})" if len(options) > 1 else topic.title


def _effect(dossier: Dossier, reservation: Reservation, position: Position) -> str:
    """Say what a reservation does; on a contribution it keeps the pledge out of the force as far as its kind does."""
    match dossier.topics[reservation.topic]:
        case OffersTopic():
            return "offer counted"
        case ContributionTopic() if reservation.kind is ReservationKind.SUBSTANTIVE:
            return "neither assured nor attainable"
        case ContributionTopic() if reservation.kind is not ReservationKind.LINGUISTIC:
            return "attainable, not assured"
        case topic:
            counting = dossier.reservations_count_as[reservation.kind]
            said = position.answers.get(topic.id)
            options = [reservation.option] if reservation.option else getattr(topic, "options", ())
            opposing = [stated_side(option, said) is Standpoint.AGAINST for option in options]
            if counting is not ReservationCounting.OUTSTANDING or not any(opposing):
                return EFFECTS[counting]
            against = EFFECTS[ReservationCounting.AGAINST]
            return against if all(opposing) else f"{EFFECTS[counting]}; where it opposes, {against}"


def red_lines(dossier: Dossier) -> Iterator[RedLines]:
    """List what each delegation will not cross, those that said so alone."""
    for d, position in dossier.positions.items():
        if position.internal.red_lines or position.internal.notes:
            notes = " ".join(sentence(note.text) for note in position.internal.notes)
            yield RedLines(
                d, name_of(dossier, d), tuple(line.text for line in position.internal.red_lines), notes or None
            )


def sources(dossier: Dossier, position: Position) -> Iterator[SourceRow]:
    """List every source of a position."""
    for source in position.sources:
        yield SourceRow(
            position.delegation,
            dossier.topics[source.topic].title,
            source_words(source),
            source.quote,
            source.summary,
            source.url,
            source.conflicts,
        )
