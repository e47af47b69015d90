"""Compare what governments said in public, where nobody has answered otherwise: a paper that is no joint answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from responsegen.documents.topics.answer_words import recorded_on
from responsegen.documents.words import capital, cardinal, condition_words, day, joined, sentence, together
from responsegen.dossier.model import AnyTopic, ClearedBy, ContributionAnswer, Dossier, Position, Source

COMPARED = "Public statements compared"
READINGS = {  # by how willing a government is
    "yes": "Said that they would",
    "conditional": "Named conditions",
    "considering": "Would consider it",
    "undecided": "Left it open",
    "no": "Ruled it out",
}


Said = tuple[str, str]  # what was said, and by whom and when: "Schoof, 15 February"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one government said, as its sources have it."""

    delegation: str
    said: tuple[Said, ...]  # of each speaker the latest, the latest of them last
    conflicts: tuple[Said, ...]  # what stands against that, and is not averaged with it


@dataclass(frozen=True, slots=True)
class Compared:
    """What was said on one topic, by how it is read."""

    topic: str
    question: int | None
    summary: str
    readings: tuple[tuple[str, tuple[Statement, ...]], ...]
    conditions: tuple[str, ...]  # "a ceasefire is in force – CZ and LT"

    @property
    def conflicts(self) -> tuple[Statement, ...]:
        """Those governments of which statements contradict each other."""
        return tuple(s for _, said in self.readings for s in said if s.conflicts)


@dataclass(frozen=True, slots=True)
class PublicStatements:
    """All that a paper on public statements says besides its sources."""

    governments: int
    when: str  # "between 15 and 20 February 2025"; "" where no source has a day
    gave_a_number: int
    topics: tuple[Compared, ...]
    unmentioned: tuple[str, ...]  # titles of topics on which nothing was found


def is_public_record(dossier: Dossier) -> bool:
    """Tell whether all positions are read from public statements, so that there is no joint answer."""
    positions = dossier.stated_positions.values()
    return bool(positions) and all(p.cleared_by is ClearedBy.PUBLIC_STATEMENT for p in positions)


def public_statements(dossier: Dossier) -> PublicStatements:
    """Put together what was said, topic by topic."""
    answered = [t for t in dossier.topics.values() if any(t.id in p.answers for p in dossier.stated_positions.values())]
    days = sorted(s.said_on for p in dossier.stated_positions.values() for s in p.sources if s.said_on)
    pledging = [
        d
        for d, p in dossier.stated_positions.items()
        if any(isinstance(a, ContributionAnswer) and a.pledge for a in p.answers.values())
    ]
    return PublicStatements(
        governments=sum(bool(p.answers) for p in dossier.stated_positions.values()),
        when=_when(days[0], days[-1]) if days else "",
        gave_a_number=len(pledging),
        topics=tuple(_compared(dossier, topic) for topic in answered),
        unmentioned=tuple(t.title for t in dossier.topics.values() if t not in answered),
    )


def _when(first: date, last: date) -> str:
    """Say `on 15 February 2025`, `between 15 and 20 February 2025`, `between 30 January and 2 February 2025`."""
    begins = day(first)
    if first == last:
        return f"on {begins}"
    if first.year == last.year:
        begins = str(first.day) if first.month == last.month else begins.rpartition(" ")[0]
    return f"between {begins} and {day(last)}"


def _compared(dossier: Dossier, topic: AnyTopic) -> Compared:
    positions = dossier.stated_positions
    readings = {d: reading for d, p in positions.items() if (reading := _reading(dossier, topic, p))}
    silent = [d for d in dossier.delegations if d not in readings]
    read = together((reading, _statement(dossier, topic, positions[d])) for d, reading in readings.items())
    order = [*READINGS.values(), *read]
    found = {reading: tuple(read[reading]) for reading in sorted(read, key=order.index)}
    answers = ((d, positions[d].answers.get(topic.id)) for d in readings)
    named = together(
        (condition_words(dossier, condition), d)
        for d, answer in answers
        for condition in (answer.conditions if isinstance(answer, ContributionAnswer) else ())
    )
    conditions = tuple(f"{words} – {joined(who)}" for words, who in named.items())
    return Compared(topic.title, topic.question, _summary(dossier, found, silent), tuple(found.items()), conditions)


def _summary(dossier: Dossier, found: Mapping[str, Sequence[Statement]], silent: Sequence[str]) -> str:
    """Count the statements, by how they are read where that has a word of its own, and name those without one."""
    every = len(dossier.delegations)
    statements = f"Of {cardinal(every)} governments, statements of {cardinal(every - len(silent))} were found"
    read = [f"{cardinal(len(said))} {reading[0].lower()}{reading[1:]}" for reading, said in found.items()]
    counts = f": {joined(read)}" if found.keys() <= {*READINGS.values()} else ""
    missing = joined(silent, "or")
    return f"{statements}{counts}.{f' No statement of {missing} was found.' if silent else ''}"


def _reading(dossier: Dossier, topic: AnyTopic, position: Position) -> str:
    """Say how a position is read: for a contribution in a word of its own, else as it is recorded."""
    answer = position.answers.get(topic.id)
    if isinstance(answer, ContributionAnswer):
        return READINGS[answer.stance.value]
    rows = recorded_on(dossier, topic, position)
    return capital("; ".join(f"{row.label}: {row.words}" if row.label else row.words for row in rows))


def _statement(dossier: Dossier, topic: AnyTopic, position: Position) -> Statement:
    sources = sorted((s for s in position.sources if s.topic == topic.id), key=lambda s: s.said_on or date.min)
    latest = {s.speaker or "": s for s in sources if not s.conflicts}
    said = sorted(latest.values(), key=lambda s: s.said_on or date.min)
    conflicts = (s for s in sources if s.conflicts)
    return Statement(position.delegation, tuple(_said(dossier, said)), tuple(_said(dossier, conflicts)))


def _said(dossier: Dossier, sources: Iterable[Source]) -> Iterator[Said]:
    """Give what was said and, without an office, by whom and when; the year only where it is not that of the paper."""
    for source in sources:
        words = f"“{sentence(source.quote)}”" if source.quote else sentence(source.summary or "")
        when = day(source.said_on) if source.said_on else ""
        if source.said_on and source.said_on.year == dossier.as_of.year:
            when = when.rpartition(" ")[0]
        speaker = (source.speaker or "").partition(",")[0]
        yield words, ", ".join(filter(None, (speaker, when)))
