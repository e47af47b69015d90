"""What becomes of contributions, as types: who comes together under each scenario, how many that is, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.consensus.intervals import strength

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from responsegen.consensus.answer import RecordedReservation
    from responsegen.dossier.model import Interval, Willingness


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
class ScenarioOutcome:
    """Who comes under one scenario."""

    assured: Coalition
    attainable: Coalition
    gap: int | None  # personnel missing to the required range; None where that has no value yet
    timeline: tuple[Strength, ...]
    pools: Mapping[Fraction, Interval]  # rotation factor → personnel needed to keep the attainable force deployed

    @property
    def rank(self) -> tuple[tuple[float, float], ...]:
        """By what scenarios are compared: first what is attainable, then what is assured."""
        return strength(self.attainable.personnel), strength(self.assured.personnel)


@dataclass(frozen=True, slots=True)
class ContributionOutcome:
    """What became of a contribution topic."""

    stances: Mapping[Willingness, tuple[str, ...]]  # every Willingness has an entry
    outstanding: tuple[str, ...]
    unquantified: tuple[str, ...]  # willing, without a pledge in numbers
    undated: tuple[str, ...]  # willing, without a date of readiness: counted from day 0
    required: Interval | None  # what the gap is measured against
    required_agreed: bool  # whether that is agreed, and not only possible
    reservations: tuple[RecordedReservation, ...]
    scenarios: Mapping[str, ScenarioOutcome]

    @property
    def best(self) -> str | None:
        """The scenario that brings most; None without any."""
        return max(self.scenarios, key=lambda s: self.scenarios[s].rank, default=None)

    @property
    def is_alike(self) -> bool:
        """Whether there are several scenarios, and under each the same delegations come."""
        forces = {(found.assured, found.attainable) for found in self.scenarios.values()}
        return len(self.scenarios) > 1 and len(forces) == 1
