"""Draft the mail that asks a delegation for its answers: its own open points and questionnaire, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from responsegen.documents.words import counted, day, moment, name_of
from responsegen.dossier.model import Dossier
from responsegen.intake.form_layout import form_for
from responsegen.intake.question_form import WHOLE, Form
from responsegen.intake.word_form import frame_for
from responsegen.rendering.mail import draft_mail


def draft(dossier: Dossier, delegation: str, docx: bytes, addresses: Sequence[str] = ()) -> bytes:
    """Return the draft as .eml: it has no date yet, and the same input gives the same bytes."""
    frame = frame_for(dossier, "Questionnaire", delegation)
    open_points = [*_open_points(form_for(dossier, delegation))]
    marks = ["EXERCISE"] * dossier.exercise + [frame.marking] * bool(frame.marking)
    by = moment(dossier.reply_by) if dossier.reply_by else day(dossier.meeting.date) if dossier.meeting else ""
    reference = " ".join(filter(None, (dossier.reference, frame.revision)))
    lines = [
        *(" – ".join(marks), "") * bool(marks),
        f"{name_of(dossier, delegation)}: {dossier.title} ({reference})",
        "",
        f"Please fill in the attached questionnaire and return it to {dossier.sender}{by and f' by {by}'}.",
        f"Awaited from you: {counted(len(open_points), 'point')}.",
        "",
        *(f"- {point}" for point in open_points),
    ]
    subject = ": ".join((*marks, f"{reference} – questionnaire for {delegation}"))
    return draft_mail(addresses, subject, "\n".join(lines), {f"{delegation}.docx": docx})


def _open_points(form: Form) -> list[str]:
    """Name what is asked and has no answer yet, with its code."""
    answered = {
        point.path for part in form.parts for point in part.rows if any(c.recorded for c in point.cells.values())
    }
    rows = (form.rows[code] for code in form.points)
    asked = (row for row in rows if row.label != WHOLE)
    return [f"{row.code} {row.label}" for row in asked if row.path not in answered]
