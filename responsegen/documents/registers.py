"""List red lines and notes, sources, and where each recorded answer stands, for the synthesis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from responsegen.documents.topics import presenter_of
from responsegen.documents.topics.topic import RecordedAnswer
from responsegen.documents.words import NBSP, name_of, source_words
from responsegen.dossier.model import Dossier, Position, PositionStatus


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
            yield RedLines(d, name_of(d), position.internal.red_lines, position.internal.notes)


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


@dataclass(frozen=True, slots=True)
class LetteredTopic:
    """A column: one topic, and the points that its letters stand for."""

    title: str
    points: tuple[tuple[str, str], ...]  # ("a", "Shadow fleet listings"); none where the topic has no points
    longest: int  # letters in the longest cell, by which the columns share the page


@dataclass(frozen=True, slots=True)
class ProvenanceRow:
    """One position file, and for each topic where its answers stand: `12`, or `a–c 12–14, d 20`."""

    file: str
    draft: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where every recorded answer stands."""

    topics: tuple[LetteredTopic, ...]
    rows: tuple[ProvenanceRow, ...]

    @property
    def lettered(self) -> bool:
        """Whether any place is that of a single point, so that the letters have to be explained."""
        return any(not line.isdigit() for row in self.rows for line in row.lines if line)


def provenance(dossier: Dossier) -> Provenance | None:
    """Make one row a position file, and one column a topic; None where there is no position."""
    presenters = [presenter_of(dossier, topic) for topic in dossier.topics.values()]
    rows = tuple(
        ProvenanceRow(
            position.place.file,
            position.status is PositionStatus.DRAFT,
            tuple(_lines(list(p.labels), p.recorded(position)) for p in presenters),
        )
        for position in dossier.positions.values()
    )
    topics = (
        LetteredTopic(
            p.topic.title,
            tuple((_letter(i), label) for i, label in enumerate(p.labels.values())),
            max((len(row.lines[n]) for row in rows), default=0),
        )
        for n, p in enumerate(presenters)
    )
    return Provenance(tuple(topics), rows) if rows else None


def _letter(n: int) -> str:
    """Letter the points of a topic in the dossier's order: a to z, then aa to az."""
    more, last = divmod(n, len(ascii_lowercase))
    return (_letter(more - 1) if more else "") + ascii_lowercase[last]


def _lines(points: Sequence[str], answers: Sequence[RecordedAnswer]) -> str:
    """Give the line of all answers where it is one; else point by point, neighbours on neighbouring lines together."""
    lines = {answer.place.line for answer in answers}
    if len(lines) <= 1:
        return "".join(map(str, lines))
    placed = [(points.index(answer.option), answer.place.line) for answer in answers if answer.option]
    return ", ".join(f"{_span(map(_letter, at))}{NBSP}{_span(map(str, on))}" for at, on in _runs(placed))


def _runs(placed: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Find the first and last point, and the first and last line, of each run in which line and point advance alike."""
    first = last = placed[0]
    step: int | None = None
    for point, line in placed[1:]:
        advance = line - last[1]
        if point == last[0] + 1 and advance in ((0, 1) if step is None else (step,)):
            step = advance
        else:
            yield (first[0], last[0]), (first[1], last[1])
            first, step = (point, line), None
        last = (point, line)
    yield (first[0], last[0]), (first[1], last[1])


def _span(ends: Iterable[str]) -> str:
    first, last = ends
    return first if first == last else f"{first}–{last}"
