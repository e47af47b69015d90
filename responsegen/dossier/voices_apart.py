"""A delegation that is spoken for, given a position of its own: its speaker's tree in, the trees of both out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.dossier.model import PositionStatus
from responsegen.dossier.nodes import Items, Mapping, Node, Scalar, items_of, text_of, value_at
from responsegen.dossier.states import ISO_INSTEAD_OF_EU

if TYPE_CHECKING:
    from collections.abc import Collection

    from responsegen.problem import Place


def begun(code: str, place: Place, speaker: Mapping | None, topics: Collection[str]) -> Mapping:
    """Begin a position: with what its speaker says for it on these topics, or else cleared and empty."""
    words = {"country": code, "status": PositionStatus.CLEARED, "cleared_by": "official"}
    own: dict[str, tuple[Scalar, Node]] = {key: (word(place, key), word(place, value)) for key, value in words.items()}
    if speaker is None:
        return Mapping(place, own)
    taken = {key: entry for key, entry in speaker.entries.items() if key in {"status", "cleared_by", *topics}}
    limits = tuple(r for r in items_of(value_at(speaker, "reservations")) if _subject(r) in topics)
    reservations: dict[str, tuple[Scalar, Node]] = {"reservations": (word(place, "reservations"), Items(place, limits))}
    return Mapping(place, own | taken | (reservations if limits else {}))


def no_longer_for(speaker: Mapping, code: str) -> Mapping:
    """A position that does not speak for this delegation any more."""
    others = tuple(item for item in items_of(value_at(speaker, "speaks_for")) if _code(item) != code)
    entry = (word(speaker.place, "speaks_for"), Items(speaker.place, others))
    return Mapping(speaker.place, speaker.entries | {"speaks_for": entry})


def word(place: Place, text: str) -> Scalar:
    """A word that no file holds; it stands where the change stands that brought it."""
    return Scalar(place, text, plain=True)


def _subject(reservation: Node) -> str:
    return text_of(value_at(reservation, "on")).partition(".")[0]


def _code(item: Node) -> str:
    return ISO_INSTEAD_OF_EU.get(text_of(item), text_of(item))
