"""How numbers, ranges, durations and dates may be written, and what they then mean."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from responsegen.consensus.json_export import exact
from responsegen.consensus.number_words import number
from responsegen.dossier.dates import calendar_date, instant
from responsegen.dossier.model import Interval, digits
from responsegen.dossier.quantities import DAYS, MONTHS, PERSONNEL, MisreadError, counted_in, factor

if TYPE_CHECKING:
    from collections.abc import Callable

PERSONNEL_RANGES = {
    "25000": (25000, 25000),
    "25 000": (25000, 25000),
    "25\u00a0000": (25000, 25000),  # no-break space
    "25\u202f000": (25000, 25000),  # narrow no-break space
    "25_000": (25000, 25000),
    "25k": (25000, 25000),
    "25K": (25000, 25000),
    "1 250 000": (1250000, 1250000),
    "0": (0, 0),
    "600-1000": (600, 1000),
    "600–1000": (600, 1000),
    "600 - 1000": (600, 1000),
    "600 to 1000": (600, 1000),
    "600 TO 1000": (600, 1000),
    "30 000-50 000": (30000, 50000),
    "20-30k": (20000, 30000),
    "20k-30k": (20000, 30000),
    "20 to 30k": (20000, 30000),
    "20-30k troops": (20000, 30000),
    "600-1000 personnel": (600, 1000),
    "500 soldiers": (500, 500),
    "at least 20000": (20000, None),
    "At least 20 000": (20000, None),
    "20000 or more": (20000, None),
    "at least 20k troops": (20000, None),
    "up to 40000": (0, 40000),
    "at  least   3000": (3000, None),
    "up\u00a0 to 3000": (0, 3000),
    "3000  or   more": (3000, None),
    "up to 40k": (0, 40000),
    "open-ended": (0, None),
    "open ended": (0, None),
    "Open  ended": (0, None),
    "800-800": (800, 800),
}
MONTH_RANGES = {
    "24-60 months": (24, 60),
    "24 months": (24, 24),
    "36": (36, 36),
    "24-60": (24, 60),
    "24 months or more": (24, None),
    "at least 2 years": (24, None),
    "up to 5 years": (0, 60),
    "2-5 years": (24, 60),
    "6 months to 2 years": (6, 24),
    "1 year": (12, 12),
    "90 days": (3, 3),
    "30 weeks": (7, 7),
    "open-ended": (0, None),
}
DAY_NUMBERS = {"90 days": 90, "1 day": 1, "6 weeks": 42, "3 months": 90, "2 years": 720, "90days": 90, "0 days": 0}
REFUSED = {
    PERSONNEL.interval: [
        *(
            "",
            "-5",
            "5-",
            "-",
            "to",
            "600-",
            "1000-600",
            "600-1k",
            "20k-30",
            "30.000",
            "30,000",
            "2,5k",
            "1.250k",
            "1.234,5",
            "1e6",
        ),
        *("0x1F", "10 00", "1 0000", "20000+", "> 20000", "about 600", "600-1000-2000", "a brigade", "more than 600"),
        *("at least", "at least 600-1000", "up to 24 months", "ten", "٣٠٠", "²", "9" * 16, "9" * 200, "600 rounds"),
        *("at least 600 or more", "600\n1000", "600 1000", "k", "½"),
    ],
    MONTHS.interval: ["6 weeks", "100 days", "1.250 years", "24 m", "24 troops", "forever", "5-2 years", "24 month s"],
    DAYS.number: ["90", "90-120 days", "at least 90 days", "soon", "90 hours", "1.500 years", "-3 days", "days"],
    counted_in("rounds").interval: ["500 shells", "500 troops", "rounds", "500 rounds rounds"],
    calendar_date: [
        "16.2.2025",
        "2025-2-16",
        "2025-02-30",
        "20250216",
        "2025-W07-1",
        "0000-01-01",
        "9999-12-31",
        "soon",
    ],
    instant: [
        *(
            "2025-02-16",
            "2025-02-16T18:00",
            "2025-02-16T18",
            "2025-02-16T25:00Z",
            "2025-02-30T18:00Z",
            "0001-01-01T00:00Z",
        ),
        *("2025-02-16T18:00+25:00", "2025-02-16T18:00+0100", "2025-02-16T18:00 CET", "2025-02-16T18:60Z"),
    ],
    factor: ["0", "0.9", "2,5", "-3", "1e3", "3/2", "nan", "1000", "3:1"],
}


@pytest.mark.parametrize(("written", "meant"), PERSONNEL_RANGES.items())
def test_personnel_may_be_written_as(written: str, meant: tuple[int, int | None]) -> None:
    assert PERSONNEL.interval(written) == Interval(*meant)


@pytest.mark.parametrize(("written", "meant"), MONTH_RANGES.items())
def test_months_may_be_written_as(written: str, meant: tuple[int, int | None]) -> None:
    assert MONTHS.interval(written) == Interval(*meant)


@pytest.mark.parametrize(("written", "meant"), DAY_NUMBERS.items())
def test_days_may_be_written_as(written: str, meant: int) -> None:
    assert DAYS.number(written) == meant


@pytest.mark.parametrize(("read", "written"), [(read, text) for read, texts in REFUSED.items() for text in texts])
def test_nothing_is_guessed_from(read, written: str) -> None:  # noqa: ANN001 - a union of seven signatures
    with pytest.raises(MisreadError):
        read(written)


def test_an_offer_is_counted_in_the_unit_that_the_dossier_names() -> None:
    assert counted_in("spare-part kits").interval("10-20 spare-part kits") == Interval(10, 20)
    assert counted_in("kits").interval("10-20 kits") == Interval(10, 20)
    assert counted_in("kits").interval("10-20k kits") == Interval(10000, 20000)
    assert counted_in("Rounds").interval("50k rounds") == Interval(50000, 50000)


@pytest.mark.parametrize(
    ("written", "readings"),
    {
        "30.000": "30000 or as 30:",
        "30,000": "30000 or as 30:",
        "1,250": "1250 or as 1.25: write 1250 or 1.2500",
        "1.250k": "1250 or as 1.25: write 1250 or 1.2500",
        "30 000.000": "30000000 or as 30000:",
    }.items(),
)
def test_a_point_or_comma_is_answered_with_both_readings(written: str, readings: str) -> None:
    with pytest.raises(MisreadError) as refused:
        PERSONNEL.number(written)
    assert readings in refused.value.advice


def test_dates_and_moments() -> None:
    assert calendar_date("2024-02-29") == date(2024, 2, 29)
    assert instant("2025-02-16T18:00+01:00") == datetime(2025, 2, 16, 18, tzinfo=timezone(timedelta(hours=1)))
    assert instant("2025-02-16 18:00:30 Z") == datetime(2025, 2, 16, 18, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("read", "written"),
    [
        *((calendar_date, day) for day in ("0000-01-01", "1899-12-31", "2200-01-01", "9999-12-31")),
        *((instant, moment) for moment in ("1899-12-31T23:59Z", "9999-12-31T00:00+01:00", "0001-01-01T00:00Z")),
    ],
)
def test_a_year_out_of_reach_is_said_to_be_that(read: Callable[[str], object], written: str) -> None:
    with pytest.raises(MisreadError) as refused:
        read(written)
    assert refused.value.expected == "a year from 1900 to 2199"


def test_rotation_factors_are_exact() -> None:
    assert [factor(text) for text in ("3", "2.5", "1")] == [3, Fraction(5, 2), 1]


@given(st.integers(0, 10**12), st.sampled_from(["", " ", "_", "\u00a0", "\u202f"]))
def test_any_number_reads_back_whatever_separates_its_thousands(number: int, gap: str) -> None:
    assert PERSONNEL.number(f"{number:,}".replace(",", gap)) == number


PERCENT = counted_in("percent of GDP")
DECIMALS = {
    "3.5k": (PERSONNEL, 3500, 3500),
    "2.1": (PERSONNEL, Fraction(21, 10), Fraction(21, 10)),
    "0.25": (PERCENT, Fraction(1, 4), Fraction(1, 4)),
    "0.250": (PERCENT, Fraction(1, 4), Fraction(1, 4)),
    "1.2500": (PERCENT, Fraction(5, 4), Fraction(5, 4)),
    "3.0": (PERCENT, 3, 3),
    "2-3.5": (PERCENT, 2, Fraction(7, 2)),
    "2.5–3.5 percent of GDP": (PERCENT, Fraction(5, 2), Fraction(7, 2)),
    "2-3.5 %": (PERCENT, 2, Fraction(7, 2)),
    "at least 2.5% of GDP": (PERCENT, Fraction(5, 2), None),
    "up to 2.5 percent": (PERCENT, 0, Fraction(5, 2)),
    "1 250.5": (counted_in("euro"), Fraction(2501, 2), Fraction(2501, 2)),
    "1-1.5 billion": (counted_in("billion euro"), 1, Fraction(3, 2)),
    "24-30 F-16 fighters": (counted_in("F-16 fighters"), 24, 30),
    "1.5 years": (MONTHS, 18, 18),
    "1.5": (MONTHS, Fraction(3, 2), Fraction(3, 2)),
    "1-1.5 years": (MONTHS, 12, 18),
}


@pytest.mark.parametrize("written", DECIMALS)
def test_decimals_and_units_in_words_are_read_exactly(written: str) -> None:
    measure, low, high = DECIMALS[written]
    found = measure.interval(written)
    assert (found.low, found.high) == (low, high)
    assert all(isinstance(end, int) for end in (found.low, found.high) if end is not None and end == int(end))


@given(st.decimals(0, 10**12, places=None, allow_nan=False).map(lambda d: round(d, 9)))
def test_any_decimal_is_printed_as_the_number_that_was_written(written: Decimal) -> None:
    text = f"{written:f}"
    assume(len(text.partition(".")[2]) != len("000") or text.startswith("0"))
    found = PERCENT.number(text)
    assert Fraction(found) == Fraction(written)
    assert json.loads(exact([found]), parse_float=Decimal) == [written]
    assert number(found).replace("\u00a0", "") == digits(found)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in REFUSED:
        with suppress(MisreadError):
            read(text)
