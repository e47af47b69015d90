"""Lay out text, terms with words beside them, and bars, as wide as there is room and in letters of any terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from shutil import get_terminal_size
from textwrap import wrap
from typing import NamedTuple

import click

from responsegen.cli.terminal import typed
from responsegen.consensus.answer import Status
from responsegen.documents.words import number
from responsegen.dossier.model import Dossier, Number
from responsegen.explaining.page import Bar, Line, Part

NARROWEST, WIDEST = 40, 120
NARROWEST_AXIS = 20  # columns; with less there is only room for words
WIDEST_WORDS = 30
# The words say the same; a mark catches the eye, and a colour catches it sooner.
MARKS = {
    Status.AGREED: click.style("+", fg="green"),
    Status.AGREED_WITH_RESERVATIONS: click.style("*", fg="green"),
    Status.OPEN: click.style("?", fg="yellow"),
    Status.NOT_AGREED: click.style("x", fg="red"),
    Status.MIXED: click.style("~", fg="yellow"),
    None: " ",
}
NBSP = "\N{NO-BREAK SPACE}"
SPELLED = {
    "\N{EN DASH}": f"{NBSP}to{NBSP}",
    "\N{MINUS SIGN}": "-",
    "\N{GREATER-THAN OR EQUAL TO}": "at least",
    "\N{LESS-THAN OR EQUAL TO}": "at most",
    " %": f"{NBSP}%",
    "\N{SOFT HYPHEN}": "",
}


def width() -> int:
    """Measure how many columns there are: the terminal's, 80 in a pipe."""
    return max(NARROWEST, min(get_terminal_size().columns, WIDEST))


def lines(text: str, columns: int, first: str = "", others: str = "  ") -> list[str]:
    """Wrap a text, without typography, never between thousands: `30 000 to 40 000`."""
    wrapped = wrap(_spelled(text), columns, initial_indent=first, subsequent_indent=others, break_on_hyphens=False)
    return [line.replace(NBSP, " ") for line in wrapped]


def plain(text: str) -> str:
    """Write a text on one line, without typography."""
    return _spelled(text).replace(NBSP, " ")


def _spelled(text: str) -> str:
    for sign, words in SPELLED.items():
        text = text.replace(sign, words)
    return text


def exercise(dossier: Dossier) -> Iterator[str]:
    """Say that nobody holds these positions, where that is so."""
    if dossier.exercise:
        yield _bold("EXERCISE")


def paragraphs(texts: Iterable[str], columns: int) -> Iterator[str]:
    """Wrap each text on lines of its own."""
    return (line for text in texts for line in lines(text, columns))


def laid_out(parts: Iterable[Part], columns: int, *, apart: bool = False) -> Iterator[str]:
    """Lay out each part with a blank line before its heading; before the first one, only if it is to stand `apart`."""
    for part in parts:
        if part.heading:
            if apart:
                yield ""
            yield from map(_bold, lines(part.heading, columns))
        apart = True
        yield from _axis(part.bars, columns)
        for line in part.lines:
            alike = [other for other in part.lines if other.level == line.level]
            yield from _line(line, _column(alike, columns), columns)


def table(blocks: Sequence[Part], columns: int) -> Iterator[str]:
    """Lay out headings of a line each with what stands below them, all of it in the same two columns."""
    column = _column([line for block in blocks for line in block.lines], columns)
    for block in blocks:
        yield _bold(shortened(block.heading, columns))
        for line in block.lines:
            yield from _line(line, column, columns)


def shortened(text: str, columns: int) -> str:
    """Write as much of a text as one line takes."""
    wrapped = lines(text, columns)
    return wrapped[0] if len(wrapped) < 2 else f"{lines(text, columns - 4)[0]} ..."  # noqa: PLR2004 -- more than one


def _bold(text: str) -> str:
    return click.style(text, bold=True)


def _column(found: Sequence[Line], columns: int) -> int:
    """Find where the words beside terms begin."""
    return min(columns // 3 + 2, max((_lead(line) + len(line.term) for line in found if line.term), default=0)) + 2


def _lead(line: Line) -> int:
    return 2 * line.level + 2 * (line.status is not None)


def _line(line: Line, column: int, columns: int) -> Iterator[str]:
    """Indent by two blanks a level, and mark a verdict; words hang beside their term, or below one that is too long."""
    lead = " " * _lead(line)
    words = f"{typed(line.command)} {line.words}" if line.command else line.words
    if line.term:
        terms = wrap(line.term, column - 2, initial_indent=lead, subsequent_indent=f"{lead}  ", break_long_words=False)
        beside = lines(words, columns, *[" " * column] * 2)
        if any(len(term) > column - 2 for term in terms):
            terms, beside = [*terms, *([""] * len(beside))], [*([""] * len(terms)), *beside]
        found = [f"{term:{column}}{text[column:]}".rstrip() for term, text in zip_longest(terms, beside, fillvalue="")]
    else:
        found = lines(words, columns, lead, lead if line.status else f"{lead}  ")
    if line.status:
        found[0] = f"{lead[:-2]}{MARKS[line.status]}{found[0][len(lead) - 1 :]}"
    yield from found


def _axis(bars: Sequence[Bar], columns: int) -> Iterator[str]:
    """Draw one line a bar, and below the axis from the lowest to the highest value that anybody states."""
    if not bars:
        return
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

    low: Number
    high: Number
    columns: int

    def column(self, value: Number | None) -> int:
        if value is None:
            return self.columns
        return int((value - self.low) * (self.columns - 1) // (self.high - self.low))


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
