"""Sum up a joint answer on half a page: what is agreed, blocked and open, the force, and what is next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from responsegen.consensus.answer import ContributionOutcome, JointAnswer, Status
from responsegen.consensus.points import Point, points
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.topics.contribution import ContributionPresenter, ContributionSection
from responsegen.documents.words import NBSP, joined, span
from responsegen.dossier.model import Dossier

CHOICE = "a choice to be made"  # where several intervals carry, each alone
ASKED_FIRST = 4  # sets of delegations for whom equally many points wait
BLOCKING_MOST = 2  # sets of delegations that block equally many points


@dataclass(frozen=True, slots=True)
class BlockedPoint:
    """A point that is not agreed."""

    label: str  # "" for a range, which is a point as a whole
    blocked_by: Who
    vetoed: bool  # whether these prevent it; under a majority they are those who could carry it
    ways: str  # then who of them: "DE or IT", "DE with FR or with IT"


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic at a glance: what is agreed, what is blocked, and how much is open."""

    title: str
    question: int | None  # whose section says more
    agreed: str  # "2 of 5", or the agreed values of a range; "" where a range has none
    reserved: int  # how many of the agreed points are agreed with reservations
    is_range: bool
    blocked: tuple[BlockedPoint, ...]
    open: int
    awaited: Who  # everybody on whom an open point waits


@dataclass(frozen=True, slots=True)
class Holder:
    """A number of delegations, and how many points each of them holds: they wait for it, or it blocks them."""

    who: Who
    points: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The first half page of the synthesis."""

    standing: tuple[tuple[int, str], ...]  # how many points stand where, if any do: `15 agreed`, `13 not agreed`
    topics: tuple[TopicLine, ...]  # those that a rule decides
    forces: tuple[ContributionSection, ...]  # of topics under which any force comes together
    awaited: tuple[Holder, ...]  # those that most points wait for come first
    blocking: tuple[Holder, ...]  # those who block most points come first; nobody where they are not named
    settling_alike: tuple[Holder, ...]  # whose answer alone settles open points; nobody where they are not named
    missing: Who  # who has no position, and nobody that speaks for it
    drafts: Who  # whose position is not cleared, and not counted
    silence_deadline: datetime | None
    silence_over: bool  # whether silence already counts
    points: int

    @property
    def is_stood_against(self) -> bool:
        """Whether anybody is in the way of a point that is not agreed."""
        return any(point.vetoed for topic in self.topics for point in topic.blocked)

    @property
    def asked_first(self) -> tuple[Holder, ...]:
        """Those to ask first: who holds the most open points, some together where they hold as many."""
        return self.awaited[:ASKED_FIRST]

    @property
    def asked_later(self) -> int:
        """How many others an open point waits for."""
        return sum(a.who.count for a in self.awaited[ASKED_FIRST:])

    @property
    def blocking_most(self) -> tuple[Holder, ...]:
        """Those who stand behind most of what is blocked, where they block more than a point each."""
        return tuple(holder for holder in self.blocking[:BLOCKING_MOST] if holder.points > 1)


def overview(dossier: Dossier, answer: JointAnswer, by: Attributor) -> Overview:
    """Count the points by where they stand, and who holds most of them."""
    found = points(answer)
    decided_points = [p for p in found if p.status]
    where = Counter(CHOICE if len(p.agreed) > 1 else p.status.words for p in decided_points if p.status)
    in_order = (Status.AGREED, Status.AGREED_WITH_RESERVATIONS, Status.NOT_AGREED, Status.OPEN)
    decided = groupby(decided_points, lambda p: p.topic.id)
    contributions = (found for found in answer.topics.values() if isinstance(found, ContributionOutcome))
    sections = (ContributionPresenter(dossier, found.topic).section(found, by) for found in contributions)
    blocking = _most_first((d for p in found if p.is_vetoed for d in p.blocked_by), dossier)
    settling = _most_first((d for p in found for d in p.awaited if d in p.settled_by), dossier)
    deadline = dossier.silence_deadline
    return Overview(
        standing=tuple((where[words], words) for words in (*(s.words for s in in_order), CHOICE) if words in where),
        topics=tuple(_topic_line(dossier, list(of_topic), by) for _, of_topic in decided),
        forces=tuple(s for s in sections if s.best),
        awaited=_alike(awaiting(dossier, answer), dossier, by),
        blocking=_alike(blocking, dossier, by) if by.named else (),
        settling_alike=_alike(settling, dossier, by) if by.named else (),
        missing=by.who(answer.participation.outstanding, dossier.delegations),
        drafts=by.who(answer.participation.drafts, dossier.delegations),
        silence_deadline=deadline,
        silence_over=deadline is not None and dossier.as_of >= deadline,
        points=len(decided_points),
    )


def awaiting(dossier: Dossier, answer: JointAnswer) -> Mapping[str, int]:
    """Count the open points that each delegation holds, the most first."""
    return _most_first((d for point in points(answer) for d in point.awaited), dossier)


def _most_first(holders: Iterable[str], dossier: Dossier) -> Mapping[str, int]:
    holding = Counter(holders)
    return {d: holding[d] for d in sorted(holding, key=lambda d: (-holding[d], dossier.delegations.index(d)))}


def _alike(holding: Mapping[str, int], dossier: Dossier, by: Attributor) -> tuple[Holder, ...]:
    """Put those together who hold as many."""
    as_many = groupby(holding, lambda d: holding[d])
    return tuple(Holder(by.who(who, dossier.delegations), held) for held, who in as_many)


def _topic_line(dossier: Dossier, found: Sequence[Point], by: Attributor) -> TopicLine:
    topic, statuses = found[0].topic, [p.status for p in found]
    is_range = not found[0].label
    intervals = [span(interval) for interval in found[0].agreed]
    values = f"a choice between {joined(intervals)}" if len(intervals) > 1 else "".join(intervals)
    agreed = sum(status is not None and status.is_agreed for status in statuses)
    awaited = {d for p in found for d in p.awaited}
    return TopicLine(
        title=topic.title,
        question=topic.question,
        agreed=f"{agreed} of {len(found)}" if not is_range else values and f"{values}{NBSP}{found[0].unit}",
        reserved=statuses.count(Status.AGREED_WITH_RESERVATIONS),
        is_range=is_range,
        blocked=tuple(
            BlockedPoint(
                p.label,
                by.who(p.blocked_by, topic.electorate),
                p.is_vetoed,
                by.ways(p.carried_by) if p.blocked_by and p.carried_by and not p.is_vetoed else "",
            )
            for p in found
            if p.status is Status.NOT_AGREED
        ),
        open=statuses.count(Status.OPEN),
        awaited=by.who([d for d in dossier.delegations if d in awaited], topic.electorate),
    )
