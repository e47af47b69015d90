"""From a dossier and its joint answer to the fiche of one delegation: what it said, and where that leaves it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from operator import itemgetter

from responsegen.consensus.answer import JointAnswer, RecordedReservation
from responsegen.documents.answer_words import NECESSITY_WORDS, STANCE_WORDS, RecordedAnswer, recorded, source_words
from responsegen.documents.attribution import Attributor
from responsegen.documents.cover import cover
from responsegen.documents.fiche.content import (
    FicheContent,
    FicheOffer,
    FichePoint,
    FicheQuestion,
    FicheRow,
    FicheSource,
    FicheTopic,
)
from responsegen.documents.fiche.fiche_points import About, EmergingPoints, emerging_points
from responsegen.documents.wording import day, name_of
from responsegen.dossier.model import (
    AnyTopic,
    Dossier,
    Necessity,
    OffersTopic,
    OptionsTopic,
    Position,
    PositionStatus,
    Question,
    RangeTopic,
    Stance,
    Wording,
)

CLEARED_BY = {
    "minister": "cleared by the minister",
    "ambassador": "cleared by the ambassador",
    "official": "cleared by an official",
    "public-statement": "taken from public statements",
}

FROM_FOR_TO_AGAINST = (
    *(STANCE_WORDS[stance] for stance in (Stance.SUPPORT, Stance.ACCEPT)),
    *(NECESSITY_WORDS[n] for n in (Necessity.ESSENTIAL, Necessity.DESIRABLE, Necessity.NOT_NEEDED)),
    *(STANCE_WORDS[stance] for stance in (Stance.ABSTAIN, Stance.CONSTRUCTIVE_ABSTENTION, Stance.OPPOSE)),
    *(NECESSITY_WORDS[n] for n in (Necessity.OPPOSE, Necessity.UNDECIDED)),
)
CARRIED = (OptionsTopic, RangeTopic)  # what one delegation can answer for another
SPEAKS_ON = "save on contributions, offers and requirements of its own"

_Missing = tuple["AnyTopic", str | None]  # a topic, and the label of its option where only that is missing


def fiche(dossier: Dossier, answer: JointAnswer, delegation: str, by: Attributor) -> FicheContent:
    """Compose one fiche; what is internal does not enter it, not even the delegation's own."""
    own = dossier.positions.get(delegation)
    speaker = dossier.spoken_for.get(delegation)
    position = own or (dossier.positions[speaker] if speaker else None)
    emerging = emerging_points(answer, delegation)
    rows = recorded(dossier, own) if own else _spoken(dossier, position)
    topics = _topics(dossier, delegation, rows, emerging, partial(_reservations, dossier, position, by))
    deadline = dossier.silence_deadline
    missing = tuple(_missing(dossier, delegation, rows))
    consent = any(topic.rule.facts.silence for topic, _ in missing)
    found = emerging.values()
    return FicheContent(
        delegation=delegation,
        name=name_of(delegation),
        cover=cover(dossier, to=name_of(delegation)),
        state=_state(own, speaker),
        draft=own is not None and not dossier.counts(own),
        has_position=position is not None,
        speaker=name_of(speaker, article=True) if speaker else None,
        speaks_for=tuple(name_of(d, article=True) for d in own.speaks_for) if own else (),
        speaks_on=SPEAKS_ON,
        questions=tuple(_question(q, topics) for q in dossier.questions),
        differs=_listed(e.about for e in found if e.differs),
        alone=_listed(e.about for e in found if e.alone),
        shared=_listed(e.about for e in found if e.shared),
        together=sum(e.awaited and not e.alone for e in found),
        awaited=_listed(e.about for e in found if e.awaited and not e.alone),
        silent=_listed(e.about for e in found if e.silent),
        unmentioned=_listed(e.about for e in found if e.unmentioned),
        missing=_listed((topic.title, option) for topic, option in missing),
        silence_deadline=deadline if deadline and dossier.as_of < deadline and consent else None,
        sources=tuple(_sources(dossier, own)) if own else (),
        exercise=dossier.exercise,
    )


def _listed(points: Iterable[About]) -> tuple[str, ...]:
    """Point by point, those of one topic together: `Sanctions on Russia (Shadow fleet listings, Aluminium)`."""
    by_topic = (
        (title, [option for _, option in of_topic if option]) for title, of_topic in groupby(points, itemgetter(0))
    )
    return tuple(f"{title} ({', '.join(options)})" if options else title for title, options in by_topic)


