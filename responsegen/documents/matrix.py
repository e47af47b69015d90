"""Lay out the table of delegations by topics, with a sign for what each delegation said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from responsegen.consensus.ballots import speaking
from responsegen.documents.topics import presenter_of
from responsegen.documents.topics.signs import EACH_SIGN, LEGEND, SILENT
from responsegen.documents.words import name_of
from responsegen.dossier.model import AnyTopic, Dossier, PositionStatus, RangeTopic


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One delegation's signs, one a column."""

    delegation: str
    name: str
    state: str  # "", "draft", "by DK" (who speaks for it), "no position"
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Delegations by topics."""

    columns: tuple[tuple[str, int | None], ...]  # the title of each topic, and its question
    rows: tuple[MatrixRow, ...]
    uncounted: bool  # whether any of them is a draft that does not count
    ranges: bool  # whether any topic asks for a range

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """What the signs mean, those left out that do not occur."""
        signs = {sign for row in self.rows for written in row.signs for sign in EACH_SIGN.findall(written)}
        return tuple((sign, meaning) for sign, meaning in LEGEND if sign in signs)


def matrix(dossier: Dossier) -> Matrix:
    """Make one row a delegation in protocol order, and one column a topic in the dossier's order."""
    topics = dossier.topics.values()
    signs = [dict(_signs(dossier, topic)) for topic in topics]
    return Matrix(
        tuple((t.title, t.question) for t in topics),
        tuple(
            MatrixRow(d, name_of(dossier, d), _state(dossier, d), tuple(s[d] for s in signs))
            for d in dossier.delegations
        ),
        uncounted=not all(map(dossier.counts, dossier.heard.values())),
        ranges=any(isinstance(topic, RangeTopic) for topic in topics),
    )


def _state(dossier: Dossier, delegation: str) -> str:
    if own := dossier.heard.get(delegation):
        return "draft" if own.status is PositionStatus.DRAFT else ""
    speaker = dossier.spoken_for.get(delegation)
    return f"by {speaker}" if speaker else "no position"


def _signs(dossier: Dossier, topic: AnyTopic) -> Iterator[tuple[str, str]]:
    positions, presenter = speaking(dossier, topic), presenter_of(dossier, topic)
    for d in dossier.delegations:
        position = positions.get(d)
        answer = presenter.answer_in(position) if position else None
        if position is None or answer is None:
            yield d, SILENT
        else:
            reserved = any(r.topic == topic.id for r in position.reservations)
            yield d, presenter.sign(answer) + (" R" if reserved else "")
