"""Take a fingerprint of each answer that is cleared, and find those that were changed since.

What a file says counts, not how it says it: `30k` and `30000` are the same answer. Comments and reservations on an
answer are part of it; sources and internal texts are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Final

from responsegen.dossier.model import Answer, Position
from responsegen.dossier.model.answers import digits
from responsegen.problem import Place

PRINT: Final = 6  # hexadecimal digits of one answer


def fingerprint_of(position: Position) -> str:
    """Return the fingerprints of all answers, sorted, with blanks between: what `clearance` holds under `of`."""
    return " ".join(sorted(found for *_, found in _prints(position)))


def changed_since(position: Position) -> Iterator[tuple[str, str | None, Place]]:
    """Yield topic, option and place of each answer that the clearance does not cover; what is supposed is none."""
    if position.clearance is None:
        return
    known = {*position.clearance.of.split()}
    for topic, option, place, found in _prints(position):
        if found not in known and place.file == position.place.file:
            yield topic, option, place


def _prints(position: Position) -> Iterator[tuple[str, str | None, Place, str]]:
    for topic, answer in position.answers.items():
        for option, place, said in _parts(answer):
            reserved = [(r.kind, r.text) for r in position.reservations if r.touches(topic, option)]
            text = _words((topic, option, said, reserved, position.speaks_for))
            yield topic, option, place, sha256(text.encode()).hexdigest()[:PRINT]


def _parts(answer: Answer) -> Iterator[tuple[str | None, Place, object]]:
    """Yield what is cleared by itself: what is said to each option, or else the whole answer."""
    said = (getattr(answer, field.name) for field in fields(answer))
    by_option = next((each for each in said if isinstance(each, Mapping)), None)
    if by_option is None:
        yield None, answer.place, answer
    else:
        yield from ((option, part.place, (part, answer.comment)) for option, part in by_option.items())


def _words(value: object) -> str:  # noqa: PLR0911 -- a table: one line a type
    """Write a value of the model so that equal ones are alike; gaps and names of types add nothing."""
    match value:
        case Place() | None:
            return ""
        case bool() | str():
            return repr(str(value))
        case int() | Fraction():
            return digits(value)
        case date():
            return value.isoformat()
        case Mapping():
            return f"{{{','.join(f'{_words(key)}:{_words(said)}' for key, said in sorted(value.items()))}}}"
        case frozenset():
            return f"[{','.join(sorted(map(_words, value)))}]"
        case list() | tuple():
            return f"[{','.join(map(_words, value))}]"
        case _ if is_dataclass(value):
            said = {field.name: _words(getattr(value, field.name)) for field in fields(value)}
            named = ",".join(f"{name}={words}" for name, words in sorted(said.items()) if words not in {"", "[]"})
            return f"({named})"
    raise TypeError(value)
