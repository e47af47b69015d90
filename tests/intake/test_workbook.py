"""A workbook holds what was answered, calculates as the program does, and is taken back."""

import io
import json

import pytest
from python_calamine import CalamineWorkbook

from responsegen.consensus.joint_answer import joint_answer
from responsegen.intake.opening import opened
from responsegen.intake.question_form import form_for
from responsegen.intake.receiving import receive
from responsegen.intake.tidy_rows import as_csv, as_json
from responsegen.intake.workbook import workbook
from tests.intake.filled import SWEDEN, dossier_in, parsed

NORWAY = "country: NO\nstatus: cleared\ncleared_by: minister\nsanctions: {stance: oppose, comment: '=1+1'}\n"
TREES = parsed(SE=SWEDEN, NO=NORWAY)
DOSSIER = dossier_in(TREES)
FORMS = {d: form_for(DOSSIER, d) for d in DOSSIER.delegations}


@pytest.fixture(scope="module")
def book() -> bytes:
    return workbook(DOSSIER, joint_answer(DOSSIER), FORMS, "EXERCISE – LIMITE")


def test_the_same_answers_give_the_same_bytes_and_are_taken_back_unchanged(book: bytes) -> None:
    assert workbook(DOSSIER, joint_answer(DOSSIER), FORMS, "EXERCISE – LIMITE") == book
    arrivals = list(opened("matrix.xlsx", book, []))
    assert len(arrivals) == len(FORMS)
    assert receive(arrivals, TREES).files == ()
    anew = receive(arrivals, parsed())
    assert [str(problem) for problem in anew.problems if problem.is_error] == []
    assert [fix.after.path for fix in anew.files] == ["positions/SE.yaml", "positions/NO.yaml"]


def test_every_sheet_is_marked_norway_stays_norway_and_a_formula_a_text(book: bytes) -> None:
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(book))
    assert {sheets.get_sheet_by_name(name).to_python()[0][0] for name in sheets.sheet_names} == {"EXERCISE – LIMITE"}
    _, head, *rows = sheets.get_sheet_by_name("Question 2").to_python()
    assert "NO" in head
    comments = [row[head.index("NO")] for row in rows if row[2] == "Comment"]
    assert "=1+1" in comments


def test_verdicts_stand_in_it_as_the_program_has_them(book: bytes) -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name("Arithmetic").to_python()
    answer = joint_answer(DOSSIER)
    options = [one for outcome in answer.topics.values() for one in getattr(outcome, "options", {}).values()]
    assert [row[-1] for row in rows if row[2]][1:] == [str(one.status) for one in options if hasattr(one, "columns")]


def test_tidy_rows_keep_formulas_texts_and_hold_nothing_internal() -> None:
    text = as_csv(FORMS).decode("utf-8-sig")
    assert "NO,2.1,sanctions,,The topic as a whole,Comment,'=1+1" in text
    assert "Never without" not in text
    found = json.loads(as_json(FORMS, DOSSIER, "EXERCISE"))
    assert found["marks"] == "EXERCISE"
    assert {"SE", "NO"} == {row["delegation"] for row in found["answers"] if row["topic"]}
