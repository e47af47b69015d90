"""What the picture of the force over time shows, and what it says to those who do not see it."""

from collections.abc import Callable

import pytest

from responsegen.consensus.answer import Strength
from responsegen.documents.charts.chart import Chart
from responsegen.documents.charts.force import ForceCurve, force
from responsegen.dossier.model import Interval

FULL = ForceCurve("Full US support", (Strength(90, Interval(600, 1_000)), Strength(810, Interval(0, 0))))
ALONE = ForceCurve("No US support", ())
NOBODY = ForceCurve("No US support", (Strength(0, Interval(0, 0)),))
REQUIRED = Interval(30_000, 40_000)


@pytest.mark.parametrize("curves", [[], [ALONE], [NOBODY, ALONE]])
def test_nobody_in_any_scenario_is_no_picture(curves: list[ForceCurve]) -> None:
    assert force("Troops", curves, REQUIRED) is None


def test_the_words_say_every_step_and_what_is_required() -> None:
    picture = force("Troops", [FULL, ALONE], REQUIRED)
    assert picture is not None
    assert picture.alt.replace("\N{NO-BREAK SPACE}", " ") == (
        "Troops, personnel by day after the decision. Required: 30 000 to 40 000 personnel. "
        "Full US support: from day 90, 600 to 1 000; from day 810, nobody. No US support: nobody."
    )


@pytest.mark.parametrize(
    ("last", "unit", "end"),
    [(100, "days", "100"), (720, "months", "24"), (1_800, "months", "60"), (3_600, "years", "10")],
)
def test_time_is_shown_in_days_months_or_years(
    last: int, unit: str, end: str, words_in: Callable[[Chart], list]
) -> None:
    steps = (Strength(0, Interval(5, 5)), Strength(last, Interval(0, 0)))
    picture = force("Troops", [ForceCurve("Full", steps)], None)
    assert picture is not None
    words = [w.what for w in words_in(picture)]
    assert words[-1] == f"{unit} after the decision"
    assert words[-2] == end


@pytest.mark.parametrize(
    ("curve", "unit", "words"),
    [
        (FULL, "days", "peak 600–1 000, after 90 days"),
        (FULL, "months", "peak 600–1 000, after 3 months"),
        (ForceCurve("Full", (Strength(30, Interval(5, 5)),)), "months", "peak 5, after 1 month"),
        (ForceCurve("Full", (Strength(75, Interval(5, 5)),)), "months", "peak 5, after 2.5 months"),
        (ForceCurve("Full", (Strength(90, Interval(5, 5)),)), "years", "peak 5, after 0.25 years"),
        (ForceCurve("Full", (Strength(20, Interval(5, 5)),)), "months", "peak 5, after 20 days"),
        (ForceCurve("Full", (Strength(0, Interval(5, None)),)), "days", "peak 5 or more, from the first day"),
        (ALONE, "days", "nobody takes part"),
        (NOBODY, "days", "nobody takes part"),
    ],
)
def test_each_panel_says_its_peak_in_the_unit_of_the_axis(curve: ForceCurve, unit: str, words: str) -> None:
    assert curve.peak(unit).replace("\N{NO-BREAK SPACE}", " ") == words


def test_the_line_of_the_least_is_a_step_curve_that_rests_while_nobody_is_there() -> None:
    steps = (Strength(30, Interval(5, 5)), Strength(60, Interval(10, 10)), Strength(90, Interval(0, 0)))
    picture = force("Troops", [ForceCurve("Full", steps)], None)
    assert picture is not None
    (line,) = (p for p in picture.svg.split("<path ") if 'stroke-width="1.8"' in p and p.startswith("d="))
    letters = [part for part in line.split('"')[1].split() if part.isalpha()]
    assert letters == ["M", "V", "M", "V", "H", "V", "H", "V", "M"]


def test_scenarios_that_do_not_fit_on_a_page_are_counted(words_in: Callable[[Chart], list]) -> None:
    picture = force("Troops", [FULL] * 50, REQUIRED)
    assert picture is not None
    words = [w.what for w in words_in(picture)]
    shown = words.count("Full US support")
    assert words[-1] == f"months after the decision; {50 - shown} further scenarios: see the table"
    assert shown > 12
