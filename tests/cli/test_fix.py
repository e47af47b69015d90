"""What `fix` shows, asks and writes."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from responsegen.cli import file_changes
from responsegen.cli.program import program
from tests.cli.conftest import run

DIFF = """\
rename positions/GB.yaml to positions/UK.yaml
--- positions/GB.yaml
+++ positions/UK.yaml
@@ -1,7 +1,7 @@
-country: GB
+country: UK
 status: cleared
 cleared_by: minister
 date: 2025-02-16
-bridge: {stone: support, wood: opose, steel: accept}
+bridge: {stone: support, wood: oppose, steel: accept}
 hands: at least 30000
 crew: {stance: no}

3 mistakes in 1 file can be fixed.
"""


@pytest.fixture
def slips(dossier: Path) -> Path:
    """Three slips in one file, which is also named as the EU does not name it."""
    uk = dossier / "positions/UK.yaml"
    text = uk.read_text().replace("country: UK", "country: GB").replace("oppose", "opose")
    uk.unlink()
    (dossier / "positions/GB.yaml").write_text(text)
    return dossier


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "positions").iterdir())


def answer(monkeypatch: pytest.MonkeyPatch, said: str, *arguments: str, colour: bool = False) -> Result:
    """Run the command with somebody at the terminal who says this."""
    monkeypatch.setattr(file_changes, "_somebody_is_there", lambda: True)
    return CliRunner().invoke(program, ["fix", *arguments], input=said, prog_name="responsegen", color=colour)


def test_in_a_pipe_the_change_is_shown_and_not_written(slips: Path) -> None:
    found = run("fix")
    assert found.stdout == DIFF
    *problems, last = found.stderr.splitlines(keepends=True)
    assert last.startswith("positions/GB.yaml:5:32: error:")
    assert problems[0] == "responsegen: nothing was written: with --yes it would be.\n"
    assert "".join((*problems[1:], last)) == run("check").stderr
    assert found.exit_code == 1
    assert names(slips) == ["DK.yaml", "GB.yaml", "SE.yaml"]


def test_with_yes_it_is_shown_and_written(slips: Path) -> None:
    found = run("fix", "--yes")
    assert found.stdout == f"{DIFF}3 mistakes in 1 file fixed.\n"
    assert (found.stderr, found.exit_code) == ("", 0)
    assert names(slips) == ["DK.yaml", "SE.yaml", "UK.yaml"]
    assert run("check").stderr == ""
    assert run("fix").stdout == "There is nothing to fix.\n"


@pytest.mark.parametrize(("said", "written"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_on_a_terminal_it_is_asked_first(
    slips: Path, monkeypatch: pytest.MonkeyPatch, said: str, *, written: bool
) -> None:
    found = answer(monkeypatch, said)
    assert "Write this? [y/N]" in found.stdout
    assert ("UK.yaml" in names(slips)) == written
    assert found.exit_code == (0 if written else 1)


def test_on_a_terminal_what_goes_is_red_and_what_comes_is_green(slips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = answer(monkeypatch, "n\n", colour=True).stdout
    assert "\x1b[31m-country: GB\x1b[0m\n\x1b[32m+country: UK\x1b[0m" in shown
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in answer(monkeypatch, "n\n", colour=False).stdout
    assert slips.exists()


def test_what_is_left_is_said_as_check_says_it(slips: Path) -> None:
    (slips / "positions/SE.yaml").write_text((slips / "positions/SE.yaml").read_text().replace("600-1000", "1.000"))
    found = run("fix", "--yes")
    assert found.stdout.endswith("3 mistakes in 1 file fixed.\n")
    assert found.stderr == run("check").stderr
    assert "1.000 can be read as 1000 or as 1" in found.stderr
    assert found.exit_code == 1


def test_files_can_be_named_from_anywhere(slips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(slips / "positions")
    assert run("fix", "SE.yaml").stdout == "There is nothing to fix.\n"
    assert run("fix", "GB.yaml").stdout == DIFF
    assert run("fix", slips / "positions/GB.yaml", "--dossier", slips).stdout == DIFF


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Nothing can be fixed automatically: 1 problem is left to you.\n"),
        (b'title: "Who', "Nothing can be fixed automatically: 1 problem is left to you.\n"),
        (b"title: [a]\nreference: 1\n", "Nothing can be fixed automatically: 9 problems are left to you.\n"),
    ],
)
def test_where_nothing_can_be_mended_it_is_not_said_that_all_is_well(
    dossier: Path, content: bytes, sentence: str
) -> None:
    (dossier / "dossier.yaml").write_bytes(content)
    found = run("fix")
    assert (found.stdout, found.exit_code) == (sentence, 1)
    assert found.stderr == run("check").stderr


def test_what_another_file_leaves_to_a_person_is_not_counted_for_the_one_named(dossier: Path) -> None:
    (dossier / "positions/SE.yaml").write_text("country: SE\nstatus: [draft]\n")
    assert run("fix", "positions/DK.yaml").stdout == "There is nothing to fix.\n"
    assert run("fix", "positions/SE.yaml").stdout == "Nothing can be fixed automatically: 1 problem is left to you.\n"


@pytest.mark.parametrize("name", ["nowhere.yaml", "/etc/hostname"])
def test_a_file_that_is_not_the_dossiers_is_wrong_usage(slips: Path, name: str) -> None:
    found = run("fix", name)
    assert f"{name} is no file of the dossier in " in found.stderr
    assert (found.stdout, found.exit_code) == ("", 2)
    assert names(slips) == ["DK.yaml", "GB.yaml", "SE.yaml"]


def test_a_file_that_was_saved_meanwhile_is_not_written_over(slips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def save_first(_: str) -> bool:
        (slips / "positions/GB.yaml").write_text("country: GB\nstatus: draft\n")
        return True

    monkeypatch.setattr("click.confirm", save_first)
    found = answer(monkeypatch, "")
    assert found.stderr == (
        "responsegen: positions/GB.yaml has been changed meanwhile: nothing was written. Start again.\n"
    )
    assert found.exit_code == 3
    assert (slips / "positions/GB.yaml").read_text() == "country: GB\nstatus: draft\n"


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_rights_and_links_stay(slips: Path) -> None:
    kept = slips / "drafts.yaml"
    (slips / "positions/SE.yaml").rename(kept)
    kept.write_text(kept.read_text().replace("cleared\n", "Cleared\n"))
    kept.chmod(0o640)
    (slips / "positions/SE.yaml").symlink_to("../drafts.yaml")
    run("fix", "--yes")
    assert (slips / "positions/SE.yaml").is_symlink()
    assert "status: cleared\n" in kept.read_text()
    assert kept.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in slips.iterdir()) == ["dossier.yaml", "drafts.yaml", "positions"]


@pytest.mark.parametrize("names", [["SE.yaml", "se.YML"], ["se.yaml", "Se.yaml"], ["se.yaml", "se.yml", "SE.YML"]])
def test_a_name_that_another_file_has_or_needs_too_is_left_to_a_person(dossier: Path, names: list[str]) -> None:
    text = (dossier / "positions/SE.yaml").read_text()
    (dossier / "positions/SE.yaml").unlink()
    for name in names:
        (dossier / "positions" / name).write_text(text)
    if len([*(dossier / "positions").iterdir()]) < len(names) + 2:
        pytest.skip("this file system takes capitals for small letters")
    before = sorted((dossier / "positions").iterdir())
    assert run("check").stdout == ""
    found = run("fix", "--yes")
    assert found.stdout.startswith("Nothing can be fixed automatically: ")
    assert found.exit_code == 1
    assert sorted((dossier / "positions").iterdir()) == before


def test_a_name_that_something_unreadable_has_is_left_to_a_person(dossier: Path) -> None:
    (dossier / "positions/SE.yaml").rename(dossier / "positions/se.yml")
    (dossier / "positions/SE.yaml").mkdir()
    assert run("check").stdout == ""
    assert run("fix", "--yes").stdout == "Nothing can be fixed automatically: 2 problems are left to you.\n"
