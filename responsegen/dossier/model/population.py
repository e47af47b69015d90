"""Tabulate how many people live in each Member State, by the year for which the Council counts them so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType


@dataclass(frozen=True)
class PopulationTable:
    """Each Member State's figure in any one unit, as published and not corrected: a part of the sum of all."""

    figures: Mapping[str, Fraction] = field(hash=False)
    source: str
    valid_from: date
    valid_until: date

    @cached_property
    def weights(self) -> Mapping[str, int]:
        """Return each figure in halves of the last digit printed, a whole number: rounding changes it by 1 at most."""
        digit = 1
        while any((figure * digit).denominator != 1 for figure in self.figures.values()):
            digit *= 10
        return {state: int(2 * figure * digit) for state, figure in self.figures.items()}

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the Council counts by it on that day."""
        return self.valid_from <= day <= self.valid_until

    @property
    def name(self) -> str:
        """Name it by its year, or by its days: "shares of 2025"."""
        begins, ends = self.valid_from, self.valid_until
        if (begins, ends) == (date(begins.year, 1, 1), date(begins.year, 12, 31)):
            return f"shares of {begins.year}"
        return f"shares valid from {_in_words(begins)} to {_in_words(ends)}"

    def as_used_on(self, day: date) -> str:
        """Name it, and say whether that day lies outside: "shares of 2025, expired on 31 December 2025"."""
        if day > self.valid_until:
            return f"{self.name}, expired on {_in_words(self.valid_until)}"
        if day < self.valid_from:
            return f"{self.name}, not valid before {_in_words(self.valid_from)}"
        return self.name


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


# They add up to 100.01 %.
_PERCENT_2025 = """
BE  2.62, BG 1.43, CZ  2.42, DK 1.32, DE 18.49, EE 0.30, IE 1.19, EL 2.31, ES 10.78,
FR 15.17, HR 0.86, IT 13.23, CY 0.21, LV  0.42, LT 0.64, LU 0.15, HU 2.13, MT  0.12,
NL  4.01, AT 2.02, PL  8.33, PT 2.36, RO  4.23, SI 0.47, SK 1.21, FI 1.25, SE  2.34
"""
SHARES_2025 = PopulationTable(
    figures=MappingProxyType(
        {state: Fraction(percent) for state, percent in (pair.split() for pair in _PERCENT_2025.split(","))}
    ),
    source=(
        "Agence Europe, bulletin 13544 of 12 December 2024: figures approved for Annex III of the Council's "
        "Rules of Procedure"
    ),
    valid_from=date(2025, 1, 1),
    valid_until=date(2025, 12, 31),
)
TABLES = (SHARES_2025,)


def population_at(day: date) -> PopulationTable:
    """Choose the table that is valid on that day, or else the one whose validity is nearest to it."""

    def distance(table: PopulationTable) -> timedelta:
        return max(table.valid_from - day, day - table.valid_until, timedelta())

    return min(TABLES, key=distance)
