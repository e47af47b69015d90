"""The way in: a dossier, its joint answer, a topic and perhaps an option in; the whole explanation out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from responsegen.consensus.answer import (
    ContributionOutcome,
    JointAnswer,
    NeedsOutcome,
    OfferOutcome,
    OffersOutcome,
    OptionOutcome,
    OptionsOutcome,
    RangeOutcome,
    TopicOutcome,
)
from responsegen.documents.wording import span, unit_of
from responsegen.dossier.model import (
    AnyTopic,
    Dossier,
    NeedsTopic,
    OfferItem,
    OffersTopic,
    OptionsTopic,
)
from responsegen.explaining import common
from responsegen.explaining.contribution import force_parts
from responsegen.explaining.moves import NAMED
from responsegen.explaining.page import Explanation, Line, Part
from responsegen.explaining.points import changing, groups, point
from responsegen.explaining.ranges import range_parts
from responsegen.explaining.stances import remark, said


def explain(dossier: Dossier, answer: JointAnswer, topic: AnyTopic, option: str | None) -> Explanation:
    """Why it stands as it does: a range, a force, one option, or all options of a topic."""
    title = topic.title if option is None else f"{topic.title}: {topic.options[option].label}"  # type: ignore[union-attr]  # who names an option has looked it up
    name = topic.id if option is None else f"{topic.id}.{option}"
    return Explanation(
        f"{title} ({name})", tuple(part for part in _parts(dossier, answer.topics[topic.id], option) if part)
    )


def _parts(dossier: Dossier, outcome: TopicOutcome, option: str | None) -> Iterator[Part]:
    match outcome:
        case OptionsOutcome(topic=topic) | NeedsOutcome(topic=topic):
            votes = outcome.options
            yield from _whole(dossier, topic, votes) if option is None else point(dossier, topic, option, votes[option])
        case RangeOutcome(topic=topic):
            yield from range_parts(dossier, topic, outcome)
        case ContributionOutcome(topic=topic):
            yield from force_parts(dossier, topic, outcome)
        case OffersOutcome(topic=topic):
            yield common.question(dossier, topic)
            yield common.rule(topic)
            for item, offered in outcome.options.items():
                if option in (None, item):
                    yield Part(topic.options[item].label, tuple(_offer(dossier, topic, topic.options[item], offered)))
        case _:
            assert_never(outcome)


def _whole(dossier: Dossier, topic: OptionsTopic | NeedsTopic, outcomes: Mapping[str, OptionOutcome]) -> Iterator[Part]:
    """Every option in short: the verdict, who stands where, and what would change it."""
    yield common.question(dossier, topic)
    yield common.rule(topic)
    for option, outcome in outcomes.items():
        verdict = f"{outcome.status.words.capitalize()}. {outcome.because}"
        lines = [
            Line(verdict, status=outcome.status),
            *(
                Line(NAMED.who(members, topic.electorate).phrase, f"{title} ({len(members)})", 1)
                for title, members in groups(outcome.columns)
            ),
            *(replace(line, level=line.level + 1) for line in changing(dossier, topic, option, outcome, most=1)),
        ]
        yield Part(f"{topic.options[option].label} ({topic.id}.{option})", tuple(lines))
    first = next(iter(topic.options))
    more = Line("shows what each delegation said, and in which line.", command=f"explain {topic.id}.{first}")
    yield Part("More", (more,))


def _offer(dossier: Dossier, topic: OffersTopic, item: OfferItem, offered: OfferOutcome) -> Iterator[Line]:
    yield Line(f"{span(offered.firm)} {unit_of(offered.firm, item.unit)}", "Firm")
    yield Line(f"{span(offered.indicative)} {unit_of(offered.indicative, item.unit)}", "Indicative")
    for d in offered.delegations:
        yield Line(said(dossier, topic, item.id, d), d, 1)
        if added := remark(dossier, topic, item.id, d):
            yield Line(added, level=3)
    if not offered.delegations:
        yield Line("Nobody offers it.")
    yield from common.reservations(dossier, offered.reservations)
