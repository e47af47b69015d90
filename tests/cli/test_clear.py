"""Clearing a position: what is written into its file, what is said later, and what is no position."""

from pathlib import Path

from tests.cli.conftest import POSITIONS, run
from tests.history.repository import commit


def test_it_is_recorded_in_the_file_which_stays_as_it_was(dossier: Path) -> None:
    file = dossier / "positions/SE.yaml"
    file.write_text(POSITIONS["SE"].replace("date: 2025-02-16", "date: 2025-02-16  # by telephone"))
    said = run("clear", "se", "--by", "minister", "--date", "2025-02-17")
    assert (said.exit_code, said.output) == (0, "SE: cleared by minister on 17 February 2025.\n")
    head = file.read_text().splitlines()[:5]
    assert head[:3] == ["country: SE", "status: cleared", "cleared_by: minister"]
    assert head[3].startswith("clearance: {by: minister, date: 2025-02-17, of: ")
    assert head[4] == "date: 2025-02-16  # by telephone"


def test_an_answer_that_is_changed_later_is_named_and_not_counted(dossier: Path) -> None:
    run("clear", "SE", "--by", "ambassador", "--date", "2025-02-16")
    file = dossier / "positions/SE.yaml"
    file.write_text(file.read_text().replace("steel: support", "steel: oppose"))
    assert run("check").stderr == (
        "positions/SE.yaml:6:41: warning: this answer was changed after the position was cleared on 2025-02-16."
        " It counts as a draft's until it is cleared anew [RG083]\n"
    )
    assert "Changed since they were cleared, and not counted: SE (1 answer)\n" in run("status").stdout
    assert run("clear", "SE", "--by", "ambassador", "--date", "2025-02-17").output == (
        "SE: cleared by ambassador on 17 February 2025; 1 of its answers had been changed since the last time.\n"
    )
    assert run("check").stderr == ""


def test_a_clearance_is_told_in_words_where_changes_are(dossier: Path) -> None:
    commit(dossier)
    run("clear", "SE", "--by", "minister", "--date", "2025-02-17")
    assert "\n  Clearance, added: by minister on 17 February 2025\n" in run("diff").stdout


def test_who_has_no_position_cannot_be_cleared(dossier: Path) -> None:
    (dossier / "positions/UK.yaml").unlink()
    said = run("clear", "SE", "UK", "--by", "ambassador")
    assert said.exit_code == 2
    assert "UK has no position file that could be cleared" in said.stderr
    assert (dossier / "positions/SE.yaml").read_text() == POSITIONS["SE"]
