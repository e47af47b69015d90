"""Compose the fiche of one delegation: what it said, and where that leaves it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import itemgetter

from responsegen.consensus.answer import JointAnswer, RecordedReservation, Standpoint, Status
from responsegen.consensus.ballots import speaking
from responsegen.consensus.points import Point, points
from responsegen.documents.attribution import Attributor
from responsegen.documents.content import cover
from responsegen.documents.registers import SourceRow, sources
from responsegen.documents.topics import presenter_of
from responsegen.documents.topics.topic import RecordedAnswer
from responsegen.documents.words import NECESSITY_WORDS, STANCE_WORDS, counted, day, extents, name_of
from responsegen.dossier.model import (
    AnyTopic,
    Dossier,
    Necessity,
    Position,
    PositionStatus,
    Stance,
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
SPEAKS_ON = "save on contributions, offers and requirements of its own"


@dataclass(frozen=True, slots=True)
class FichePoint:
    """One point beside where the joint answer stands on it."""

    label: str
    status: Status | None  # None where no rule decides
    differs: bool
    remark: str  # "" where nothing was said beside the stance
    reservations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FicheRow:
    """The points of one topic on which the delegation said the same; none where the topic has no points."""

    words: str
    plain: tuple[FichePoint, ...]  # those with nothing but the stance
    remarked: tuple[FichePoint, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FicheTopic:
    """What was recorded on one topic; no rows where nothing was."""

    question: int
    title: str
    joint: str | None  # where the topic as a whole stands, in a range: "agreed, between 30 000 and 40 000 personnel"
    differs: bool
    counts: bool  # whether the delegation is one of those that decide it
    rows: tuple[FicheRow, ...]
    offers: tuple[
        tuple[str, str, str], ...
    ]  # label, words and remark of each, instead of rows, where the topic collects offers
    reservations: tuple[str, ...]  # on the topic as a whole


@dataclass(frozen=True, slots=True)
class FicheContent:
    """All that the templates of a document for one delegation can see."""

    name: str
    cover: Mapping[str, str]  # by label
    state: str  # one sentence: what kind of position this is
    draft: bool
    has_position: bool
    speaker: str | None
    speaks_for: tuple[str, ...]
    speaks_on: str  # on what one delegation can answer for another
    topics: tuple[FicheTopic, ...]  # question by question
    alone: tuple[str, ...]  # what its reply alone settles
    blocked: tuple[str, ...]  # what it alone blocks, while other replies are awaited, too
    shared: tuple[str, ...]  # what it blocks with others
    could_carry: tuple[str, ...]  # what a majority lacks, and its support could bring with that of others
    awaited: tuple[str, ...]  # open points that wait for it and for others
    differs: tuple[str, ...]  # where else it says another thing than what emerges
    silent: tuple[str, ...]  # where its silence counts as consent
    unmentioned: tuple[str, ...]  # needs that it passed over, which neither supports nor prevents them
    missing: tuple[str, ...]
    silence_deadline: datetime | None  # where silence on what is missing will be consent
    sources: tuple[SourceRow, ...]
    exercise: bool

    @property
    def recorded(self) -> bool:
        """Whether there is any answer to print."""
        return any(topic.rows or topic.offers for topic in self.topics)

    @property
    def pointed(self) -> bool:
        """Whether any answer is to one point of several."""
        return any(row.plain or row.remarked for topic in self.topics for row in topic.rows)

    @property
    def compared(self) -> bool:
        """Whether it is said of any answer where the joint answer stands."""
        return bool(self.signs) or any(topic.joint and topic.rows for topic in self.topics)

    @property
    def signs(self) -> tuple[str, ...]:
        """What the signs mean that stand beside its answers, those left out that do not occur."""
        points = [point for topic in self.topics for row in topic.rows for point in (*row.plain, *row.remarked)]
        statuses = {point.status for point in points}
        found = {
            "points that are agreed stand free": any(status and status.is_agreed for status in statuses),
            "points that are not agreed stand in [square brackets]": Status.NOT_AGREED in statuses,
            "points that are still open are marked so": Status.OPEN in statuses,
            "≠ marks a difference from the emerging answer": any(p.differs for p in points)
            or any(t.differs for t in self.topics),
            "what is not counted is for others to decide": any(not t.counts for t in self.topics if t.rows or t.offers),
        }
        return tuple(words for words, occurs in found.items() if occurs)


def fiche(dossier: Dossier, answer: JointAnswer, delegation: str, by: Attributor) -> FicheContent:
    """Compose one fiche; what is internal does not enter it, not even the delegation's own."""
    own = dossier.heard.get(delegation)
    speaker = dossier.spoken_for.get(delegation)
    position = own or (dossier.positions[speaker] if speaker else None)
    decided = {(p.topic.id, p.name.option): p for p in points(answer) if p.status is not None}
    rows = tuple(_recorded(dossier, delegation))
    topics = _topics(dossier, delegation, rows, decided, partial(_reservations, dossier, position, by))
    deadline = dossier.silence_deadline
    missing = tuple(_missing(dossier, delegation, rows))
    consent = any(dossier.silence_ends(topic) for topic, _ in missing)

    def those(chosen: Callable[[Point], bool]) -> tuple[tuple[str, str], ...]:
        return tuple((p.topic.title, p.label) for p in decided.values() if chosen(p))

    def stands(p: Point) -> Standpoint | None:
        return p.states[delegation].standpoint if delegation in p.states else None

    def with_others(p: Point, others: Sequence[str], joint: str) -> str:
        """Name the point, and who else could do the same, or has to."""
        named = by.who(others).some if by.named else counted(len(others), "other delegation")
        return f"{p.label or p.topic.title} ({joint} {named})" if others else p.label or p.topic.title

    def others_of(delegations: Sequence[str]) -> tuple[str, ...]:
        return tuple(d for d in delegations if d != delegation)

    settles = [p for p in decided.values() if delegation in p.settled_by]
    blocks = [p for p in decided.values() if delegation in p.blocked_by and p not in settles]
    awaited = [p for p in decided.values() if delegation in p.awaited and p not in settles]
    asked = {id(p) for p in (*settles, *blocks, *awaited)}
    return FicheContent(
        name=name_of(dossier, delegation),
        cover=cover(dossier, to=name_of(dossier, delegation)),
        state=_state(dossier, own, speaker),
        draft=own is not None and not dossier.counts(own),
        has_position=position is not None,
        speaker=name_of(dossier, speaker, article=True) if speaker else None,
        speaks_for=tuple(name_of(dossier, d, article=True) for d in own.speaks_for) if own else (),
        speaks_on=SPEAKS_ON,
        topics=tuple(topics),
        alone=tuple(with_others(p, others_of(p.settled_by), "or") for p in settles),
        blocked=tuple(p.label or p.topic.title for p in blocks if p.is_vetoed and not others_of(p.blocked_by)),
        shared=tuple(
            with_others(p, others_of(p.blocked_by), "with") for p in blocks if p.is_vetoed and others_of(p.blocked_by)
        ),
        could_carry=tuple(_with_ways(p, delegation, by) for p in blocks if not p.is_vetoed),
        awaited=tuple(with_others(p, others_of(p.awaited), "also awaited:") for p in awaited),
        differs=_listed(those(lambda p: delegation in p.differing and id(p) not in asked)),
        silent=_listed(those(lambda p: stands(p) is Standpoint.SILENT)),
        unmentioned=_listed(those(lambda p: stands(p) is Standpoint.UNMENTIONED)),
        missing=_listed((topic.title, option) for topic, option in missing),
        silence_deadline=deadline if deadline and dossier.as_of < deadline and consent else None,
        sources=tuple(sources(dossier, own)) if own else (),
        exercise=dossier.exercise,
    )


