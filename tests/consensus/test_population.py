"""Which table of population shares counts on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from responsegen.consensus import population
from responsegen.consensus.population import population_at
from responsegen.consensus.population.shares_2025 import SHARES_2025
from tests.consensus.builders import decided, dossier, options, position, stances

OF_2027 = replace(
    SHARES_2025,
    shares={**SHARES_2025.shares, "MT": SHARES_2025.shares["DE"]},
    valid_from=date(2027, 1, 1),
    valid_until=date(2027, 12, 31),
)


@pytest.fixture(autouse=True)
def two_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(population, "TABLES", (SHARES_2025, OF_2027))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2024, 5, 1), 2025),  # before all of them: the first
        (date(2025, 1, 1), 2025),
        (date(2025, 12, 31), 2025),
        (date(2026, 3, 1), 2025),  # in a gap: the nearer one
        (date(2026, 11, 1), 2027),
        (date(2027, 6, 1), 2027),
        (date(2031, 1, 1), 2027),  # after all of them: the last
    ],
)
def test_the_table_is_the_one_valid_on_the_day_or_else_the_nearest(day: date, year: int) -> None:
    assert population_at(day).valid_from.year == year


@pytest.mark.parametrize(("year", "percent"), [(2025, "0.64"), (2027, "50.00")])
def test_a_decision_weighs_the_shares_of_its_day(year: int, percent: str) -> None:
    """Malta is invented to be as large as Germany in 2027."""
    yes, no = ({"sanctions": stances({"listings": said})} for said in ("support", "oppose"))
    case = dossier(
        [options("qualified-majority", ["DE", "MT"])],
        [position("DE", no), position("MT", yes)],
        as_of=datetime(year, 6, 1, tzinfo=UTC),
    )
    assert f"with {percent} % of the population" in decided(case).because
