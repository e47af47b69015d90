"""From a dossier and its joint answer to the fiche of one delegation: what it said, and where that leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.consensus.answer import NeedsOutcome, OptionsOutcome, RangeOutcome, RecordedReservation, Status
from responsegen.documents.cover import CoverRow, cover
from responsegen.documents.names import name_of
from responsegen.documents.recorded import recorded, source_words
from responsegen.documents.wording import day, extent, joined
from responsegen.dossier.model import (
    NeedsTopic,
    OptionsTopic,
    PositionStatus,
    RangeTopic,
    Wording,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from responsegen.consensus.answer import JointAnswer, OptionOutcome
    from responsegen.documents.attribution import Attributor
    from responsegen.documents.recorded import RecordedAnswer
    from responsegen.dossier.model import AnyTopic, Dossier, Position, Question

CLEARED_BY = {
    "minister": "cleared by the minister",
    "ambassador": "cleared by the ambassador",
    "official": "cleared by an official",
    "public-statement": "taken from public statements",
}


@dataclass(frozen=True, slots=True)
class FichePoint:
    """One point beside where the joint answer stands on it."""

    label: str
    status: Status | None  # None where no rule decides
    differs: bool
    comment: str | None


@dataclass(frozen=True, slots=True)
class FicheRow:
    """The points of one topic on which the delegation said the same; none where the topic has no points."""

    words: str
    points: tuple[FichePoint, ...]
    comment: str | None


@dataclass(frozen=True, slots=True)
class FicheTopic:
    """What was recorded on one topic; no rows where nothing was."""

    title: str
    joint: str | None  # where the topic as a whole stands, in a range: "agreed: between 30 000 and 40 000 personnel"
    differs: bool
    rows: tuple[FicheRow, ...]
    reservations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FicheQuestion:
    """One question, and the answers to its topics."""

    number: int
    text: str
    verbatim: bool
    topics: tuple[FicheTopic, ...]


@dataclass(frozen=True, slots=True)
class FicheSource:
    """Where a statement stands."""

    about: str
    words: str
    quote: str | None
    summary: str | None
    url: str | None
    conflicts: bool


@dataclass(frozen=True, slots=True)
class FicheContent:
    """All that the templates of a document for one delegation can see."""

    delegation: str
    name: str
    cover: tuple[CoverRow, ...]
    state: str  # one sentence: what kind of position this is
    draft: bool
    has_position: bool
    speaker: str | None
    speaks_for: tuple[str, ...]
    questions: tuple[FicheQuestion, ...]
    differs: tuple[str, ...]
    alone: tuple[str, ...]
    missing: tuple[str, ...]
    sources: tuple[FicheSource, ...]
    exercise: bool


@dataclass(frozen=True, slots=True)
class _Emerging:
    """Where one point stands, and where this delegation stands on it."""

    about: str
    words: str
    status: Status
    differs: bool
    alone: bool


_Key = tuple[str, str | None]  # topic, and option where the topic has options
_EmergingPoints = dict[_Key, _Emerging]


def fiche(dossier: Dossier, answer: JointAnswer, delegation: str, by: Attributor) -> FicheContent:
    """Compose one fiche; what is internal does not enter it, not even the delegation's own."""
    own = dossier.positions.get(delegation)
    speaker = dossier.spoken_for.get(delegation)
    position = own or (dossier.positions[speaker] if speaker else None)
    emerging = {key: e for t in dossier.topics.values() for key, e in _emerging(answer, t, delegation)}
    rows = recorded(dossier, own) if own else _spoken(dossier, position)
    topics = _topics(dossier, own, rows, emerging, by)
    return FicheContent(
        delegation=delegation,
        name=name_of(delegation),
        cover=cover(dossier, to=name_of(delegation)),
        state=_state(own, speaker),
        draft=own is not None and not dossier.counts(own),
        has_position=position is not None,
        speaker=name_of(speaker, article=True) if speaker else None,
        speaks_for=tuple(name_of(d, article=True) for d in own.speaks_for) if own else (),
        questions=tuple(_question(q, topics) for q in dossier.questions),
        differs=tuple(e.about for e in emerging.values() if e.differs),
        alone=tuple(e.about for e in emerging.values() if e.alone),
        missing=tuple(_missing(dossier, delegation, rows)),
        sources=tuple(_sources(dossier, own)) if own else (),
        exercise=dossier.exercise,
    )


def _state(own: Position | None, speaker: str | None) -> str:
    if speaker:
        return f"No position of its own; {name_of(speaker, article=True)} answers for it on options and ranges."
    if own is None:
        return "No position has been received."
    how = CLEARED_BY[own.cleared_by] if own.cleared_by else "cleared"
    when = f" of {day(own.date)}" if own.date else ""
    if own.status is PositionStatus.DRAFT:
        return f"Draft position{when}, not cleared."
    return f"Position{when}, {how}."


