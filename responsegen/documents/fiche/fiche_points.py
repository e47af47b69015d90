"""From the joint answer to where each point stands, and where one delegation stands on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from responsegen.consensus.answer import (
    ContributionOutcome,
    NeedsOutcome,
    OffersOutcome,
    OptionOutcome,
    OptionsOutcome,
    RangeOutcome,
    Status,
    TopicOutcome,
)
from responsegen.documents.points import in_the_way
from responsegen.documents.wording import extent, joined
from responsegen.dossier.model import Interval, RangeTopic

About = tuple[str, str | None]  # the titles of a topic, and of its option where it has options
Key = tuple[str, str | None]  # their ids


@dataclass(frozen=True, slots=True)
class Emerging:
    """Where one point stands, and where this delegation stands on it."""

    about: About
    words: str
    status: Status
    differs: bool
    alone: bool  # it need only move, and the point is agreed
    shared: bool  # it stands in the way, and so do others, or others are awaited besides
    awaited: bool
    silent: bool
    unmentioned: bool = False


EmergingPoints = dict[Key, Emerging]


def emerging_points(outcome: TopicOutcome, d: str) -> Iterator[tuple[Key, Emerging]]:
    """Where each point of a topic stands, a range being one point; nothing where no rule decides."""
    match outcome:
        case OptionsOutcome(topic=topic) | NeedsOutcome(topic=topic):
            for o, option in outcome.options.items():
                yield (topic.id, o), _emerging_point((topic.title, topic.options[o].label), option, d)
        case RangeOutcome(topic=topic):
            yield (topic.id, None), _emerging_range(topic, outcome, d)
        case ContributionOutcome() | OffersOutcome():
            return
        case _:
            assert_never(outcome)


def _emerging_point(about: About, outcome: OptionOutcome, d: str) -> Emerging:
    columns = outcome.columns
    majority_for = len(columns.for_) > len(columns.against)
    differs = (d in columns.against and majority_for) or (
        d in columns.for_ and bool(columns.against) and not majority_for
    )
    alone = outcome.unblocked_by == ((d,),)
    blocks = outcome.status is Status.NOT_AGREED and d in in_the_way(outcome)
    awaited = outcome.status is Status.OPEN and d in columns.outstanding
    return Emerging(
        about,
        _status_words(outcome.status),
        outcome.status,
        differs,
        alone,
        blocks and not alone,
        awaited,
        d in columns.silent,
        d in columns.unmentioned,
    )


def _emerging_range(topic: RangeTopic, outcome: RangeOutcome, d: str) -> Emerging:
    intervals = outcome.agreed or outcome.possible or tuple(s.interval for s in outcome.widest_support)
    stated = outcome.positions.get(d)
    differs = (
        stated is not None and bool(intervals) and not (all if outcome.agreed else any)(map(stated.meets, intervals))
    )
    awaited = outcome.status is Status.OPEN and d in outcome.outstanding
    only_awaited = awaited and bool(outcome.possible) and len(outcome.outstanding) == 1
    only_outside = (
        outcome.status is Status.NOT_AGREED
        and topic.rule.facts.unopposed
        and not (outcome.against or outcome.outstanding)
        and [c.delegation for c in outcome.concessions] == [d]
        and all(d in pair for pair in outcome.conflicts)  # else others would still not meet
    )
    alone = only_awaited or only_outside
    shared = outcome.status is Status.NOT_AGREED and d in in_the_way(outcome) and not alone
    words = _range_words(outcome, topic.unit)
    return Emerging((topic.title, None), words, outcome.status, differs, alone, shared, awaited, d in outcome.silent)


def _range_words(outcome: RangeOutcome, unit: str) -> str:
    def listed(intervals: Iterable[Interval]) -> str:
        return joined([extent(i, unit) for i in intervals], "or")

    words = _status_words(outcome.status)
    if outcome.agreed:
        return f"{words}, {listed(outcome.agreed)}"
    if outcome.possible:
        return f"{words}; {listed(outcome.possible)} possible"
    if outcome.widest_support:
        return f"{words}; widest support for {listed(s.interval for s in outcome.widest_support)}"
    return words


def _status_words(status: Status) -> str:
    return status.value.replace("-", " ")
