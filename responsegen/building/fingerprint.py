"""Take the sha256 of any value that content is made of: the same in every process, everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256

PLAIN = (type(None), bool, int, float, str, bytes, Enum)
PLAIN_MODULES = ("datetime", "decimal", "fractions", "pathlib")  # of kinds whose `repr` says all, too


def fingerprint(value: object) -> str:
    """Return the sha256 of a value: another one if a type, an order or a letter differs; sets have no order.

    Raises TypeError for what it cannot see into, so that no difference is ever missed.
    """
    lines: list[str] = []
    _add(value, lines)
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _add(value: object, lines: list[str]) -> None:
    """Add one line for a plain value; before several comes how many there are, so that none can pass for another."""
    if isinstance(value, PLAIN) or type(value).__module__ in PLAIN_MODULES:
        lines.append(repr(value))
        return
    parts = _parts(value)
    lines.append(f"{type(value).__name__} {len(parts)}")
    for part in parts:
        _add(part, lines)


def _parts(value: object) -> Sequence[object]:
    match value:
        case tuple():  # as most are: what follows takes longer
            return value
        case _ if (names := _fields(type(value))) is not None:  # type: ignore[arg-type] # any class can be hashed
            return [getattr(value, name) for name in names]
        case Mapping():
            return [part for item in value.items() for part in item]
        case AbstractSet():
            return sorted(map(fingerprint, value))
        case Sequence():
            return value
        case _:
            raise TypeError(f"a {type(value).__name__} has no fingerprint")


@cache
def _fields(kind: type) -> tuple[str, ...] | None:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
