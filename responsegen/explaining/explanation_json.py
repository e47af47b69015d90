"""Write an explanation as JSON, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from responsegen.consensus.answer import JointAnswer, NeedsOutcome, OptionsOutcome, RangeOutcome
from responsegen.consensus.json_export import to_json
from responsegen.consensus.points import Point, points
from responsegen.consensus.swing import Vote
from responsegen.documents.words import percent
from responsegen.dossier.model import AnyTopic, Dossier
from responsegen.explaining.common import Said
from responsegen.explaining.moves import carrying
from responsegen.explaining.page import Asked
from responsegen.explaining.ranges import ways

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | None

FORMAT = 1


def explanation_json(dossier: Dossier, answer: JointAnswer, asked: Asked) -> str:
    """Write the outcome as joint-answer.json has it, who said what, and the smallest moves; or where one stands."""
    if asked.topic is None or asked.delegation:
        return _delegation(dossier, answer, asked)
    topic = asked.topic
    outcome = json.loads(to_json(dossier, answer))["topics"][topic.id]
    which = [asked.option] if asked.option else topic.option_ids or (None,)
    said = {each: Said(dossier, topic, each) for each in which}
    return _written(
        dossier,
        point=asked.name,
        title=topic.title,
        outcome=outcome["options"][asked.option] if asked.option else outcome,
        said={each or topic.id: {d: _said(of, d) for d in topic.electorate} for each, of in said.items()},
        carried_by={each or topic.id: [*_moves(dossier, answer, topic, each, asked.unmoved)] for each in which},
    )


def _delegation(dossier: Dossier, answer: JointAnswer, asked: Asked) -> str:
    """Write where a delegation stands on every point, or on those that are asked for."""
    delegation = asked.delegation or ""
    found = (p for p in points(answer) if p.name.scenario is None and delegation in p.topic.electorate)
    chosen = [p for p in found if asked.topic in (None, p.topic) and asked.option in (None, p.name.option)]
    standing = {str(p.name): _standing(dossier, p, delegation) for p in chosen}
    return _written(dossier, delegation=delegation, points=standing)


def _written(dossier: Dossier, **content: object) -> str:
    whole = {"format": FORMAT, "exercise": dossier.exercise, **content}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _standing(dossier: Dossier, point: Point, delegation: str) -> Json:
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


def _moves(
    dossier: Dossier, answer: JointAnswer, topic: AnyTopic, option: str | None, unmoved: Sequence[str]
) -> Iterator[Json]:
    outcome = answer.topics[topic.id]
    if isinstance(outcome, RangeOutcome):
        for way in ways(dossier, outcome, unmoved):
            ends = {c.delegation: str(c.to) for c in way.concessions}
            yield {"value": str(way.value), "moving_to": ends, "accepting": way.others}
    elif isinstance(outcome, OptionsOutcome | NeedsOutcome) and option:
        found = outcome.options[option]
        if not topic.rule.facts.unopposed:
            vote = Vote.on(dossier, outcome.topic, found.columns)
            for group in () if found.status.is_agreed else carrying(vote, unmoved):
                share = percent(group.share) if group.share else None
                yield {"all_of": group.core, "any_of": group.others, "number": group.number, "with_population": share}
        else:
            for who in found.unblocked_by:
                if not set(who) & set(unmoved):
                    yield {"all_of": who, "any_of": [], "number": 0, "with_population": None}
