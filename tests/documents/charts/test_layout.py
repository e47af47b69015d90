"""Whatever the data, no label of a picture meets another or leaves the page, and the same data draws the same bytes."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsegen.documents.charts.chart import Chart
from responsegen.documents.charts.ranges import MOST_BARS, RangeBar, ranges
from responsegen.dossier.model import MONTHS, PERSONNEL, Interval

LONG = "Air and missile defence of all hubs, lines of supply and places of assembly in western and central Ukraine"
WORD = "Verteidigungs" * 12
LABELS = ("SE", "", LONG, WORD, "WWWWWWWWWWWWWWWWWWWW", "Żółć ĄĘ & <Ї>", "iiii")
HUGE = 10**15 - 1  # the largest number that the reader takes


def bars(count: int, *acceptable: Interval) -> list[RangeBar]:
    preferred = (None, acceptable[0], Interval(acceptable[0].low, acceptable[0].low))
    asides = ("", "under a reservation", "", "")
    return [RangeBar(f"D{i}", acceptable[i % len(acceptable)], preferred[i % 3], asides[i % 4]) for i in range(count)]


ONE = (Interval(30_000, 40_000),)
NONE: tuple[Interval, ...] = ()
MANY = tuple(Interval(i, i) for i in range(0, 90_000, 7_001))
USUAL = (Interval(20_000, 40_000), Interval(30_000, None), Interval(0, 25_000), Interval(30_000, 30_000))

PICTURES: dict[str, Callable[[], Chart]] = {
    "ranges of one": lambda: ranges("Size", PERSONNEL, bars(1, *USUAL), NONE),
    "ranges of two": lambda: ranges("Size", PERSONNEL, bars(2, *USUAL), ONE),
    "ranges of forty": lambda: ranges("Size", PERSONNEL, bars(40, *USUAL), ONE),
    "as many ranges as a page holds": lambda: ranges("Size", PERSONNEL, bars(MOST_BARS, *USUAL), ONE),
    "all ranges equal": lambda: ranges("Size", PERSONNEL, bars(40, Interval(30_000, 40_000)), ONE),
    "all ranges nought": lambda: ranges("Size", MONTHS, bars(4, Interval(0, 0)), NONE),
    "all ranges without end": lambda: ranges("Size", MONTHS, bars(4, Interval(0, None)), NONE),
    "ranges from nought to a million": lambda: ranges(
        "Size", PERSONNEL, bars(6, Interval(0, 1_000_000), Interval(12, 12), Interval(999_999, None)), ONE
    ),
    "the largest numbers": lambda: ranges("Size", PERSONNEL, bars(3, Interval(0, HUGE), Interval(HUGE, None)), NONE),
    "the largest number of months": lambda: ranges(
        "Size", MONTHS, bars(3, Interval(HUGE, HUGE), Interval(1, None)), NONE
    ),
    "ranges with long names": lambda: ranges("Size", PERSONNEL, [RangeBar(s, Interval(1, 9)) for s in LABELS], NONE),
    "many bands": lambda: ranges("Size", PERSONNEL, bars(5, *USUAL), MANY),
}

intervals = st.builds(
    lambda low, more: Interval(low, None if more is None else low + more),
    st.integers(0, 10**6) | st.integers(0, 50),
    st.none() | st.just(0) | st.integers(0, 10**6),
)
labels = st.sampled_from(LABELS)
random_pictures = st.builds(
    ranges,
    st.just("Topic"),
    st.sampled_from([PERSONNEL, MONTHS, "percent of GDP"]),
    st.lists(st.builds(RangeBar, labels, intervals, st.none() | intervals, labels), min_size=1, max_size=45),
    st.lists(intervals, max_size=4),
)


@pytest.mark.parametrize("name", PICTURES)
def test_no_label_meets_another_or_leaves_the_page(name: str, faults: Callable[[Chart], list[str]]) -> None:
    assert faults(PICTURES[name]()) == []


@settings(max_examples=150)
@given(random_pictures)
def test_nor_does_any_of_random_data(faults: Callable[[Chart], list[str]], picture: Chart) -> None:
    assert faults(picture) == []


def test_the_check_itself_sees_an_overlap_a_word_off_the_page_and_small_print(
    faults: Callable[[Chart], list[str]],
) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
        '<text x="10" y="20" font-size="8">one</text>'
        '<g transform="translate(4 2)"><text x="10" y="20" font-size="8">two</text></g>'
        '<text x="98" y="40" font-size="6">three</text></svg>'
    )
    found = " ".join(faults(Chart(svg, "", "")))
    assert "overlaps" in found
    assert "leaves the picture" in found
    assert "set in 6.0 pt" in found
    assert len(faults(Chart(svg, "", ""))) == 3
