"""The fewest values that tell all stated ranges, however many there are."""

from random import Random

import pytest

from responsegen.consensus.answer import Support
from responsegen.documents.attribution import Attributor
from responsegen.documents.topics.range import variants
from responsegen.dossier.model import Attribution, Interval
from tests.consensus import builders as build

NAMED = Attributor(Attribution.NAMED, {})


def pair_by_pair(ranges: dict[str, Interval]) -> list[tuple[Interval, tuple[str, ...]]]:
    """The same from its definition: every range is held against every other."""
    found, left = [], dict(ranges)
    while left:
        lows = sorted(tried.low for tried in left.values())
        inside = max(([d for d, r in left.items() if low in r] for low in lows), key=len)
        highest = [high for d in inside if (high := left[d].high) is not None]
        low, high = max(left[d].low for d in inside), min(highest, default=None)
        all_of_it = range(low, high + 1) if high is not None else (low, 10**9)
        found.append((Interval(low, high), tuple(d for d, r in ranges.items() if all(n in r for n in all_of_it))))
        left = {d: r for d, r in left.items() if d not in inside}
    return found


@pytest.mark.parametrize("seed", range(40))
def test_the_widest_support_comes_first_and_among_equals_the_lowest(seed: int) -> None:
    random = Random(seed)  # noqa: S311 -- nothing secret
    lows = [random.randrange(12) for _ in range(random.randrange(1, 25))]
    ranges = {f"X{n}": Interval(low, random.choice((low, low + 2, low + 5, None))) for n, low in enumerate(lows)}
    found = variants(build.ranges(), ranges, NAMED)
    assert [(each.interval, each.who.codes) for each in found] == pair_by_pair(ranges)


@pytest.mark.parametrize(
    ("lows", "expected"),
    [
        ((24, 36), [(24, ("BE", "DE")), (36, ("DE", "FR")), (60, ("LT",))]),  # neither is better than the other
        (
            (24, 25, 36, 60),
            [(24, ("BE", "DE")), (36, ("DE", "FR")), (60, ("LT",))],
        ),  # so many tell nothing: the first of them
    ],
)
def test_values_with_equally_wide_support_stand_side_by_side(
    lows: tuple[int, ...], expected: list[tuple[int, tuple[str, ...]]]
) -> None:
    stated = {"BE": (24, 30), "DE": (12, 40), "FR": (36, 40), "LT": (60, None)}
    positions = {d: Interval(*ends) for d, ends in stated.items()}
    widest = [Support(Interval(n, n), tuple(d for d, r in positions.items() if n in r)) for n in lows]
    found = variants(build.ranges(), positions, NAMED, widest)
    assert [(each.interval.low, each.who.codes) for each in found] == expected


def test_ten_times_the_ranges_are_looked_at_ten_times_as_often(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    plain = Interval.__contains__

    def counted(self: Interval, value: int) -> bool:
        nonlocal looked
        looked += 1
        return plain(self, value)

    monkeypatch.setattr(Interval, "__contains__", counted)
    few, many = 50, 500
    variants(build.ranges(), {f"X{n}": Interval(n, n + 1_000) for n in range(few)}, NAMED)
    for_few, looked = looked, 0
    variants(build.ranges(), {f"X{n}": Interval(n, n + 1_000) for n in range(many)}, NAMED)
    assert 0 < looked <= many // few * for_few
