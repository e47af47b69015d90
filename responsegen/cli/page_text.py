"""Lay out an explanation: terms in a column, words beside them, bars as text with the same said in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import click

from responsegen.cli.terminal import typed
from responsegen.cli.text_lines import MARKS, lines, plain
from responsegen.documents.words import number
from responsegen.explaining.page import Bar, Line, Part

NARROWEST_AXIS = 20  # columns; with less there is only room for words
WIDEST_TERM = 20
WIDEST_WORDS = 30


def laid_out(parts: Iterable[Part], columns: int, *, apart: bool = False) -> Iterator[str]:
    """Lay out each part with a blank line before its heading; before the first one, only if it is to stand `apart`."""
    for part in parts:
        if part.heading:
            if apart:
                yield ""
            yield from _heading(part.heading, columns)
        apart = True
        if part.bars:
            yield from _axis(part.bars, columns)
        for line in part.lines:
            yield from _line(line, part, columns)


def _heading(text: str, columns: int) -> Iterator[str]:
    return (click.style(line, bold=True) for line in lines(text, columns))


def _line(line: Line, part: Part, columns: int) -> Iterator[str]:
    """Mark a verdict, and indent by two blanks a level; words hang beside their term, or below one that is too long."""
    indent = "  " * line.level
    if line.status is not None:
        wrapped = lines(line.words, columns - 2, indent, indent)
        yield f"{MARKS[line.status]} {wrapped[0]}"
        yield from (f"  {more}" for more in wrapped[1:])
        return
    if not line.term:
        words = f"{typed(line.command)} {line.words}" if line.command else line.words
        yield from lines(words, columns, indent, f"{indent}  ")
        return
    terms = max(len(other.term) for other in part.lines if other.level == line.level)
    column = min(terms, WIDEST_TERM)
    if len(line.term) > column:
        yield from lines(line.term, columns, indent, f"{indent}  ")
        yield from lines(line.words, columns, f"{indent}    ", f"{indent}    ")
        return
    first = f"{indent}{line.term:{column}}  "
    hang = " " * len(first)
    wrapped = lines(line.words, columns, hang, hang)
    yield first + wrapped[0].removeprefix(hang) if wrapped else first.rstrip()
    yield from wrapped[1:]


def _axis(bars: Sequence[Bar], columns: int) -> Iterator[str]:
    """Draw one line a bar, and below the axis from the lowest to the highest value that anybody states."""
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
    """The columns that values fall into; whatever has no end reaches one column further."""

    low: int
    high: int
    columns: int

    def column(self, value: int | None) -> int:
        if value is None:
            return self.columns
        return (value - self.low) * (self.columns - 1) // (self.high - self.low)


def _bar(bar: Bar, scale: _Scale) -> str:
    """Draw `[====]` for a range, `|` for one value, `[===>` for one without an upper end; `####` for what carries."""
    cells = [" "] * (scale.columns + 1)
    for interval in bar.intervals:
        start, end = scale.column(interval.low), scale.column(interval.high)
        cells[start : end + 1] = ("#" if bar.band else "=") * (end - start + 1)
        if not bar.band:
            cells[start], cells[end] = ("[", "]") if start < end else ("|", "|")
        if interval.high is None:
            cells[end] = ">"
    return "".join(cells)
