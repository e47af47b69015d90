"""Explain why a point stands as it does, and search for the moves that would carry it."""

from __future__ import annotations

from collections.abc import Iterator
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
from responsegen.dossier.model import Dossier
from responsegen.explaining import contributions, delegation, gap, offers, options, ranges
from responsegen.explaining.page import Asked, Part


def explain(dossier: Dossier, answer: JointAnswer, asked: Asked) -> tuple[Part, ...]:
    """Say why it stands as it does, and what would change it; of a delegation, where it stands."""
    if asked.topic is None:
        parts = delegation.standing(dossier, answer, asked.delegation or "")
    elif asked.delegation:
        parts = delegation.on_topic(dossier, answer, asked)
    else:
        parts = _parts(dossier, answer.topics[asked.topic.id], asked, searching=False)
    first, *others = parts
    return (first, *filter(None, others))


def search(dossier: Dossier, answer: JointAnswer, asked: Asked) -> tuple[Part, ...]:
    """List the smallest moves for one option, for every option of a topic, for a range, or for a force."""
    return tuple(_parts(dossier, answer.topics[asked.topic.id], asked, searching=True)) if asked.topic else ()


def _parts(dossier: Dossier, outcome: TopicOutcome, asked: Asked, *, searching: bool) -> Iterator[Part]:
    match outcome:
        case OptionsOutcome() | NeedsOutcome():
            return (options.search if searching else options.why)(dossier, outcome, asked)
        case RangeOutcome():
            return (ranges.search if searching else ranges.why)(dossier, outcome, asked)
        case ContributionOutcome():
            return gap.search(dossier, outcome) if searching else contributions.why(dossier, outcome, asked)
        case OffersOutcome():
            return offers.search(outcome) if searching else offers.why(dossier, outcome, asked)
        case _:
            assert_never(outcome)
