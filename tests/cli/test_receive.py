"""What `questionnaire` writes and `receive` takes back, and what both say."""

from email import message_from_bytes
from pathlib import Path

import pytest

from tests.cli.conftest import run
from tests.intake.filled import fill

SENT = {"1.2": {"Answer": "oppose"}, "1.5": {"From": "25 000", "To": "40 000"}}


@pytest.fixture
def sent(dossier: Path) -> Path:
    """The questionnaire of Sweden, filled in and saved on the desk."""
    assert run("questionnaire", "SE").exit_code == 0
    file = dossier / "Sweden.docx"
    file.write_bytes(fill((dossier / "build/questionnaires/SE.docx").read_bytes(), SENT))
    return file


def test_questionnaires_are_written_for_those_named(dossier: Path) -> None:
    found = run("questionnaire", "se", "DK", "--mail")
    assert found.stdout.splitlines() == [
        "Wrote build/questionnaires/SE.docx",
        "Wrote build/questionnaires/SE.eml",
        "Wrote build/questionnaires/DK.docx",
        "Wrote build/questionnaires/DK.eml",
        "What comes back is read by `responsegen receive FILE`.",
    ]
    (dossier / "positions/SE.yaml").unlink()
    assert run("questionnaire", "--outstanding", "--output", "out").stdout.splitlines()[:-1] == ["Wrote out/SE.docx"]


def test_drafts_of_mails_go_to_the_addresses_of_distribution(dossier: Path) -> None:
    addresses = "delegations: {SE: [{to: Stockholm, mail: a@example.org}, {to: Brussels, mail: b@example.org}]}\n"
    (dossier / "distribution.yaml").write_text(addresses)
    assert run("questionnaire", "SE", "DK", "--mail").exit_code == 0
    to = {d: message_from_bytes((dossier / f"build/questionnaires/{d}.eml").read_bytes())["to"] for d in ("SE", "DK")}
    assert to == {"SE": "a@example.org, b@example.org", "DK": None}
    (dossier / "distribution.yaml").write_text("delegations: {SE: [{to: Stockholm, mail: nowhere}]}\n")
    found = run("questionnaire", "SE", "--mail")
    assert (found.exit_code, "distribution.yaml:1:42: error: expected one e-mail address" in found.stderr) == (1, True)


def test_a_file_that_says_something_else_is_kept(dossier: Path, sent: Path) -> None:
    file = dossier / "build/questionnaires/SE.docx"
    filled = sent.read_bytes()
    file.write_bytes(filled)
    found = run("questionnaire", "SE")
    assert (
        found.stderr == "responsegen: build/questionnaires/SE.docx was another file: it is kept as SE (earlier).docx.\n"
    )
    assert file.with_name("SE (earlier).docx").read_bytes() == filled
    assert run("questionnaire", "SE").stderr == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["FR"], 'expected a delegation that dossier.yaml lists (got "FR")'),
        (["SE", "--outstanding"], "name delegations, or say --outstanding: not both"),
    ],
)
@pytest.mark.usefixtures("dossier")
def test_who_gets_none_is_wrong_usage(arguments: list[str], sentence: str) -> None:
    found = run("questionnaire", *arguments)
    assert (found.exit_code, sentence in found.stderr) == (2, True)


@pytest.mark.usefixtures("dossier")
def test_when_all_have_spoken_nobody_is_asked() -> None:
    assert run("questionnaire", "--outstanding").stdout == "Every delegation has spoken: nobody is outstanding.\n"


def test_what_would_be_written_is_shown_and_nothing_is_written_unasked(dossier: Path, sent: Path) -> None:
    before = (dossier / "positions/SE.yaml").read_bytes()
    found = run("receive", sent)
    assert "-hands: 20000-40000" in found.stdout
    assert "+hands: 25 000-40 000" in found.stdout
    assert found.stdout.splitlines()[-1] == (
        "positions/SE.yaml is cleared (ambassador, 16\u00a0February 2025); that does not cover what changes now:"
        " bridge.stone, hands."
    )
    assert found.stderr == "responsegen: nothing was written: with --yes it would be.\n"
    assert (dossier / "positions/SE.yaml").read_bytes() == before


def test_what_is_received_is_merged_and_then_nothing_new(dossier: Path, sent: Path) -> None:
    (dossier / "positions/DK.yaml").unlink()
    other = dossier / "DK.docx"
    run("questionnaire", "DK")
    other.write_bytes(fill((dossier / "build/questionnaires/DK.docx").read_bytes(), {"1.2": {"Answer": "accept"}}))
    found = run("receive", sent, other, "--yes")
    assert (
        found.stdout.splitlines()[-1] == "Wrote 2 position files. See what follows from it with `responsegen status`."
    )
    assert (found.stderr, found.exit_code) == ("", 0)
    assert "hands: 25 000-40 000\n" in (dossier / "positions/SE.yaml").read_text()
    assert "bridge: {stone: accept}\n" in (dossier / "positions/DK.yaml").read_text()
    assert run("check").exit_code == 0
    assert run("receive", sent, other).stdout == "Nothing is new: all that was received is recorded already.\n"


def test_one_error_and_nothing_is_written(dossier: Path, sent: Path) -> None:
    before = (dossier / "positions/SE.yaml").read_bytes()
    (dossier / "UK.pdf").write_bytes(b"%PDF-1.7")
    found = run("receive", sent, "UK.pdf", "--yes")
    assert found.exit_code == 1
    assert found.stderr.splitlines()[0].startswith("UK.pdf:1:1: error: expected a questionnaire as .docx")
    assert found.stderr.splitlines()[-1] == "responsegen: nothing was written."
    assert (dossier / "positions/SE.yaml").read_bytes() == before


def test_what_is_no_answer_is_named_with_row_and_cell(dossier: Path, sent: Path) -> None:
    sent.write_bytes(fill(sent.read_bytes(), {"1.2": {"Answer": "Yes, if DK pays"}}))
    found = run("receive", sent)
    assert found.stderr.splitlines()[0] == (
        "Sweden.docx, row 1.2 (Stone), answer: error: expected support, accept, abstain, oppose or undecided (got"
        ' "Yes, if DK pays"). Did you mean "support" or "accept"? The rest belongs into the comment [RG016]'
    )
    assert dossier.exists()
