"""Lay out all that a delegation is asked, with what it has answered."""

from __future__ import annotations

from itertools import count

from responsegen.dossier.model import (
    AnyTopic,
    ClearedBy,
    Dossier,
    Position,
    PositionStatus,
)
from responsegen.intake.answer_rows import chosen, parts_on
from responsegen.intake.question_form import (
    ANSWER,
    CODES,
    DATE,
    DELEGATION,
    WHOLE,
    Cell,
    Form,
    Part,
    Row,
    Shape,
)
from responsegen.intake.remark_rows import remarks
from responsegen.problem import Place


def form_for(dossier: Dossier, delegation: str, *, with_internal: bool = False) -> Form:
    """Lay out what a delegation is asked, with what it has answered; what the desk has noted is left out mostly."""
    position = dossier.positions.get(delegation) or Position(delegation, PositionStatus.DRAFT, Place(""))
    parts = [_head(dossier, position)]
    for question in (*(question.number for question in dossier.questions), None):
        codes = (f"{question or 0}.{n}" for n in count(1))
        heading = f"Question {question}" if question else "Further points"
        for topic in dossier.topics.values():
            if topic.question == question:
                parts += parts_on(dossier, topic, position, codes, heading)
    named = {row.code: row for part in parts for row in part.rows if _is_point(row, part.topic)}
    points = {code: ".".join(row.path) for code, row in named.items()}
    shown = {f"{code} {row.subject}": points[code] for code, row in named.items()}
    return Form(delegation, (*parts, *remarks(shown, position, with_internal=with_internal)), points)


def _is_point(row: Row, topic: AnyTopic | None) -> bool:
    """Tell whether a reservation, or another remark, may be about this row: its first cell holds the answer itself."""
    return topic is not None and row.shape is Shape.ANSWER and (len(row.path) > 1 or row.label in (WHOLE, topic.title))


def _head(dossier: Dossier, position: Position) -> Part:
    name = f"{position.delegation}, {dossier.name_in_text(position.delegation).removeprefix('the ')}"
    day = position.date.isoformat() if position.date else ""
    by = {word.replace("-", " "): str(word) for word in ClearedBy}
    cells = {
        "A.2": ("Date of this answer", Cell("date", DATE, recorded=day)),
        "A.3": ("Cleared by", chosen("cleared_by", by, position.cleared_by)),
        "A.4": ("Also answers for", Cell("speaks_for", CODES, recorded=", ".join(position.speaks_for))),
    }
    rows = (Row(code, label, "", (), {ANSWER: cell}) for code, (label, cell) in cells.items())
    return Part(
        "",
        "Who answers",
        "",
        (ANSWER,),
        (Row(DELEGATION, "Delegation", f"{name} · {dossier.reference}", (), {}), *rows),
    )
