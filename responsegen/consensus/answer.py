"""Name the types of the joint answer: one outcome for each topic and option, with its arithmetic and reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from responsegen.consensus.intervals import strength
from responsegen.consensus.number_words import rounded
from responsegen.dossier.model import (
    ContributionTopic,
    Interval,
    Necessity,
    NeedsTopic,
    Number,
    Offer,
    OffersTopic,
    OptionsTopic,
    RangeTopic,
    Reservation,
    Scenario,
    Term,
    Willingness,
)


@dataclass(frozen=True, slots=True)
class Coalition:
    """Those who take part, and the sum of their pledges."""

    delegations: tuple[str, ...]
    personnel: Interval


@dataclass(frozen=True, slots=True)
class Strength:
    """Personnel from this day on, until the next entry; the day is counted from the decision."""

    day: int
    personnel: Interval


@dataclass(frozen=True, slots=True)
class Sustained:
    """The most personnel that the attainable coalition keeps deployed for so long."""

    months: Number
    agreed: bool  # whether so long is agreed, and not only possible or widely supported
    personnel: Interval
    gap: Number | None  # as at the peak


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """Who comes under one scenario."""

    scenario: Scenario
    assured: Coalition
    attainable: Coalition
    peak: Strength  # of the attainable coalition: the first day on which the most are sure to be there at once
    sustained: tuple[Sustained, ...]
    gap: Number | None  # personnel that the peak lacks to the required range; None where that has no value yet
    circles: tuple[tuple[str, ...], ...]  # those attainable and not assured who wait for each other to take part
    timeline: tuple[Strength, ...]
    pools: Mapping[Fraction, Interval]  # rotation factor → personnel needed to keep the attainable force deployed

    @property
    def rank(self) -> tuple[tuple[Number | float, Number | float], ...]:
        """By what scenarios are compared: first what is attainable, then what is assured."""
        return strength(self.attainable.personnel), strength(self.assured.personnel)


@dataclass(frozen=True, slots=True)
class ContributionOutcome:
    """What became of a contribution topic."""

    topic: ContributionTopic
    stances: Mapping[Willingness, tuple[str, ...]]  # every Willingness has an entry
    outstanding: tuple[str, ...]
    pledges: Mapping[str, Interval]  # personnel; of all who state a number, willing or not
    unquantified: tuple[str, ...]  # willing, without a pledge in numbers
    undated: tuple[str, ...]  # willing, without a date of readiness: from day 0 on perhaps there, and never for sure
    required: Interval | None  # what the gap is measured against
    required_agreed: bool  # whether that is agreed, and not only possible
    reservations: tuple[RecordedReservation, ...]
    scenarios: Mapping[str, ScenarioOutcome]

    @property
    def by_stance(self) -> Mapping[str, tuple[str, ...]]:
        """Who says what, and who is outstanding: every member is under exactly one word."""
        return {**{stance.value: who for stance, who in self.stances.items()}, "outstanding": self.outstanding}

    @property
    def best(self) -> str | None:
        """The scenario that brings most; None without any."""
        return max(self.scenarios, key=lambda s: self.scenarios[s].rank, default=None)

    @property
    def is_alike(self) -> bool:
        """Whether there are several scenarios, and under each the same delegations come."""
        forces = {(found.assured, found.attainable) for found in self.scenarios.values()}
        return len(self.scenarios) > 1 and len(forces) == 1


class Status(StrEnum):
    """What a rule makes of one option or topic."""

    AGREED = "agreed"
    AGREED_WITH_RESERVATIONS = "agreed-with-reservations"
    OPEN = "open"
    NOT_AGREED = "not-agreed"
    MIXED = "mixed"  # of a topic whose options differ

    @property
    def is_agreed(self) -> bool:
        """Whether the text can stand without brackets."""
        return self in (Status.AGREED, Status.AGREED_WITH_RESERVATIONS)

    @property
    def words(self) -> str:
        """The status as people say it: `not agreed`."""
        return self.value.replace("-", " ")


@dataclass(frozen=True, slots=True)
class RecordedReservation:
    """A reservation and the delegation that it counts for (the one spoken for, where another entered it)."""

    delegation: str
    reservation: Reservation


class Standpoint(StrEnum):
    """Where one delegation stands on one point, in words for readers."""

    FOR = "for"
    ESSENTIAL = "for, as essential"
    DESIRABLE = "for, as desirable"
    SILENT = "for by silence"
    AGAINST = "against"
    ABSTAINING = "abstaining"
    UNMENTIONED = "not mentioning it"
    CONSTRUCTIVE = "abstaining constructively"
    OUTSTANDING = "outstanding"
    YES = "yes"
    CONDITIONAL = "conditional"
    CONSIDERING = "considering"
    NO = "no"
    UNDECIDED = "undecided"
    ASSURED = "assured"
    ATTAINABLE = "attainable only"
    FIRM = "offering firmly"
    INDICATIVE = "offering indicatively"


@dataclass(frozen=True, slots=True)
class Columns:
    """Every member of the electorate in exactly one of the first six, each in protocol order."""

    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    abstaining: tuple[str, ...] = ()
    unmentioned: tuple[str, ...] = ()  # who answered on needs, but not on this one
    constructive: tuple[str, ...] = ()
    outstanding: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()  # those of for_ who count as for by silence
    by_reservation: tuple[str, ...] = ()  # those of against who say something else, but for a reservation

    @property
    def sides(self) -> Mapping[Standpoint, tuple[str, ...]]:
        """The six columns that every member is in one of."""
        return {
            Standpoint.FOR: self.for_,
            Standpoint.AGAINST: self.against,
            Standpoint.ABSTAINING: self.abstaining,
            Standpoint.UNMENTIONED: self.unmentioned,
            Standpoint.CONSTRUCTIVE: self.constructive,
            Standpoint.OUTSTANDING: self.outstanding,
        }


@dataclass(frozen=True, slots=True)
class Threshold:
    """One comparison that a rule makes, so that a document can show it."""

    label: str  # "members for", "population for", "members against"
    reached: Fraction  # a number of members, or a share (1 = the whole electorate's population)
    required: Fraction
    comparison: str  # "≥", ">", "<", "="
    met: bool
    is_share: bool = False  # True: print reached and required as percentages
    instead: bool = False  # True: to meet it will do in place of the one before


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The numbers behind an outcome."""

    members: int
    for_: int
    population_for: Fraction | None  # share of the electorate's population, 0 to 1; None beyond the EU
    thresholds: tuple[Threshold, ...] = ()
    too_close_to_call: bool = False  # the shares' own rounding could turn the result

    @property
    def population_percent(self) -> str | None:
        """The share in percent, rounded half up to two decimals: `97.87`."""
        return None if self.population_for is None else rounded(self.population_for * 100, 2)


