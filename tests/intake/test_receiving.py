"""What is written into cells becomes what a position file says: no more, no less, and nothing that is guessed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsegen.dossier.changes import differ
from responsegen.dossier.files import SourceFile
from responsegen.dossier.reading import check_files
from responsegen.editing.fixes import unified
from responsegen.intake.arrivals import Remark, Written, WrittenRow
from responsegen.intake.form_layout import form_for
from responsegen.intake.receiving import Receipt, receive
from responsegen.problem import InvalidDossier
from tests.intake.filled import SMALL, SWEDEN, Said, arrival, dossier_in, parsed

STAMP = {"-date: 2025-02-10", "+date: 2025-02-15", "+received: {file: SE.docx, sha256: 3f2a, date: 2025-02-15}"}


def received(said: Said, *, prefilled: bool = False, position: str = SWEDEN) -> Receipt:
    trees = parsed(SE=position) if position else parsed()
    return receive([arrival(form_for(dossier_in(trees), "SE"), said, prefilled=prefilled)], trees)


def changed(receipt: Receipt) -> list[str]:
    """The lines that change, but for the date and the note of what was received."""
    assert [str(problem) for problem in receipt.problems if problem.is_error] == []
    lines = [line for line in unified(receipt.files) if line[0] in "+-" and line[:3] not in ("+++", "---")]
    assert not lines or set(lines) >= STAMP
    return [line for line in lines if line not in STAMP]


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        # What is recorded already, however it is spelled
        ({}, []),
        ({"2.2": {"Answer": "Support"}, "2.3": {"Answer": "support"}}, []),
        ({"1.5": {"From": "30000", "To": "50 000"}}, []),
        ({"1.5": {"From": "30k – 50k personnel"}}, []),
        ({"1.2": {"Answer": "600 to 1000"}, "1.3": {"Answer": "3 months"}}, []),
        ({"2.8": {"Quantity": "50\u202f000 rounds", "By": "30 June 2025", "Firm or indicative": "firm"}}, []),
        ({"1.1.a": {"These take part": "FI and DK", "This has happened": "a ceasefire is in force"}}, []),
        ({"R.a": {"Point": "1.1", "Kind": "parliamentary", "Text": "The Riksdag  has to be consulted."}}, []),
        ({"I.a": {"Text": "Never without the Riksdag."}}, []),
        # What is new
        (
            {"2.3": {"Answer": "oppose"}},
            [
                "-sanctions: support   # all of them",
                "+sanctions: {shadow-fleet: support, oil-price-cap: oppose}   # all of them",
            ],
        ),
        (
            {"2.1": {"Answer": "abstain"}, "2.2": {"Answer": "support"}},
            [
                "-sanctions: support   # all of them",
                "+sanctions: {shadow-fleet: support, oil-price-cap: abstain}   # all of them",
            ],
        ),
        (
            {"2.1": {"Comment": "As a package: only then"}},
            [
                "-sanctions: support   # all of them",
                '+sanctions: {stance: support, comment: "As a package: only then"}   # all of them',
            ],
        ),
        (
            {"1.1": {"Answer": "considering", "Comment": "Parliament first"}},
            [
                "-  stance: conditional  # as the minister said",
                "+  stance: considering  # as the minister said",
                "+  comment: Parliament first",
            ],
        ),
        ({"1.5": {"From": "25 000"}}, ["-force_size: 30 000-50 000", "+force_size: at least 25 000"]),
        ({"1.5": {"To": "25 000"}}, ["-force_size: 30 000-50 000", "+force_size: up to 25 000"]),
        (
            {"1.5": {"From": "25 000", "To": "open-ended"}},
            ["-force_size: 30 000-50 000", "+force_size: at least 25 000"],
        ),
        ({"1.5": {"To": "up to 25 000"}}, ["-force_size: 30 000-50 000", "+force_size: up to 25 000"]),
        ({"1.5": {"From": "Undecided"}}, ["-force_size: 30 000-50 000", "+force_size: undecided"]),
        (
            {"1.5": {"From": "30000", "To": "50000", "Preferred": "40 000"}},
            ["-force_size: 30 000-50 000", "+force_size: {acceptable: 30 000-50 000, preferred: 40 000}"],
        ),
        ({"1.6": {"From": "60 days", "To": "90 days"}}, ["+duration: 60 days-90 days"]),
        (
            {"2.5": {"Needed in the": "long"}, "2.6": {"Answer": "desirable"}},
            [
                "-us_requirements: {air-defence: essential}",
                "+us_requirements: {air-defence: {necessity: essential, term: long}, airlift: desirable}",
            ],
        ),
        (
            {"2.8": {"Quantity": "60 000"}},
            [
                "-  artillery: {quantity: 50000, by: 2025-06-30, status: firm}",
                "+  artillery: {quantity: 60 000, by: 2025-06-30, status: firm}",
            ],
        ),
        ({"1.1.a": {"All pledge at least": "20 000"}}, ["+    - force: 20 000"]),
        (
            {"1.1.b": {"US provides": "Air defence", "These take part": "FR or UK"}},
            ["+    - any: [{need: air-defence}, {with: FR}, {with: UK}]"],
        ),
        (
            {"R.a": {"Point": "2.3 Oil price cap", "Kind": "scrutiny", "Text": "Being studied"}},
            ["+  - {on: sanctions.oil-price-cap, kind: scrutiny, text: Being studied}"],
        ),
        (
            {"W.a": {"Point": "2.3", "Could support it if": "LNG is exempted"}},
            [
                "-sanctions: support   # all of them",
                (
                    "+sanctions: {shadow-fleet: support, oil-price-cap: {stance: support, would_support_if: LNG is "
                    "exempted}}   # all of them"
                ),
            ],
        ),
        (
            {"I.a": {"Point": "1.1", "Text": "No combat role"}},
            [
                "-internal: {red_lines: [Never without the Riksdag.]}",
                "+internal: {red_lines: [Never without the Riksdag., {on: troops, text: No combat role}]}",
            ],
        ),
        # What is taken back
        ({"2.1": {"Answer": "withdraw"}}, ["-sanctions: support   # all of them"]),
        (
            {"2.1": {"Answer": "withdraw"}, "2.3": {"Answer": "oppose"}},
            ["-sanctions: support   # all of them", "+sanctions: {oil-price-cap: oppose}   # all of them"],
        ),
        ({"1.5": {"From": "withdraw"}}, ["-force_size: 30 000-50 000"]),
        (
            {"2.3": {"Answer": "withdraw"}},
            ["-sanctions: support   # all of them", "+sanctions: {shadow-fleet: support}   # all of them"],
        ),
        ({"2.5": {"Answer": "Withdraw"}}, ["-us_requirements: {air-defence: essential}"]),
        ({"1.2": {"Answer": "withdraw"}}, ["-  pledge: 600-1000"]),
        ({"2.6": {"Answer": "withdraw"}}, []),
    ],
)
def test_what_a_person_writes_changes_what_it_says_and_nothing_else(said: Said, lines: list[str]) -> None:
    assert changed(received(said)) == lines


def test_in_a_prefilled_form_entries_of_lists_are_changed_in_their_place() -> None:
    said = {"1.1.1": {"US provides": "withdraw"}, "R.1": {"Kind": "scrutiny"}}
    assert changed(received(said, prefilled=True)) == [
        "-    - need: airlift",
        "-  - {on: troops, kind: parliamentary, text: The Riksdag has to be consulted.}",
        "+  - {on: troops, kind: scrutiny, text: The Riksdag has to be consulted.}",
    ]


def test_a_first_answer_begins_a_draft() -> None:
    (fix,) = received({"2.2": {"Answer": "support"}, "A.2": {"Answer": "2025-02-14"}}, position="").files
    assert fix.before.content == b""
    assert fix.after.content.decode().splitlines() == [
        "country: SE",
        "status: draft",
        "date: 2025-02-14",
        "received: {file: SE.docx, sha256: 3f2a, date: 2025-02-15}",
        "sanctions: {shadow-fleet: support}",
    ]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [  # with nothing recorded
        (
            {"2.3": {"Answer": "yes, but"}},
            (
                "row 2.3 (Oil price cap), answer: error: expected support, accept, abstain, constructive-abstention,"
                ' oppose or undecided (got "yes, but"). Did you mean "support" or "accept"? The rest belongs into the'
                " comment"
            ),
        ),
        (
            {"1.1": {"Answer": "Yes, but only after a ceasefire"}},
            (
                "row 1.1 (Troops), answer: error: expected yes, conditional, considering, no or undecided (got"
                ' "Yes, but only after a ceasefire"). Did you mean "yes" or "conditional"? The rest belongs into the'
                " comment"
            ),
        ),
        (
            {"1.1": {"Answer": "conditional"}, "1.1.a": {}},
            'row 1.1 (Troops), answer: error: expected a condition in row 1.1.a or below (got "conditional")',
        ),
        (
            {"1.1.a": {"This has happened": "A ceasefire is in force"}},
            (
                "row 1.1.a, this has happened: error: expected something under “Answer” in row 1.1 (Troops): yes,"
                " conditional, considering, no or undecided"
            ),
        ),
        (
            {"2.3": {"Comment": "See our letter"}},
            (
                "row 2.3 (Oil price cap), comment: error: expected something under “Answer”: support, accept, abstain,"
                " constructive-abstention, oppose or undecided"
            ),
        ),
        (
            {"1.5": {"Preferred": "40000"}},
            (
                "row 1.5 (Size), preferred: error: expected something under “From”: a number of personnel, such as"
                " 20000; or abstain, undecided or open-ended"
            ),
        ),
        (
            {"1.5": {"From": "30.000", "To": "50.000"}},
            (
                'row 1.5 (Size), from: error: expected a number that can be read in one way only (got "30.000").'
                " 30.000 can be read as 30000 or as 30: write 30000 or 30.0000"
            ),
        ),
        (
            {"1.5": {"From": "30000", "To": "some 50000"}},
            (
                'row 1.5 (Size), to: error: expected a number of personnel, such as 20000 (got "some 50000"). Did you'
                ' mean "50000"?'
            ),
        ),
        (
            {"1.5": {"From": "abstain", "To": "50000"}},
            'row 1.5 (Size), to: error: expected nothing under “To” beside abstain (got "50000")',
        ),
        (
            {"1.5": {"From": "50000", "To": "30000"}},
            (
                'row 1.5 (Size), to: error: expected the lower end of a range first (got "30000"). A k or a unit after'
                " the second end counts for both ends"
            ),
        ),
        (
            {"R.a": {"Text": "The Riksdag has to be asked."}},
            "row R.a, text: error: expected something under “Point”: the code of a point, such as “1.1 Troops”",
        ),
        (
            {"R.a": {"Point": "2.33", "Kind": "scrutiny"}},
            'row R.a, point: error: expected the code of a point, such as “1.1 Troops” (got "2.33")',
        ),
        (
            {"W.a": {"Could support it if": "it is later"}},
            "row W.a, could support it if: error: expected the code of the point that this is about",
        ),
        (
            {"W.a": {"Point": "2.8", "Own wording": "More shells"}},
            "row W.a, own wording: error: expected nothing under “Own wording” on this point",
        ),
        (
            {"1.1.a": {"These take part": "SE"}},
            'row 1.1.a, these take part: error: expected delegations other than SE itself (got "SE")',
        ),
        (
            {"2.2": {"Comment": "No\u202e!"}},
            "row 2.2 (Shadow fleet), comment: error: there is a character that cannot be seen, U+202E. Delete it",
        ),
    ],
)
def test_what_is_no_answer_is_named_with_its_row_and_cell_and_nothing_is_written(said: Said, sentence: str) -> None:
    receipt = received(said, position="")
    assert receipt.files == ()
    assert f"SE.docx, {sentence}" in [*map(str, receipt.problems)]


def test_one_error_keeps_every_file_from_being_written() -> None:
    trees = parsed(SE=SWEDEN)
    dossier = dossier_in(trees)
    good = arrival(form_for(dossier, "FI"), {"2.2": {"Answer": "support"}})
    bad = arrival(form_for(dossier, "SE"), {"2.2": {"Answer": "perhaps"}})
    assert receive([good], trees).files
    assert receive([good, bad], trees).files == ()


@pytest.mark.parametrize(
    ("first", "second", "sentences"),
    [  # what two files of Sweden say beside what was recorded for it
        ({"2.3": {"Answer": "oppose"}}, {"1.1": {"Comment": "Parliament first"}}, []),
        ({"2.3": {"Answer": "oppose"}}, {"2.3": {"Answer": "oppose"}}, []),
        ({"R.a": {"Point": "2.2", "Kind": "scrutiny"}}, {"R.1": {"Kind": "scrutiny"}}, []),
        ({"1.1.1": {"US provides": "Air defence"}}, {"R.1": {"Kind": "scrutiny"}}, []),
        (
            {"2.3": {"Answer": "oppose"}},
            {"2.3": {"Answer": "abstain"}},
            ['row 2.3 (Oil price cap), answer: error: expected what SE.docx says there, "oppose" (got "abstain")'],
        ),
        (
            {"W.a": {"Point": "2.3", "Own wording": "Less"}},
            {"W.b": {"Point": "2.3 Oil price cap", "Own wording": "More"}},
            ['row W.b, own wording: error: expected what SE.docx says there, "Less" (got "More")'],
        ),
        (
            {"1.1.1": {"US provides": "withdraw"}},
            {"1.1.2": {"This has happened": "withdraw"}},
            [
                (
                    "row 1.1.2, this has happened: error: expected a list whose entries no other file changes, as"
                    ' SE.docx does (got "withdraw")'
                )
            ],
        ),
    ],
)
def test_two_files_of_one_delegation_complete_each_other_and_may_not_contradict(
    first: Said, second: Said, sentences: list[str]
) -> None:
    trees = parsed(SE=SWEDEN)
    form = form_for(dossier_in(trees), "SE")
    sent = [arrival(form, said, prefilled=True) for said in (first, second)]
    receipt = receive([sent[0], replace(sent[1], file="late.docx")], trees)
    assert [str(problem) for problem in receipt.problems if problem.is_error] == [
        f"late.docx, {sentence}. Receive the file that holds, alone" for sentence in sentences
    ]
    assert len(receipt.files) == (not sentences)


def test_what_was_cleared_before_is_not_said_to_be_cleared_now() -> None:
    assert received({"2.3": {"Answer": "oppose"}, "1.2": {"Answer": "700"}}).uncovered == (
        (
            "positions/SE.yaml is cleared (ambassador, 10\u00a0February 2025); that does not cover what changes now:"
            " troops, sanctions.oil-price-cap"
        ),
    )


def test_rows_that_went_came_or_are_about_something_else_are_named_and_left() -> None:
    trees = parsed()
    sent = arrival(form_for(dossier_in(trees), "SE"), {"2.2": {"Answer": "support"}, "2.3": {"Answer": "oppose"}})
    rows = [
        replace(row, point="Price cap on oil") if row.code == "2.3" else row for row in sent.rows if row.code != "1.6"
    ]
    rows.append(WrittenRow("", "", {"Answer": Written("also this")}))
    moved = {"Answer": Written("support", tag="sanctions.oil-price-cap"), "Needed in the": Written("")}
    rows = [replace(row, cells=moved) if row.code == "2.5" else row for row in rows]
    rows.append(WrittenRow("2.2", "Shadow fleet", {"Answer": Written("oppose")}))
    merged = {column: Written("essential", is_merged=True) for column in ("Answer", "Needed in the", "Comment")}
    rows = [replace(row, cells=merged, is_merged=True) if row.code == "2.6" else row for row in rows]
    receipt = receive(
        [replace(sent, rows=tuple(rows), is_whole=True, questions="of last year", is_tracked=True)], trees
    )
    assert [problem.message for problem in receipt.problems if problem.code in ("RG086", "RG087")] == [
        "it was made from other questions than dossier.yaml has now: what still fits is taken",
        "the column “Comment” is missing in row 2.5. What is recorded on them stays",
        "these rows are missing: 1.6. What is recorded on them stays",
        "there are tracked changes: they are read as if accepted",
        'expected the point "Oil price cap", as dossier.yaml has it (got "Price cap on oil"). Nothing is taken from it',
        'expected nothing under “Answer” here (got "support"). Nothing is taken from it',
        'expected a row without merged cells (got "essential"). Nothing is taken from it. Split them',
        'expected a row of the questionnaire (got "also this"). Nothing is taken from it',
        'expected row 2.2 once (got "oppose"). Nothing is taken from it',
    ]
    assert receipt.files[0].after.content.decode().splitlines()[-1] == "sanctions: {shadow-fleet: support}"


def test_comments_in_the_margin_are_listed_and_taken_into_the_notes_on_request() -> None:
    trees = parsed(SE=SWEDEN)
    remarks = (Remark("2.3", "Anna", "Ask the  ministry"), Remark("", "", "Sent late"))
    sent = replace(arrival(form_for(dossier_in(trees), "SE")), remarks=remarks)
    listed = receive([sent], trees)
    assert listed.files == ()
    assert [str(problem) for problem in listed.problems] == [
        'SE.docx, margin: warning: a comment by somebody: "Sent late". With --notes it is taken into the notes',
        (
            'SE.docx, row 2.3 (Oil price cap), margin: warning: a comment by Anna: "Ask the ministry". With --notes it'
            " is taken into the notes"
        ),
    ]
    (fix,) = receive([sent], trees, with_remarks=True).files
    notes = '[{on: sanctions.oil-price-cap, text: "Anna: Ask the ministry"}, Sent late]'
    assert f"internal: {{red_lines: [Never without the Riksdag.], notes: {notes}}}" in fix.after.content.decode()


@pytest.mark.parametrize(
    ("delegation", "reference", "sentence"),
    [
        ("US", "", 'SE.docx:1:1: error: expected a delegation of this dossier in row A.1 (got "US")'),
        ("SE", "RG 1/24", 'SE.docx:1:1: error: expected answers to TEST 1/25 (got answers to "RG 1/24")'),
    ],
)
def test_answers_to_another_paper_are_refused(delegation: str, reference: str, sentence: str) -> None:
    trees = parsed()
    sent = replace(arrival(form_for(dossier_in(trees), "SE")), delegation=delegation, reference=reference)
    assert [str(problem) for problem in receive([sent], trees).problems if problem.is_error] == [sentence]


def test_a_file_with_errors_has_to_be_corrected_first() -> None:
    form = form_for(dossier_in(parsed()), "SE")
    with pytest.raises(InvalidDossier, match=r'positions/SE.yaml:2:9: error: .*"drafty"'):
        receive([arrival(form)], parsed(SE="country: SE\nstatus: drafty\n"))
    assert receive([arrival(form, {"2.2": {"Answer": "support"}})], parsed(FI="country: FI\nstatus: drafty\n")).files


STANCES = st.sampled_from(["support", "accept", "abstain", "constructive-abstention", "oppose", "undecided"])
TEXTS = st.sampled_from(["As agreed", "Not before: spring", "– yes #1", "no", "Первый", '"so"', "a, b & c"])
RANGES = st.sampled_from(["30000-50000", "at least 20 000", "up to 40k", "25000", "abstain", "undecided", "open-ended"])
CONDITIONS = st.sampled_from(
    [
        "{need: airlift}",
        "{event: ceasefire}",
        "{with: [FR, UK]}",
        "{force: 20 000}",
        "{any: [{need: airlift}, {with: UK}, {with: [DK, FI]}]}",
        "{any: [{need: air-defence}, {any: [{event: ceasefire}, {force: 500}]}]}",
    ]
)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@st.composite
def positions(draw: st.DrawFn) -> str:
    """Any answers of every kind, as people write them."""

    def some(line: str) -> str:
        return line if draw(st.booleans()) else ""

    def detailed(word: str, value: str, *more: str) -> str:
        beside = [f"{key}: {quoted(draw(TEXTS))}" for key in (*more, "comment") if draw(st.booleans())]
        return f"{{{', '.join([f'{word}: {value}', *beside])}}}" if beside or draw(st.booleans()) else value

    wishes = ("would_support_if", "proposes")
    conditions = draw(st.lists(CONDITIONS, max_size=3, unique=True))
    stance = "conditional" if conditions else draw(st.sampled_from(["considering", "yes"]))
    points = [some(f"  {o}: {detailed('stance', draw(STANCES), *wishes)}\n") for o in ("shadow-fleet", "oil-price-cap")]
    needs = some(f"  airlift: {detailed('necessity', draw(st.sampled_from(['essential', 'not-needed'])), *wishes)}\n")
    return "".join(
        (
            "country: SE\nstatus: draft\n",
            some(
                f"troops: {{stance: {stance}, pledge: 600-1000, ready: 6 weeks,"
                f" conditions: [{', '.join(conditions)}]}}\n"
            ),
            some(f"force_size: {detailed('acceptable', draw(RANGES), *wishes)}\n"),
            some("duration: {acceptable: 24-60 months, preferred: 3 years}\n"),
            "sanctions:\n" * any(points) + "".join(points) or some(f"sanctions: {detailed('stance', draw(STANCES))}\n"),
            "us_requirements:\n" * bool(needs) + needs,
            some("assistance: {artillery: {quantity: 500-800, by: 2025-06-30, status: firm, comment: x}}\n"),
            some(f"reservations: [{{on: sanctions.oil-price-cap, kind: scrutiny, text: {quoted(draw(TEXTS))}}}]\n"),
            some(
                "sources: [{on: troops, speaker: Anna, date: 2025-02-01, url: 'https://example.org/a', quote: Yes,"
                " summary: Agreed}]\n"
            ),
        )
    )


@settings(max_examples=40)  # each is read six times
@given(positions())
def test_any_position_sent_out_prefilled_comes_back_the_same(position: str) -> None:
    trees = parsed(SE=position)
    dossier = dossier_in(trees)
    sent = arrival(form_for(dossier, "SE"), prefilled=True)
    assert receive([sent], trees).files == ()
    anew = receive([sent], parsed())
    assert [str(problem) for problem in anew.problems if problem.is_error] == []
    files = [SourceFile("dossier.yaml", SMALL.encode()), *(fix.after for fix in anew.files)]
    reading = check_files(files)
    assert reading.dossier, reading.problems
    before, after = dossier.positions["SE"], reading.dossier.positions.get("SE")
    if after is None:
        assert not before.answers
    else:
        assert not differ(replace(before, place=after.place), replace(after, date=None, received=None)), position
