"""Hold the population shares that are published for a year, with their source and precision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property


@dataclass(frozen=True)
class PopulationTable:
    """Each Member State's share of the Union's population (1 = the whole Union), as published and not corrected."""

    shares: Mapping[str, Fraction] = field(compare=False)
    precision: Fraction  # the last published digit: each share may be off by half of it
    source: str
    valid_from: date
    valid_until: date

    @cached_property
    def weights(self) -> Mapping[str, int]:
        """Each share in half last digits, so that its rounding is at most 1."""
        return {state: int(2 * share / self.precision) for state, share in self.shares.items()}
