"""List red lines and notes, and sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from responsegen.documents.words import name_of, source_words
from responsegen.dossier.model import Dossier, Position


@dataclass(frozen=True, slots=True)
class RedLines:
    """What one delegation will not cross, and what it noted for internal use."""

    delegation: str
    name: str
    red_lines: tuple[str, ...]
    notes: str | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where a public or official statement stands."""

    delegation: str
    about: str
    words: str
    quote: str | None
    summary: str | None
    url: str | None
    conflicts: bool


def red_lines(dossier: Dossier) -> Iterator[RedLines]:
    """List what each delegation will not cross, those that said so alone."""
    for d, position in dossier.positions.items():
        if position.internal.red_lines or position.internal.notes:
            notes = "\n\n".join(note.text for note in position.internal.notes)
            yield RedLines(d, name_of(d), tuple(line.text for line in position.internal.red_lines), notes or None)


def sources(dossier: Dossier, position: Position) -> Iterator[SourceRow]:
    """List every source of a position."""
    for source in position.sources:
        yield SourceRow(
            position.delegation,
            dossier.topics[source.topic].title,
            source_words(source),
            source.quote,
            source.summary,
            source.url,
            source.conflicts,
        )
