"""The regular expressions of what a measure reads, in the dialect of JSON Schema (ECMA 262)."""

from __future__ import annotations

import re
from typing import Final

from responsegen.dossier.quantities import GAP, MAX_DECIMALS, MAX_DIGITS, TO_THE_MINUTE, Measure

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
DATE: Final = f"^{_DAY}$"
INSTANT: Final = f"^{_DAY}[Tt ]{TO_THE_MINUTE}(?::[0-5][0-9])? ?(?:Z|[+-]{TO_THE_MINUTE})$"
FACTOR: Final = r"^(?!0{1,3}(?:\.|$))[0-9]{1,3}(?:\.[0-9]{1,6})?$"  # 1 or more: 3, 2.5
WEB_ADDRESS: Final = r'^https?://[^\s<>"]+$'


def number(measure: Measure) -> str:
    """Return the pattern of one number: "30 000", "30k", "6 weeks"."""
    return _alone(_number(measure, may_be_bare=measure.bare is not None))


def interval(measure: Measure) -> str:
    """Return the pattern of a range: "20-30k", "at least 20000", "24 months or more", "open-ended"."""
    lower, one = _number(measure, may_be_bare=True), _number(measure, may_be_bare=measure.bare is not None)
    gap = f"[{GAP}]"
    to = f"(?:{gap}*[-–]|{gap}+{any_case('to')}{gap}){gap}*"
    return _alone(
        one,
        f"{lower}{to}{one}",
        f"{any_case('at')}{gap}+{any_case('least')}{gap}+{one}",
        f"{one}{gap}+{any_case('or')}{gap}+{any_case('more')}",
        f"{any_case('up')}{gap}+{any_case('to')}{gap}+{one}",
        OPEN_ENDED,
    )


def nonzero_or_open_ended(measure: Measure) -> str:
    """Return the pattern of one number other than 0, or of the words for no end."""
    return _alone(f"(?=.*[1-9]){_number(measure, may_be_bare=measure.bare is not None)}", OPEN_ENDED)


def _number(measure: Measure, *, may_be_bare: bool) -> str:
    if not measure.words:
        return _DIGITS
    longest_first = sorted(measure.words, key=len, reverse=True)  # "months" is not "month" and a rest
    words = rf"\s*(?:{'|'.join(map(any_case, longest_first))})"
    return f"{_DIGITS}(?:{words})?" if may_be_bare else f"{_DIGITS}{words}"


def any_case(words: str) -> str:
    """Return the pattern of these words in any case; JSON Schema has no flag for it: "to" becomes [tT][oO]."""
    return "".join(_SYNTAX.sub(r"\\\g<0>", c) if c.lower() == c.upper() else f"[{c.lower()}{c.upper()}]" for c in words)


def _alone(*forms: str) -> str:
    return rf"^\s*(?:{'|'.join(forms)})\s*$"


OPEN_ENDED: Final = f"{any_case('open')}(?:-|[{GAP}]+){any_case('ended')}"
