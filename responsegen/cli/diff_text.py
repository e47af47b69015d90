"""Word the changes between two versions, for a terminal or as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from responsegen.cli.page_text import MARKS, lines

if TYPE_CHECKING:
    from responsegen.documents.changes.edits import Edit, EditedPosition
    from responsegen.documents.changes.version_changes import OutcomeChange, VersionChanges

TYPEWRITTEN = str.maketrans("“”‘’", "\"\"''")
MEANT_AS_SUCH = re.compile(r"([\\`*_\[\]<>&|~#])")
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def text(changes: VersionChanges) -> Iterator[str]:
    """Print positions by delegation and field, then dossier.yaml, then the outcomes and what moved them."""
    yield from (*_lines(f"From {changes.before} to {changes.after}"), "")
    yield from _sections(changes, "", position_lines, _edit_lines, outcome_lines)


def markdown(changes: VersionChanges) -> Iterator[str]:
    """Print the same in Markdown, marked as Council papers mark what is new and gone."""
    yield from ("## What changed", "", f"From {_plain(changes.before)} to {_plain(changes.after)}.", "")
    yield from _sections(changes, "###", position_items, _items, outcome_table)


def _sections(
    changes: VersionChanges,
    heading: str,
    positions: Callable[[Sequence[EditedPosition]], Iterable[str]],
    terms: Callable[[Sequence[Edit]], Iterable[str]],
    outcomes: Callable[[Sequence[OutcomeChange]], Iterable[str]],
) -> Iterator[str]:
    """Print each part of what changed, its heading bold or with these signs before it."""

    def headed(title: str) -> tuple[str, ...]:
        return (f"{heading} {title}", "") if heading else (click.style(title, bold=True),)

    if not changes:
        yield "Nothing has changed."
        return
    yield from headed("Positions")
    yield from positions(changes.positions) if changes.positions else ("No position has changed.",)
    if changes.terms:
        yield from ("", *headed("The dossier"), *terms(changes.terms))
    yield from ("", *headed("Outcomes"))
    yield from outcomes(changes.outcomes) if changes.outcomes else ("No outcome has moved.",)


def position_lines(positions: Iterable[EditedPosition]) -> Iterator[str]:
    """Print what each delegation says otherwise, field by field."""
    for position in positions:
        yield from _lines(_heading(position))
        yield from _edit_lines(position.edits, "  ")


def outcome_lines(outcomes: Iterable[OutcomeChange]) -> Iterator[str]:
    """Print what has moved, each outcome with a mark and with whose answers moved it."""
    for moved in outcomes:
        first, *others = _lines(f"{_sentence(moved.about, moved.before, moved.after)} ({moved.cause})", spare=2)
        yield f"{MARKS[moved.status_after]} {first}"
        yield from (f"  {line}" for line in others)


def position_items(positions: Iterable[EditedPosition]) -> Iterator[str]:
    """Print what each delegation says otherwise, as a list in Markdown."""
    for position in positions:
        yield f"- **{_plain(_heading(position))}**"
        yield from _items(position.edits, "  ")


def outcome_table(outcomes: Iterable[OutcomeChange]) -> Iterator[str]:
    """Print what has moved, as a table in Markdown."""
    yield from ("| Point | Outcome | Moved by |", "|---|---|---|")
    for moved in outcomes:
        yield f"| {_plain(moved.about)} | {_marked(moved.before, moved.after)} | {_plain(moved.cause)} |"


def _heading(position: EditedPosition) -> str:
    """Write `SE Sweden`, and whether its position has come or gone."""
    event = ": position received" if position.received else ": position withdrawn" if position.withdrawn else ""
    return f"{position.delegation} {position.name}{event}"


def _sentence(about: str, before: str, after: str) -> str:
    """Write `Size of the force: at least 20 000 personnel; now abstains`."""
    if before and after:
        return f"{about}: {before}; now {after}"
    return f"{about}, added: {after}" if after else f"{about}, removed: {before}"


def _edit_lines(edits: Iterable[Edit], indent: str = "") -> Iterator[str]:
    return (line for edit in edits for line in _lines(_sentence(edit.about, edit.before, edit.after), indent))


def _lines(words: str, indent: str = "", *, spare: int = 0) -> list[str]:
    return lines(words.translate(TYPEWRITTEN), indent, f"{indent}  ", spare=spare)


def _items(edits: Iterable[Edit], indent: str = "") -> Iterator[str]:
    return (f"{indent}- {_plain(edit.about)}: {_marked(edit.before, edit.after)}" for edit in edits)


def _marked(before: str, after: str) -> str:
    """Strike deletions through, and set additions in bold, underlined."""
    deletion = f"~~{_plain(before)}~~" if before else ""
    addition = f"<ins>**{_plain(after)}**</ins>" if after else ""
    return " ".join(filter(None, (deletion, addition)))


def _plain(words: str) -> str:
    """Put the words in one line, with nothing in them that Markdown would take for its own."""
    return MEANT_AS_SUCH.sub(r"\\\1", words.replace("\n", " ").replace(SOFT_HYPHEN, ""))
