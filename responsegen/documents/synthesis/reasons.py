"""What the synthesis says of why a topic stands as it does, as types: one for each kind of topic."""

from __future__ import annotations

from dataclasses import dataclass

from responsegen.documents.attribution import Who
from responsegen.documents.sections import Variant
from responsegen.dossier.model import Interval


@dataclass(frozen=True, slots=True)
class RuleLine:
    """How a topic is decided, by whom, and what the response makes of it if it is not agreed."""

    name: str
    members: Who
    otherwise: str  # "" where no vote is taken


@dataclass(frozen=True, slots=True)
class Comparison:
    """One threshold in words: what was reached against what is required."""

    label: str
    reached: str
    required: str
    met: bool
    instead: bool  # whether it will do in place of the one before


@dataclass(frozen=True, slots=True)
class DelegationRemark:
    """What one delegation said beside its stance."""

    delegation: str
    words: str


@dataclass(frozen=True, slots=True)
class PointAnalysis:
    """Why one option stands where it stands."""

    id: str
    label: str
    because: str
    comparisons: tuple[Comparison, ...]
    too_close_to_call: bool
    unblocked_by: tuple[Who, ...]
    would_support: tuple[DelegationRemark, ...]


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One delegation's range beside the others."""

    delegation: str
    name: str
    acceptable: str
    preferred: str
    interval: Interval | None
    counted: bool


@dataclass(frozen=True, slots=True)
class ConcessionRow:
    """The smallest concession by one who stands outside."""

    delegation: str
    stated: str
    to: str
    by: str


@dataclass(frozen=True, slots=True)
class ConflictGroup:
    """A delegation, and those whose ranges its own does not meet."""

    one: Who
    others: Who


@dataclass(frozen=True, slots=True)
class RangeAnalysis:
    """Why a range stands where it stands."""

    because: str
    rows: tuple[RangeRow, ...]
    conflicts: tuple[ConflictGroup, ...]
    conflicts_named: int  # pairs in them
    conflicts_total: int
    widest: tuple[Variant, ...]
    moves: tuple[ConcessionRow, ...]
    still_apart: tuple[ConflictGroup, ...]  # those whose ranges would not meet after these moves either


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """What one delegation would contribute."""

    delegation: str
    name: str
    stance: str
    pledge: str
    ready: str
    sustain: str
    conditions: tuple[str, ...]
    reservations: tuple[str, ...]
    draft: bool


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """The force from one day on, one sum a scenario."""

    day: int
    personnel: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class ContributionAnalysis:
    """Who contributes what, and when."""

    rows: tuple[PledgeRow, ...]
    scenarios: tuple[str, ...]  # labels, the heads of the timeline's columns
    timeline: tuple[TimelineRow, ...]
    undated: Who


@dataclass(frozen=True, slots=True)
class TopicAnalysis:
    """What the synthesis shows of one topic; empty parts are not printed."""

    rule: RuleLine
    points: tuple[PointAnalysis, ...] = ()
    range: RangeAnalysis | None = None
    contribution: ContributionAnalysis | None = None
    outside: tuple[DelegationRemark, ...] = ()  # answers by delegations outside the electorate: shown, not counted

    @property
    def remarked(self) -> bool:
        """Whether anybody said what would win their support."""
        return any(p.would_support for p in self.points)
