"""Ranges that do not meet are named by those who miss most: pairs in, lines out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsegen.documents.topics.range import conflict_groups

LINES = {
    "": "",
    "BE-LT": "BE with LT",
    "BE-HU BE-SK DE-HU DE-SK FR-HU": "HU with BE DE FR; SK with BE DE",
    "BE-DE DE-FR FR-LT": "DE with BE FR; FR with LT",
    "BE-DE FR-LT": "BE with DE; FR with LT",
}


@pytest.mark.parametrize("pairs", LINES)
def test_who_misses_most_is_named_first(pairs: str) -> None:
    found = conflict_groups([(one, other) for one, other in (pair.split("-") for pair in pairs.split())])
    assert "; ".join(f"{one} with {' '.join(others)}" for one, others in found) == LINES[pairs]


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1])))
def test_every_pair_is_named_once(pairs: set[tuple[int, int]]) -> None:
    stated = [(str(one), str(other)) for one, other in sorted(pairs)]
    named = [tuple(sorted((one, other))) for one, others in conflict_groups(stated) for other in others]
    assert sorted(named) == stated