def _spoken(dossier: Dossier, speaker: Position | None) -> tuple[RecordedAnswer, ...]:
    """What a speaker's position says for another delegation: its answers on options and ranges."""
    kinds = (OptionsTopic, RangeTopic)
    return tuple(r for r in recorded(dossier, speaker) if isinstance(dossier.topics[r.topic], kinds)) if speaker else ()


def _emerging(answer: JointAnswer, topic: AnyTopic, d: str) -> Iterator[tuple[_Key, _Emerging]]:
    match topic, answer.topics[topic.id]:
        case OptionsTopic(), OptionsOutcome() as found:
            for o, option in found.options.items():
                yield (topic.id, o), _emerging_point(f"{topic.title}: {topic.options[o].label}", option, d)
        case NeedsTopic(), NeedsOutcome() as found:
            for o, need in found.options.items():
                yield (topic.id, o), _emerging_point(f"{topic.title}: {topic.options[o].label}", need.outcome, d)
        case RangeTopic(), RangeOutcome() as found:
            yield (topic.id, None), _emerging_range(topic, found, d)


def _emerging_point(about: str, outcome: OptionOutcome, d: str) -> _Emerging:
    columns = outcome.columns
    majority_for = len(columns.for_) > len(columns.against)
    differs = (d in columns.against and majority_for) or (
        d in columns.for_ and bool(columns.against) and not majority_for
    )
    alone = outcome.unblocked_by == ((d,),) or (outcome.status is Status.NOT_AGREED and columns.against == (d,))
    return _Emerging(about, _status_words(outcome.status), outcome.status, differs, alone)


def _emerging_range(topic: RangeTopic, outcome: RangeOutcome, d: str) -> _Emerging:
    intervals = outcome.agreed or outcome.possible or tuple(s.interval for s in outcome.widest_support)
    stated = outcome.positions.get(d)
    words = _status_words(outcome.status)
    if intervals:
        words += f": {joined([extent(i, topic.unit) for i in intervals], 'or')}"
    differs = stated is not None and bool(intervals) and not any(stated.meets(i) for i in intervals)
    only_awaited = outcome.status is Status.OPEN and outcome.outstanding == (d,)
    only_outside = outcome.status is Status.NOT_AGREED and [c.delegation for c in outcome.concessions] == [d]
    return _Emerging(topic.title, words, outcome.status, differs, only_awaited or only_outside)


def _status_words(status: Status) -> str:
    return status.value.replace("-", " ")


def _topics(
    dossier: Dossier, own: Position | None, rows: tuple[RecordedAnswer, ...], emerging: _EmergingPoints, by: Attributor
) -> dict[str, FicheTopic]:
    def topic(t: str, title: str) -> FicheTopic:
        held = [RecordedReservation(own.delegation, r) for r in own.reservations if r.topic == t] if own else []
        whole = emerging.get((t, None))
        return FicheTopic(
            title,
            whole.words if whole else None,
            whole.differs if whole else False,
            tuple(_grouped([r for r in rows if r.topic == t], emerging)),
            by.reservations(held),
        )

    return {t.id: topic(t.id, t.title) for t in dossier.topics.values()}


def _grouped(rows: list[RecordedAnswer], emerging: _EmergingPoints) -> Iterator[FicheRow]:
    """Put together the points on which the delegation said the same, in the order in which it first said it."""
    for words in dict.fromkeys(r.words for r in rows):
        same = [r for r in rows if r.words == words]
        points = tuple(_fiche_point(r.label, r, emerging.get((r.topic, r.option))) for r in same if r.label)
        yield FicheRow(words, points, None if points else same[0].comment)


def _fiche_point(label: str, row: RecordedAnswer, emerging: _Emerging | None) -> FichePoint:
    status, differs = (emerging.status, emerging.differs) if emerging else (None, False)
    return FichePoint(label, status, differs, row.comment)


def _question(question: Question, topics: Mapping[str, FicheTopic]) -> FicheQuestion:
    verbatim = question.wording is Wording.VERBATIM
    return FicheQuestion(question.number, question.text.strip(), verbatim, tuple(topics[t] for t in question.topics))


def _missing(dossier: Dossier, delegation: str, rows: tuple[RecordedAnswer, ...]) -> Iterator[str]:
    """Topics that count the delegation but have no answer of it, and options left out of a topic that was answered."""
    answered = {(r.topic, r.option) for r in rows}
    for topic in (t for t in dossier.topics.values() if delegation in t.electorate):
        if not any(t == topic.id for t, _ in answered):
            yield topic.title
        elif isinstance(topic, OptionsTopic):
            left_out = [o.label for o in topic.options.values() if (topic.id, o.id) not in answered]
            yield from (f"{topic.title}: {label}" for label in left_out)


def _sources(dossier: Dossier, own: Position) -> Iterator[FicheSource]:
    for source in own.sources:
        title = dossier.topics[source.topic].title
        yield FicheSource(title, source_words(source), source.quote, source.summary, source.url, source.conflicts)
