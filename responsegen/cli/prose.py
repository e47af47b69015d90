"""From headed parts to lines for a terminal or a pipe: terms in a column, words beside them, pictures as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from responsegen.cli import axis
from responsegen.cli.called import command
from responsegen.cli.layout import MARKS, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from responsegen.explaining.page import Line, Part

WIDEST_TERM = 20


def laid_out(parts: Iterable[Part], columns: int, *, apart: bool = False) -> Iterator[str]:
    """Each part with a blank line before its heading; before the first one, only if it is to stand `apart`."""
    for part in parts:
        if part.heading:
            if apart:
                yield ""
            yield from _heading(part.heading, columns)
        apart = True
        if part.bars:
            yield from axis.drawn(part.bars, columns)
        for line in part.lines:
            yield from _line(line, part, columns)


def _heading(text: str, columns: int) -> Iterator[str]:
    return (click.style(line, bold=True) for line in lines(text, columns))


def _line(line: Line, part: Part, columns: int) -> Iterator[str]:
    """A mark for a verdict, two blanks a level; words hang beside their term, or below one that is too long."""
    indent = "  " * line.level
    if line.status is not None:
        wrapped = lines(line.words, columns - 2, indent, indent)
        yield f"{MARKS[line.status]} {wrapped[0]}"
        yield from (f"  {more}" for more in wrapped[1:])
        return
    if not line.term:
        words = f"{command(line.command)} {line.words}" if line.command else line.words
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
