"""From a dossier to the file and line of every recorded answer, the points of a topic lettered to save room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from responsegen.documents.answer_words import RecordedAnswer, recorded
from responsegen.documents.wording import NBSP
from responsegen.dossier.model import AnyTopic, ContributionTopic, Dossier, Position, PositionStatus, RangeTopic


@dataclass(frozen=True, slots=True)
class LetteredTopic:
    """A column: one topic, and the points that its letters stand for."""

    title: str
    points: tuple[tuple[str, str], ...]  # ("a", "Shadow fleet listings"); none where the topic has no points
    longest: int  # letters in the longest cell, by which the columns share the page


@dataclass(frozen=True, slots=True)
class ProvenanceRow:
    """One position file, and for each topic where its answers stand: `12`, or `a–c 12–14, d 20`."""

    delegation: str
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
    """One row a position file, one column a topic; None where there is no position."""
    rows = tuple(_row(dossier, position) for position in dossier.positions.values())
    topics = (
        LetteredTopic(topic.title, tuple(_legend(topic)), max((len(row.lines[n]) for row in rows), default=0))
        for n, topic in enumerate(dossier.topics.values())
    )
    return Provenance(tuple(topics), rows) if rows else None


def _row(dossier: Dossier, position: Position) -> ProvenanceRow:
    answers = recorded(dossier, position)
    lines = (_lines(topic, [a for a in answers if a.topic == topic.id]) for topic in dossier.topics.values())
    draft = position.status is PositionStatus.DRAFT
    return ProvenanceRow(position.delegation, position.place.file, draft, tuple(lines))


def _points(topic: AnyTopic) -> Mapping[str, str]:
    """The label of every point of a topic; none where it is answered as a whole."""
    if isinstance(topic, RangeTopic | ContributionTopic):
        return {}
    return {o: option.label for o, option in topic.options.items()}


def _legend(topic: AnyTopic) -> Iterator[tuple[str, str]]:
    return ((_letter(n), label) for n, label in enumerate(_points(topic).values()))


def _letter(n: int) -> str:
    """The points of a topic in the dossier's order: a to z, then aa to az."""
    more, last = divmod(n, len(ascii_lowercase))
    return (_letter(more - 1) if more else "") + ascii_lowercase[last]


def _lines(topic: AnyTopic, answers: Sequence[RecordedAnswer]) -> str:
    """The line of all answers where it is one; else point by point, neighbours on neighbouring lines together."""
    lines = {answer.place.line for answer in answers}
    if len(lines) <= 1:
        return "".join(map(str, lines))
    order = list(_points(topic))
    placed = [(order.index(answer.option), answer.place.line) for answer in answers if answer.option]
    return ", ".join(f"{_span(map(_letter, at))}{NBSP}{_span(map(str, on))}" for at, on in _runs(placed))


def _runs(placed: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The first and last point, and the first and last line, of each run in which line and point advance alike."""
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
