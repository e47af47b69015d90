"""What has the same fingerprint, and what has not."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum
from fractions import Fraction

import pytest

from responsegen.building.fingerprint import fingerprint


@dataclass(frozen=True)
class Vote:
    """A value of several parts."""

    who: str
    weight: int


@dataclass(frozen=True)
class Seat:
    """Another with the same parts."""

    who: str
    weight: int


class Colour(StrEnum):
    """Words of a list."""

    RED = "red"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", 1),
        (1, 1.0),
        (1, True),
        ("red", Colour.RED),
        (b"red", "red"),
        (None, "None"),
        (("ab", "c"), ("a", "bc")),
        ((("a",), "b"), (("a", "b"),)),
        (("a", "b"), ("b", "a")),
        (("a",), ["a"]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (Vote("SE", 1), Vote("SE", 2)),
        (Vote("SE", 1), Seat("SE", 1)),
        (Fraction(1, 2), Fraction(2, 3)),
        (date(2025, 2, 16), date(2025, 2, 17)),
        ("a\nb", ("a", "b")),
    ],
)
def test_any_difference_is_seen(one: object, other: object) -> None:
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Vote("SE", 1), Vote("S" + "E", 1)),
        (frozenset("abcdef"), frozenset("fedcba")),
        ({"a": (timedelta(1), b"x")}, {"a": (timedelta(1), b"x")}),
    ],
)
def test_what_is_the_same_is_the_same(one: object, other: object) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize("opaque", [object(), (1, object()), {"a": Enum}, lambda: None])
def test_what_cannot_be_seen_into_has_none(opaque: object) -> None:
    with pytest.raises(TypeError, match="no fingerprint"):
        fingerprint(opaque)
