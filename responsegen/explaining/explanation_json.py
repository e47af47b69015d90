"""Write an explanation as JSON, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from responsegen.consensus.answer import JointAnswer
from responsegen.consensus.json_export import to_json
from responsegen.consensus.points import Point, points
from responsegen.dossier.model import Dossier
from responsegen.explaining import ranges
from responsegen.explaining.options_moves import carried_by, voted
from responsegen.explaining.page import Asked
from responsegen.explaining.said import Said

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
        carried_by={each or topic.id: [*_moves(dossier, answer, asked, each)] for each in which},
    )


def _moves(dossier: Dossier, answer: JointAnswer, asked: Asked, option: str | None) -> Iterator[Mapping[str, object]]:
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


def _written(dossier: Dossier, **content: object) -> str:
    whole = {"format": FORMAT, "exercise": dossier.exercise, **content}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _standing(dossier: Dossier, point: Point, delegation: str) -> dict[str, object]:
    return {
        "status": point.status,
        "standpoint": point.stands(delegation),
        "blocked_by": point.blocked_by,
        "outstanding": point.awaited,
        **_said(Said(dossier, point.topic, point.name.option), delegation),
    }


def _said(said: Said, delegation: str) -> dict[str, object]:
    answer = said.answer(delegation)
    return {
        "words": said.words(delegation),
        "comment": answer.comment if answer else None,
        "would_support_if": answer.would_support_if if answer else None,
        "file": answer.place.file if answer else None,
        "line": answer.place.line if answer else None,
    }
