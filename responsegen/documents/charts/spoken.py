"""From what a picture shows to what a screen reader says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.documents.wording import number

if TYPE_CHECKING:
    from responsegen.dossier.model import Interval


def spoken(interval: Interval) -> str:
    """A range without signs that are skipped when read aloud: `30 000 to 40 000`, `at least 24`."""
    low, high = number(interval.low), interval.high
    if high is None:
        return f"at least {low}" if interval.low else "any number"
    if high == interval.low:
        return low
    return f"{low} to {number(high)}" if interval.low else f"up to {number(high)}"
