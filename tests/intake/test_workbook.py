"""A workbook holds what was answered and what follows from it, and is taken back."""

import io
import json
import re

import pytest
from python_calamine import CalamineWorkbook

from responsegen.consensus.joint_answer import joint_answer
from responsegen.dossier.clearance import fingerprint_of
from responsegen.dossier.files import SourceFile
from responsegen.dossier.model import Release
from responsegen.dossier.reading import Trees
from responsegen.intake.book import Book
from responsegen.intake.exporting import export
from responsegen.intake.opening import read_file
from responsegen.intake.receiving import receive
from responsegen.problem import Problem
from tests.intake.filled import SWEDEN, dossier_in, parsed, parts_of, tree_of, zipped

NORWAY = "country: NO\nstatus: cleared\ncleared_by: minister\nsanctions: {stance: oppose, comment: '=1+1'}\n"
FINLAND = "country: FI\nstatus: draft\nforce_size: 7000-8000\n"
TREES = parsed(SE=SWEDEN, NO=NORWAY, FI=FINLAND)
DOSSIER = dossier_in(TREES)
MARKS = "EXERCISE – LIMITE – TEST 1/25 REV 1"


@pytest.fixture(scope="module")
def book() -> bytes:
    return export(DOSSIER, Release.PARTICIPANTS, ".xlsx")


@pytest.fixture(scope="module")
def internal() -> bytes:
    return export(DOSSIER, Release.INTERNAL, ".xlsx")