@dataclass(frozen=True, slots=True)
class OptionOutcome:
    """What became of one option."""

    status: Status
    columns: Columns
    reservations: tuple[RecordedReservation, ...]
    arithmetic: Arithmetic
    blocked_by: tuple[str, ...]  # nobody, unless it is not agreed; under a majority those who could carry it
    unblocked_by: tuple[tuple[str, ...], ...]
    may_ask_discussion: tuple[str, ...]  # those against, where they are enough for Decision 2009/857/EC
    because: str

    @property
    def by_silence(self) -> bool:
        """Whether it is agreed though nobody has said that they are for it."""
        return self.status.is_agreed and self.columns.for_ == self.columns.silent


@dataclass(frozen=True, slots=True)
class OptionsOutcome:
    """What became of an options topic."""

    topic: OptionsTopic
    status: Status
    options: Mapping[str, OptionOutcome]


@dataclass(frozen=True, slots=True)
class NeedOutcome(OptionOutcome):
    """What became of one need: the vote on it, how badly it is wanted, and when."""

    necessity: Necessity | None  # ESSENTIAL or DESIRABLE; None where nobody is for it
    term: tuple[Term, ...]
    essential: tuple[str, ...]
    desirable: tuple[str, ...]
    personnel_depending: Interval  # the pledges that leave when the addressee withholds just this


