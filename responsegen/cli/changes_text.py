"""From the changes between two versions to lines for a terminal or a pipe, in letters that every terminal has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from responsegen.cli.layout import MARKS, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.documents.changes.changes import Changes
    from responsegen.documents.changes.edits import EditedPosition

TYPEWRITTEN = str.maketrans("“”‘’", "\"\"''")


def text(changes: Changes, columns: int) -> Iterator[str]:
    """Positions by delegation and field, then dossier.yaml, then the outcomes that moved and what moved them."""
    yield from _lines(f"From {changes.before} to {changes.after}", columns)
    yield ""
    if not changes:
        yield "Nothing has changed."
        return
    yield click.style("Positions", bold=True)
    for position in changes.positions:
        yield from _lines(heading(position), columns)
        for edit in position.edits:
            yield from _lines(sentence(edit.about, edit.before, edit.after), columns, "  ")
    if not changes.positions:
        yield "No position has changed."
    if changes.terms:
        yield from ("", click.style("The dossier", bold=True))
        for edit in changes.terms:
            yield from _lines(sentence(edit.about, edit.before, edit.after), columns)
    yield from ("", click.style("Outcomes", bold=True))
    for moved in changes.outcomes:
        first, *others = _lines(f"{sentence(moved.about, moved.before, moved.after)} ({moved.cause})", columns - 2)
        yield f"{MARKS[moved.status_after]} {first}"
        yield from (f"  {line}" for line in others)
    if not changes.outcomes:
        yield "No outcome has moved."


def heading(position: EditedPosition) -> str:
    """`SE Sweden`, and whether its position has come or gone."""
    event = ": position received" if position.received else ": position withdrawn" if position.withdrawn else ""
    return f"{position.delegation} {position.name}{event}"


def sentence(about: str, before: str, after: str) -> str:
    """`Size of the force: at least 20 000 personnel; now abstains`."""
    if before and after:
        return f"{about}: {before}; now {after}"
    return f"{about}, added: {after}" if after else f"{about}, removed: {before}"


def _lines(words: str, columns: int, indent: str = "") -> list[str]:
    return lines(words.translate(TYPEWRITTEN), columns, indent, f"{indent}  ")
