"""Define what a delegation may answer, with a type for each kind of topic; `place` is where the answer's key stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, TypeAlias

from responsegen.dossier.model.vocabulary import Firmness, Necessity, Stance, Term, Willingness
from responsegen.problem import Place

Number: TypeAlias = int | Fraction  # what files say, exactly: an int where it is whole


def digits(value: Number) -> str:
    """Write a number as short as it is exact: `30000`, `2.5`."""
    return str(value) if isinstance(value, int) else f"{(Decimal(value.numerator) / value.denominator).normalize():f}"


@dataclass(frozen=True, slots=True)
class Interval:
    """All real numbers from `low` to `high`, both included; no upper end where `high` is None."""

    low: Number
    high: Number | None

    def __contains__(self, value: Number) -> bool:
        """Tell whether the value lies inside, ends included."""
        return self.low <= value and (self.high is None or value <= self.high)

    def holds(self, other: Interval) -> bool:
        """Tell whether every value of the other one lies inside."""
        return self.low <= other.low and (self.high is None or (other.high is not None and other.high <= self.high))

    def meets(self, other: Interval) -> bool:
        """Tell whether the two share at least one value."""
        return (other.high is None or self.low <= other.high) and (self.high is None or other.low <= self.high)


@dataclass(frozen=True, slots=True)
class OptionStance:
    """A delegation's answer to one option of an options topic."""

    stance: Stance
    place: Place
    would_support_if: str | None = None
    proposes: str | None = None  # a wording of its own
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
    acceptable: Interval | None  # in the topic's unit
    stance: Stance | None = None  # ABSTAIN or UNDECIDED, exactly where acceptable is None
    preferred: Interval | None = None
    would_support_if: str | None = None
    proposes: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class UsProvides:
    """Condition: the addressee provides this need (`us: air-defence`)."""

    key: ClassVar[str] = "need"  # in files
    need: str
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class EventHappens:
    """Condition: this event has happened (`event: ceasefire`)."""

    key: ClassVar[str] = "event"
    event: str
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Together:
    """Condition: these delegations take part (`with: [FR, UK]`)."""

    key: ClassVar[str] = "with"
    delegations: tuple[str, ...]
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class MinimumForce:
    """Condition: the others and I pledge at least this many (`force: 20000`)."""

    key: ClassVar[str] = "force"
    personnel: int
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Condition: at least one of these holds (`any: [{us: airlift}, {with: UK}]`)."""

    key: ClassVar[str] = "any"
    conditions: tuple[Condition, ...]
    place: Place = field(compare=False, repr=False)


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
    would_support_if: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class NeedStance:
    """A delegation's answer to one need."""

    necessity: Necessity
    place: Place
    term: frozenset[Term] | None = None  # None: no term said; the topic's own term stands
    would_support_if: str | None = None
    proposes: str | None = None
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
