"""What the picture of stated ranges shows, and what it says to those who do not see it."""

from collections.abc import Callable

import pytest

from responsegen.documents.charts.chart import Chart
from responsegen.documents.charts.ranges import RangeBar, ranges
from responsegen.dossier.model import MONTHS, PERSONNEL, Interval

SE = RangeBar("SE", Interval(30_000, 50_000), preferred=Interval(35_000, 35_000))
UK = RangeBar("UK", Interval(20_000, None))
CY = RangeBar("CY", Interval(0, 10_000), aside="for information")
MOST = (Interval(30_000, 40_000),)
NONE: tuple[Interval, ...] = ()


def drawn(*bars: RangeBar, bands: tuple[Interval, ...] = MOST, unit: str = PERSONNEL) -> Chart:
    return ranges("Size of the force", unit, bars, bands)


def test_the_words_say_the_data_in_the_order_given() -> None:
    assert drawn(SE, UK, CY).alt.replace("\N{NO-BREAK SPACE}", " ") == (
        "Size of the force. Widest support: 30 000 to 40 000 personnel. Three delegations, in personnel: "
        "SE 30 000 to 50 000, preferred 35 000; UK at least 20 000; CY up to 10 000 (for information)."
    )


def test_bands_of_one_kind_are_said_together() -> None:
    widest = (Interval(24, 24), Interval(36, None))
    assert ". Widest support: 24 or at least 36 months. " in drawn(SE, bands=widest, unit=MONTHS).alt


@pytest.mark.parametrize(
    ("bars", "bands", "keys"),
    [
        ((SE,), MOST, ["widest support: 30 000–40 000 personnel", "acceptable range", "preferred"]),
        ((UK, CY), NONE, ["acceptable range", "no upper end", "for information"]),
        (
            (UK,),
            (Interval(1, 2), Interval(5, None)),
            ["widest support: 1–2 or ≥ 5 personnel", "acceptable range", "no upper end"],
        ),
    ],
)
def test_the_keys_explain_what_is_drawn_and_nothing_else(
    bars: tuple[RangeBar, ...], bands: tuple[Interval, ...], keys: list[str], words_in: Callable[[Chart], list]
) -> None:
    words = [w.what.replace("\N{NO-BREAK SPACE}", " ") for w in words_in(drawn(*bars, bands=bands))]
    assert words[: len(keys)] == keys
    assert words[len(keys)] == "0"


def test_every_delegation_has_its_range_in_figures_on_its_own_line(words_in: Callable[[Chart], list]) -> None:
    words = {w.what: w for w in words_in(drawn(SE, UK, CY))}
    for name, figure in (("SE", "30 000–50 000"), ("UK", "≥ 20 000"), ("CY", "≤ 10 000")):
        there = words[figure.replace(" ", "\N{NO-BREAK SPACE}")]
        assert there.bottom == pytest.approx(words[name].bottom, abs=1)
    assert [w for w in words if w in {"SE", "UK", "CY"}] == ["SE", "UK", "CY"]


@pytest.mark.parametrize(
    ("unit", "high", "ticks"),
    [
        (PERSONNEL, 50_000, ["0", "10 000", "20 000", "30 000", "40 000", "50 000"]),
        (PERSONNEL, 1_000_000, ["0", "200 000", "400 000", "600 000", "800 000", "1 000 000"]),
        (PERSONNEL, 7, ["0", "1", "2", "3", "4", "5", "6", "7"]),
        (MONTHS, 60, ["0", "12", "24", "36", "48", "60"]),
        (MONTHS, 36, ["0", "6", "12", "18", "24", "30", "36"]),
        (MONTHS, 240, ["0", "60", "120", "180", "240"]),
        (MONTHS, 0, ["0", "1"]),
    ],
)
def test_ticks_are_round_and_months_count_by_years(
    unit: str, high: int, ticks: list[str], words_in: Callable[[Chart], list]
) -> None:
    picture = drawn(RangeBar("SE", Interval(0, high)), bands=NONE, unit=unit)
    words = [w.what.replace("\N{NO-BREAK SPACE}", " ") for w in words_in(picture)]
    assert words[1 : words.index(unit)] == ticks


def test_bars_that_are_counted_not_counted_and_open_differ_in_shape() -> None:
    hollow, tip = 'stroke-dasharray="2 1.2"', " L "
    assert [(hollow in drawn(b).svg, tip in drawn(b).svg) for b in (SE, CY, UK)] == [
        (False, False),
        (True, False),
        (False, True),
    ]
