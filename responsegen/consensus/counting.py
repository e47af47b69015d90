"""Count what a rule weighs: how many members of an electorate, with how many people, stand where; never who."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import Final

from responsegen.dossier.model import PopulationTable
from responsegen.dossier.states import EU


class Rounding(IntEnum):
    """How the published shares are read: as they stand, or off, for or against the decision.

    All can be off by half their last digit; shares of another year by half a percentage point together.
    """

    UNFAVOURABLE_BY_NOW = -2
    UNFAVOURABLE = -1
    AS_PUBLISHED = 0
    FAVOURABLE = 1
    FAVOURABLE_BY_NOW = 2


_DRIFT: Final = Fraction(1, 200)  # by how much shares of another year may be off


@dataclass(frozen=True, slots=True)
class Bloc:
    """Some members of an electorate: their number and their population.

    The unit of population is half the last digit of the published shares, so that a share's rounding is at most 1.
    Beyond the Union nobody has a published share, and every population is 0.
    """

    members: int = 0
    population: int = 0

    def __add__(self, other: Bloc) -> Bloc:
        """Add another bloc, which shares no member with this one."""
        return Bloc(self.members + other.members, self.population + other.population)

    def __sub__(self, other: Bloc) -> Bloc:
        """Take away another bloc, which is a part of this one."""
        return Bloc(self.members - other.members, self.population - other.population)

    def share_of(self, whole: Bloc) -> Fraction:
        """Compute the share of the whole's population, 0 to 1."""
        return Fraction(self.population, whole.population) if whole.population else Fraction(0)

    def has_share(self, needed: Fraction, whole: Bloc, rounding: int = 0) -> bool:
        """Decide whether the population is at least this share of the whole's.

        A rounding of 1 or -1 moves each share here by half a digit up or down, and all the others the other way; one
        of 2 or -2 moves what is needed by half a percentage point.
        """
        if abs(rounding) == Rounding.FAVOURABLE_BY_NOW:
            needed, rounding = needed - _DRIFT * (rounding // 2), 0
        others = whole - self
        population = self.population + rounding * self.members
        total = population + others.population - rounding * others.members
        return population * needed.denominator >= needed.numerator * total


@dataclass(frozen=True, slots=True)
class Electorate:
    """Those whose stances a rule counts, in protocol order."""

    members: tuple[str, ...]
    whole: Bloc
    table: PopulationTable | None  # None in an electorate that reaches beyond the Union
    is_current: bool = True  # whether the table is that of the dossier's day

    @classmethod
    def of(cls, members: tuple[str, ...], table: PopulationTable, *, is_current: bool = True) -> Electorate:
        """Weigh the members by the table, provided that all are Member States."""
        found = cls(members, Bloc(), table if set(members) <= set(EU) else None)
        return cls(members, found.bloc(members), found.table, is_current)

    @property
    def doubts(self) -> tuple[Rounding, ...]:
        """Tell how the shares may be off; none in an electorate without any."""
        if self.table is None:
            return ()
        aged = () if self.is_current else (Rounding.FAVOURABLE_BY_NOW, Rounding.UNFAVOURABLE_BY_NOW)
        return (Rounding.FAVOURABLE, Rounding.UNFAVOURABLE, *aged)

    def bloc(self, members: Iterable[str]) -> Bloc:
        """Count some of the members and their population."""
        weights = [self.population_of(member) for member in members]
        return Bloc(len(weights), sum(weights))

    def population_of(self, member: str) -> int:
        """Look up one member's population; 0 in an electorate that reaches beyond the Union."""
        return self.table.weights[member] if self.table else 0


@dataclass(frozen=True, slots=True)
class Weighing:
    """How an electorate is divided; who is in none of these blocs neither helps nor hinders by its number alone."""

    electorate: Electorate
    for_: Bloc
    against: Bloc
    constructive: Bloc = Bloc()

    @property
    def somebody_for(self) -> bool:
        """Whether anybody counts as for it, be it by silence."""
        return self.for_.members > 0

    @property
    def not_for(self) -> int:
        """How many members are not for it, whatever they are."""
        return self.electorate.whole.members - self.for_.members
