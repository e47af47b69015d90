"""Word numbers and lists, by the EU's Interinstitutional Style Guide."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from responsegen.dossier.model import Number, digits

NBSP = "\N{NO-BREAK SPACE}"
SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(value: Number) -> str:
    """Set thousands apart by a no-break space: `30 000`, `1 250.5`."""
    whole, point, decimals = digits(value).partition(".")
    return f"{int(whole):,}{point}{decimals}".replace(",", NBSP)


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
