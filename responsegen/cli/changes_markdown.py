"""From the changes between two versions to Markdown, marked as Council papers mark what is new and gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from responsegen.cli.changes_text import heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from responsegen.documents.changes.changes import Changes
    from responsegen.documents.changes.edits import Edit

MEANT_AS_SUCH = re.compile(r"([\\`*_\[\]<>&|~#])")
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def markdown(changes: Changes) -> Iterator[str]:
    """Positions by delegation and field, then dossier.yaml, then the outcomes that moved and what moved them."""
    yield from ("## What changed", "", f"From {_plain(changes.before)} to {_plain(changes.after)}.", "")
    if not changes:
        yield "Nothing has changed."
        return
    yield from ("### Positions", "")
    for position in changes.positions:
        yield f"- **{_plain(heading(position))}**"
        yield from _items(position.edits, "  ")
    if not changes.positions:
        yield "No position has changed."
    if changes.terms:
        yield from ("", "### The dossier", "", *_items(changes.terms))
    yield from ("", "### Outcomes", "")
    if changes.outcomes:
        yield from ("| Point | Outcome | Moved by |", "|---|---|---|")
        for moved in changes.outcomes:
            yield f"| {_plain(moved.about)} | {_marked(moved.before, moved.after)} | {_plain(moved.cause)} |"
    else:
        yield "No outcome has moved."


def _items(edits: Iterable[Edit], indent: str = "") -> Iterator[str]:
    return (f"{indent}- {_plain(edit.about)}: {_marked(edit.before, edit.after)}" for edit in edits)


def _marked(before: str, after: str) -> str:
    """Deletions struck through, additions bold and underlined."""
    deletion = f"~~{_plain(before)}~~" if before else ""
    addition = f"<ins>**{_plain(after)}**</ins>" if after else ""
    return " ".join(filter(None, (deletion, addition)))


def _plain(text: str) -> str:
    """The text in one line, with nothing in it that Markdown would take for its own."""
    return MEANT_AS_SUCH.sub(r"\\\1", " ".join(text.split(" ")).replace("\n", " ").replace(SOFT_HYPHEN, ""))
