"""What a document may say of one topic, as types: one kind of section for each kind of topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from responsegen.consensus.answer import (
    Status,
)
from responsegen.documents.attribution import Who
from responsegen.dossier.model import (
    IfNotAgreed,
    Interval,
    Kind,
    Necessity,
    Unit,
)


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


@dataclass(frozen=True, slots=True)
class Members:
    """Those whose answers on a topic count."""

    count: int
    words: str  # "the 25 delegations that are members of NATO"; "" where that is every delegation


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that could enter the answer, and who stands behind it."""

    id: str
    label: str
    text: str
    status: Status
    if_not_agreed: IfNotAgreed
    for_: Who
    against: Who
    abstaining: Who
    constructive: Who
    outstanding: Who
    silent: Who
    unmentioned: Who  # those of abstaining who passed over this need
    reservations: tuple[str, ...]  # on this point; those on the topic as a whole stand in its section

    @property
    def shown(self) -> bool:
        """Whether the response prints this sentence, be it in the chair's summary."""
        return self.status.is_agreed or self.if_not_agreed is not IfNotAgreed.OMIT

    @property
    def in_answer(self) -> bool:
        """Whether this sentence stands in the numbered paragraphs of the answer."""
        return self.shown and (self.status.is_agreed or self.if_not_agreed is not IfNotAgreed.CHAIRS_SUMMARY)

    @property
    def heard(self) -> bool:
        """Whether anybody has said anything that counts, or entered a reservation on this point."""
        return bool(self.for_ or self.against or self.abstaining or self.constructive or self.reservations)

    @property
    def firmly(self) -> bool:
        """Whether more than half of those who decide are for it: only then is it "firmly supported"."""
        others = (self.against, self.abstaining, self.constructive, self.outstanding)
        return self.for_.count > sum(who.count for who in others)


@dataclass(frozen=True, slots=True)
class OptionsSection:
    """An options topic."""

    kind: ClassVar[Kind] = Kind.OPTIONS
    id: str
    title: str
    text: str | None
    status: Status
    statements: tuple[Statement, ...]
    reservations: tuple[str, ...]  # on the topic as a whole
    members: Members

    @property
    def heard(self) -> bool:
        """Whether anybody has answered."""
        return bool(self.reservations) or any(s.heard for s in self.statements)


@dataclass(frozen=True, slots=True)
class NeedStatement:
    """One need: the sentence, how badly and when it is needed, and what hangs on it."""

    statement: Statement
    necessity: Necessity | None
    short_term: bool
    long_term: bool
    essential: Who
    desirable: Who
    troops_depending: Interval


@dataclass(frozen=True, slots=True)
class NeedsSection:
    """A needs topic."""

    kind: ClassVar[Kind] = Kind.NEEDS
    id: str
    title: str
    text: str | None
    status: Status
    needs: tuple[NeedStatement, ...]
    reservations: tuple[str, ...]  # on the topic as a whole
    members: Members

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The sentences of its needs."""
        return tuple(need.statement for need in self.needs)

    @property
    def heard(self) -> bool:
        """Whether anybody has answered."""
        return bool(self.reservations) or any(s.heard for s in self.statements)


@dataclass(frozen=True, slots=True)
class Variant:
    """One value for a range that some delegations would all accept."""

    interval: Interval
    words: str  # "between 30 000 and 40 000 personnel"
    sentence: str  # the topic's own sentence with these words in it
    who: Who


@dataclass(frozen=True, slots=True)
class RangeSection:
    """A range topic."""

    kind: ClassVar[Kind] = Kind.RANGE
    id: str
    title: str
    unit: Unit
    status: Status
    if_not_agreed: IfNotAgreed
    sentence: str  # with the agreed intervals in it, ready to print; "" where nothing is agreed
    agreed: tuple[Interval, ...]
    possible: tuple[Interval, ...]
    variants: tuple[Variant, ...]
    widest: tuple[Interval, ...]  # those with the widest support, where nothing is agreed
    stated: Who
    against: Who
    abstaining: Who
    outstanding: Who
    silent: Who
    reservations: tuple[str, ...]
    members: Members

    @property
    def heard(self) -> bool:
        """Whether anybody has answered."""
        return bool(self.stated or self.against or self.abstaining or self.reservations)

    @property
    def counted_twice(self) -> bool:
        """Whether anybody stands behind more than one variant."""
        return sum(variant.who.count for variant in self.variants) > self.stated.count

    @property
    def firmly(self) -> bool:
        """Whether more than half of those who decide stand behind the variant with the widest support."""
        return bool(self.variants) and 2 * self.variants[0].who.count > self.members.count

    @property
    def shown(self) -> bool:
        """Whether the response prints something on this topic."""
        return self.status.is_agreed or self.if_not_agreed is not IfNotAgreed.OMIT


TopicSection = OptionsSection | NeedsSection | RangeSection | ContributionSection | OffersSection
