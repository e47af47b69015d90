"""From a dossier and its joint answer to half a page: agreed, blocked, open, the force, what is next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.consensus.answer import (
    ContributionOutcome,
    NeedsOutcome,
    OptionsOutcome,
    RangeOutcome,
    Status,
)
from responsegen.dossier.model import ContributionTopic, NeedsTopic, OptionsTopic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from responsegen.consensus.answer import JointAnswer, OptionOutcome
    from responsegen.documents.attribution import Attributor, Who
    from responsegen.dossier.model import Dossier, Interval, Meeting


@dataclass(frozen=True, slots=True)
class Point:
    """One option or range, and where it stands."""

    topic: str
    topic_title: str
    option: str | None
    label: str | None
    status: Status
    blocked_by: Who  # against, or whose ranges do not meet
    awaited: Who

    @property
    def name(self) -> str:
        """What the point is called in a list: the option's label, or the topic's title."""
        return self.label or self.topic_title


@dataclass(frozen=True, slots=True)
class TopicPoints:
    """The points of one topic that stand alike."""

    topic: str
    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ForceLine:
    """One contribution topic at its best scenario."""

    topic: str
    title: str
    scenario: str
    attainable: Interval
    assured: Interval
    delegations: Who
    gap: int | None
    required: Interval | None


@dataclass(frozen=True, slots=True)
class Awaited:
    """A delegation, or a number of them, and how many points wait for it."""

    who: Who
    points: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The first half page of the synthesis."""

    agreed: tuple[TopicPoints, ...]
    with_reservations: tuple[TopicPoints, ...]
    blocked: tuple[TopicPoints, ...]
    open: tuple[TopicPoints, ...]
    forces: tuple[ForceLine, ...]
    awaited: tuple[Awaited, ...]  # the delegation that most points wait for comes first
    silence_deadline: datetime | None
    meeting: Meeting | None
    points: int


def overview(dossier: Dossier, answer: JointAnswer, by: Attributor) -> Overview:
    """Sort every point by where it stands."""
    found = tuple(points(dossier, answer, by))

    def standing(status: Status) -> tuple[TopicPoints, ...]:
        topics = dict.fromkeys(p.topic for p in found if p.status is status)
        return tuple(
            TopicPoints(t, dossier.topics[t].title, tuple(p for p in found if p.topic == t and p.status is status))
            for t in topics
        )

    return Overview(
        standing(Status.AGREED),
        standing(Status.AGREED_WITH_RESERVATIONS),
        standing(Status.NOT_AGREED),
        standing(Status.OPEN),
        tuple(_forces(dossier, answer, by)),
        _awaited(dossier, answer, by),
        dossier.silence_deadline,
        dossier.meeting,
        len(found),
    )


def points(dossier: Dossier, answer: JointAnswer, by: Attributor) -> Iterator[Point]:
    """Every option, need and range that a rule decides, in the dossier's order."""
    for topic in dossier.topics.values():
        match topic, answer.topics[topic.id]:
            case OptionsTopic() as t, OptionsOutcome() as found:
                for o, option in found.options.items():
                    yield _point(t, o, option, by)
            case NeedsTopic() as t, NeedsOutcome() as found:
                for o, need in found.options.items():
                    yield _point(t, o, need.outcome, by)
            case t, RangeOutcome() as found:
                apart = {d for pair in found.conflicts for d in pair} | set(found.against)
                blocking = [d for d in dossier.delegations if d in apart]
                yield Point(
                    t.id,
                    t.title,
                    None,
                    None,
                    found.status,
                    by.who(blocking, t.electorate),
                    by.who(found.outstanding, t.electorate),
                )


def _point(topic: OptionsTopic | NeedsTopic, option: str, found: OptionOutcome, by: Attributor) -> Point:
    columns = found.columns
    return Point(
        topic.id,
        topic.title,
        option,
        topic.options[option].label,
        found.status,
        by.who(columns.against or columns.constructive, topic.electorate),
        by.who(columns.outstanding, topic.electorate),
    )


def _forces(dossier: Dossier, answer: JointAnswer, by: Attributor) -> Iterator[ForceLine]:
    for topic in dossier.topics.values():
        match topic, answer.topics[topic.id]:
            case ContributionTopic() as t, ContributionOutcome() as found if found.scenarios:
                best = max(found.scenarios, key=lambda s: found.scenarios[s].attainable.personnel.low)
                force = found.scenarios[best]
                yield ForceLine(
                    t.id,
                    t.title,
                    dossier.scenarios[best].label,
                    force.attainable.personnel,
                    force.assured.personnel,
                    by.who(force.attainable.delegations),
                    force.gap,
                    found.required,
                )


def _awaited(dossier: Dossier, answer: JointAnswer, by: Attributor) -> tuple[Awaited, ...]:
    """Who holds how many open points; where delegations are not named, they are counted together."""
    waiting: Counter[str] = Counter()
    for outcome in answer.topics.values():
        match outcome:
            case OptionsOutcome():
                open_points = [o.columns.outstanding for o in outcome.options.values() if o.status is Status.OPEN]
            case NeedsOutcome():
                votes = [need.outcome for need in outcome.options.values()]
                open_points = [vote.columns.outstanding for vote in votes if vote.status is Status.OPEN]
            case RangeOutcome() if outcome.status is Status.OPEN:
                open_points = [outcome.outstanding]
            case _:
                open_points = []
        waiting.update(d for outstanding in open_points for d in outstanding)
    order = sorted(waiting, key=lambda d: (-waiting[d], dossier.delegations.index(d)))
    if by.named:
        return tuple(Awaited(by.who([d]), waiting[d]) for d in order)
    return (Awaited(by.who(order), max(waiting.values())),) if order else ()
