"""What a person in a capital writes freely is offered back in the words of `check`: all readings, and no choice."""

import re

import pytest

from responsegen.intake.form_layout import form_for
from responsegen.intake.receiving import receive
from tests.intake.filled import Said, arrival, dossier_in, parsed

TREES = parsed()
FORM = form_for(dossier_in(TREES), "SE")
BLANK = "Leave the cell blank where there is no answer"
REST = "The rest belongs into the comment"


def cell(row: str, column: str, text: str) -> Said:
    """A form in which this is written into this cell, with what the row needs beside it."""
    beside = {
        "1.2": {"1.1": {"Answer": "yes"}},
        "1.3": {"1.1": {"Answer": "yes"}},
        "1.4": {"1.1": {"Answer": "yes"}},
        "1.5": {"1.5": {"From": "30000"}},
        "1.1.a": {"1.1": {"Answer": "conditional"}},
        "R.a": {"R.a": {"Point": "2.3", "Kind": "scrutiny"}},
        "2.8": {"2.8": {"Quantity": "500", "Firm or indicative": "firm"}},
    }.get(row, {})
    return {**beside, row: {**beside.get(row, {}), column: text}}


@pytest.mark.parametrize(
    ("row", "column", "text", "advice"),
    [
        # Words of a list
        ("2.3", "Answer", "Yes, but only after a ceasefire", f'Did you mean "support" or "accept"? {REST}'),
        ("2.3", "Answer", "oui", 'Did you mean "support" or "accept"?'),
        ("2.3", "Answer", "Nein.", 'Did you mean "oppose"?'),
        ("2.3", "Answer", "Support.", 'Did you mean "support"?'),
        ("2.3", "Answer", "we can support this", f'Did you mean "support"? {REST}'),
        ("2.3", "Answer", "tbc", 'Did you mean "undecided"?'),
        ("2.3", "Answer", "n/a", BLANK),
        ("2.3", "Answer", "see comment", BLANK),
        ("2.3", "Answer", "—", BLANK),
        (
            *("2.3", "Answer", "support (scrutiny reservation)"),
            "A reservation goes into the table “Reservations”, beside an answer here",
        ),
        ("1.1", "Answer", "Yes, but only after a ceasefire", f'Did you mean "yes" or "conditional"? {REST}'),
        ("1.1", "Answer", "none", 'Did you mean "no"?'),
        ("2.5", "Answer", "nice to have", 'Did you mean "desirable"?'),
        ("2.5", "Answer", "essential for us", 'Did you mean "essential"?'),
        ("R.a", "Kind", "parliamentary scrutiny", 'Did you mean "parliamentary"?'),
        ("1.1.a", "This has happened", "after a ceasefire", 'Did you mean "A ceasefire is in force"?'),
        ("1.1.a", "US provides", "strategic airlift", 'Did you mean "Airlift"?'),
        # Numbers
        ("1.2", "Answer", "ca. 600", 'Did you mean "600"?'),
        ("1.2", "Answer", "600 (incl. enablers)", 'Did you mean "600"?'),
        ("1.2", "Answer", "≥ 600", 'Did you mean "at least 600"?'),
        ("1.2", "Answer", "max. 1 000", 'Did you mean "up to 1000"?'),
        ("1.2", "Answer", "between 600 and 1 000", 'Did you mean "600-1000"?'),
        ("1.2", "Answer", "three months", ""),
        ("1.2", "Answer", "none", BLANK),
        ("1.5", "From", "30.000 – 50.000", "30.000 can be read as 30000 or as 30: write 30000 or 30.0000"),
        ("1.5", "From", "≥ 20 000", 'Did you mean "at least 20000"?'),
        ("1.5", "From", "from 30 000 to 50 000", 'Did you mean "30000-50000"?'),
        ("1.5", "From", "1,5", "Write 1.5, or 1-5 for a range"),
        ("1.5", "From", "tbd", 'Did you mean "undecided"?'),
        ("1.5", "From", "June 2025", ""),
        ("1.5", "To", "30 000 to 50 000", 'Did you mean "50000"?'),
        ("1.6", "From", "2-5 yrs", 'Did you mean "2-5 years"?'),
        ("1.6", "From", "as long as needed", f'Did you mean "open-ended"? {REST}'),
        ("1.3", "Answer", "90", 'Did you mean "90 days" or "90 months"?'),
        ("1.3", "Answer", "within three months", 'Did you mean "3 months"?'),
        ("1.3", "Answer", "60-90 days", 'Did you mean "60 days" or "90 days"?'),
        ("1.3", "Answer", "immediately", 'Did you mean "0 days"?'),
        ("1.4", "Answer", "indefinitely", 'Did you mean "open-ended"?'),
        ("2.8", "Quantity", "5 million", 'Did you mean "5000000"?'),
        ("2.8", "Quantity", "50,000", "50,000 can be read as 50000 or as 50: write 50000 or 50.0000"),
        ("2.8", "Quantity", "10 %", ""),
        # Days
        ("2.8", "By", "6.2.2025", 'Did you mean "2025-02-06" or "2025-06-02"?'),
        ("2.8", "By", "end of June", 'Did you mean "2025-06-30"?'),
        ("2.8", "By", "June 2025", 'Did you mean "2025-06-01" or "2025-06-30"?'),
        ("2.8", "By", "Q2 2025", 'Did you mean "2025-04-01" or "2025-06-30"?'),
        ("2.8", "By", "mid-March", 'Did you mean "2025-03-15"?'),
        ("A.2", "Answer", "15 Feb.", 'Did you mean "2025-02-15"?'),
        # Delegations and points
        ("1.1.a", "These take part", "with France", 'Did you mean "FR"?'),
        ("1.1.a", "These take part", "France and the UK", 'Did you mean "FR, UK"?'),
        ("1.1.a", "These take part", "Nordic", 'Did you mean "DK, FI, SE, NO"?'),
        ("A.4", "Answer", "Germany", 'Did you mean "DE"?'),
        ("R.a", "Point", "Oil price cap", 'Did you mean "2.3 Oil price cap"?'),
        ("R.a", "Point", "1.1 and 2.3", 'Did you mean "1.1 Troops" or "2.3 Oil price cap"?'),
    ],
)
def test_what_may_have_been_meant_is_offered_and_nothing_is_written(
    row: str, column: str, text: str, advice: str
) -> None:
    receipt = receive([arrival(FORM, cell(row, column, text))], TREES)
    assert receipt.files == ()
    place = re.compile(rf"row {re.escape(row)}\b.*, {column[0].lower()}{column[1:]}$")
    (problem,) = [p for p in receipt.problems if p.is_error and place.fullmatch(p.place.cell)]
    assert problem.advice == advice
    assert problem.found == f'"{text}"'


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        ("1.2", "Answer", "600 to 1 000 personnel"),
        ("1.3", "Answer", "6 weeks"),
        ("1.5", "From", "30k – 50k"),
        ("1.6", "From", "2 to 5 years"),
        ("2.3", "Answer", "Constructive abstention"),
        ("2.8", "By", "30 June 2025"),
        ("2.8", "By", "30/6/2025"),
        ("1.1.a", "These take part", "FR, UK and NO"),
        ("1.1.a", "These take part", "FR UK"),
        ("R.a", "Point", "2.3"),
        ("R.a", "Point", "2.3 oil price"),
    ],
)
def test_what_can_be_read_in_one_way_is_taken(row: str, column: str, text: str) -> None:
    receipt = receive([arrival(FORM, cell(row, column, text))], TREES)
    assert [str(problem) for problem in receipt.problems if problem.is_error] == []
    assert receipt.files
