"""Write what all delegations have answered as one file, with as much of it as those may see who get it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from responsegen.consensus.joint_answer import joint_answer
from responsegen.dossier.files import text_cell
from responsegen.dossier.model import Dossier, Release, without_internal
from responsegen.intake.form_layout import form_for
from responsegen.intake.question_form import INTERNAL, Form
from responsegen.intake.word_form import frame_for
from responsegen.intake.workbook import workbook

FORMATS: Final = (".xlsx", ".csv", ".json")
_KEYS: Final = ("delegation", "status", "code", "topic", "option", "label", "cell", "answer", "marks")


def export(dossier: Dossier, release: Release, suffix: str) -> bytes:
    """Return the answers as a workbook, as CSV or as JSON; the same answers give the same bytes."""
    is_internal = release is Release.INTERNAL
    read = dossier if is_internal else without_internal(dossier)
    frame = frame_for(read, "Answers")
    name = " ".join(filter(None, (read.reference, frame.revision)))
    marks = " – ".join(filter(None, ("EXERCISE" * read.exercise, frame.marking, INTERNAL * is_internal, name)))
    forms = {d: form_for(read, d, with_internal=True) if is_internal else _shared(read, d) for d in read.delegations}
    if suffix == ".xlsx":
        return workbook(read, joint_answer(read), forms, marks)
    rows = [*_tidy(read, forms, marks)]
    return _as_csv(rows) if suffix == ".csv" else _as_json(rows, read, release, marks)


def _shared(dossier: Dossier, delegation: str) -> Form:
    """Lay out what the others may see: no draft, no answer that was changed since it was cleared, nothing internal."""
    form, position = form_for(dossier, delegation), dossier.positions.get(delegation)
    form = replace(form, parts=tuple(part for part in form.parts if part.heading != INTERNAL))
    if position is None or not dossier.counts(position):
        return form.without_answers()
    return form.without({(topic, option) for topic in position.answers for option in dossier.stale(position, topic)})


def _tidy(dossier: Dossier, forms: Mapping[str, Form], marks: str) -> Iterator[dict[str, str]]:
    """Yield one row for each cell that says something."""
    for delegation, form in forms.items():
        status = str(dossier.positions[delegation].status) if delegation in dossier.positions else ""
        for row in form.rows.values():
            topic, option = (*row.path, "", "")[:2]
            for column, cell in row.cells.items():
                if cell.recorded:
                    values = (delegation, status, row.code, topic, option, row.label, column, cell.recorded, marks)
                    yield dict(zip(_KEYS, values, strict=True))


def _as_csv(rows: list[dict[str, str]]) -> bytes:
    """Write CSV in UTF-8 with its mark, so that Excel reads the letters; what looks like a formula stays a text."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _KEYS)
    writer.writeheader()
    for row in rows:
        writer.writerow({key: text_cell(said) for key, said in row.items()})
    return text.getvalue().encode("utf-8-sig")


def _as_json(rows: list[dict[str, str]], dossier: Dossier, release: Release, marks: str) -> bytes:
    about = {
        "format": 1,
        "marks": marks,
        "release": str(release),
        "reference": dossier.reference,
        "revision": dossier.revision,
        "title": dossier.title,
    }
    answers = [{key: said for key, said in row.items() if key != "marks"} for row in rows]
    return f"{json.dumps({**about, 'answers': answers}, ensure_ascii=False, indent=1)}\n".encode()
