"""Lay out text, terms with words beside them, and bars, as wide as there is room and in letters of any terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import zip_longest
from shutil import get_terminal_size
from textwrap import wrap

import click

from responsegen.cli.terminal import typed
from responsegen.consensus.answer import Status
from responsegen.documents.words import number
from responsegen.dossier.model import Dossier, Number
from responsegen.explaining.page import Bar, Line, Part

NARROWEST, WIDEST = 40, 120
NARROWEST_AXIS = 20  # columns; with less there is only room for words
NARROWEST_NOTE = 12
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


def lines(text: str, first: str = "", others: str = "  ", *, spare: int = 0) -> list[str]:
    """Wrap a text, without typography, never between thousands: `30 000 to 40 000`; so many columns stay free."""
    columns = width() - spare
    wrapped = wrap(_spelled(text), columns, initial_indent=first, subsequent_indent=others, break_on_hyphens=False)
    return [line.replace(NBSP, " ") for line in wrapped]


# A term or a command stays whole: it is to be found and copied.
_unbroken = partial(wrap, break_long_words=False, break_on_hyphens=False)


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


def paragraphs(texts: Iterable[str]) -> Iterator[str]:
    """Wrap each text on lines of its own."""
    return (line for text in texts for line in lines(text))


def laid_out(parts: Iterable[Part], *, apart: bool = False, aligned: bool = False) -> Iterator[str]:
    """Lay out parts with a blank line between them; one stands before the first, too, if that is to stand `apart`.

    The words beside terms begin in one column of a part, or of all parts that are `aligned`.
    """
    parts = tuple(parts)
    everything = [line for part in parts for line in part.lines if line.level]
    for before, part in zip((None, *parts), parts, strict=False):
        if (apart or before is not None) and not (before and before.tight and part.tight):
            yield ""
        if part.heading:
            yield from map(_bold, lines(part.heading))
        yield from _axis(part.bars)
        third = _third(part.lines)
        for line in part.lines:
            alike = everything if aligned and line.level else [one for one in part.lines if one.level == line.level]
            yield from _line(line, _column(alike, aligned=aligned), third)


def table(blocks: Sequence[Part]) -> Iterator[str]:
    """Lay out headings of a line each with what stands below them, all of it in the same two columns."""
    column = _column([line for block in blocks for line in block.lines])
    for block in blocks:
        yield _bold(shortened(block.heading))
        for line in block.lines:
            yield from _line(line, column)


def shortened(text: str) -> str:
    """Write as much of a text as one line takes."""
    wrapped = lines(text)
    return wrapped[0] if len(wrapped) < 2 else f"{lines(text, spare=4)[0]} ..."  # noqa: PLR2004 -- more than one


def _bold(text: str) -> str:
    return click.style(text, bold=True)


def _column(found: Sequence[Line], *, aligned: bool = False) -> int:
    """Find where the words beside terms begin; no term takes more than a third of the columns, `aligned` a half."""
    longest = max((_lead(line) + len(line.term) for line in found if line.term), default=0)
    return min(width() // 2 if aligned else width() // 3 + 2, longest) + 2


def _third(found: Sequence[Line]) -> int:
    """Find how far behind the words a third column begins; 0 where there is no room for one."""
    words = max((len(plain(line.words)) + 3 for line in found if line.note), default=0)
    return words if _column(found) + words + NARROWEST_NOTE <= width() else 0


def _lead(line: Line) -> int:
    return 2 * line.level + 2 * (line.status is not None)


def _line(line: Line, column: int, third: int = 0) -> Iterator[str]:
    """Indent by two blanks a level, and mark a verdict; words hang beside their term, or below one that is too long."""
    lead = " " * _lead(line)
    if line.command:
        yield from _command(line, column)
        return
    words = line.words
    if line.note:
        words = f"{plain(words):{third}}{line.note}".replace("  ", NBSP * 2) if third else f"{words}; {line.note}"
    if line.term:
        terms = _unbroken(plain(line.term), column - 2, initial_indent=lead, subsequent_indent=f"{lead}  ")
        beside = lines(words, " " * column, " " * (column + third))
        if any(len(term) > column - 2 for term in terms):
            terms, beside = [*terms, *([""] * len(beside))], [*([""] * len(terms)), *beside]
        found = [f"{term:{column}}{text[column:]}".rstrip() for term, text in zip_longest(terms, beside, fillvalue="")]
    else:
        found = lines(words, lead, lead if line.status or line.level else f"{lead}  ")
    if line.status:
        found[0] = f"{lead[:-2]}{MARKS[line.status]}{found[0][len(lead) - 1 :]}"
    yield from found


def _command(line: Line, column: int) -> Iterator[str]:
    """Write a command so that it can be copied, whatever lines it takes."""
    found = _unbroken(typed(line.command).strip("`"), width() - column - 2, subsequent_indent="  ")
    for i, text in enumerate(found):
        yield f"{'' if i else line.term:{column}}{text}" + (" \\" if i < len(found) - 1 else "")


def _axis(bars: Sequence[Bar]) -> Iterator[str]:
    """Draw one line a bar, from 0 to the largest value that anybody states, and the values below."""
    if not bars:
        return
    terms, words = max(len(bar.term) for bar in bars), max(len(plain(bar.words)) for bar in bars)
    bounds = {end for bar in bars for end in (bar.interval.low, bar.interval.high) if end is not None}
    high = max(*bounds, 1) if bounds else 1
    room = width() - terms - words - 8  # one column more is for those who have no end
    for bar in bars:
        drawn = f"   {_bar(bar, high, room)}" if room >= NARROWEST_AXIS else ""
        yield f"  {bar.term:{terms}}  {plain(bar.words):{words}}{drawn}".rstrip()
    if room >= NARROWEST_AXIS:
        yield f"{'':{terms + words + 7}}{_ticks(bounds, high, room)}"


def _bar(bar: Bar, high: Number, room: int) -> str:
    """Draw `[====]` for a range, `===]` from 0, `|` for one value, `[===>` without an upper end, `*` if preferred."""
    start = _column_of(bar.interval.low, high, room)
    end = room if bar.interval.high is None else _column_of(bar.interval.high, high, room)
    cells = [" "] * (room + 1)
    cells[start : end + 1] = "=" * (end - start + 1)
    if bar.interval.low:
        cells[start] = "["
    cells[end] = ">" if bar.interval.high is None else "]" if start < end else "|"
    if bar.preferred and bar.preferred.low <= high:
        first = _column_of(bar.preferred.low, high, room)
        last = first if bar.preferred.high is None else _column_of(min(bar.preferred.high, high), high, room)
        cells[first : last + 1] = "*" * (last - first + 1)
    return "".join(cells)


def _column_of(value: Number, high: Number, room: int) -> int:
    return int(value * (room - 1) // high)


def _ticks(bounds: Iterable[Number], high: Number, room: int) -> str:
    """Write 0 and the largest value below the axis, and between them the others that have room."""
    cells = [" "] * (room + 2)
    for value in dict.fromkeys((0, high, *sorted(bounds))):
        text = plain(number(value))
        at = min(_column_of(value, high, room), room - len(text))
        if not "".join(cells[max(0, at - 2) : at + len(text) + 2]).strip():
            cells[at : at + len(text)] = text
    return "".join(cells).rstrip()
