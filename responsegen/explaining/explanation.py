"""Explain why a point stands as it does, in words and as JSON, and search for the moves that would carry it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
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
from responsegen.consensus.json_export import Json, exact, to_json
from responsegen.consensus.points import Point, points
from responsegen.dossier.model import Dossier
from responsegen.explaining import contributions, delegation, offers, options, ranges
from responsegen.explaining.options_moves import carried_by, voted
from responsegen.explaining.page import Asked, Part
from responsegen.explaining.said import Said

FORMAT = 1  # of the JSON


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


def headline(dossier: Dossier, answer: JointAnswer, asked: Asked) -> Part:
    """Say in the first part of an explanation why a point stands as it does, and the shortest ways out."""
    return (
        next(iter(_parts(dossier, answer.topics[asked.topic.id], asked, searching=False))) if asked.topic else Part("")
    )


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
            return contributions.search(dossier, outcome) if searching else contributions.why(dossier, outcome, asked)
        case OffersOutcome():
            return offers.search(outcome) if searching else offers.why(dossier, outcome, asked)
        case _:
            assert_never(outcome)


def explanation_json(dossier: Dossier, answer: JointAnswer, asked: Asked) -> str:
    """Write the outcome as joint-answer.json has it, who said what, and the smallest moves; or where one stands."""
    if asked.topic is None or asked.delegation:
        return _delegation(dossier, answer, asked)
    topic = asked.topic
    outcome = json.loads(to_json(dossier, answer), parse_float=Fraction)["topics"][topic.id]
    which = [asked.option] if asked.option else topic.option_ids or (None,)
    said = {each: Said(dossier, topic, each) for each in which}
    return _written(
        dossier,
        point=asked.name,
        title=topic.title,
        outcome=outcome["options"][asked.option] if asked.option else outcome,
        said={each or topic.id: {d: _said(of, d) for d in topic.electorate} for each, of in said.items()},
        carried_by={each or topic.id: [*_moves(dossier, answer, asked, each)] for each in which},
    )


def _moves(dossier: Dossier, answer: JointAnswer, asked: Asked, option: str | None) -> Iterator[Mapping[str, Json]]:
    if asked.topic:
        found = answer.topics[asked.topic.id]
        for point in voted(dossier, found, option, asked.unmoved):
            yield from carried_by(point)
        yield from ranges.carried_by(dossier, found, asked.unmoved)


def _delegation(dossier: Dossier, answer: JointAnswer, asked: Asked) -> str:
    """Write where a delegation stands on every point, or on those that are asked for."""
    delegation = asked.delegation or ""
    found = (p for p in points(answer) if p.name.scenario is None and delegation in p.topic.electorate)
    chosen = [p for p in found if asked.topic in (None, p.topic) and asked.option in (None, p.name.option)]
    standing = {str(p.name): _standing(dossier, p, delegation) for p in chosen}
    return _written(dossier, delegation=delegation, points=standing)


def _written(dossier: Dossier, **content: Json) -> str:
    return exact({"format": FORMAT, "exercise": dossier.exercise, **content})


def _standing(dossier: Dossier, point: Point, delegation: str) -> dict[str, Json]:
    return {
        "status": point.status,
        "standpoint": point.stands(delegation),
        "blocked_by": point.blocked_by,
        "outstanding": point.awaited,
        **_said(Said(dossier, point.topic, point.name.option), delegation),
    }


def _said(said: Said, delegation: str) -> dict[str, Json]:
    answer = said.answer(delegation)
    return {
        "words": said.words(delegation),
        "comment": answer.comment if answer else None,
        "would_support_if": answer.would_support_if if answer else None,
        "file": answer.place.file if answer else None,
        "line": answer.place.line if answer else None,
    }
