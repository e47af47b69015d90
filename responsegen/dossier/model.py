"""The words of the trade as types: a checked dossier, its questions and topics, and the positions of delegations."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from fractions import Fraction

    from responsegen.problems import Place


class Kind(StrEnum):
    """What sort of answer a topic takes."""

    OPTIONS = "options"
    RANGE = "range"
    CONTRIBUTION = "contribution"
    NEEDS = "needs"
    OFFERS = "offers"


class RuleName(StrEnum):
    """How a topic is decided."""

    UNANIMITY = "unanimity"
    CONSENSUS = "consensus"
    QUALIFIED_MAJORITY = "qualified-majority"
    REINFORCED_QUALIFIED_MAJORITY = "reinforced-qualified-majority"
    SIMPLE_MAJORITY = "simple-majority"
    OPT_IN = "opt-in"


class Stance(StrEnum):
    """What a delegation says to one option."""

    SUPPORT = "support"
    ACCEPT = "accept"
    ABSTAIN = "abstain"
    CONSTRUCTIVE_ABSTENTION = "constructive-abstention"
    OPPOSE = "oppose"
    UNDECIDED = "undecided"


class Necessity(StrEnum):
    """What a delegation says to one need."""

    ESSENTIAL = "essential"
    DESIRABLE = "desirable"
    NOT_NEEDED = "not-needed"
    OPPOSE = "oppose"
    ABSTAIN = "abstain"
    UNDECIDED = "undecided"


class Willingness(StrEnum):
    """What a delegation says to a contribution of its own."""

    YES = "yes"
    CONDITIONAL = "conditional"
    NO = "no"
    UNDECIDED = "undecided"


class ReservationKind(StrEnum):
    """The formal limits on a stance that Council practice knows."""

    SCRUTINY = "scrutiny"
    GENERAL = "general"
    PARLIAMENTARY = "parliamentary"
    LINGUISTIC = "linguistic"
    SUBSTANTIVE = "substantive"


class ReservationCounting(StrEnum):
    """What a reservation makes of the stance that it limits."""

    OUTSTANDING = "outstanding"
    AGAINST = "against"
    AS_STATED = "as-stated"


class Term(StrEnum):
    """When something is needed."""

    SHORT = "short"
    LONG = "long"


class Unit(StrEnum):
    """What a range counts."""

    PERSONNEL = "personnel"
    MONTHS = "months"


class Firmness(StrEnum):
    """How far an offer binds."""

    FIRM = "firm"
    INDICATIVE = "indicative"


class IfNotAgreed(StrEnum):
    """How the response words what is not agreed."""

    BRACKETS = "brackets"
    SUPPORTED_BY = "supported-by"
    OMIT = "omit"


class Wording(StrEnum):
    """How sure the text of a question is; only a verbatim one is ever put between quotation marks."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"


class Release(StrEnum):
    """Who a document may go to."""

    ADDRESSEE = "addressee"
    INTERNAL = "internal"
    DELEGATION = "delegation"


class Attribution(StrEnum):
    """How a document names who said what."""

    NAMED = "named"
    GROUPED = "grouped"
    ANONYMOUS = "anonymous"


class PositionStatus(StrEnum):
    """A draft is shown as a draft; only a cleared position counts (unless the dossier says otherwise)."""

    DRAFT = "draft"
    CLEARED = "cleared"


class ClearedBy(StrEnum):
    """Who stands behind a position."""

    MINISTER = "minister"
    AMBASSADOR = "ambassador"
    OFFICIAL = "official"
    PUBLIC_STATEMENT = "public-statement"


@dataclass(frozen=True, slots=True)
class Interval:
    """All real numbers from `low` to `high`, both included; no upper end where `high` is None."""

    low: int
    high: int | None

    def __contains__(self, value: Fraction | int) -> bool:
        """Whether the value lies inside, ends included."""
        return self.low <= value and (self.high is None or value <= self.high)

    def meets(self, other: Interval) -> bool:
        """Whether the two share at least one value."""
        return (other.high is None or self.low <= other.high) and (self.high is None or other.low <= self.high)


# --- What a position says, per kind of topic. `place` is where the answer's key stands. ---


