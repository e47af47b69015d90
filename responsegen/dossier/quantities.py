"""Read numbers, ranges and durations as people write them, or say why they cannot be read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, NamedTuple

from responsegen.dossier import lookalikes
from responsegen.dossier.json_schema import any_case
from responsegen.dossier.model import Interval, Number, digits

MAX_DIGITS: Final = 15
MAX_DECIMALS: Final = 9
GAP: Final = " \u00a0\u2009\u202f"  # space, no-break space, thin space, narrow no-break space
_MOST_GROUPS: Final = (MAX_DIGITS - 1) // 3
_WHOLE: Final = f"(?:[0-9]{{1,3}}(?:[{GAP}_][0-9]{{3}}){{1,{_MOST_GROUPS}}}|[0-9]{{1,{MAX_DIGITS}}})"
_TWO_READINGS: Final = rf"[1-9][0-9{GAP}_]*\.[0-9]{{3}}(?![0-9])"  # 30.000
_DIGITS: Final = rf"(?!{_TWO_READINGS}){_WHOLE}(?:\.[0-9]{{1,{MAX_DECIMALS}}})?(?:[{GAP}]?[kK])?"
FACTOR: Final = r"^(?!0{1,3}(?:\.|$))[0-9]{1,3}(?:\.[0-9]{1,6})?$"  # 1 or more: 3, 2.5
# The forms of a range, besides one number.
AT_LEAST: Final = ("at least {}", "{} or more")
UP_TO: Final = "up to {}"
TO: Final = f"(?:[{GAP}]*[-–]|[{GAP}]+{any_case('to')}[{GAP}])[{GAP}]*"  # between both ends
OPEN_ENDED: Final = f"{any_case('open')}(?:-|[{GAP}]+){any_case('ended')}"
FACTOR_FORM: Final = "a factor of 1 or more, such as 3 or 2.5"
_LOWER_END_FIRST: Final = "the lower end of a range first"
_NO_POINT: Final = "a whole number without point or comma"
_ONE_READING: Final = "a number that can be read in one way only"
_WITH_POINT: Final = "a point before the decimals"
_IN_DOUBT: Final = 3  # so many digits behind a point or comma may be decimals, or thousands
_FEWER_DIGITS: Final = f"a number of at most {MAX_DIGITS} digits"
_FEWER_DECIMALS: Final = f"a number with at most {MAX_DECIMALS} decimals"
_WHOLE_MONTHS: Final = "a whole number of months"
_LONGEST_FORM: Final = 100  # longer than any form; the expressions below look back, and must not do so for long
DAYS_IN_A_MONTH: Final = 30
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 360, "years": 360}
_NUMBER = re.compile(f"(?P<whole>[0-9]{{1,3}}(?:[{GAP}_][0-9]{{3}})+|[0-9]+)(?P<rest>(?:[.,][0-9]+)*)")
_COMMA = re.compile("([0-9]+),([1-9][0-9]*)([^0-9.,–-]*)")
_THOUSANDS = re.compile(f"[{GAP}]?k", re.IGNORECASE)
_TWO_ENDS = re.compile(f"(.+?){TO}([0-9].*)", re.DOTALL)

# 1.000.000 and 1,000,000 are one million to everybody, and so is 1'000'000; 30.000 is thirty to some.
_GROUPED: Final = re.compile(
    r"(?<![0-9.,'])[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,}|(?:'[0-9]{3})+)(?![0-9.,'])"
)


def pattern_of(units: Collection[str], *, may_be_bare: bool) -> str:
    """Return the pattern of one number: "30 000", "30k", "6 weeks"; without a unit behind it only if it may be bare."""
    if not units:
        return _DIGITS
    longest_first = sorted(units, key=len, reverse=True)  # "months" is not "month" and a rest
    words = rf"\s*(?:{'|'.join(map(any_case, longest_first))})"
    return f"{_DIGITS}(?:{words})?" if may_be_bare else f"{_DIGITS}{words}"


def filled(form: str, number: str) -> str:
    """Return the pattern of a form such as "at least {}", with this pattern as its number."""
    return number.join(f"[{GAP}]+".join(map(any_case, part.split(" "))) for part in form.split("{}"))


def alone(*forms: str) -> str:
    """Return the pattern of a value that has one of these forms, and nothing else."""
    return rf"^\s*(?:{'|'.join(forms)})\s*$"


_AT_LEAST = [re.compile(filled(form, "(.+)"), re.DOTALL) for form in AT_LEAST]
_UP_TO = re.compile(filled(UP_TO, "(.+)"), re.DOTALL)


class MisreadError(ValueError):
    """A text that is not in any of the forms: what was expected, and what to do."""

    def __init__(self, expected: str, advice: str = "") -> None:
        """Keep both halves of the sentence."""
        super().__init__(expected)
        self.expected = expected
        self.advice = advice


class _Written(NamedTuple):
    """What stands there: "30k troops"."""

    number: Number
    thousands: bool
    worth: int | None  # of the unit's word; None: no word


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number counts: the unit words that may follow it, and what each makes of it."""

    expected: str  # "a number of personnel, such as 600"
    expected_range: str  # 'personnel, such as 25000, 20000-30000, "at least 20000" or "up to 40000"'
    words: Mapping[str, int] = field(default_factory=dict)  # {"months": 30}: in the smallest unit
    bare: int | None = 1  # what a number without a word is worth; None: a word must follow
    step: int = 1  # the result is in steps of this many smallest units: 30 days are one month
    whole: str = ""  # what is expected where half of one makes no sense: "a whole number of days"

    @property
    def pattern(self) -> str:
        """The regular expression of one number: "30 000", "30k", "6 weeks"."""
        return pattern_of(self.words, may_be_bare=self.bare is not None)

    @property
    def range_pattern(self) -> str:
        """The regular expression of a range as a value: "20-30k", "at least 20000", "24 months or more"."""
        lower, one = pattern_of(self.words, may_be_bare=True), self.pattern
        limited = (filled(form, one) for form in (*AT_LEAST, UP_TO))
        return alone(one, f"{lower}{TO}{one}", *limited, OPEN_ENDED)

    def count(self, text: str) -> int:
        """Read one whole number. Raises MisreadError."""
        found = self.number(text)
        if not isinstance(found, int):
            raise MisreadError(self.expected)
        return found

    def number(self, text: str) -> Number:
        """Read one number ("30 000", "30k", "2.5", "6 weeks"), in steps. Raises MisreadError."""
        return self._in_steps(self._written(text))

    def interval(self, text: str) -> Interval:
        """Read a range ("20-30k", "at least 20000", "24 months or more", open-ended, "25000"). Raises MisreadError."""
        text = text.strip()
        if len(text) > _LONGEST_FORM:
            raise MisreadError(self.expected_range)
        if is_open_ended(text):
            return Interval(0, None)
        try:
            for form in _AT_LEAST:
                if found := form.fullmatch(text):
                    return Interval(self.number(found[1]), None)
            if found := _UP_TO.fullmatch(text):
                return Interval(0, self.number(found[1]))
            if found := _TWO_ENDS.fullmatch(text):
                return self._between(found[1], found[2])
            value = self.number(text)
        except MisreadError as misread:
            if misread.expected == self.expected:
                raise MisreadError(self.expected_range, misread.advice) from None
            if misread.expected == _WITH_POINT and (both := _COMMA.fullmatch(text)) and int(both[1]) < int(both[2]):
                advice = f"{misread.advice}, or {both[1]}-{both[2]}{both[3]} for a range"
                raise MisreadError(misread.expected, advice) from None
            raise
        return Interval(value, value)

    def _between(self, lower: str, upper: str) -> Interval:
        """Read both ends; a k or a unit after the second covers both: "20-30k", "2-5 years"."""
        low, high = self._written(lower), self._written(upper)
        low = low._replace(thousands=low.thousands or high.thousands, worth=low.worth or high.worth)
        ends = self._in_steps(low), self._in_steps(high)
        if ends[0] > ends[1]:
            raise MisreadError(_LOWER_END_FIRST, "A k or a unit after the second end counts for both ends")
        return Interval(*ends)

    def _written(self, text: str) -> _Written:
        """Take "24 months" apart."""
        text = text.strip()
        if len(text) > _LONGEST_FORM:
            raise MisreadError(self.expected)
        found = _NUMBER.match(text)
        if found is None:
            raise MisreadError(self.expected)
        number = _exact(found, self.expected)
        rest = text[found.end() :]
        word = rest.strip().casefold()
        thousands = None if word in self.words else _THOUSANDS.match(rest)  # the k of "20 kits" is none
        if thousands:
            word = rest[thousands.end() :].strip().casefold()
        if word and word not in self.words:
            raise MisreadError(self.expected)
        return _Written(number, bool(thousands), self.words.get(word))

    def _in_steps(self, written: _Written) -> Number:
        worth = written.worth or self.bare
        if worth is None:
            raise MisreadError(self.expected)
        value = written.number * (1000 if written.thousands else 1) * worth
        steps = _simplest(Fraction(value) / self.step)
        if isinstance(steps, Fraction) and self.whole:
            raise MisreadError(self.whole)
        if isinstance(steps, Fraction) and worth < self.step:
            raise MisreadError(_WHOLE_MONTHS, f"A month counts as {self.step} days, and this is {digits(value)} days")
        return steps


