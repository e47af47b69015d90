"""A caption says what its picture comes to, not what it is a picture of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from responsegen.documents.charts.ranges import BandKind, Bands, RangeBar, ranges
from responsegen.dossier.model import MONTHS, Interval

if TYPE_CHECKING:
    from responsegen.documents.charts.chart import Chart


def caption(picture: Chart) -> str:
    return picture.caption.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("bands", "words"),
    [
        (Bands(BandKind.AGREED, (Interval(30, 35),)), "agreed, 30–35 months"),
        (
            Bands(BandKind.CHOICE, (Interval(0, 10), Interval(24, None))),
            "a choice to be made, up to 10 or at least 24 months",
        ),
        (Bands(BandKind.POSSIBLE, (Interval(30, 35),)), "still possible, 30–35 months"),
        (
            Bands(BandKind.WIDEST_SUPPORT, (Interval(24, 24), Interval(36, 36))),
            "not agreed, widest support for 24 or 36 months",
        ),
        (Bands(BandKind.WIDEST_SUPPORT, tuple(Interval(i, i) for i in range(9))), "what each delegation can accept"),
        (Bands(BandKind.AGREED), "what each delegation can accept"),
    ],
)
def test_of_ranges(bands: Bands, words: str) -> None:
    assert caption(ranges("Duration", MONTHS, [RangeBar("SE", Interval(1, 60))], bands)) == f"Duration: {words}"
