"""Offer how a cell may have been meant, in words that `check` takes: every reading, and never the choice of one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import Final

from responsegen.dossier import lookalikes
from responsegen.dossier.dates import MONTH_NAMES
from responsegen.dossier.model import Dossier
from responsegen.dossier.quantities import Measure, MisreadError, is_open_ended
from responsegen.dossier.states import CODE_BY_NAME, in_protocol_order
from responsegen.intake.question_form import TO

_NOTHING: Final = re.compile(
    r"[-/.]*|n\.?[ /]?a\.?|none|nil|nothing.*|idem|ditto|not applicable|no (?:comments?|answer|position)"
    r"|see (?:comments?|above|below|remarks?)|sans objet|entfällt"
)
_LOW: Final = re.compile(r"≥|>|\+\s*$|\b(?:at least|min(?:imum)?|more than|over|not less than|or more|and more)\b")
_HIGH: Final = re.compile(r"≤|<|\b(?:up to|max(?:imum)?|less than|under|below|not more than|no more than)\b")
_AMOUNT: Final = re.compile(r"(?<![\w.,])[0-9]+(?:[ '][0-9]{3}\b)*(?:[.,][0-9]+)*(?:k\b)?")
_UNITS: Final = {
    "days": ("d", "day", "jour", "jours", "tage", "tagen"),
    "weeks": ("w", "wk", "wks", "week", "semaines", "wochen"),
    "months": ("m", "mo", "mos", "mth", "mths", "month", "mois", "monate", "monaten"),
    "years": ("y", "yr", "yrs", "year", "an", "ans", "jahre", "jahren"),
}
_UNIT_OF: Final = {short: unit for unit, all_short in _UNITS.items() for short in (unit, *all_short)}
_NUMBERS: Final = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_MANY: Final = {"thousand": 10**3, **dict.fromkeys(("million", "millions", "mio", "mln"), 10**6), "billion": 10**9}
_ENDLESS: Final = re.compile(r"indefinite|permanent|as long as|unlimited|no limit|no end|open")
_AT_ONCE: Final = re.compile(r"immediate|at once|already|\bnow\b")
_DAY_AND_MONTH: Final = re.compile(r"([0-9]{1,2})[-./ ]+([0-9]{1,2})[-./ ]+([0-9]{4}|[0-9]{2})")
_YEAR: Final = re.compile(r"\b(?:19|20|21)[0-9]{2}\b")
_QUARTER: Final = re.compile(r"\bq([1-4])\b")
_SMALL: Final = {*"about ca circa approx around roughly some between from to and or with the within".split()}  # noqa: SIM905
_LETTERS: Final = 4  # fewer of a label could be any
_WORDS: Final = {  # how others say yes and no, in the languages of the Union and of its neighbours
    "yes": "oui ja jo da sí si sim ano áno tak igen kyllä jah jā taip iva tá да так ναι evet",
    "no": "non nein nej nee nei ne nu não nie nem ei nē le níl не ні όχι hayır",
}


def said_in_english(text: str) -> str:
    """Return the English word for a yes or a no in another language; nothing for anything else."""
    first = re.split(r"[^\w]", text.casefold().strip(), maxsplit=1)[0]
    return next((english for english, others in _WORDS.items() if first in others.split()), "")


def says_nothing(text: str) -> bool:
    """Tell whether somebody wrote that there is nothing to say: `n/a`, `see comment`, `–`."""
    return bool(_NOTHING.fullmatch(lookalikes.plain(text).casefold().strip()))


def numbers_meant(text: str, measure: Measure, column: str) -> Iterator[str]:
    """Yield the numbers, ranges or durations that this may mean: `ca. 600`, `≥ 20 000`, `2-5 yrs`."""
    said = lookalikes.plain(text).casefold()
    for number, word in enumerate(_NUMBERS, 1):
        said = re.sub(rf"\b{word}\b", str(number), said)
    found = [*_amounts(said, measure)]
    unit = _unit_in(said, measure)
    candidates: list[str] = []
    if _YEAR.search(said) or (not unit and any(word in _UNIT_OF for word in re.findall(r"[a-z]{2,}", said))):
        return  # a date, or a time where something else is counted
    if "%" in said and "%" not in measure.words:
        return
    if not found:
        candidates = ["open-ended"] * bool(_ENDLESS.search(said)) + ["0 days"] * bool(_AT_ONCE.search(said))
    elif len(found) == 1:
        limit = "" if column == TO else "at least " if _LOW.search(said) else "up to " if _HIGH.search(said) else ""
        units = [unit] if unit or measure.bare else [" days", " months"]
        candidates = [f"{limit}{found[0]}{each}" for each in units]
    elif len(found) == 2:  # noqa: PLR2004 -- the two ends of a range
        low, high = found
        ends = [f"{low}{unit}", f"{high}{unit}"]
        candidates = ends[1:] if column == TO else [f"{low}-{high}{unit}"] if measure.bare else ends
    yield from (each for each in candidates if _is_read(each, measure))


def has_more(text: str, reading: str) -> bool:
    """Tell whether a text says more than a reading of it: words that are no unit, and put no limit to a number."""
    left = _HIGH.sub(" ", _LOW.sub(" ", lookalikes.plain(text).casefold()))
    said = {*re.findall(r"[a-z]+", reading.casefold()), *_UNIT_OF, *_NUMBERS, *_MANY, *_SMALL}
    words = re.findall(r"[^\W\d_]{2,}", left)
    return any(word not in said for word in words) and (len(words) > 1 or any(map(str.isdigit, text)))


def _amounts(said: str, measure: Measure) -> Iterator[str]:
    many = _MANY if "months" in measure.words else _MANY | {"m": 10**6}
    for found in _AMOUNT.finditer(said):
        amount = re.sub("[ ']", "", found[0])
        word = re.match(r" ?([a-z]*)", said[found.end() :])
        times = many.get(word[1], 1) if word and word[1] not in measure.words else 1
        with suppress(ValueError):
            amount = f"{float(amount) * times:.0f}" if times > 1 else amount
        yield amount


def _unit_in(said: str, measure: Measure) -> str:
    """Find the unit that a duration is in; what other numbers count goes without saying."""
    words = (_UNIT_OF.get(word, "") for word in re.findall(r"[^\W\d_]+", said))
    return next((f" {word}" for word in words if word in measure.words), "")


def _is_read(candidate: str, measure: Measure) -> bool:
    if is_open_ended(candidate):
        return True
    with suppress(MisreadError):
        (measure.interval if measure.bare else measure.number)(candidate)
        return True
    return False


def dates_meant(text: str, year: int) -> Iterator[str]:
    """Yield the days that this may mean: both of `6.2.2025`, the last of `end of June`, first and last of `Q2`.

    Where no year is given it is this one.
    """
    said = lookalikes.plain(text).casefold()
    given = _YEAR.search(said)
    year = int(given[0]) if given else year
    if found := _DAY_AND_MONTH.search(said):
        one, other, written = map(int, found.groups())
        full = written if written > 99 else 2000 + written  # noqa: PLR2004 -- two digits
        yield from sorted({*_day(full, other, one), *_day(full, one, other)})
    elif quarter := _QUARTER.search(said):
        last = 3 * int(quarter[1])
        yield from _period(said, year, last - 2, last)
    elif months := [n for n, name in enumerate(MONTH_NAMES, 1) if re.search(rf"\b{name[:3]}(?:{name[3:]}|t?)\b", said)]:
        day = re.search(r"\b([0-9]{1,2})(?:st|nd|rd|th)?\b", said)
        yield from _day(year, months[0], int(day[1])) if day else _period(said, year, months[0], months[-1])
    elif given:
        yield from _period(said, year, 1, 12)


def _period(said: str, year: int, first: int, last: int) -> Iterator[str]:
    """Yield the day that is named of a period, or else its first and its last."""
    if re.search(r"\bmid", said) and first == last:
        yield from _day(year, first, 15)
        return
    is_end, is_start = (
        re.search(word, said) for word in (r"\b(?:end|late|by|until)\b", r"\b(?:start|begin|early|from)")
    )
    if not is_end:
        yield from _day(year, first, 1)
    if not is_start:
        yield from _day(year, last, monthrange(year, last)[1])


def _day(year: int, month: int, day: int) -> Iterator[str]:
    with suppress(ValueError):
        yield date(year, month, day).isoformat()


def delegations_meant(text: str, dossier: Dossier) -> Iterator[str]:
    """Yield the codes of all whom a text names, by their codes, their names or the dossier's groups."""
    words = " ".join(re.findall(r"[\w'-]+", lookalikes.plain(text).casefold()))
    named = {code.casefold(): [code] for code in dossier.delegations}
    named |= {name: [code] for name, code in CODE_BY_NAME.items() if code in dossier.delegations}
    named |= {group.casefold(): [*members] for group, members in dossier.groups.items()}
    # Small words of a sentence, such as "be", are no codes.
    codes = {code.casefold() for code in re.findall(r"\b[A-Z]{2,}\b", text)}
    found = {
        code
        for name, members in named.items()
        if f" {name} " in f" {words} " and (len(name) > 2 or name in codes)  # noqa: PLR2004 -- letters of a code
        for code in members
    }
    if found:
        yield ", ".join(in_protocol_order(found))


def points_meant(text: str, points: Iterable[str]) -> Iterator[str]:
    """Yield the points whose labels a text holds, or that hold the text."""
    said = lookalikes.plain(text).casefold().strip(" .")
    for point in points:
        code, _, label = point.casefold().partition(" ")
        is_named = re.search(rf"(?<![\d.]){re.escape(code)}(?![\d.]*\d)", said)
        if is_named or (len(said) >= _LETTERS and (said in label or label in said)):
            yield point
