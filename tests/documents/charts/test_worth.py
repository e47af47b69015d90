"""What the picture of the requirements' worth shows, and what it says to those who do not see it."""

from collections.abc import Callable

import pytest

from responsegen.documents.charts.chart import Chart
from responsegen.documents.charts.dependency import NeedBar, worth
from responsegen.dossier.model import Interval

NEEDS = [
    NeedBar("Logistics", Interval(0, 0)),
    NeedBar("Airlift", Interval(600, 1_000)),
    NeedBar("Air defence", Interval(12_000, 15_000)),
    NeedBar("Backstop", Interval(600, None)),
]


@pytest.mark.parametrize("needs", [[], [NeedBar("Logistics", Interval(0, 0))]])
def test_no_troops_on_any_requirement_is_no_picture(needs: list[NeedBar]) -> None:
    assert worth("Support", needs) is None


def test_a_pledge_without_a_number_is_a_picture() -> None:
    assert worth("Support", [NeedBar("Airlift", Interval(0, None))]) is not None


def test_the_words_say_the_numbers_largest_first_and_that_they_do_not_add_up() -> None:
    picture = worth("Support", NEEDS)
    assert picture is not None
    assert picture.alt.replace("\N{NO-BREAK SPACE}", " ") == (
        "Support, four requirements, by the number of troops depending on it: "
        "Air defence, 12 000 to 15 000; Backstop, at least 600; Airlift, 600 to 1 000; Logistics, 0. "
        "The numbers do not add up, since one pledge can depend on several requirements."
    )


def test_each_bar_ends_in_its_number(words_in: Callable[[Chart], list]) -> None:
    picture = worth("Support", NEEDS)
    assert picture is not None
    words = [w.what.replace("\N{NO-BREAK SPACE}", " ") for w in words_in(picture)]
    assert words[-7:] == [
        *("Air defence", "Backstop", "Airlift"),
        *("12 000–15 000", "600 or more", "600–1 000"),
        "and one requirement on which no troops depend",
    ]
