"""Find what a refused text was certainly meant to say; nothing, where it can be read in more than one way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from responsegen.dossier import lookalikes

_LONG_ENOUGH: Final = 5  # letters that a name has to have before one of them may be wrong
# 1.000.000 and 1,000,000 are one million to everybody, and so is 1'000'000; 30.000 is thirty to some.
_GROUPED: Final = re.compile(
    r"(?<![0-9.,'])[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,}|(?:'[0-9]{3})+)(?![0-9.,'])"
)
MONTH_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR_FIRST: Final = re.compile(r"(?P<year>[0-9]{4})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})")
_DAY_FIRST: Final = re.compile(r"(?P<day>1[3-9]|2[0-9]|3[01])[-./](?P<month>[0-9]{1,2})[-./](?P<year>[0-9]{4})")
_MONTH_IN_WORDS: Final = re.compile(r"(?P<day>[0-9]{1,2})\.? (?P<month>[A-Za-z]+) (?P<year>[0-9]{4})")


def name_meant(word: str, names: Iterable[str]) -> str:
    """Return the one name that this is but for capitals, spaces and hyphens, or but for one letter of a long word."""
    known = all_folded(tuple(map(str, names)))
    written = folded(word)
    same = [name for form, name in known if form == written]
    near = [name for form, name in known if _is_one_slip(written, form)] if len(written) >= _LONG_ENOUGH else []
    meant = same or near
    return meant[0] if len(meant) == 1 else ""


@lru_cache(maxsize=100)  # a file may hold thousands of unknown names, each held against the same known ones
def all_folded(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return each name behind its folded form."""
    return tuple((folded(name), name) for name in names)


def folded(name: str) -> str:
    """Return a name without what makes no difference: capitals, and what stands between its words."""
    return re.sub("[ _-]+", "-", lookalikes.plain(name).strip("\"' ").casefold())


def _is_one_slip(one: str, other: str) -> bool:
    """Whether one letter is missing, too many or wrong, or two have changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    changed = len(one) <= 1 and len(other) <= 1
    swapped = len(one) == 2 and one == other[::-1]  # noqa: PLR2004 -- a pair
    return (changed or swapped) and (one + other).isalpha()


def number_meant(text: str) -> str:
    """Return the text with numbers and ranges as they are read here: "1.000.000—2.000.000" is "1 000 000-2 000 000"."""
    return _GROUPED.sub(lambda found: re.sub("[.,']", " ", found[0]), lookalikes.plain(text).strip("\"'"))


def date_meant(text: str) -> str:
    """Return the date in the form that is read here: "2025/2/6", "16.2.2025", "6 February 2025"; 6.2.2025 is left."""
    written = lookalikes.plain(text).strip("\"'")
    for form in (_YEAR_FIRST, _DAY_FIRST, _MONTH_IN_WORDS):
        if found := form.fullmatch(written):
            return f"{found['year']}-{_month(found['month']):0>2}-{found['day']:0>2}"
    return ""


def _month(written: str) -> str:
    name = written.casefold()
    return str(MONTH_NAMES.index(name) + 1) if name in MONTH_NAMES else written