def _with_ways(p: Point, delegation: str, by: Attributor) -> str:
    """Name a point, and with whose support that of this delegation could carry it: `lng (with FR or with IT)`."""
    ways = [tuple(d for d in each if d != delegation) for each in p.carried_by if delegation in each]
    return f"{p.label or p.topic.title} (with {by.ways(ways) if ways else 'others'})"


def _listed(found: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """List points by titles and labels, those of one topic together: `Sanctions (Shadow fleet listings, Aluminium)`."""
    by_topic = ((title, [label for _, label in those if label]) for title, those in groupby(found, itemgetter(0)))
    return tuple(f"{title} ({', '.join(labels)})" if labels else title for title, labels in by_topic)


def _state(dossier: Dossier, own: Position | None, speaker: str | None) -> str:
    if speaker:
        return f"No position of its own; {name_of(dossier, speaker, article=True)} answers for it, {SPEAKS_ON}."
    if own is None:
        return "No position has been recorded."
    how = CLEARED_BY[own.cleared_by] if own.cleared_by else "cleared"
    when = f" of {day(own.date)}" if own.date else ""
    if own.status is PositionStatus.DRAFT:
        return f"Draft position{when}, not cleared."
    return f"Position{when}, {how}."


def _recorded(dossier: Dossier, delegation: str) -> Iterator[RecordedAnswer]:
    """Word what the delegation answered, or what was answered for it."""
    for topic in dossier.topics.values():
        if position := speaking(dossier, topic).get(delegation):
            yield from presenter_of(dossier, topic).recorded(position)


def _reservations(
    dossier: Dossier, position: Position | None, by: Attributor, topic: str, option: str | None
) -> tuple[str, ...]:
    """Word the reservations of a position on a point, or on a topic as a whole, with all whom it holds them for."""
    if position is None:
        return ()
    also_for = position.speaks_for if dossier.topics[topic].can_be_answered_for_others else ()
    held = [r for r in position.reservations if (r.topic, r.option) == (topic, option)]
    return by.reservations(RecordedReservation(d, r) for r in held for d in (position.delegation, *also_for))


def _topics(
    dossier: Dossier,
    delegation: str,
    rows: tuple[RecordedAnswer, ...],
    decided: Mapping[tuple[str, str | None], Point],
    reservations: Callable[[str, str | None], tuple[str, ...]],
) -> Iterator[FicheTopic]:
    def point(row: RecordedAnswer) -> FichePoint:
        found = decided.get((row.topic, row.option))
        differs = found is not None and delegation in found.differing
        held = reservations(row.topic, row.option)
        return FichePoint(row.label or "", found.status if found else None, differs, row.remark, held)

    def topic(question: int, t: AnyTopic) -> FicheTopic:
        whole = decided.get((t.id, None))
        said = [r for r in rows if r.topic == t.id]
        in_one_row = presenter_of(dossier, t).in_one_row
        return FicheTopic(
            question,
            t.title,
            _emerging(whole) if whole else None,
            whole is not None and delegation in whole.differing,
            delegation in t.electorate,
            () if in_one_row else tuple(_grouped(said, point)),
            tuple((r.label or "", r.words, r.remark) for r in said) if in_one_row else (),
            reservations(t.id, None),
        )

    return (topic(q.number, dossier.topics[t]) for q in dossier.questions for t in q.topics)


def _emerging(point: Point) -> str:
    """Say where a range stands: `open; up to 9 personnel possible`."""
    words = point.status.words if point.status else ""
    if len(point.agreed) > 1:
        return f"a choice is to be made: {extents(point.agreed, point.unit)}"
    if point.agreed:
        return f"{words}, {extents(point.agreed, point.unit)}"
    if point.possible:
        return f"{words}; {extents(point.possible, point.unit)} possible"
    return f"{words}; widest support for {extents(point.widest, point.unit)}" if point.widest else words


def _grouped(rows: list[RecordedAnswer], point: Callable[[RecordedAnswer], FichePoint]) -> Iterator[FicheRow]:
    """Put together the points on which the delegation said the same, those that it is for before the others."""
    for words in dict.fromkeys(r.words for r in sorted(rows, key=lambda row: (_rank(row), row.words))):
        same = [r for r in rows if r.words == words]
        points = [point(r) for r in same if r.label]
        plain = tuple(p for p in points if not (p.remark or p.reservations))
        remarked = tuple(p for p in points if p.remark or p.reservations)
        yield FicheRow(words, plain, remarked, "" if points else same[0].remark)


def _rank(row: RecordedAnswer) -> int:
    """Rank an answer among all that can be said: `essential (short term)` before `desirable`."""
    answer = row.words.partition(" (")[0]
    return FROM_FOR_TO_AGAINST.index(answer) if answer in FROM_FOR_TO_AGAINST else 0


def _missing(dossier: Dossier, delegation: str, rows: tuple[RecordedAnswer, ...]) -> Iterator[tuple[AnyTopic, str]]:
    """List topics that await the delegation's answer, and options left out of a topic that it answered."""
    for topic in (t for t in dossier.topics.values() if delegation in t.electorate):
        answered = {r.option for r in rows if r.topic == topic.id}
        if answered:
            yield from ((topic, label) for label in presenter_of(dossier, topic).unanswered(answered))
        else:
            yield topic, ""
