"""Which table of population figures counts on a day, and what is said where none is valid."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

import responsegen.dossier.model.population as tables
from responsegen.consensus.counting import Electorate
from responsegen.dossier.model.population import SHARES_2025, population_at
from tests.consensus.builders import EU27, decided, dossier, options, position, stances

OF_2027 = replace(
    SHARES_2025,
    figures={**SHARES_2025.figures, "MT": SHARES_2025.figures["DE"]},
    valid_from=date(2027, 1, 1),
    valid_until=date(2027, 12, 31),
)


@pytest.fixture(autouse=True)
def two_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "TABLES", (SHARES_2025, OF_2027))


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


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2025, 6, 1), "shares of 2025"),
        (date(2026, 3, 1), "shares of 2025, expired on 31 December 2025"),
        (date(2024, 3, 1), "shares of 2025, not valid before 1 January 2025"),
    ],
)
def test_a_table_says_its_year_and_whether_it_has_expired(day: date, said: str) -> None:
    assert SHARES_2025.as_used_on(day) == said
    assert SHARES_2025.is_valid_on(day) == (said == "shares of 2025")


def test_figures_in_any_unit_are_exact_and_as_precise_as_their_last_digit() -> None:
    whole, tenth = Fraction(83), Fraction("0.6")
    table = replace(OF_2027, figures={"DE": whole, "MT": tenth}, valid_from=date(2027, 5, 1))
    assert table.weights == {"DE": 1660, "MT": 12}  # in halves of a tenth
    assert table.name == "shares valid from 1 May 2027 to 31 December 2027"


@pytest.mark.parametrize(
    ("rule", "against", "close", "why"),
    [
        ("qualified-majority", "BE DE HR IT", True, "64.80 % are for"),
        ("qualified-majority", "BE DE IT SI", True, "65.19 % are for"),
        ("qualified-majority", "DE FR HU SK", False, "63.00 % are for, which is further off"),
        ("qualified-majority", "BG DE FR", False, "64.90 % are for, but three cannot block"),
        ("reinforced-qualified-majority", "BG DE FR", True, "64.90 % are for"),
        ("simple-majority", "BE DE HR IT", False, "no population is weighed"),
    ],
)
def test_a_table_of_another_year_leaves_half_a_point_open(rule: str, against: str, *, close: bool, why: str) -> None:
    shown = {}
    for year in (2025, 2026):
        said = {d: "oppose" if d in against.split() else "support" for d in EU27}
        positions = [position(d, {"sanctions": stances({"listings": s})}) for d, s in said.items()]
        case = dossier([options(rule)], positions, as_of=datetime(year, 2, 1, tzinfo=UTC))
        shown[year] = decided(case).arithmetic
    assert (shown[2025].too_close_to_call, shown[2026].too_close_to_call) == (False, close), why


def test_tables_with_other_figures_are_other_tables() -> None:
    shares = SHARES_2025.figures
    swapped = replace(SHARES_2025, figures={**shares, "MT": shares["DE"], "DE": shares["MT"]})
    assert swapped != SHARES_2025
    few, others = (Electorate.of(("DE", "EE", "FR", "MT"), table) for table in (SHARES_2025, swapped))
    assert few.whole == others.whole
    assert few != others
