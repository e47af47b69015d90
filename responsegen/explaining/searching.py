"""What would carry a point at the least cost: a topic and its outcome in; the sets of moves, in words, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from responsegen.consensus.answer import (
    ContributionOutcome,
    JointAnswer,
    NeedsOutcome,
    OffersOutcome,
    OptionOutcome,
    OptionsOutcome,
    RangeOutcome,
    TopicOutcome,
)
from responsegen.consensus.moves import cheapest_moves, cost
from responsegen.consensus.swing import MOST_SETS
from responsegen.consensus.votes import Vote
from responsegen.documents.wording import capital, counted
from responsegen.dossier.model import AnyTopic, Dossier, NeedsTopic, OptionsTopic, RangeTopic
from responsegen.explaining.gap import closing_facts
from responsegen.explaining.moves import ways
from responsegen.explaining.page import Explanation, Line, Part
from responsegen.explaining.ranges import changing


def search(dossier: Dossier, answer: JointAnswer, topic: AnyTopic, option: str | None) -> Explanation:
    """The cheapest sets of moves for one option, for every option of a topic, for a range, or for a force."""
    parts = tuple(_parts(dossier, answer.topics[topic.id], option))
    name = topic.id if option is None else f"{topic.id}.{option}"
    return Explanation(f"What would carry {topic.title} ({name})", parts)


def _parts(dossier: Dossier, outcome: TopicOutcome, option: str | None) -> Iterator[Part]:
    match outcome:
        case OptionsOutcome(topic=topic) | NeedsOutcome(topic=topic):
            yield from _options(dossier, topic, outcome.options, option)
        case RangeOutcome(topic=topic):
            yield Part("", tuple(_range(topic, outcome)))
        case ContributionOutcome(topic=topic):
            yield from closing_facts(dossier, topic, outcome)
        case OffersOutcome():
            yield Part("", (Line("Nothing has to carry: offers add up as they come, and nobody votes on them."),))
        case _:
            assert_never(outcome)


def _options(
    dossier: Dossier,
    topic: OptionsTopic | NeedsTopic,
    outcomes: Mapping[str, OptionOutcome],
    option: str | None,
) -> Iterator[Part]:
    for each, outcome in outcomes.items():
        if option in (None, each):
            yield Part(topic.options[each].label, tuple(_option(dossier, topic, each, outcome)))


def _option(dossier: Dossier, topic: OptionsTopic | NeedsTopic, option: str, outcome: OptionOutcome) -> Iterator[Line]:
    verdict = capital(outcome.status.words)
    if outcome.status.is_agreed:
        yield Line(f"{verdict} already.", status=outcome.status)
        return
    yield Line(f"{verdict}. {outcome.because}", status=outcome.status)
    found = ways(dossier, topic, option, cheapest_moves(Vote.on(topic, outcome.columns)))
    for i, (moves, lines) in enumerate(found, start=1):
        yield Line(f"{i}. {capital(counted(cost(moves), 'step'))}", level=1)
        yield from (replace(line, level=2) for line in lines)
    if not found:
        yield Line("No moves of those in the electorate would carry it.", level=1)


def _range(topic: RangeTopic, outcome: RangeOutcome) -> Iterator[Line]:
    verdict = capital(outcome.status.words)
    if outcome.status.is_agreed:
        yield Line(f"{verdict} already.", status=outcome.status)
        return
    yield Line(f"{verdict}. {outcome.because}", status=outcome.status)
    yield from (replace(line, level=1) for line in changing(topic, outcome, most=MOST_SETS))
