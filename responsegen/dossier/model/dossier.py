"""Define the whole case, checked: what was asked, how it is decided, and the positions of all delegations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction

from responsegen.dossier.model.population import PopulationTable, population_at
from responsegen.dossier.model.position import Internal, Position
from responsegen.dossier.model.topics import AnyTopic, Need, NeedsTopic, OptionsTopic, Question, needs_in
from responsegen.dossier.model.vocabulary import (
    Attribution,
    PositionStatus,
    Release,
    ReservationCounting,
    ReservationKind,
)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The whole case, checked: what is asked, how it is decided, and what each delegation said."""

    title: str
    reference: str
    revision: int
    as_of: datetime
    exercise: bool
    meeting: Meeting | None
    sender: str  # `from` in the file
    recipient: str  # `to` in the file
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
    own_population: PopulationTable | None = None  # `population` in the file
    positions: Mapping[str, Position]  # by delegation, in protocol order; who has no file is absent

    @property
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

    @property
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