@dataclass(frozen=True, slots=True)
class NeedsOutcome:
    """What became of a needs topic."""

    topic: NeedsTopic
    status: Status
    options: Mapping[str, NeedOutcome]


@dataclass(frozen=True, slots=True)
class Support:
    """An interval and those for every value in it."""

    interval: Interval
    for_: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concession:
    """The smallest move by which a delegation would accept part of the widest-supported interval."""

    delegation: str
    stated: Interval
    to: Number  # the nearest value outside its range
    by: Number  # how far that is


@dataclass(frozen=True, slots=True)
class RangeOutcome:
    """What became of a range topic."""

    topic: RangeTopic
    status: Status
    agreed: tuple[Interval, ...]
    possible: tuple[Interval, ...]
    positions: Mapping[str, Interval]  # acceptable ranges as stated, in protocol order
    against: tuple[str, ...]  # every value, by a substantive reservation
    abstaining: tuple[str, ...]
    outstanding: tuple[str, ...]  # without a range, or with a reservation that leaves it open
    silent: tuple[str, ...]
    reservations: tuple[RecordedReservation, ...]
    conflicts: tuple[tuple[str, str], ...]  # pairs whose ranges do not meet, at most 100
    conflicts_total: int
    widest_support: tuple[Support, ...]
    outside: tuple[str, ...]  # who has stated a range that does not hold all of these intervals
    concessions: tuple[Concession, ...]  # empty where something is agreed
    because: str
    too_close: bool = False  # the shares' own rounding could turn the result

    @property
    def under_reservation(self) -> frozenset[str]:
        """Whose range is stated, but not counted for any value, because of a reservation."""
        return frozenset(self.positions) & {*self.against, *self.outstanding}

    @property
    def counted(self) -> Mapping[str, Interval]:
        """The ranges that count for the values in them."""
        reserved = self.under_reservation
        return {d: stated for d, stated in self.positions.items() if d not in reserved}

    @property
    def conflicts_under_reservation(self) -> tuple[tuple[str, str], ...]:
        """Those pairs of which one has a reservation that keeps its range from counting."""
        reserved = self.under_reservation
        return tuple(pair for pair in self.conflicts if reserved.intersection(pair))

    @property
    def choice(self) -> bool:
        """Whether several intervals carry, each alone, so that one of them has to be chosen."""
        return len(self.agreed) > 1


@dataclass(frozen=True, slots=True)
class OfferOutcome:
    """The sum of what is offered under one item."""

    unit: str
    firm: Interval
    indicative: Interval
    offers: Mapping[str, Offer]  # by delegation, in protocol order
    reservations: tuple[RecordedReservation, ...]

    @property
    def delegations(self) -> tuple[str, ...]:
        """Who offers it."""
        return tuple(self.offers)


@dataclass(frozen=True, slots=True)
class OffersOutcome:
    """What became of an offers topic."""

    topic: OffersTopic
    options: Mapping[str, OfferOutcome]


TopicOutcome = OptionsOutcome | NeedsOutcome | RangeOutcome | ContributionOutcome | OffersOutcome


@dataclass(frozen=True, slots=True)
class Participation:
    """Who has answered."""

    answered: tuple[str, ...]
    drafts: tuple[str, ...]
    spoken_for: Mapping[str, str]
    outstanding: tuple[str, ...]  # neither a file nor somebody who speaks for them


@dataclass(frozen=True, slots=True, eq=False)  # hashed by identity, so that what is derived from it can be kept
class JointAnswer:
    """All outcomes together, topics in the dossier's order."""

    participation: Participation
    topics: Mapping[str, TopicOutcome] = field(default_factory=dict)
