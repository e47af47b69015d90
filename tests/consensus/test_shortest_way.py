"""Among as few delegations, those with the shortest way all together are found: as by trying every set."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from responsegen.consensus.range_moves import _nearest

ITEMS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 30)), min_size=1, max_size=9)


def test_the_nearest_is_not_enough_where_two_others_are_nearer_together() -> None:
    assert _nearest((1, 4, 4, 9), (1, 5, 5, 9), size=2, least=10) == (1, 2)


@given(ITEMS, st.data())
def test_as_by_trying_every_set(items: list[tuple[int, int]], data: st.DataObject) -> None:
    ways, weights = [w for w, _ in items], [m for _, m in items]
    size = data.draw(st.integers(1, len(items)))
    least = data.draw(st.integers(0, sum(sorted(weights)[-size:])))
    chosen = _nearest(ways, weights, size, least)
    every = (c for c in combinations(range(len(items)), size) if sum(weights[i] for i in c) >= least)
    assert len(set(chosen)) == size
    assert sum(weights[i] for i in chosen) >= least
    assert sum(ways[i] for i in chosen) == min(sum(ways[i] for i in c) for c in every)
