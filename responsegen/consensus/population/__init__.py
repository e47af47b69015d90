"""Choose the table by which the Council counts the Union's population on a given day."""

from __future__ import annotations

from datetime import date, timedelta

from responsegen.consensus.population.shares_2025 import SHARES_2025
from responsegen.consensus.population.table import PopulationTable

TABLES = (SHARES_2025,)


def population_at(day: date) -> PopulationTable:
    """Choose the table that is valid on that day, or else the one whose validity is nearest to it."""

    def distance(table: PopulationTable) -> timedelta:
        return max(table.valid_from - day, day - table.valid_until, timedelta())

    return min(TABLES, key=distance)
