"""From a joint answer to its points: every option, need and range, who blocks it, and who is awaited on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from responsegen.consensus.answer import (
    JointAnswer,
    NeedsOutcome,
    OptionOutcome,
    OptionsOutcome,
    RangeOutcome,
    Status,
    TopicOutcome,
)
from responsegen.documents.attribution import Attributor, Who
from responsegen.dossier.model import Dossier, NeedsTopic, OptionsTopic


@dataclass(frozen=True, slots=True)
class Point:
    """One option or range, and where it stands."""

    topic: str
    topic_title: str
    option: str | None
    label: str | None
    status: Status
    blocked_by: Who  # against, or outside the widest support of a range
    awaited: Who

    @property
    def name(self) -> str:
        """What the point is called in a list: the option's label, or the topic's title."""
        return self.label or self.topic_title


def points(answer: JointAnswer, by: Attributor) -> Iterator[Point]:
    """Every option, need and range that a rule decides, in the dossier's order."""
    for outcome in answer.topics.values():
        match outcome:
            case OptionsOutcome(topic=t) | NeedsOutcome(topic=t):
                for o, option in outcome.options.items():
                    yield _point(t, o, option, by)
            case RangeOutcome(topic=t) as found:
                blocking = {*in_the_way(found)}
                yield Point(
                    t.id,
                    t.title,
                    None,
                    None,
                    found.status,
                    by.who([d for d in t.electorate if d in blocking], t.electorate),
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
        by.who(in_the_way(found), topic.electorate),
        by.who(columns.outstanding, topic.electorate),
    )


def in_the_way(outcome: OptionOutcome | RangeOutcome) -> tuple[str, ...]:
    """Who is against, or formally declares not to be for; of a range also who is outside any of its widest support."""
    if isinstance(outcome, RangeOutcome):
        return (*outcome.outside, *outcome.against)
    return outcome.columns.against or outcome.columns.constructive


def settled_by(outcome: TopicOutcome) -> Iterator[str]:
    """Whose answer alone is missing, or enough, for an open point of the topic: once for each such point."""
    match outcome:
        case OptionsOutcome() | NeedsOutcome():
            for vote in (vote for vote in outcome.options.values() if vote.status is Status.OPEN):
                yield from (d for d in vote.columns.outstanding if (d,) in vote.unblocked_by)
        case RangeOutcome() if outcome.status is Status.OPEN and outcome.possible and len(outcome.outstanding) == 1:
            yield from outcome.outstanding


def awaited_on(outcome: TopicOutcome) -> list[tuple[str, ...]]:
    """Who is outstanding on each open point of a topic."""
    match outcome:
        case OptionsOutcome() | NeedsOutcome():
            return [o.columns.outstanding for o in outcome.options.values() if o.status is Status.OPEN]
        case RangeOutcome() if outcome.status is Status.OPEN:
            return [outcome.outstanding]
        case _:
            return []


@dataclass(frozen=True, slots=True)
class Holder:
    """A delegation, or a number of them, and how many points it holds: they wait for it, or it blocks them."""

    who: Who
    points: int


def awaiting(dossier: Dossier, answer: JointAnswer) -> dict[str, int]:
    """Who holds how many open points, the most first."""
    waiting: Counter[str] = Counter()
    for outcome in answer.topics.values():
        waiting.update(d for outstanding in awaited_on(outcome) for d in outstanding)
    return _most_first(waiting, dossier)


def blocking(dossier: Dossier, found: Iterable[Point]) -> dict[str, int]:
    """Who blocks how many points, the most first; nobody where delegations are not named."""
    blocked = [p.blocked_by.codes for p in found if p.status is Status.NOT_AGREED]
    return _most_first(Counter(d for codes in blocked for d in codes), dossier)


def settling(dossier: Dossier, answer: JointAnswer) -> dict[str, int]:
    """Whose answer alone settles how many open points, the most first."""
    return _most_first(Counter(d for outcome in answer.topics.values() for d in settled_by(outcome)), dossier)


def _most_first(holding: Mapping[str, int], dossier: Dossier) -> dict[str, int]:
    return {d: holding[d] for d in sorted(holding, key=lambda d: (-holding[d], dossier.delegations.index(d)))}


def one_by_one(holding: Mapping[str, int], dossier: Dossier, by: Attributor) -> tuple[Holder, ...]:
    """Delegation by delegation; where they are not named, all together."""
    if by.named:
        return tuple(Holder(by.who([d]), points) for d, points in holding.items())
    return (Holder(by.who(holding, dossier.delegations), max(holding.values())),) if holding else ()


def alike(holding: Mapping[str, int], dossier: Dossier, by: Attributor) -> tuple[Holder, ...]:
    """Those together who hold as many."""
    as_many = groupby(holding, lambda d: holding[d])
    return tuple(Holder(by.who(who, dossier.delegations), points) for points, who in as_many)
