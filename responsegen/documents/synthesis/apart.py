"""From pairs of delegations whose ranges do not meet to few lines: one delegation each, and all whom it misses."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def apart(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name every pair once, under the one of the two who misses more of those that are left; who misses most, first."""
    left = list(pairs)
    while left:
        misses = Counter(delegation for pair in left for delegation in pair)
        one = max(misses, key=misses.__getitem__)
        yield one, tuple(other for pair in left if one in pair for other in pair if other != one)
        left = [pair for pair in left if one not in pair]
