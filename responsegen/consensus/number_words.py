"""Word numbers and lists, by the EU's Interinstitutional Style Guide."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Sized
from fractions import Fraction
from typing import NamedTuple

from responsegen.dossier.model import Interval, Number, digits

NBSP = "\N{NO-BREAK SPACE}"
MOST_NAMES = 6  # that a sentence lists
SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(value: Number) -> str:
    """Set thousands apart by a no-break space: `30 000`, `1 250.5`."""
    whole, point, decimals = digits(value).partition(".")
    return f"{int(whole):,}{point}{decimals}".replace(",", NBSP)


class RangeForms(NamedTuple):
    """How a range is written, by which of its ends it has; `{}` is the place of a number."""

    between: str
    at_least: str
    up_to: str
    anything: str
    exactly: str = "{}"


def ranged(interval: Interval, forms: RangeForms, shown: Callable[[Number], str] = number) -> str:
    """Write a range by whichever of the forms its ends call for."""
    low, high = interval.low, interval.high
    if high is None:
        return forms.at_least.format(shown(low)) if low else forms.anything
    if high == low:
        return forms.exactly.format(shown(low))
    return forms.between.format(shown(low), shown(high)) if low else forms.up_to.format(shown(high))


def cardinal(count: int) -> str:
    """Write a number in running text, in words below ten: `nine`, `26`."""
    return SMALL_NUMBERS[count] if count < len(SMALL_NUMBERS) else number(count)


def rounded(value: Fraction, places: int) -> str:
    """Round a decimal fraction half up, always with all its places: `97.87`."""
    scaled = (2 * value.numerator * 10**places + value.denominator) // (2 * value.denominator)
    whole, rest = divmod(scaled, 10**places)
    return f"{whole}.{rest:0{places}}" if places else str(whole)


def joined(items: Sequence[str], conjunction: str = "and") -> str:
    """List items in a sentence: `DE, FR and IT`."""
    *first, last = items or ("",)
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def few(delegations: Sequence[str]) -> str:
    """List delegations, and only the number of those beyond the first six: `DE, FR and IT`."""
    if len(delegations) <= MOST_NAMES:
        return joined(delegations)
    first = delegations[: MOST_NAMES - 1]
    return joined([*first, f"{cardinal(len(delegations) - len(first))} others"])


def act(verb: str, delegations: Sequence[str]) -> str:
    """Say who does it: `HU opposes`, `HU and SK oppose`."""
    return f"{few(delegations)} {by_number(delegations, f'{verb}s', verb)}"


def by_number(counted: Sized | int, one: str, several: str) -> str:
    """Choose the word that goes with one or with several: `has`, `have`."""
    return one if (counted if isinstance(counted, int) else len(counted)) == 1 else several
