"""Which slips have one reading, and which are left to a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsegen.dossier.dates import date_meant
from responsegen.dossier.model import Stance
from responsegen.dossier.quantities import MONTHS, PERSONNEL, MisreadError, number_meant
from responsegen.dossier.spelling import name_meant

NAMES = ["air-defence", "airlift", "drones", "lng", "need-1", "need-2", "not-needed", "banks", "tanks"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Drones", "drones"),
        ("AIR_DEFENCE", "air-defence"),
        ("air defence ", "air-defence"),
        ("not needed", "not-needed"),
        ("LNG", "lng"),
        ("dones", "drones"),
        ("dronnes", "drones"),
        ("drobes", "drones"),
        ("droens", "drones"),
        ("air-defense", "air-defence"),
        ("drones2", ""),  # perhaps another need than the one that is there
        ("need-3", ""),
        ("lgn", ""),  # too short for a slip to be told from another name
        ("wanks", ""),  # banks or tanks
        ("dornse", ""),  # two slips
        ("helicopters", ""),
        ("", ""),
    ],
)
def test_a_name_is_meant_where_only_one_is_a_slip_away(written: str, meant: str) -> None:
    assert name_meant(written, NAMES) == meant


@pytest.mark.parametrize("one", Stance)
def test_no_stance_is_a_slip_of_another(one: Stance) -> None:
    assert name_meant(one, [other for other in Stance if other is not one]) == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1.000.000", "1 000 000"),
        ("1,000,000-2,500,000", "1 000 000-2 500 000"),
        ("30'000", "30 000"),
        ("30’000 personnel", "30 000 personnel"),
        ("20000—30000", "20000-30000"),
        ("20000‑30000", "20000-30000"),
        ("30.000", "30.000"),
        ("30,000", "30,000"),
        ("1.000,000", "1.000,000"),
        ("1.000.000,50", "1.000.000,50"),
        ("0.000.000", "0.000.000"),
        ("1000.000.000", "1000.000.000"),
        ("1.5", "1.5"),
    ],
)
def test_a_number_is_meant_where_nobody_reads_it_otherwise(written: str, meant: str) -> None:
    assert number_meant(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025/02/16", "2025-02-16"),
        ("2025-2-6", "2025-02-06"),
        ("16.2.2025", "2025-02-16"),
        ("16/02/2025", "2025-02-16"),
        ("6 February 2025", "2025-02-06"),
        ("16. february 2025", "2025-02-16"),
        ("6.2.2025", ""),  # the second of June to some
        ("02/16/2025", ""),
        ("16.2.25", ""),
        ("February 2025", ""),
        ("6 Feburary 2025", "2025-Feburary-06"),  # which is no date either, and so is not taken
    ],
)
def test_a_date_is_meant_where_day_and_month_cannot_be_confused(written: str, meant: str) -> None:
    assert date_meant(written) == meant


@given(st.integers(1_000_000, 10**12), st.sampled_from(".,'’"))
def test_a_number_with_separators_is_the_number_without_them(number: int, separator: str) -> None:
    assert PERSONNEL.number(number_meant(f"{number:,}".replace(",", separator))) == number


@given(st.text(" 0123456789.,'-–kto months", max_size=15))
def test_what_is_read_already_is_read_as_before(text: str) -> None:
    for measure in (PERSONNEL, MONTHS):
        try:
            as_written = measure.interval(text)
        except MisreadError:
            continue
        assert measure.interval(number_meant(text)) == as_written