@dataclass(frozen=True, slots=True)
class OptionStance:
    """A delegation's answer to one option of an options topic."""

    stance: Stance
    place: Place
    would_support_if: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class OptionsAnswer:
    """A delegation's stances on an options topic; a single stance in the file is spread over every option."""

    place: Place
    stances: Mapping[str, OptionStance]
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class RangeAnswer:
    """A delegation's acceptable range; without one, `stance` says whether it abstains or is undecided."""

    place: Place
    acceptable: Interval | None  # personnel or months, as the topic's unit says
    stance: Stance | None = None  # ABSTAIN or UNDECIDED, exactly where acceptable is None
    preferred: Interval | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class UsProvides:
    """Condition: the addressee provides this need (`us: air-defence`)."""

    need: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class EventHappens:
    """Condition: this event has happened (`event: ceasefire`)."""

    event: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Together:
    """Condition: these delegations take part (`with: [FR, UK]`)."""

    delegations: tuple[str, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class MinimumForce:
    """Condition: the others and I pledge at least this many (`force: 20000`)."""

    personnel: int
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Condition: at least one of these holds (`any: [{us: airlift}, {with: UK}]`)."""

    conditions: tuple[Condition, ...]
    place: Place = field(compare=False)


Condition = UsProvides | EventHappens | Together | MinimumForce | AnyOf


@dataclass(frozen=True, slots=True)
class ContributionAnswer:
    """What a delegation would itself contribute, from when, for how long, and on which conditions (all must hold)."""

    place: Place
    stance: Willingness
    pledge: Interval | None = None  # personnel kept deployed; None: not quantified
    ready: int | None = None  # days after the decision
    sustain: int | None = None  # days; None: no end stated
    conditions: tuple[Condition, ...] = ()
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class NeedStance:
    """A delegation's answer to one need."""

    necessity: Necessity
    place: Place
    term: frozenset[Term] | None = None  # None: no term said; the topic's own term stands
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class NeedsAnswer:
    """A delegation's answers to a needs topic; an item that it does not mention is absent here."""

    place: Place
    needs: Mapping[str, NeedStance]
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a delegation offers under one item of an offers topic."""

    quantity: Interval | None  # in the item's unit; None: not quantified
    firmness: Firmness
    place: Place
    by: date | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class OffersAnswer:
    """A delegation's offers."""

    place: Place
    offers: Mapping[str, Offer]
    comment: str | None = None


Answer = OptionsAnswer | RangeAnswer | ContributionAnswer | NeedsAnswer | OffersAnswer


@dataclass(frozen=True, slots=True)
class Reservation:
    """A formal limit on a stance, on a whole topic (`option` is None) or on one option."""

    topic: str
    option: str | None
    kind: ReservationKind
    text: str | None
    place: Place

    def touches(self, topic: str, option: str | None = None) -> bool:
        """Whether this limits the stance on that option (or on the topic as a whole)."""
        return self.topic == topic and (self.option is None or self.option == option)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement stands; `conflicts` marks one that contradicts the recorded answer."""

    topic: str
    option: str | None
    place: Place
    speaker: str | None = None
    said_on: date | None = None
    outlet: str | None = None
    url: str | None = None
    quote: str | None = None  # the speaker's own words
    summary: str | None = None  # what was said, in ours: never put between quotation marks
    conflicts: bool = False


@dataclass(frozen=True, slots=True)
class Internal:
    """What never leaves an internal document."""

    red_lines: tuple[str, ...] = ()
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """One delegation's answers, as one file holds them; a topic without an answer is absent from `answers`."""

    delegation: str
    status: PositionStatus
    place: Place  # of the file's first key
    date: date | None = None
    cleared_by: ClearedBy | None = None
    speaks_for: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    reservations: tuple[Reservation, ...] = ()
    sources: tuple[Source, ...] = ()
    internal: Internal = Internal()


# --- What the dossier asks and how it decides. ---


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

    id: str
    title: str
    rule: RuleName
    electorate: tuple[str, ...]  # in protocol order, among the dossier's delegations
    question: int | None  # None where no question lists the topic (a warning)
    if_not_agreed: IfNotAgreed = IfNotAgreed.BRACKETS
    military: bool = False
    text: str | None = None  # a sentence for the response; in a range "{value}" stands for what is agreed
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsTopic(Topic):
    """Delegations take a stance on each option."""

    options: Mapping[str, Option]


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeTopic(Topic):
    """Delegations state a range of acceptable values."""

    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionTopic(Topic):
    """Delegations state what they would send; `required` is the range topic to measure the gap against."""

    required: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsTopic(Topic):
    """Delegations state what they need from the addressee."""

    options: Mapping[str, Need]


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersTopic(Topic):
    """Delegations state what they offer."""

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


@dataclass(frozen=True, slots=True)
class Scenario:
    """A stated set of facts under which contributions are added up."""

    id: str
    label: str
    us: frozenset[str]  # needs that the addressee provides; `all` is spelled out
    events: frozenset[str]


@dataclass(frozen=True, slots=True)
class DocumentOrder:
    """One document that the dossier orders: its template is `ID.html.j2`."""

    id: str
    release: Release
    attribution: Attribution
    marking: str | None = None  # "LIMITE", "TLP:AMBER"; never a classification


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
    delegations: tuple[str, ...]  # in protocol order
    groups: Mapping[str, tuple[str, ...]]
    count_drafts: bool
    silence_deadline: datetime | None
    reservations_count_as: Mapping[ReservationKind, ReservationCounting]  # complete: every kind has an entry
    questions: tuple[Question, ...]
    topics: Mapping[str, AnyTopic]  # in the dossier's order
    events: Mapping[str, str]
    scenarios: Mapping[str, Scenario]
    rotation_factors: tuple[Fraction, ...]
    documents: Mapping[str, DocumentOrder]
    positions: Mapping[str, Position]  # by delegation, in protocol order; who has no file is absent

    @property
    def spoken_for(self) -> Mapping[str, str]:
        """Who is spoken for, and by whom, in protocol order."""
        speakers = {other: d for d, position in self.positions.items() for other in position.speaks_for}
        return {d: speakers[d] for d in self.delegations if d in speakers}

    def counts(self, position: Position) -> bool:
        """Whether the answers of this position are counted: a draft's are not, unless the dossier says so."""
        return self.count_drafts or position.status is PositionStatus.CLEARED
