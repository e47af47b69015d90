"""What is asked: questions, and their topics, one type for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from responsegen.dossier.model.rules import RuleName
from responsegen.dossier.model.vocabulary import IfNotAgreed, Kind, Term, Wording
from responsegen.problem import Place


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be agreed: a short label for tables, a sentence for the response."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that may be needed from the addressee."""

    id: str
    label: str
    text: str
    term: frozenset[Term]


@dataclass(frozen=True, slots=True)
class OfferItem:
    """One thing that can be offered, and the unit in which it is counted (`rounds`)."""

    id: str
    label: str
    unit: str
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What all kinds of topic share."""

    kind: ClassVar[Kind]
    can_be_answered_for_others: ClassVar[bool] = False  # by a delegation that speaks for another
    id: str
    title: str
    rule: RuleName
    electorate: tuple[str, ...]  # in protocol order, among the dossier's delegations
    question: int | None  # None where no question lists the topic (a warning)
    if_not_agreed: IfNotAgreed = IfNotAgreed.BRACKETS
    military: bool = False
    text: str | None = None  # a sentence for the response; in a range "{value}" stands for what is agreed
    place: Place = field(compare=False)

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of what is answered one by one; none where the topic is answered as a whole."""
        return tuple(getattr(self, "options", ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsTopic(Topic):
    """Delegations take a stance on each option."""

    kind = Kind.OPTIONS
    can_be_answered_for_others = True
    options: Mapping[str, Option]


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeTopic(Topic):
    """Delegations state a range of acceptable values."""

    kind = Kind.RANGE
    can_be_answered_for_others = True
    unit: str  # personnel, months, or any other in a word or three: percent of GDP


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionTopic(Topic):
    """Delegations state what they would send; `required` is the range topic to measure the gap against."""

    kind = Kind.CONTRIBUTION
    required: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsTopic(Topic):
    """Delegations state what they need from the addressee."""

    kind = Kind.NEEDS
    options: Mapping[str, Need]


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersTopic(Topic):
    """Delegations state what they offer."""

    kind = Kind.OFFERS
    options: Mapping[str, OfferItem]


AnyTopic = OptionsTopic | RangeTopic | ContributionTopic | NeedsTopic | OffersTopic


@dataclass(frozen=True, slots=True)
class Question:
    """One of the numbered questions that were asked."""

    number: int
    text: str
    wording: Wording
    topics: tuple[str, ...]
    note: str | None = None  # a sentence that the response prints below the answers
    place: Place | None = field(default=None, compare=False)
