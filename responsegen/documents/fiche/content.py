"""What a fiche may say of one delegation, as types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from responsegen.consensus.answer import Status
from responsegen.documents.cover import CoverRow


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
class FicheOffer:
    """What the delegation offers under one item."""

    label: str
    words: str
    remark: str


@dataclass(frozen=True, slots=True)
class FicheTopic:
    """What was recorded on one topic; no rows where nothing was."""

    title: str
    joint: str | None  # where the topic as a whole stands, in a range: "agreed, between 30 000 and 40 000 personnel"
    differs: bool
    counts: bool  # whether the delegation is one of those that decide it
    rows: tuple[FicheRow, ...]
    offers: tuple[FicheOffer, ...]  # instead of rows, where the topic collects offers
    reservations: tuple[str, ...]  # on the topic as a whole


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
    speaks_on: str  # on what one delegation can answer for another
    questions: tuple[FicheQuestion, ...]
    differs: tuple[str, ...]
    alone: tuple[str, ...]  # what it need only move for
    shared: tuple[str, ...]  # where it stands in the way with others, or others are awaited besides
    together: int  # open points that wait for it and for others
    awaited: tuple[str, ...]  # the same, topic by topic
    silent: tuple[str, ...]  # where its silence counts as consent
    unmentioned: tuple[str, ...]  # needs that it passed over, which count as abstentions
    missing: tuple[str, ...]
    silence_deadline: datetime | None  # where silence on what is missing will be consent
    sources: tuple[FicheSource, ...]
    exercise: bool

    @property
    def recorded(self) -> bool:
        """Whether there is any answer to print."""
        return any(topic.rows or topic.offers for question in self.questions for topic in question.topics)

    @property
    def pointed(self) -> bool:
        """Whether any answer is to one point of several."""
        return any(row.plain or row.remarked for q in self.questions for topic in q.topics for row in topic.rows)

    @property
    def compared(self) -> bool:
        """Whether it is said of any answer where the joint answer stands."""
        return bool(self.signs) or any(topic.joint and topic.rows for q in self.questions for topic in q.topics)

    @property
    def signs(self) -> tuple[str, ...]:
        """What the signs mean that stand beside its answers, those left out that do not occur."""
        topics = [topic for question in self.questions for topic in question.topics]
        points = [point for topic in topics for row in topic.rows for point in (*row.plain, *row.remarked)]
        statuses = {point.status for point in points}
        found = {
            "points that are agreed stand free": any(status and status.is_agreed for status in statuses),
            "points that are not agreed stand in [square brackets]": Status.NOT_AGREED in statuses,
            "points that are still open are marked so": Status.OPEN in statuses,
            "≠ marks a difference from the emerging answer": any(p.differs for p in points)
            or any(t.differs for t in topics),
            "what is not counted is for others to decide": any(not t.counts for t in topics if t.rows or t.offers),
        }
        return tuple(words for words, occurs in found.items() if occurs)