def is_open_ended(text: str) -> bool:
    """Tell whether the text says that there is no end."""
    return bool(re.fullmatch(OPEN_ENDED, text.strip()))


def _simplest(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else value


def _exact(found: re.Match[str], expected: str) -> Number:
    """Read digits, and decimals behind a point; refuse 30.000, which may be thirty thousand, or thirty."""
    written, (mark, decimals) = found[0], (found["rest"][:1], found["rest"][1:])
    whole = re.sub("[^0-9]", "", found["whole"])
    if len(whole) > MAX_DIGITS:
        raise MisreadError(_FEWER_DIGITS)
    if not mark:
        return int(whole)
    if not decimals.isdecimal():  # more than one point or comma: 1.000.000
        meant = number_meant(written)
        raise MisreadError(_NO_POINT, f"Write {meant}") if meant != written else MisreadError(expected)
    if len(decimals) == _IN_DOUBT and not whole.startswith("0"):
        as_decimal = f"{whole}.{decimals}".rstrip("0").rstrip(".")
        readings = f"{written} can be read as {whole}{decimals} or as {as_decimal}"
        raise MisreadError(_ONE_READING, f"{readings}: write {whole}{decimals} or {whole}.{decimals}0")
    if mark == ",":
        raise MisreadError(_WITH_POINT, f"Write {whole}.{decimals}")
    if len(decimals) > MAX_DECIMALS:
        raise MisreadError(_FEWER_DECIMALS)
    return _simplest(Fraction(f"{whole}.{decimals}"))


COUNT = Measure("a whole number, such as 3", "a number or a range, such as 3 or 3-5", whole="a whole number")
FIGURE = Measure("a figure, such as 2.62", "a figure, such as 2.62")
PERSONNEL = Measure(
    "a number of personnel, such as 20000",
    'personnel, such as 25000, 20000-30000, "at least 20000" or "up to 40000"',
    dict.fromkeys(("personnel", "troops", "soldiers"), 1),
)
PLEDGED = replace(PERSONNEL, whole="a whole number of personnel")
MONTHS = Measure(
    'a duration, such as "24 months"',
    'a duration, such as "24-60 months", "2-5 years", "at least 24 months" or open-ended',
    _DAYS,
    bare=DAYS_IN_A_MONTH,
    step=DAYS_IN_A_MONTH,
)
DAYS = Measure(
    'days, weeks, months or years, such as "90 days"',
    'days, weeks, months or years, such as "90 days"',
    _DAYS,
    bare=None,
    whole="a whole number of days",
)


def counted_in(unit: str) -> Measure:
    """Return the measure of a unit that the dossier chooses: "50000 rounds", "2.5 percent of GDP", "2.5 percent"."""
    first, *others = unit.casefold().replace("per cent", "percent").split()
    spellings = ("percent", "per cent", "%") if first in {"percent", "%"} else (first,)
    words = {" ".join((spelt, *others[:more])): 1 for spelt in spellings for more in range(len(others) + 1)}
    return Measure(
        f"a number of {unit}, such as 5", f'a number or a range of {unit}, such as 5, 2-5 or "up to 5"', words
    )


def factor(text: str) -> Fraction:
    """Read a rotation factor, 1 or more: 3, 2.5. Raises MisreadError."""
    if not re.fullmatch(FACTOR, text):
        raise MisreadError(FACTOR_FORM)
    return Fraction(text)


def number_meant(text: str) -> str:
    """Return the text with numbers and ranges as they are read here: "1.000.000—2.000.000" is "1 000 000-2 000 000"."""
    return _GROUPED.sub(lambda found: re.sub("[.,']", " ", found[0]), lookalikes.plain(text).strip("\"'"))
