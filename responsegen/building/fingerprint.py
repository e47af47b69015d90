"""From a value of any of the kinds that content is made of to its sha256: the same in every process, everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = (type(None), bool, int, float, str, bytes, Enum)
PLAIN_MODULES = ("datetime", "decimal", "fractions", "pathlib")  # of kinds whose `repr` says all, too


def fingerprint(value: object) -> str:
    """The sha256 of a value. Two that differ in a type, an order or a letter have different ones; sets have no order.

    Raises TypeError for what it cannot see into, so that no difference is ever missed.
    """
    return sha256("\n".join(_lines(value)).encode("utf-8", "surrogatepass")).hexdigest()


def _lines(value: object) -> Iterator[str]:
    """One line a plain value; before several comes how many there are, so that none can pass for another."""
    if isinstance(value, PLAIN) or type(value).__module__ in PLAIN_MODULES:
        yield repr(value)
        return
    parts = _parts(value)
    yield f"{type(value).__name__} {len(parts)}"
    for part in parts:
        yield from _lines(part)


def _parts(value: object) -> Sequence[object]:
    match value:
        case Mapping():
            return [part for item in value.items() for part in item]
        case AbstractSet():
            return sorted(map(fingerprint, value))
        case Sequence():
            return value
        case _ if is_dataclass(value):
            return [getattr(value, field.name) for field in fields(value)]
        case _:
            message = f"a {type(value).__name__} has no fingerprint"
            raise TypeError(message)
