"""How much one step of a template makes of what it is given, known before it is made: much of little is refused.

An alarm is heard only between two steps in Python. A text that is set 999 999 999 wide, or repeated in every place of
another, is one step, and would fill any memory before the alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import wraps
from itertools import chain
from numbers import Number, Rational
from typing import TYPE_CHECKING, Any

from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 1_000_000  # letters or items that a width, or one multiplication, may ask for
MOST = 50_000_000  # letters of one text: ten thousand pages
BITS = 100_000  # of a number: to multiply or divide takes the square of them
DIGITS = 4300  # of a number in a text, as Python has it for those that count by ten
SET = re.compile(r"%(?:\(.*?\))?[-#0 +]*(\*|\d*)(?:\.(\*|\d*))?")  # as `%` reads it: flags, width, precision
NUMBER = re.compile(r"\d+")


def many(size: int) -> None:
    """Raise SecurityError for a repetition that is too long."""
    if size > LONGEST:
        message = f"a text or list of {size} parts"
        raise SecurityError(message)


def long(size: int) -> None:
    """Raise SecurityError for a text that is too long."""
    if size > MOST:
        message = f"a text of more than {MOST} letters"
        raise SecurityError(message)


def wide(*asked: object, **named: object) -> None:
    """Raise SecurityError for a width, or a number of parts, that is too large."""
    for width in (*asked, *named.values()):
        if isinstance(width, int) and width > LONGEST:
            message = f"a width of {width}"
            raise SecurityError(message)


def large(*numbers: object) -> None:
    """Raise SecurityError for a number that takes long to work with."""
    for number in numbers:
        if isinstance(number, Rational):
            bits = int(number.numerator).bit_length() + int(number.denominator).bit_length()
            if bits > BITS:
                message = f"a number of {bits} bits"
                raise SecurityError(message)


def joined(parts: Iterable[Any], between: object = "") -> list[Any]:
    """The parts of a text that is not too long. Raises SecurityError as soon as it is."""
    kept, size, gap = [], 0, len(str(between))
    for part in parts:
        kept.append(part)
        size += len(part if isinstance(part, (str, bytes)) else str(part)) + gap
        if size > MOST:
            break
    long(size)
    return kept


def replaced(text: object, old: object, new: object, *_: object, **__: object) -> None:
    """Raise SecurityError where one text stands too often in another."""
    long(str(text).count(str(old)) * len(str(new)))


def in_lines(text: object, first: object = 4, *asked: object, **named: object) -> None:
    """Raise SecurityError where every line gets too much: for `indent`."""
    wide(first, *asked, **named)
    width = named.get("width", first)
    long((str(text).count("\n") + 1) * (len(width) if isinstance(width, str) else int(str(width))))


def wrapped(text: object, *asked: object, wrapstring: str | None = None, **named: object) -> None:
    """Raise SecurityError where what ends the lines is too long: for `wordwrap`."""
    ends = [end for end in (*asked, wrapstring) if isinstance(end, str)]
    wide(*asked, **named)
    long(len(str(text)) * max(map(len, ends), default=1))


def formatted(text: object, *asked: object, **named: object) -> None:
    """Raise SecurityError where a text for `%` sets others too wide, or too often."""
    given = [*named.values()]
    for value in asked:
        given += value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else [value]
    widths = [*chain.from_iterable(SET.findall(str(text)))]
    wide(*(int(width[:DIGITS]) for width in widths if width not in {"", "*"}))
    if "*" in widths:
        wide(*given)
    long(len(widths) // 2 * max((len(value) for value in given if isinstance(value, Sequence)), default=0))


def in_format(spec: str) -> None:
    """Raise SecurityError for a width in a format (`:>99`, `%99d`) that is too large."""
    wide(*(int(width[:DIGITS]) for width in NUMBER.findall(spec)))


def summed(_: object, attribute: object = None, start: object = 0) -> None:
    """Raise SecurityError where what is added up are no numbers: lists would be copied once for each."""
    del attribute
    if not isinstance(start, Number):
        message = "a sum of what are no numbers"
        raise SecurityError(message)


def read(text: object, *_: object, **__: object) -> None:
    """Raise SecurityError for a text that would be too large a number."""
    if isinstance(text, (str, bytes)) and len(text) > DIGITS:
        message = f"a number of {len(text)} digits"
        raise SecurityError(message)


def translated(text: Any, table: object, *_: object) -> None:  # noqa: ANN401 -- str or bytes
    """Raise SecurityError where letters become texts that are too long."""
    values = table.values() if isinstance(table, Mapping) else ()
    long(len(text) * max((len(value) for value in values if isinstance(value, str)), default=1))


def part_of(check: Callable[..., None]) -> Callable[..., None]:
    """The check for what stands behind the text itself."""
    return lambda _, *asked, **named: check(*asked, **named)


# What a filter or a method is given, before it is called; the text itself comes first.
FILTERS: Mapping[str, Callable[..., None]] = {
    **dict.fromkeys(("batch", "center", "round", "slice", "tojson", "truncate", "urlize"), part_of(wide)),
    "format": formatted,
    "indent": in_lines,
    "int": read,
    "replace": replaced,
    "sum": summed,
    "wordwrap": wrapped,
}
METHODS: Mapping[str, Callable[..., None]] = {
    "expandtabs": lambda text, size=8, *_, **named: long(len(text) * int(named.get("tabsize", size))),
    "from_bytes": lambda _, content, *__, **___: read(content),
    "replace": replaced,
    "strftime": lambda _, spec: in_format(str(spec)),
    "translate": translated,
}


def bounded_filter(name: str, filter_: Callable[..., object]) -> Callable[..., object]:
    """The filter of this name, asked first how much it will make."""
    check = FILTERS.get(name)
    if check is None and name != "join":
        return filter_
    first = int(hasattr(filter_, "jinja_pass_arg"))  # before the value stands what Jinja passes along

    @wraps(filter_)
    def bounded(*given: Any, **named: Any) -> object:  # noqa: ANN401 -- Jinja's own signature
        value, *asked = given[first:]
        if check is not None:
            check(value, *asked, **named)
            return filter_(*given, **named)
        between, attribute = _joining(*asked, **named)
        if attribute is not None:
            value = map(make_attrgetter(given[0].environment, attribute), value)
        return filter_(*given[:first], joined(value, between), between)

    return bounded


def _joining(d: object = "", attribute: str | int | None = None) -> tuple[object, str | int | None]:
    """What `join` puts between the parts (it names it d), and which attribute of each it takes."""
    return d, attribute
