"""Define how numbers, ranges, dates and addresses are written, in expressions that JSON Schema understands, too."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import zip_longest
from typing import Final

MAX_DIGITS: Final = 15
MAX_DECIMALS: Final = 9
GAP: Final = " \u00a0\u2009\u202f"  # space, no-break space, thin space, narrow no-break space
_MOST_GROUPS: Final = (MAX_DIGITS - 1) // 3
_WHOLE: Final = f"(?:[0-9]{{1,3}}(?:[{GAP}_][0-9]{{3}}){{1,{_MOST_GROUPS}}}|[0-9]{{1,{MAX_DIGITS}}})"
_IN_DOUBT: Final = rf"[1-9][0-9{GAP}_]*\.[0-9]{{3}}(?![0-9])"  # 30.000
_DIGITS: Final = rf"(?!{_IN_DOUBT}){_WHOLE}(?:\.[0-9]{{1,{MAX_DECIMALS}}})?(?:[{GAP}]?[kK])?"
_SYNTAX: Final = re.compile(r"[\^$\\.*+?()\[\]{}|/]")

# Years as quantities.calendar_date takes them; whether February has 29 days is left to the reader.
_DAY: Final = (
    "(?:19|20|21)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))"
)
TO_THE_MINUTE: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
DATE: Final = f"^{_DAY}$"
INSTANT: Final = f"^{_DAY}[Tt ]{TO_THE_MINUTE}(?::[0-5][0-9])? ?(?:Z|[+-]{TO_THE_MINUTE})$"
FACTOR: Final = r"^(?!0{1,3}(?:\.|$))[0-9]{1,3}(?:\.[0-9]{1,6})?$"  # 1 or more: 3, 2.5
WEB_ADDRESS: Final = r'^https?://[^\s<>"]+$'


def any_case(words: str) -> str:
    """Return the pattern of these words in any case; JSON Schema has no flag for it: "to" becomes [tT][oO]."""
    return "".join(_SYNTAX.sub(r"\\\g<0>", c) if c.lower() == c.upper() else f"[{c.lower()}{c.upper()}]" for c in words)


# The forms of a range, besides one number.
AT_LEAST: Final = ("at least {}", "{} or more")
UP_TO: Final = "up to {}"
TO: Final = f"(?:[{GAP}]*[-–]|[{GAP}]+{any_case('to')}[{GAP}])[{GAP}]*"  # between both ends
OPEN_ENDED: Final = f"{any_case('open')}(?:-|[{GAP}]+){any_case('ended')}"


def number(units: Collection[str], *, may_be_bare: bool) -> str:
    """Return the pattern of one number: "30 000", "30k", "6 weeks"; without a unit behind it only if it may be bare."""
    if not units:
        return _DIGITS
    longest_first = sorted(units, key=len, reverse=True)  # "months" is not "month" and a rest
    words = rf"\s*(?:{'|'.join(map(any_case, longest_first))})"
    return f"{_DIGITS}(?:{words})?" if may_be_bare else f"{_DIGITS}{words}"


def filled(form: str, *numbers: str) -> str:
    """Return the pattern of a form such as "at least {}", with these patterns as its numbers."""
    words = (f"[{GAP}]+".join(map(any_case, part.split(" "))) for part in form.split("{}"))
    return "".join(part for pair in zip_longest(words, numbers, fillvalue="") for part in pair)


def alone(*forms: str) -> str:
    """Return the pattern of a value that has one of these forms, and nothing else."""
    return rf"^\s*(?:{'|'.join(forms)})\s*$"
