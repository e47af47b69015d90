"""A caption says what its picture comes to, not what it is a picture of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.answer import Strength
from responsegen.documents.charts.force import ForceCurve, force
from responsegen.documents.charts.ranges import BandKind, Bands, RangeBar, ranges
from responsegen.documents.charts.stances import StanceBar, stances
from responsegen.documents.charts.tile_map import TileStance, tiles
from responsegen.dossier.model import MONTHS, Interval

if TYPE_CHECKING:
    from responsegen.documents.charts.chart import Chart


def caption(picture: Chart | None) -> str:
    assert picture is not None
    return picture.caption.replace("\N{NO-BREAK SPACE}", " ")


def votes(*for_: int, members: int) -> Chart | None:
    return stances("Sanctions", [StanceBar(f"Point {i}", n, abstaining=members - n) for i, n in enumerate(for_)])


@pytest.mark.parametrize(
    ("for_", "members", "words"),
    [
        ((21, 25), 25, "of 25 delegations, between 21 and 25 are for each point"),
        ((3, 16), 16, "of 16 delegations, between 3 and 16 are for each point"),
        ((2, 4), 5, "of five delegations, between two and four are for each point"),
        ((0, 4), 5, "of five delegations, up to four are for a point"),
        ((23, 23), 25, "of 25 delegations, 23 are for each point"),
        ((25, 25), 25, "all 25 delegations are for each point"),
        ((15,), 27, "of 27 delegations, 15 are for it"),
        ((1,), 27, "of 27 delegations, one is for it"),
        ((0,), 27, "of 27 delegations, none is for it"),
        ((1,), 1, "one delegation is for it"),
        ((2, 2), 2, "both delegations are for each point"),
    ],
)
def test_of_stances(for_: tuple[int, ...], members: int, words: str) -> None:
    assert caption(votes(*for_, members=members)) == f"Sanctions: {words}"


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


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("yes conditional conditional no", "of four delegations, three are ready to contribute"),
        ("yes no", "of two delegations, one is ready to contribute"),
        ("yes conditional", "both delegations are ready to contribute"),
        ("no undecided", "of two delegations, none is ready to contribute"),
    ],
)
def test_of_the_map(said: str, words: str) -> None:
    stated = {code: TileStance(stance) for code, stance in zip(("BE", "DE", "FR", "HU"), said.split(), strict=False)}
    assert caption(tiles("Troops", stated)) == f"Troops: {words}"


def test_of_the_force_over_time() -> None:
    full = ForceCurve("Full", (Strength(30, Interval(500, 600)), Strength(90, Interval(200, 900))))
    none = ForceCurve("None", (Strength(30, Interval(50, 60)),))
    required = Interval(1_000, None)
    assert caption(force("Troops", [none, full], required)) == (
        "Troops over time: at its largest 500–600 personnel under “Full”, against 1 000 required"
    )
    assert caption(force("Troops", [full, full], None)) == "Troops over time: at its largest 500–600 personnel"