def _state(own: Position | None, speaker: str | None) -> str:
    if speaker:
        return f"No position of its own; {name_of(speaker, article=True)} answers for it, {SPEAKS_ON}."
    if own is None:
        return "No position has been recorded."
    how = CLEARED_BY[own.cleared_by] if own.cleared_by else "cleared"
    when = f" of {day(own.date)}" if own.date else ""
    if own.status is PositionStatus.DRAFT:
        return f"Draft position{when}, not cleared."
    return f"Position{when}, {how}."


def _spoken(dossier: Dossier, speaker: Position | None) -> tuple[RecordedAnswer, ...]:
    """What a speaker's position says for another delegation: its answers on options and ranges."""
    return (
        tuple(r for r in recorded(dossier, speaker) if isinstance(dossier.topics[r.topic], CARRIED)) if speaker else ()
    )


def _reservations(
    dossier: Dossier, position: Position | None, by: Attributor, topic: str, option: str | None
) -> tuple[str, ...]:
    """Those that a position holds on one point, or on a topic as a whole, with all whom it holds them for."""
    if position is None:
        return ()
    also_for = position.speaks_for if isinstance(dossier.topics[topic], CARRIED) else ()
    held = [r for r in position.reservations if (r.topic, r.option) == (topic, option)]
    return by.reservations(RecordedReservation(d, r) for r in held for d in (position.delegation, *also_for))


def _topics(
    dossier: Dossier,
    delegation: str,
    rows: tuple[RecordedAnswer, ...],
    emerging: EmergingPoints,
    reservations: Callable[[str, str | None], tuple[str, ...]],
) -> dict[str, FicheTopic]:
    def point(row: RecordedAnswer) -> FichePoint:
        found = emerging.get((row.topic, row.option))
        status, differs = (found.status, found.differs) if found else (None, False)
        return FichePoint(row.label or "", status, differs, row.remark, reservations(row.topic, row.option))

    def topic(t: AnyTopic) -> FicheTopic:
        whole = emerging.get((t.id, None))
        said = [r for r in rows if r.topic == t.id]
        offered = isinstance(t, OffersTopic)
        return FicheTopic(
            t.title,
            whole.words if whole else None,
            whole.differs if whole else False,
            delegation in t.electorate,
            () if offered else tuple(_grouped(said, point)),
            tuple(FicheOffer(r.label or "", r.words, r.remark) for r in said) if offered else (),
            reservations(t.id, None),
        )

    return {t.id: topic(t) for t in dossier.topics.values()}


def _grouped(rows: list[RecordedAnswer], point: Callable[[RecordedAnswer], FichePoint]) -> Iterator[FicheRow]:
    """Put together the points on which the delegation said the same, those that it is for before the others."""
    for words in dict.fromkeys(r.words for r in sorted(rows, key=lambda row: (_rank(row), row.words))):
        same = [r for r in rows if r.words == words]
        points = [point(r) for r in same if r.label]
        plain = tuple(p for p in points if not (p.remark or p.reservations))
        remarked = tuple(p for p in points if p.remark or p.reservations)
        yield FicheRow(words, plain, remarked, "" if points else same[0].remark)


def _rank(row: RecordedAnswer) -> int:
    """Where an answer stands among all that can be said: `essential (short term)` before `desirable`."""
    answer = row.words.partition(" (")[0]
    return FROM_FOR_TO_AGAINST.index(answer) if answer in FROM_FOR_TO_AGAINST else 0


def _question(question: Question, topics: Mapping[str, FicheTopic]) -> FicheQuestion:
    verbatim = question.wording is Wording.VERBATIM
    return FicheQuestion(question.number, question.text.strip(), verbatim, tuple(topics[t] for t in question.topics))


def _missing(dossier: Dossier, delegation: str, rows: tuple[RecordedAnswer, ...]) -> Iterator[_Missing]:
    """Topics that count the delegation but have no answer of it, and options left out of a topic that was answered."""
    answered = {(r.topic, r.option) for r in rows}
    for topic in (t for t in dossier.topics.values() if delegation in t.electorate):
        if not any(t == topic.id for t, _ in answered):
            yield topic, None
        elif isinstance(topic, OptionsTopic):
            yield from ((topic, o.label) for o in topic.options.values() if (topic.id, o.id) not in answered)


def _sources(dossier: Dossier, own: Position) -> Iterator[FicheSource]:
    for source in own.sources:
        title = dossier.topics[source.topic].title
        yield FicheSource(title, source_words(source), source.quote, source.summary, source.url, source.conflicts)
