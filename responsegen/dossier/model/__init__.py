"""Define the whole case, checked: what was asked, how it is decided, and the positions of all delegations.

Every other type of the model is offered here, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property

from responsegen.dossier.model.answers import Answer as Answer
from responsegen.dossier.model.answers import AnyOf as AnyOf
from responsegen.dossier.model.answers import Condition as Condition
from responsegen.dossier.model.answers import ContributionAnswer as ContributionAnswer
from responsegen.dossier.model.answers import EventHappens as EventHappens
from responsegen.dossier.model.answers import Interval as Interval
from responsegen.dossier.model.answers import MinimumForce as MinimumForce
from responsegen.dossier.model.answers import NeedsAnswer as NeedsAnswer
from responsegen.dossier.model.answers import NeedStance as NeedStance
from responsegen.dossier.model.answers import Number as Number
from responsegen.dossier.model.answers import Offer as Offer
from responsegen.dossier.model.answers import OffersAnswer as OffersAnswer
from responsegen.dossier.model.answers import OptionsAnswer as OptionsAnswer
from responsegen.dossier.model.answers import OptionStance as OptionStance
from responsegen.dossier.model.answers import RangeAnswer as RangeAnswer
from responsegen.dossier.model.answers import Together as Together
from responsegen.dossier.model.answers import UsProvides as UsProvides
from responsegen.dossier.model.answers import digits as digits
from responsegen.dossier.model.bases import BASIS_FACTS as BASIS_FACTS
from responsegen.dossier.model.bases import BasisFacts as BasisFacts
from responsegen.dossier.model.bases import BasisName as BasisName
from responsegen.dossier.model.bases import Voters as Voters
from responsegen.dossier.model.population import PopulationTable as PopulationTable
from responsegen.dossier.model.population import population_at
from responsegen.dossier.model.position import Clearance as Clearance
from responsegen.dossier.model.position import ForeignText as ForeignText
from responsegen.dossier.model.position import Internal as Internal
from responsegen.dossier.model.position import InternalText as InternalText
from responsegen.dossier.model.position import Position as Position
from responsegen.dossier.model.position import Received as Received
from responsegen.dossier.model.position import Reservation as Reservation
from responsegen.dossier.model.position import Source as Source
from responsegen.dossier.model.rules import RULE_FACTS as RULE_FACTS
from responsegen.dossier.model.rules import RuleFacts as RuleFacts
from responsegen.dossier.model.rules import RuleName as RuleName
from responsegen.dossier.model.topics import AnyTopic as AnyTopic
from responsegen.dossier.model.topics import ContributionTopic as ContributionTopic
from responsegen.dossier.model.topics import Need as Need
from responsegen.dossier.model.topics import NeedsTopic as NeedsTopic
from responsegen.dossier.model.topics import OfferItem as OfferItem
from responsegen.dossier.model.topics import OffersTopic as OffersTopic
from responsegen.dossier.model.topics import Option as Option
from responsegen.dossier.model.topics import OptionsTopic as OptionsTopic
from responsegen.dossier.model.topics import Question as Question
from responsegen.dossier.model.topics import RangeTopic as RangeTopic
from responsegen.dossier.model.topics import Topic as Topic
from responsegen.dossier.model.topics import needs_in
from responsegen.dossier.model.vocabulary import MONTHS as MONTHS
from responsegen.dossier.model.vocabulary import PERSONNEL as PERSONNEL
from responsegen.dossier.model.vocabulary import Attribution as Attribution
from responsegen.dossier.model.vocabulary import ClearedBy as ClearedBy
from responsegen.dossier.model.vocabulary import Firmness as Firmness
from responsegen.dossier.model.vocabulary import IfNotAgreed as IfNotAgreed
from responsegen.dossier.model.vocabulary import Kind as Kind
from responsegen.dossier.model.vocabulary import Necessity as Necessity
from responsegen.dossier.model.vocabulary import PositionStatus as PositionStatus
from responsegen.dossier.model.vocabulary import Release as Release
from responsegen.dossier.model.vocabulary import ReservationCounting as ReservationCounting
from responsegen.dossier.model.vocabulary import ReservationKind as ReservationKind
from responsegen.dossier.model.vocabulary import Stance as Stance
from responsegen.dossier.model.vocabulary import Term as Term
from responsegen.dossier.model.vocabulary import Willingness as Willingness
from responsegen.dossier.model.vocabulary import Word as Word
from responsegen.dossier.model.vocabulary import Wording as Wording
from responsegen.dossier.model.vocabulary import is_reservation as is_reservation
from responsegen.dossier.states import STATES, in_text


@dataclass(frozen=True, slots=True)
class Event:
    """What a contribution may wait for; `phrase` is how it reads inside a sentence."""

    label: str
    phrase: str | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A stated set of facts under which contributions are added up."""

    id: str
    label: str
    us: frozenset[str]  # needs that the addressee provides; `all` is spelled out
    events: frozenset[str]


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """One document that the dossier orders: its template is `ID.html.j2`."""

    id: str
    release: Release
    attribution: Attribution
    marking: str | None = None  # "LIMITE", "TLP:AMBER"; never a classification
    to: str | None = None  # whom it is addressed to, where its release does not say it


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where and when the answer is wanted."""

    place: str
    date: date


@dataclass(frozen=True, kw_only=True)  # without slots: what its positions come to is found once
class Dossier:
    """The whole case, checked: what is asked, how it is decided, and what each delegation said."""

    title: str
    reference: str
    revision: int
    as_of: datetime
    exercise: bool
    meeting: Meeting | None
    sender: str
    recipient: str
    addressee: str  # a code: "US"
    addressee_name: str | None = None  # of one that is no state
    parties: Mapping[str, str] = field(default_factory=dict)  # who may answer and is no state, by code
    reply_by: datetime | None = None  # when positions are wanted
    delegations: tuple[str, ...]  # in protocol order
    groups: Mapping[str, tuple[str, ...]]
    count_drafts: bool
    silence_deadline: datetime | None
    silence_topics: tuple[str, ...] | None = None  # to which the procedure is limited; None: it is not
    reservations_count_as: Mapping[ReservationKind, ReservationCounting]  # complete: every kind has an entry
    questions: tuple[Question, ...]
    topics: Mapping[str, AnyTopic]  # in the dossier's order
    events: Mapping[str, Event]
    scenarios: Mapping[str, Scenario]
    rotation_factors: tuple[Fraction, ...]
    documents: Mapping[str, DocumentSpec]
    own_population: PopulationTable | None = None
    positions: Mapping[str, Position]  # by delegation, in protocol order; who has no file is absent

    @cached_property
    def stated_positions(self) -> Mapping[str, Position]:
        """The positions that say anything: those of empty drafts are left out."""
        return {d: position for d, position in self.positions.items() if position.has_spoken}

    def silence_ends(self, topic: AnyTopic) -> datetime | None:
        """Tell when silence on this topic becomes consent; never where rule or procedure leave it out."""
        covered = self.silence_topics is None or topic.id in self.silence_topics
        return self.silence_deadline if covered and topic.rule.facts.silence else None

    @property
    def population(self) -> PopulationTable:
        """The figures by which decisions weigh people: the dossier's own, or those that come with the program."""
        return self.own_population or population_at(self.as_of.date())

    @property
    def population_is_valid(self) -> bool:
        """Whether these figures are those of the dossier's day."""
        return self.population.is_valid_on(self.as_of.date())

    @property
    def weighs_population(self) -> bool:
        """Whether any decision does."""
        return any(topic.weighs_population for topic in self.topics.values())

    @cached_property
    def spoken_for(self) -> Mapping[str, str]:
        """Who is spoken for, and by whom, in protocol order."""
        speakers = {other: d for d, position in self.stated_positions.items() for other in position.speaks_for}
        return {d: speakers[d] for d in self.delegations if d in speakers}

    @property
    def needs(self) -> Mapping[str, Need]:
        """Every need, whichever topic it belongs to."""
        return needs_in(self.topics.values())

    def name_in_text(self, code: str) -> str:
        """Return the name of a state, a party or the addressee, with its article: `the Netherlands`."""
        named = {**self.parties, **({self.addressee: self.addressee_name} if self.addressee_name else {})}
        state = STATES.get(code)
        return in_text(named[code]) if code in named else state.name_in_text if state else code

    def counts(self, position: Position) -> bool:
        """Tell whether the answers of this position are counted: a draft's are not, unless the dossier says so."""
        return self.count_drafts or position.status is PositionStatus.CLEARED

    def stale(self, position: Position, topic: str) -> frozenset[str | None]:
        """Return the options, or None for the whole topic, whose answers changed since they were cleared."""
        return frozenset(option for t, option in position.stale if t == topic and not self.count_drafts)


KEYS_OF_FIELDS = {"sender": "from", "recipient": "to", "own_population": "population"}  # which files call otherwise


def without_internal(dossier: Dossier) -> Dossier:
    """Return the dossier as everybody who takes part may see it: no red lines, no notes, no fallbacks of the chair."""
    positions = {d: replace(position, internal=Internal()) for d, position in dossier.positions.items()}
    return replace(dossier, positions=positions, topics={t: _public(topic) for t, topic in dossier.topics.items()})


def _public(topic: AnyTopic) -> AnyTopic:
    match topic:
        case OptionsTopic():
            return replace(topic, options={o: replace(said, fallback=None) for o, said in topic.options.items()})
        case NeedsTopic():
            return replace(topic, options={o: replace(said, fallback=None) for o, said in topic.options.items()})
        case _:
            return topic
