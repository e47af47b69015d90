"""Where a range settles: on the values for which the fewest give way, and those whose way is the shortest."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsegen.consensus.answer import RangeOutcome
from responsegen.consensus.range_moves import _nearest, compromises
from tests.consensus.builders import dossier, outcome_of, position, ranges, reservation, span

if TYPE_CHECKING:
    from collections.abc import Mapping

SIX = ("DE", "ES", "FR", "IT", "HU", "MT")


def settled(rule: str, said: Mapping[str, tuple[int | str, int | None]], *reserved: str) -> list[str]:
    topic = ranges(rule, SIX)
    positions = [
        position(d, {"force_size": span(*r)}, *([reservation("force_size", "substantive")] if d in reserved else []))
        for d, r in said.items()
    ]
    case = dossier([topic], positions, SIX)
    outcome = outcome_of(case, "force_size", RangeOutcome)
    return [
        f"{s.value}: " + ", ".join([*(f"{c.delegation} by {c.by}" for c in s.concessions), *s.others])
        for s in compromises(case, outcome)
    ]


@pytest.mark.parametrize(
    ("rule", "said", "values"),
    [
        ("unanimity", dict.fromkeys(SIX, (10, 20)), []),
        ("unanimity", dict.fromkeys(SIX, (10, 20)) | {"HU": (24, 30)}, ["20: HU by 4", "10: HU by 14"]),
        ("unanimity", dict.fromkeys(SIX[:5], (10, 20)), ["10: MT", "20: MT"]),
        ("unanimity", dict.fromkeys(SIX[:3], (10, 20)) | dict.fromkeys(SIX[3:], (30, 40)), [
            "20: IT by 10, HU by 10, MT by 10",
            "30: DE by 10, ES by 10, FR by 10",
            "10: IT by 20, HU by 20, MT by 20",
            "40: DE by 20, ES by 20, FR by 20",
        ]),
        ("simple-majority", dict.fromkeys(SIX[:3], (10, 20)) | dict.fromkeys(SIX[3:], (25, 40)), [
            "20: IT by 5", "25: DE by 5", "10: IT by 15", "40: DE by 20",
        ]),
    ],
)  # fmt: skip
def test_a_range_settles_where_the_fewest_give_way(
    rule: str, said: Mapping[str, tuple[int | str, int | None]], values: list[str]
) -> None:
    assert settled(rule, said) == values


def test_who_is_against_every_value_has_to_give_way_at_each() -> None:
    assert settled("consensus", dict.fromkeys(SIX, (10, 20)), "HU") == ["10: HU", "20: HU"]


ITEMS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 30)), min_size=1, max_size=9)


def test_the_nearest_is_not_enough_where_two_others_are_nearer_together() -> None:
    assert _nearest((1, 4, 4, 9), (1, 5, 5, 9), size=2, least=10) == (1, 2)


@given(ITEMS, st.data())
def test_the_shortest_way_is_the_one_that_trying_every_set_finds(
    items: list[tuple[int, int]], data: st.DataObject
) -> None:
    ways, weights = [w for w, _ in items], [m for _, m in items]
    size = data.draw(st.integers(1, len(items)))
    least = data.draw(st.integers(0, sum(sorted(weights)[-size:])))
    chosen = _nearest(ways, weights, size, least)
    every = (c for c in combinations(range(len(items)), size) if sum(weights[i] for i in c) >= least)
    assert len(set(chosen)) == size
    assert sum(weights[i] for i in chosen) >= least
    assert sum(ways[i] for i in chosen) == min(sum(ways[i] for i in c) for c in every)
