"""From bars on one axis to lines of plain characters, with the same said in words before each bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from responsegen.cli.layout import plain
from responsegen.documents.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from responsegen.explaining.page import Bar

NARROWEST_AXIS = 20  # columns; with less there is only room for words
WIDEST_WORDS = 30


def drawn(bars: Sequence[Bar], columns: int) -> Iterator[str]:
    """One line a bar, and the axis below: from the lowest to the highest value that anybody states."""
    terms = max(len(bar.term) for bar in bars)
    said = [plain(bar.words) for bar in bars]
    words = min(WIDEST_WORDS, max(map(len, said)))
    room = columns - terms - words - 6
    beyond = any(i.high is None for bar in bars for i in bar.intervals)
    low = min(i.low for bar in bars for i in bar.intervals)
    high = max(i.low if i.high is None else i.high for bar in bars for i in bar.intervals)
    for bar, text in zip(bars, said, strict=True):
        line = _bar(bar, _Scale(low, max(high, low + 1), room - beyond)) if room >= NARROWEST_AXIS else ""
        apart = f"  {bar.term:{terms}}  {text:{words}}"
        yield (f"{apart}  {line}".rstrip() if len(text) <= words or not line else f"{apart[: columns - 2]}")
    if room >= NARROWEST_AXIS:
        ends = [plain(number(value)) for value in (low, high)]
        yield f"{'':{terms + words + 6}}{ends[0]}{ends[1]:>{room - beyond - len(ends[0])}}"


class _Scale(NamedTuple):
    """From values to columns; whatever has no end reaches one column further."""

    low: int
    high: int
    columns: int

    def column(self, value: int | None) -> int:
        if value is None:
            return self.columns
        return (value - self.low) * (self.columns - 1) // (self.high - self.low)


def _bar(bar: Bar, scale: _Scale) -> str:
    """`[====]` for a range, `|` for one value, `[===>` for one without an upper end; `####` for what carries."""
    cells = [" "] * (scale.columns + 1)
    for interval in bar.intervals:
        start, end = scale.column(interval.low), scale.column(interval.high)
        cells[start : end + 1] = ("#" if bar.band else "=") * (end - start + 1)
        if not bar.band:
            cells[start], cells[end] = ("[", "]") if start < end else ("|", "|")
        if interval.high is None:
            cells[end] = ">"
    return "".join(cells)
