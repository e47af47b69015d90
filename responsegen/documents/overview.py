"""From a dossier and its joint answer to half a page: agreed, blocked, open, the force, what is next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from responsegen.consensus import points as consensus
from responsegen.consensus.answer import ContributionOutcome, JointAnswer, RangeOutcome, Status
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.points import (
    Holder,
    ListedPoint,
    alike,
    awaiting,
    blocking,
    one_by_one,
    points,
    settling,
)
from responsegen.documents.wording import NBSP, joined, span, wanted
from responsegen.dossier.model import Dossier, Interval, Meeting

ASKED_FIRST = 4  # sets of delegations for whom equally many points wait
BLOCKING_MOST = 2  # sets of delegations that block equally many points


@dataclass(frozen=True, slots=True)
class TopicPoints:
    """The points of one topic that stand alike."""

    topic: str
    title: str
    points: tuple[ListedPoint, ...]


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic at a glance: what is agreed, what is blocked, and how much is open."""

    title: str
    question: int | None  # whose section says more
    agreed: str  # "2 of 5", or the agreed values of a range; "" where a range has none
    reserved: int  # how many of the agreed points are agreed with reservations
    is_range: bool
    blocked: tuple[ListedPoint, ...]
    open: int
    awaited: Who  # everybody on whom an open point waits


@dataclass(frozen=True, slots=True)
class ForceLine:
    """One contribution topic at its best scenario."""

    topic: str
    title: str
    scenario: str  # its label, or that every scenario brings as much
    alike: bool  # whether there are several scenarios, and under each the same delegations come
    answered: bool  # whether anybody has said anything that is counted
    awaited: bool  # whether anybody has still to say
    attainable: Interval
    assured: Interval
    delegations: Who
    gap: int | None
    required: Interval | None
    wanted: str  # what that may be called: "required", "proposed"


@dataclass(frozen=True, slots=True)
class Overview:
    """The first half page of the synthesis."""

    agreed: tuple[TopicPoints, ...]
    with_reservations: tuple[TopicPoints, ...]
    blocked: tuple[TopicPoints, ...]
    open: tuple[TopicPoints, ...]
    topics: tuple[TopicLine, ...]  # those that a rule decides
    forces: tuple[ForceLine, ...]
    awaited: tuple[Holder, ...]  # the delegation that most points wait for comes first
    awaited_alike: tuple[Holder, ...]  # the same, those together for whom as many points wait
    blocking_alike: tuple[Holder, ...]  # those who block most points come first; nobody where they are not named
    missing: Who  # who has no position, and nobody that speaks for it
    drafts: Who  # whose position is not cleared, and not counted
    settling_alike: tuple[Holder, ...]  # whose answer alone settles open points; nobody where they are not named
    silence_deadline: datetime | None
    silence_over: bool  # whether silence already counts
    meeting: Meeting | None
    points: int

    @property
    def standing(self) -> tuple[tuple[int, str], ...]:
        """How many points stand where, those places left out where none does: `15 agreed`, `13 not agreed`."""
        places = {
            "agreed": self.agreed,
            "agreed with reservations": self.with_reservations,
            "not agreed": self.blocked,
            "open": self.open,
        }
        sums = ((sum(len(topic.points) for topic in topics), words) for words, topics in places.items())
        return tuple((count, words) for count, words in sums if count)

    @property
    def is_stood_against(self) -> bool:
        """Whether anybody is in the way of a point that is not agreed."""
        return any(point.blocked_by for topic in self.blocked for point in topic.points)

    @property
    def asked_first(self) -> tuple[Holder, ...]:
        """Those to ask first: who holds the most open points, some together where they hold as many."""
        return self.awaited_alike[:ASKED_FIRST]

    @property
    def asked_later(self) -> int:
        """How many others an open point waits for."""
        return sum(a.who.count for a in self.awaited_alike[ASKED_FIRST:])

    @property
    def blocking_most(self) -> tuple[Holder, ...]:
        """Those who stand behind most of what is blocked, where they block more than a point each."""
        return tuple(holder for holder in self.blocking_alike[:BLOCKING_MOST] if holder.points > 1)


def overview(dossier: Dossier, answer: JointAnswer, by: Attributor) -> Overview:
    """Sort every point by where it stands."""
    found = tuple(points(answer, by))

    def by_topic(chosen: Iterable[ListedPoint]) -> tuple[TopicPoints, ...]:
        return tuple(TopicPoints(t, dossier.topics[t].title, tuple(p)) for t, p in groupby(chosen, lambda p: p.topic))

    def standing(status: Status) -> tuple[TopicPoints, ...]:
        return by_topic(p for p in found if p.status is status)

    awaited = awaiting(dossier, answer)
    deadline = dossier.silence_deadline
    return Overview(
        standing(Status.AGREED),
        standing(Status.AGREED_WITH_RESERVATIONS),
        standing(Status.NOT_AGREED),
        standing(Status.OPEN),
        tuple(_topic_line(dossier, answer, list(p), by) for _, p in groupby(found, lambda p: p.topic)),
        tuple(_forces(dossier, answer, by)),
        one_by_one(awaited, dossier, by),
        alike(awaited, dossier, by),
        alike(blocking(dossier, found), dossier, by),
        by.who(answer.participation.outstanding, dossier.delegations),
        by.who(answer.participation.drafts, dossier.delegations),
        alike(settling(dossier, answer), dossier, by) if by.named else (),
        deadline,
        deadline is not None and dossier.as_of >= deadline,
        dossier.meeting,
        len(found),
    )


def _topic_line(dossier: Dossier, answer: JointAnswer, found: Sequence[ListedPoint], by: Attributor) -> TopicLine:
    topic = dossier.topics[found[0].topic]
    outcome = answer.topics[topic.id]
    return TopicLine(
        topic.title,
        topic.question,
        _agreed_values(outcome) if isinstance(outcome, RangeOutcome) else _agreed_points(found),
        sum(p.status is Status.AGREED_WITH_RESERVATIONS for p in found),
        isinstance(outcome, RangeOutcome),
        tuple(p for p in found if p.status is Status.NOT_AGREED),
        sum(p.status is Status.OPEN for p in found),
        by.who(_waited_for(topic.id, answer, dossier), topic.electorate),
    )


def _agreed_points(found: Sequence[ListedPoint]) -> str:
    return f"{sum(p.status.is_agreed for p in found)} of {len(found)}"


def _agreed_values(outcome: RangeOutcome) -> str:
    values = joined([span(interval) for interval in outcome.agreed], "or")
    return f"{values}{NBSP}{outcome.topic.unit}" if values else ""


def _waited_for(topic: str, answer: JointAnswer, dossier: Dossier) -> list[str]:
    waited_for = {d for point in consensus.points(answer) if point.topic.id == topic for d in point.awaited}
    return [d for d in dossier.delegations if d in waited_for]


def _forces(dossier: Dossier, answer: JointAnswer, by: Attributor) -> Iterator[ForceLine]:
    for outcome in answer.topics.values():
        match outcome:
            case ContributionOutcome(topic=t) as found if found.best is not None:
                force = found.scenarios[found.best]
                yield ForceLine(
                    t.id,
                    t.title,
                    "in every scenario" if found.is_alike else dossier.scenarios[found.best].label,
                    found.is_alike,
                    any(found.stances.values()),
                    bool(found.outstanding),
                    force.attainable.personnel,
                    force.assured.personnel,
                    by.who(force.attainable.delegations),
                    force.gap,
                    found.required,
                    wanted(agreed=found.required_agreed),
                )
