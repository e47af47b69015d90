"""Lay text and rows out in lines as wide as there is room, in letters that every terminal has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from shutil import get_terminal_size
from textwrap import shorten, wrap

import click

from responsegen.consensus.answer import Status

NARROWEST, WIDEST = 40, 120
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


@dataclass(frozen=True, slots=True)
class Row:
    """A topic and where it stands, or a scenario and what comes under it."""

    title: str
    words: str
    status: Status | None = None  # None where no rule decides
    level: int = 0  # 1 for what belongs to the row above


@dataclass(frozen=True, slots=True)
class Block:
    """A question and the rows of its topics."""

    heading: str
    rows: tuple[Row, ...]


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


def paragraphs(texts: Iterable[str], columns: int) -> Iterator[str]:
    """Wrap each text on lines of its own."""
    for text in texts:
        yield from lines(text, columns)


def table(blocks: Iterable[Block], columns: int) -> Iterator[str]:
    """Lay out each question with its rows below: mark, title, words."""
    shown = [block for block in blocks if block.rows]
    longest = max((len(row.title) + 2 * row.level for block in shown for row in block.rows), default=0)
    for block in shown:
        heading = lines(shorten(block.heading, columns, placeholder=" ..."), columns)
        yield click.style("".join(heading), bold=True)
        for row in block.rows:
            yield from _row(row, min(longest, columns // 3), columns)


def _row(row: Row, column: int, columns: int) -> Iterator[str]:
    indent = "  " * row.level
    titles = lines(row.title, column, indent, f"{indent}  ")
    words = lines(row.words, columns - column - 4, others="")
    mark = MARKS[row.status]
    for title, line in zip_longest(titles, words, fillvalue=""):
        yield f"{mark} {title:{column}}  {line}".rstrip()
        mark = " "
