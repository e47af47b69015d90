"""Read dates and moments as people write them, or say why they cannot be read."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from responsegen.dossier import lookalikes
from responsegen.dossier.quantities import MisreadError

DATE_FORM: Final = "a date as year-month-day, such as 2025-02-16"
INSTANT_FORM: Final = "a date and time with its offset from UTC, such as 2025-02-16T18:00+01:00"
# Years as `calendar_date` takes them; whether February has 29 days is left to the reader.
_DAY: Final = (
    "(?:19|20|21)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))"
)
TO_THE_MINUTE: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
DATE: Final = f"^{_DAY}$"
INSTANT: Final = f"^{_DAY}[Tt ]{TO_THE_MINUTE}(?::[0-5][0-9])? ?(?:Z|[+-]{TO_THE_MINUTE})$"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = "[0-9]{2}:[0-9]{2}"
_INSTANT = re.compile(f"([0-9-]{{10}})[Tt ]({_CLOCK}(?::[0-9]{{2}})?) ?(Z|[+-]{_CLOCK})?")
_YEARS: Final = range(1900, 2200)  # what lies beyond is a misprint
_LEAP_DAY: Final = (2, 29)
_YEAR_FORM: Final = f"a year from {_YEARS[0]} to {_YEARS[-1]}"
MONTH_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR_FIRST: Final = re.compile(r"(?P<year>[0-9]{4})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})")
_DAY_FIRST: Final = re.compile(r"(?P<day>1[3-9]|2[0-9]|3[01])[-./](?P<month>[0-9]{1,2})[-./](?P<year>[0-9]{4})")
_MONTH_IN_WORDS: Final = re.compile(r"(?P<day>[0-9]{1,2})\.? (?P<month>[A-Za-z]+) (?P<year>[0-9]{4})")


class NoSuchTimeError(MisreadError):
    """A date or a moment in the right form that the calendar or the clock does not have; said in a sentence."""


def calendar_date(text: str) -> date:
    """Read 2025-02-16. Raises MisreadError."""
    if not _DATE.fullmatch(text):
        raise MisreadError(DATE_FORM)
    year, month, day = map(int, text.split("-"))
    if year not in _YEARS:
        raise MisreadError(_YEAR_FORM)
    if not 1 <= month <= len(MONTH_NAMES):
        sentence = f"there is no month {month}"
        raise NoSuchTimeError(sentence)
    try:
        return date(year, month, day)
    except ValueError:
        of_that_year = f" {year}" if (month, day) == _LEAP_DAY else ""
        sentence = f"there is no day {day} in {MONTH_NAMES[month - 1].capitalize()}{of_that_year}"
        raise NoSuchTimeError(sentence) from None


def instant(text: str) -> datetime:
    """Read 2025-02-16T18:00+01:00; without an offset nobody could say which moment is meant. Raises MisreadError."""
    found = _INSTANT.fullmatch(text)
    if found is None:
        raise MisreadError(INSTANT_FORM)
    if not _DATE.fullmatch(found[1]):
        raise MisreadError(INSTANT_FORM)
    calendar_date(found[1])
    _refuse_other_hours(found[2])
    if not found[3]:
        raise MisreadError(INSTANT_FORM, "Add the offset: +01:00 is winter time in Brussels, Z is UTC")
    if not re.fullmatch(f"Z|[+-]{TO_THE_MINUTE}", found[3]):
        sentence = f"there is no offset of {found[3]} from UTC"
        raise NoSuchTimeError(sentence)
    return datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3]}")


def _refuse_other_hours(clock: str) -> None:
    for written, name, most in zip(clock.split(":"), ("hour", "minute", "second"), (23, 59, 59), strict=False):
        if int(written) > most:
            sentence = f"there is no {name} {int(written)}"
            raise NoSuchTimeError(sentence)


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
