"""A caption says what its picture comes to, not what it is a picture of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from responsegen.documents.charts.ranges import RangeBar, ranges
from responsegen.dossier.model import MONTHS, Interval

if TYPE_CHECKING:
    from responsegen.documents.charts.chart import Chart


def caption(picture: Chart) -> str:
    return picture.caption.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("widest_support", "words"),
    [
        ((Interval(30, 35),), "not agreed, widest support for 30–35 months"),
        ((Interval(0, 10), Interval(24, None)), "not agreed, widest support for up to 10 or at least 24 months"),
        (tuple(Interval(i, i) for i in range(9)), "what each delegation can accept"),
        ((), "what each delegation can accept"),
    ],
)
def test_of_ranges(widest_support: tuple[Interval, ...], words: str) -> None:
    assert (
        caption(ranges("Duration", MONTHS, [RangeBar("SE", Interval(1, 60))], widest_support)) == f"Duration: {words}"
    )
