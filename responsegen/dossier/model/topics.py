"""Define what is asked: questions and their topics, with a type for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from responsegen.dossier.model.bases import BasisName
from responsegen.dossier.model.rules import RuleName
from responsegen.dossier.model.vocabulary import IfNotAgreed, Kind, Term, Wording
from responsegen.dossier.states import EU
from responsegen.problem import Place

ONE_CAN_STOP: Final = (
    "One member can stop the vote for vital and stated reasons of national policy: Article 31(2) TEU, second"
    " subparagraph."
)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be agreed: a short label for tables, a sentence for the response."""

    id: str
    label: str
    text: str
    fallback: str | None = None  # the chair's, for the brief alone
    phrase: str | None = None  # how it reads inside a sentence


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that may be needed from the addressee."""

    id: str
    label: str
    text: str
    term: frozenset[Term]
    fallback: str | None = None
    phrase: str | None = None


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
    basis: BasisName | None = None
    electorate: tuple[str, ...]  # in protocol order, among the dossier's delegations
    question: int | None  # None where no question lists the topic (a warning)
    if_not_agreed: IfNotAgreed = IfNotAgreed.BRACKETS
    military: bool = False
    electorate_name: str | None = None  # how papers call an electorate that is a list
    supported_by: str | None = None  # the word before "supported by 26"
    text: str | None = None  # a sentence for the response; in a range "{value}" stands for what is agreed
    place: Place = field(compare=False)

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of what is answered one by one; none where the topic is answered as a whole."""
        return tuple(getattr(self, "options", ()))

    @property
    def articles(self) -> tuple[str, ...]:
        """What is cited for it: its basis, and the article of its rule; without a basis no article of any policy."""
        rule = self.rule.facts
        own = rule.article if set(EU) <= set(self.electorate) else rule.article_of_some or rule.article
        if self.basis is None:
            return (own,) if own else ()
        return (*self.basis.facts.articles, own) if rule.within_eu else self.basis.facts.articles

    @property
    def knows_constructive_abstention(self) -> bool:
        """Whether a member may declare it: in the common foreign and security policy only."""
        return self.basis is not None and self.basis.facts.constructive_abstention

    @property
    def weighs_population(self) -> bool:
        """Whether the population of some members can decide."""
        return self.rule.facts.weighs_population or self.knows_constructive_abstention

    @property
    def may_be_military(self) -> bool:
        """Whether its basis, or else its rule, may decide what has military implications: Article 31(4) TEU."""
        return self.basis.facts.may_be_military(self.rule) if self.basis else self.rule.facts.military

    @property
    def decided_when(self) -> str:
        """Say in one sentence when it carries."""
        if not self.knows_constructive_abstention:
            return self.rule.facts.description
        unless = "unless a third of the members with a third of the population abstain constructively"
        return f"{self.rule.facts.description.removesuffix('.')}, {unless}."

    @property
    def brought_by_basis(self) -> tuple[str, ...]:
        """Say, in a sentence each, what its basis asks for first, lets one member do, and makes follow."""
        if self.basis is None:
            return ()
        facts = self.basis.facts
        brake = ONE_CAN_STOP if facts.one_can_stop else ""
        return tuple(filter(None, (facts.first, brake, facts.then)))


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
    """Delegations state what they would send.

    `required` is the range topic to measure the gap against, `sustained` the one for how long the force has to last.
    """

    kind = Kind.CONTRIBUTION
    required: str | None = None
    sustained: str | None = None


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


def needs_in(topics: Iterable[Topic]) -> dict[str, Need]:
    """Return every need by its id, whichever of these topics it belongs to."""
    asked = (topic for topic in topics if isinstance(topic, NeedsTopic))
    return {id_: need for topic in asked for id_, need in topic.options.items()}


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
