"""What a document may say of a topic on which nobody votes, as types: contributions and the forces of them, offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from responsegen.dossier.model import Interval, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from responsegen.documents.attribution import Who
    from responsegen.documents.sections import Members


@dataclass(frozen=True, slots=True)
class Force:
    """What comes together under one scenario."""

    id: str
    label: str
    assured: Interval
    assured_by: Who
    attainable: Interval
    attainable_by: Who
    gap: int | None
    pools: Mapping[Fraction, Interval]


@dataclass(frozen=True, slots=True)
class ContributionSection:
    """A contribution topic."""

    kind: ClassVar[Kind] = Kind.CONTRIBUTION
    id: str
    title: str
    text: str | None
    yes: Who
    conditional: Who
    no: Who
    undecided: Who
    outstanding: Who
    unquantified: Who
    required: Interval | None
    wanted: str  # what that may be called: "required", "proposed"
    forces: tuple[Force, ...]
    best: Force | None  # the one that brings most
    is_alike: bool  # whether there are several scenarios, and under each the same delegations come
    reservations: tuple[str, ...]
    members: Members

    @property
    def heard(self) -> bool:
        """Whether anybody has answered."""
        return bool(self.willing or self.no or self.undecided or self.reservations)

    @property
    def willing(self) -> int:
        """How many would come, conditions apart."""
        return self.yes.count + self.conditional.count


@dataclass(frozen=True, slots=True)
class OfferRow:
    """The sum of what is offered under one item."""

    label: str
    text: str | None
    unit: str
    firm: Interval
    indicative: Interval
    who: Who
    reservations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OffersSection:
    """An offers topic."""

    kind: ClassVar[Kind] = Kind.OFFERS
    id: str
    title: str
    text: str | None
    offers: tuple[OfferRow, ...]  # items that somebody offers
    not_offered: tuple[str, ...]  # labels of the others
    reservations: tuple[str, ...]  # on the topic as a whole
    members: Members

    @property
    def heard(self) -> bool:
        """Whether anybody has offered anything."""
        return bool(self.offers)
