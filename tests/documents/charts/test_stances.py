"""What the picture of a count shows, and what it says to those who do not see it."""

from collections.abc import Callable

import pytest

from responsegen.documents.charts.chart import Chart
from responsegen.documents.charts.stances import StanceBar, stances

PORTS = StanceBar("Ports", for_=20, constructive=1, abstaining=2, outstanding=3, against=1, verdict="not agreed")
DATA = StanceBar("Customs data", for_=25, outstanding=2, required=15, verdict="agreed")


@pytest.mark.parametrize("bars", [[], [StanceBar("Nobody")], [StanceBar("Ports", outstanding=27)] * 2])
def test_nothing_said_is_no_picture(bars: list[StanceBar]) -> None:
    assert stances("Sanctions", bars) is None


def test_the_words_say_every_column_the_threshold_and_the_outcome() -> None:
    picture = stances("Sanctions", [PORTS, DATA])
    assert picture is not None
    assert picture.alt == (
        "Sanctions, two points. "
        "Ports: 20 for, 1 constructively abstaining, 2 abstaining, 3 outstanding, 1 against; not agreed. "
        "Customs data: 25 for, 2 outstanding; 15 members needed; agreed."
    )


def test_every_count_that_is_not_nought_stands_in_its_bar(words_in: Callable[[Chart], list]) -> None:
    picture = stances("Sanctions", [PORTS])
    assert picture is not None
    words = [w.what for w in words_in(picture)]
    assert words == [
        *("for", "constructively abstaining", "abstaining", "outstanding", "against"),
        *("Ports", "not agreed"),
        *("20", "1", "2", "3", "1"),
    ]


@pytest.mark.parametrize(
    ("members", "required"),
    [(27, 1), (27, 14), (27, 15), (27, 27), (27, 40), (26, 13), (28, 14)],  # half: where the number would stand
)
def test_no_number_stands_over_the_mark_of_the_threshold(
    members: int, required: int, words_in: Callable[[Chart], list]
) -> None:
    picture = stances("Enforcement", [StanceBar("Data", for_=members, required=required)])
    assert picture is not None
    (mark,) = {
        s for s in picture.svg.split("<") if s.startswith("line") and 'stroke-width="1.6"' in s and 'x1="8"' not in s
    }
    x = float(mark.split('x1="')[1].split('"')[0])
    (count,) = (w for w in words_in(picture) if w.what == f"{members}")
    assert not count.left - 1 < x < count.right + 1


def test_points_that_do_not_fit_on_a_page_are_counted(words_in: Callable[[Chart], list]) -> None:
    picture = stances("Sanctions", [PORTS] * 100)
    assert picture is not None
    words = [w.what for w in words_in(picture)]
    shown = words.count("Ports")
    assert shown > 25
    assert f"and {100 - shown} further points: see the table" in words
    assert picture.alt.count("Ports") == 100
