"""What one delegation said on one point, and where: a dossier, a topic, an option and a code in, a sentence out."""

from __future__ import annotations

from responsegen.documents.answer_words import RecordedAnswer, recorded
from responsegen.documents.wording import joined
from responsegen.dossier.model import AnyTopic, Dossier, OptionsTopic, Position, RangeTopic


def said(dossier: Dossier, topic: AnyTopic, option: str | None, delegation: str) -> str:
    """Its answer with its file and line, its reservations, and in whose name it was given."""
    speaker = dossier.spoken_for.get(delegation)
    position = dossier.positions.get(delegation)
    if position is None and speaker is None:
        return "no position"
    if position is None and not isinstance(topic, OptionsTopic | RangeTopic):
        return f"no position ({speaker} speaks for it on options and ranges only)"
    position = position or dossier.positions[speaker or ""]
    said_by = f"{speaker} says for it: " if position.delegation != delegation else ""
    return said_by + _answer(dossier, position, topic, option)


def remark(dossier: Dossier, topic: AnyTopic, option: str | None, delegation: str) -> str:
    """What it added to its answer."""
    position = dossier.positions.get(delegation)
    found = _recorded(dossier, position, topic, option) if position else None
    return found.remark if found else ""


def _answer(dossier: Dossier, position: Position, topic: AnyTopic, option: str | None) -> str:
    draft = "" if dossier.counts(position) else "draft, not counted: "
    found = _recorded(dossier, position, topic, option)
    if found is None:
        nothing = "does not mention it" if topic.id in position.answers else "not answered"
        return (
            f"{draft}{nothing} ({position.answers[topic.id].place if topic.id in position.answers else position.place})"
        )
    held = [f"{r.kind}" for r in position.reservations if r.touches(topic.id, option)]
    reserved = f"; {joined(held)} reservation" if held else ""
    return f"{draft}{found.words}{reserved} ({found.place})"


def _recorded(dossier: Dossier, position: Position, topic: AnyTopic, option: str | None) -> RecordedAnswer | None:
    rows = recorded(dossier, position)
    return next((row for row in rows if row.topic == topic.id and row.option == option), None)