def sheet(book: bytes, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name(name).to_python()


def test_the_same_answers_give_the_same_bytes(book: bytes) -> None:
    assert export(DOSSIER, Release.PARTICIPANTS, ".xlsx") == book


@pytest.mark.parametrize("release", ["book", "internal"])
def test_what_was_given_out_is_taken_back_unchanged(release: str, request: pytest.FixtureRequest) -> None:
    arrivals = list(read_file("matrix.xlsx", request.getfixturevalue(release), []))
    assert len(arrivals) == len(DOSSIER.delegations)
    receipt = receive(arrivals, TREES)
    assert (receipt.files, receipt.problems) == ((), ())
    anew = receive(arrivals, parsed())
    assert [str(problem) for problem in anew.problems if problem.is_error] == []
    written = {fix.after.path: fix.after.content.decode() for fix in anew.files}
    seen = ["SE", "NO"] if release == "book" else ["FI", "SE", "NO"]
    assert [*written] == [f"positions/{delegation}.yaml" for delegation in seen]
    assert ("Never without the Riksdag" in written["positions/SE.yaml"]) == (release == "internal")


def test_who_may_see_what(book: bytes, internal: bytes) -> None:
    """Participants see neither drafts nor anything internal, and internal has both."""
    for content, is_internal in ((book, False), (internal, True)):
        words = b"".join(parts_of(content).values()).decode("utf-8", "replace")
        for kept in ("Never without", "7\u00a0000"):
            assert (kept in words) == is_internal


def test_an_answer_that_was_changed_since_it_was_cleared_is_for_nobody_else() -> None:
    of = fingerprint_of(dossier_in(parsed(SE=SWEDEN)).positions["SE"])
    changed = SWEDEN.replace("sanctions: support", "sanctions: oppose")
    cleared = f"{changed}clearance: {{by: ambassador, date: 2025-02-10, of: {of}}}\n"
    seen = export(dossier_in(parsed(SE=cleared)), Release.PARTICIPANTS, ".csv").decode("utf-8-sig")
    assert ",troops," in seen
    assert ",sanctions," not in seen


def test_every_sheet_is_marked_norway_stays_norway_and_a_formula_a_text(book: bytes) -> None:
    names = CalamineWorkbook.from_filelike(io.BytesIO(book)).sheet_names
    assert {sheet(book, name)[0][0] for name in names if name != "Lists"} == {MARKS}
    _, _, head, *rows = sheet(book, "Question 2")
    assert "NO" in head
    comments = [row[head.index("NO")] for row in rows if row[2] == "Comment"]
    assert "=1+1" in comments
    parts = parts_of(book)
    assert b"1+1</f>" not in b"".join(parts.values())


def test_lists_of_any_length_can_be_chosen_from(book: bytes) -> None:
    """Excel takes 255 characters in a rule, so that words stand on a hidden sheet."""
    parts = parts_of(book)
    assert re.search(rb'name="Lists" sheetId="\d+" state="hidden"', parts["xl/workbook.xml"])
    rules = [rule for part in parts.values() for rule in re.findall(rb"<formula1>(.*?)</formula1>", part)]
    assert len(rules) == 26
    assert all(rule.startswith(b"Lists!$") for rule in rules)


def test_rows_are_as_high_as_their_texts() -> None:
    """Not every office program makes them so when it opens a workbook."""
    written = Book.begun(DOSSIER, MARKS)
    page = written.sheet("A", "", ("Head",), (16,), 1)
    page.add("not mentioning it")
    page.add("constructively abstaining delegates")
    page.put(page.add(None), 0, "abstaining constructively", formula='"abstaining constructively"')
    page.put(page.add(None), 0, 1 / 3, formula="1/3")
    xml = parts_of(written.closed())["xl/worksheets/sheet1.xml"].decode()
    assert re.findall(r'<row r="(\d+)"[^>]*? ht="([\d.]+)"', xml) == [("5", "45"), ("6", "30")]


def test_verdicts_stand_in_it_as_the_program_has_them(book: bytes) -> None:
    _, _, head, _, *rows = sheet(book, "Arithmetic")
    found = {(row[0], row[1]): row[head.index("Verdict")] for row in rows}
    topics = joint_answer(DOSSIER).topics
    voted = [topics["sanctions"], topics["us_requirements"]]
    assert found == {
        (outcome.topic.title, outcome.topic.options[option].label): one.status.words
        for outcome in voted
        for option, one in outcome.options.items()
    }


def test_what_became_of_the_rest_stands_beside_it(book: bytes) -> None:
    """Ranges, contributions and offers, a line each for what was found."""
    tables = {
        name: [dict(zip(head, row, strict=True)) for row in rows]
        for name in ("Ranges", "Contributions", "Offers")
        for _, _, head, *rows in [sheet(book, name)]
    }
    size, duration = tables["Ranges"]
    assert (size["Verdict"], size["Possible"], size["SE"], size["FI"]) == (
        *("open", "30\u00a0000 to 50\u00a0000", "30\u00a0000 to 50\u00a0000", "outstanding"),
    )
    assert (duration["Unit"], duration["SE"]) == ("months", "outstanding")
    troops, without, with_all = tables["Contributions"]
    assert (troops["SE"], troops["NO"]) == ("600 to 1\u00a0000, conditional", "outstanding")
    assert [scenario["Attainable"] for scenario in (without, with_all)] == [0, "600 to 1\u00a0000"]
    (artillery,) = tables["Offers"]
    assert (artillery["Firm"], artillery["SE"]) == (50_000, "50\u00a0000, offering firmly")


def test_tidy_rows_keep_formulas_texts_and_hold_nothing_internal() -> None:
    text = export(DOSSIER, Release.PARTICIPANTS, ".csv").decode("utf-8-sig")
    assert f"NO,cleared,2.1,sanctions,,The topic as a whole,Comment,'=1+1,{MARKS}" in text
    assert "Never without" not in text
    found = json.loads(export(DOSSIER, Release.PARTICIPANTS, ".json"))
    assert (found["marks"], found["release"]) == (MARKS, "participants")
    assert {"SE", "NO"} == {row["delegation"] for row in found["answers"] if row["topic"]}


def annotated(book: bytes) -> bytes:
    """The workbook with comments and merged cells, as Excel adds them to the sheet of question 2."""
    parts = parts_of(book)
    number = CalamineWorkbook.from_filelike(io.BytesIO(book)).sheet_names.index("Question 2") + 1
    name = f"xl/worksheets/sheet{number}.xml"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    notes = "".join(
        f'<comment ref="{cell}" authorId="0"><text><r><t>Anna:\n</t></r><r><t>{text}</t></r></text></comment>'
        for cell, text in (("AD7", "Ask the ministry"), ("B7", "Which?"))
    )
    authors = "<authors><author>Anna</author></authors>"
    comments = f'<comments xmlns="{main}">{authors}<commentList>{notes}</commentList></comments>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    related = f'<Relationships><Relationship Id="r1" Type="{kind}" Target="../comments1.xml"/></Relationships>'
    merged = b'<mergeCells count="1"><mergeCell ref="AD7:AE7"/></mergeCells><dataValidations'
    return zipped(
        parts
        | {
            name: parts[name].replace(b"<dataValidations", merged),
            "xl/comments1.xml": comments.encode(),
            f"xl/worksheets/_rels/sheet{number}.xml.rels": related.encode(),
        }
    )


def test_comments_and_merged_cells_of_a_workbook_are_said(book: bytes) -> None:
    met: list[Problem] = []
    arrivals = list(read_file("matrix.xlsx", annotated(book), met))
    assert [str(problem) for problem in met] == [
        (
            "matrix.xlsx, sheet Question 2, AD7:AE7: warning: cells are merged: what stands there is read as that of"
            " the first alone. Split them"
        ),
        ('matrix.xlsx, margin: warning: a comment by Anna: "Which?". It is beside no answer: nothing is taken from it'),
    ]
    receipt = receive(arrivals, TREES, with_remarks=True)
    assert [str(problem) for problem in receipt.problems] == [
        (
            'matrix.xlsx, row 2.2 (Shadow fleet), margin: warning: a comment by Anna: "Ask the ministry". It is taken'
            " into the notes"
        )
    ]
    (fix,) = receipt.files
    assert '{on: sanctions.shadow-fleet, text: "Anna: Ask the ministry"}' in fix.after.content.decode()


def test_the_workbook_of_another_paper_is_refused(book: bytes) -> None:
    other = parsed(SE=SWEDEN)
    files = [SourceFile(f.path, f.content.replace(b"TEST 1/25", b"TEST 2/25")) for f in other.files]
    trees = Trees(tuple(files), {file.path: tree_of(file) for file in files}, ())
    problems = receive([*read_file("matrix.xlsx", book, [])], trees).problems
    assert {problem.message for problem in problems} == {'expected answers to TEST 2/25 (got answers to "TEST 1/25")'}
