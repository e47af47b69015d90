"""Explain why a point stands as it does, and search for the moves that would carry it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from responsegen.consensus.answer import (
    ContributionOutcome,
    JointAnswer,
    NeedsOutcome,
    OffersOutcome,
    OptionsOutcome,
    RangeOutcome,
    TopicOutcome,
)
from responsegen.dossier.model import AnyTopic, Dossier
from responsegen.explaining import contributions, gap, offers, options, ranges
from responsegen.explaining.page import Explanation, Part


@dataclass(frozen=True, slots=True)
class _Answers:
    """What can be said of a topic or an option; each part is worked out only when it is asked for."""

    why: Iterator[Part]
    search: Iterator[Part]


def explain(dossier: Dossier, answer: JointAnswer, topic: AnyTopic, option: str | None) -> Explanation:
    """Say why it stands as it does: a range, a force, one option, or all options of a topic."""
    label = "" if option is None else f": {topic.options[option].label}"  # type: ignore[union-attr]  # who names an option has looked it up
    parts = _answers(dossier, answer.topics[topic.id], option).why
    return Explanation(f"{topic.title}{label} ({_name(topic, option)})", tuple(part for part in parts if part))


def search(dossier: Dossier, answer: JointAnswer, topic: AnyTopic, option: str | None) -> Explanation:
    """List the cheapest sets of moves for one option, for every option of a topic, for a range, or for a force."""
    parts = _answers(dossier, answer.topics[topic.id], option).search
    return Explanation(f"What would carry {topic.title} ({_name(topic, option)})", tuple(parts))


def _name(topic: AnyTopic, option: str | None) -> str:
    return topic.id if option is None else f"{topic.id}.{option}"


def _answers(dossier: Dossier, outcome: TopicOutcome, option: str | None) -> _Answers:
    match outcome:
        case OptionsOutcome() | NeedsOutcome():
            return _Answers(options.why(dossier, outcome, option), options.search(dossier, outcome, option))
        case RangeOutcome():
            return _Answers(ranges.why(dossier, outcome), ranges.search(dossier, outcome))
        case ContributionOutcome():
            return _Answers(contributions.why(dossier, outcome), gap.search(dossier, outcome))
        case OffersOutcome():
            return _Answers(offers.why(dossier, outcome, option), offers.search())
        case _:
            assert_never(outcome)
