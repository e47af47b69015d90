"""Write the questionnaire of a delegation: one Word document to fill in, with nothing in it that is not its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from xml.sax.saxutils import quoteattr

from responsegen.documents.content import PageFrame, cover
from responsegen.documents.words import FILTERS, moment, name_of
from responsegen.dossier.model import Dossier, Question, Release
from responsegen.intake.arrivals import CODE, POINT
from responsegen.intake.form_layout import form_for
from responsegen.intake.question_form import COMMENT, Form, Part
from responsegen.rendering import docx, html
from responsegen.rendering.docx.controls import Control, FormFields
from responsegen.rendering.templates import TemplateFolders, render_html

NAMESPACE: Final = "urn:responsegen:questionnaire"
_TEMPLATE: Final = "questionnaire.html.j2"
_CODE_WIDTH, _POINT_WIDTH = 8, 40  # percent
_WIDE: Final = {COMMENT: 2, "Text": 3, "Own wording": 2, "Could support it if": 2, "Words": 2}  # beside others of 1


@dataclass(frozen=True, slots=True)
class Group:
    """The tables under one heading."""

    heading: str
    question: Question | None
    tables: tuple[tuple[Part, Sequence[int]], ...]  # each with the widths of its columns in percent


@dataclass(frozen=True, slots=True)
class QuestionnaireContent:
    """What the template shows."""

    cover: Mapping[str, str]
    name: str
    prefilled: bool
    groups: tuple[Group, ...]
    code: str = CODE
    point: str = POINT


def questionnaire(dossier: Dossier, delegation: str, folders: TemplateFolders, *, prefilled: bool) -> bytes:
    """Return the questionnaire as DOCX; the same questions and answers give the same bytes. Raises RenderingFailed."""
    form = form_for(dossier, delegation)
    form = form if prefilled else form.without_answers()
    to, by = name_of(dossier, delegation), moment(dossier.reply_by) if dossier.reply_by else ""
    rows = cover(dossier, to=to, more={"Reply by:": by, "Return to:": dossier.sender})
    content = QuestionnaireContent(rows, to, prefilled, tuple(_groups(form, dossier)))
    frame = frame_for(dossier, f"Questionnaire: {content.name}", delegation)
    name = f"questionnaires/{delegation}.html"
    page = html.parse(render_html(_TEMPLATE, content, frame, folders, FILTERS), name)
    about = {"reference": dossier.reference, "delegation": delegation, "questions": form.fingerprint}
    said = " ".join(f"{key}={quoteattr(value)}" for key, value in about.items())
    fields = FormFields(dict(_controls(form)), f'<questionnaire xmlns="{NAMESPACE}" {said}/>')
    return docx.write_docx(page, frame, folders.word(), name, fields)


def frame_for(dossier: Dossier, kind: str, *delegations: str) -> PageFrame:
    """Lay out the pages of what goes to delegations as those of the papers for them."""
    orders = sorted(dossier.documents.values(), key=lambda order: order.release is not Release.DELEGATION)
    own = [order for order in orders if order.release in (Release.DELEGATION, Release.PARTICIPANTS)]
    marking = next((order.marking for order in own if order.marking), "")
    return PageFrame.of(dossier, kind, marking, delegations)


def _controls(form: Form) -> Iterator[tuple[str, Control]]:
    """Yield what each cell is in Word, by the id that it has in the template."""
    for part in form.parts:
        for row in part.rows:
            for column, cell in row.cells.items():
                title = f"{f'{row.code} {row.subject}'.rstrip()}: {column}"
                control = Control(title, cell.tag, tuple(cell.words), cell.is_free, not cell.recorded)
                yield f"c{row.code}-{part.columns.index(column)}", control


def _groups(form: Form, dossier: Dossier) -> Iterator[Group]:
    questions = {question.number: question for question in dossier.questions}
    for heading, parts in groupby(form.parts, key=lambda part: part.heading):
        tables = tuple((part, _widths(part)) for part in parts)
        topic = tables[0][0].topic
        yield Group(heading, questions.get(topic.question or 0) if topic else None, tables)


def _widths(part: Part) -> Sequence[int]:
    shares = [_WIDE.get(column, 1) for column in part.columns]
    room = 100 - _CODE_WIDTH - (_POINT_WIDTH - 2 * len(shares) if part.has_points else 0)
    widths = [room * share // sum(shares) for share in shares]
    rest = 100 - sum(widths)
    return (_CODE_WIDTH, rest - _CODE_WIDTH, *widths) if part.has_points else (rest, *widths)
