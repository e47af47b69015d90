"""Compare what governments said in public, where nobody has answered otherwise: a paper that is no joint answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from responsegen.documents.topics import presenter_of
from responsegen.documents.words import capital, day, joined, name_of, sentence
from responsegen.dossier.model import AnyTopic, ClearedBy, ContributionAnswer, Dossier, Position, Source

COMPARED = "Public statements compared"
READINGS = {  # by how willing a government is
    "yes": "Said that they would",
    "conditional": "Named conditions",
    "considering": "Would consider it",
    "undecided": "Left it open",
    "no": "Ruled it out",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What one government said, as a source has it."""

    delegation: str
    name: str
    said: tuple[str, ...]  # each with who said it, and when; the latest last, what conflicts with the reading behind
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What was said on one topic, by how it is read."""

    topic: str
    question: int | None
    readings: tuple[tuple[str, tuple[Statement, ...]], ...]
    nothing_found: str  # those of whom no statement was found: "BE and EL"; "" for nobody


@dataclass(frozen=True, slots=True)
class PublicStatements:
    """All that a paper on public statements says besides its sources."""

    governments: int
    first: str  # "15 February 2025": the day of the earliest statement; "" where no source has a day
    last: str
    gave_a_number: int
    topics: tuple[Compared, ...]
    unmentioned: tuple[str, ...]  # titles of topics on which nothing was found


def is_public_record(dossier: Dossier) -> bool:
    """Whether all positions are read from public statements, so that there is no joint answer."""
    positions = dossier.heard.values()
    return bool(positions) and all(p.cleared_by is ClearedBy.PUBLIC_STATEMENT for p in positions)


def public_statements(dossier: Dossier) -> PublicStatements:
    """Put together what was said, topic by topic."""
    answered = [t for t in dossier.topics.values() if any(t.id in p.answers for p in dossier.heard.values())]
    days = sorted(s.said_on for p in dossier.heard.values() for s in p.sources if s.said_on)
    pledging = [
        d
        for d, p in dossier.heard.items()
        if any(isinstance(a, ContributionAnswer) and a.pledge for a in p.answers.values())
    ]
    return PublicStatements(
        governments=sum(bool(p.answers) for p in dossier.heard.values()),
        first=day(days[0]) if days else "",
        last=day(days[-1]) if days else "",
        gave_a_number=len(pledging),
        topics=tuple(_compared(dossier, topic) for topic in answered),
        unmentioned=tuple(t.title for t in dossier.topics.values() if t not in answered),
    )


def _compared(dossier: Dossier, topic: AnyTopic) -> Compared:
    read: dict[str, list[Statement]] = {reading: [] for reading in READINGS.values()}
    silent = []
    for d in dossier.delegations:
        position = dossier.heard.get(d)
        if position and (reading := _reading(dossier, topic, position)):
            read.setdefault(reading, []).append(_statement(dossier, topic, position))
        else:
            silent.append(d)
    readings = tuple((reading, tuple(said)) for reading, said in read.items() if said)
    return Compared(topic.title, topic.question, readings, joined(silent) if silent else "")


def _reading(dossier: Dossier, topic: AnyTopic, position: Position) -> str:
    """Say how a position is read: for a contribution in a word of its own, else as it is recorded."""
    answer = position.answers.get(topic.id)
    if isinstance(answer, ContributionAnswer):
        return READINGS[answer.stance.value]
    rows = presenter_of(dossier, topic).recorded(position)
    return capital("; ".join(f"{row.label}: {row.words}" if row.label else row.words for row in rows))


def _statement(dossier: Dossier, topic: AnyTopic, position: Position) -> Statement:
    sources = sorted((s for s in position.sources if s.topic == topic.id), key=lambda s: s.said_on or date.min)
    said, conflicts = ([*_said(sources, conflicts=conflicts)] for conflicts in (False, True))
    d = position.delegation
    return Statement(d, name_of(dossier, d), tuple(said), tuple(conflicts))


def _said(sources: list[Source], *, conflicts: bool) -> Iterator[str]:
    for source in (s for s in sources if s.conflicts is conflicts):
        words = f"“{source.quote}”" if source.quote else sentence(source.summary or "")
        who = ", ".join(filter(None, (source.speaker, day(source.said_on) if source.said_on else "")))
        yield " ".join(filter(None, (words, f"({who})" if who else "")))
