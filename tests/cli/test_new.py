"""What `new` writes and says, and that it never touches what is there."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from responsegen.dossier.reading import read_dossier
from tests.cli.conftest import run

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def unanswered(dossier: Path) -> Path:
    """The dossier before SE and UK have answered."""
    (dossier / "positions/SE.yaml").unlink()
    (dossier / "positions/UK.yaml").unlink()
    return dossier


def test_several_files_are_started_at_once_and_can_be_built_with(unanswered: Path) -> None:
    found = run("new", "SE", "UK")
    assert found.stdout.splitlines() == [
        "Wrote positions/SE.yaml",
        "Wrote positions/UK.yaml",
        "No topic is answered yet: fill in what you know, then run `responsegen check`.",
        "VS Code completes and checks while you type: open the folder, and take the extension that it recommends.",
    ]
    assert (found.stderr, found.exit_code) == ("", 0)
    reading = read_dossier(unanswered)
    assert reading.problems == ()
    assert reading.dossier
    assert reading.dossier.positions["SE"].answers == {}


@pytest.mark.parametrize(("word", "file"), [("se", "SE"), ("GB", "UK"), ("gb", "UK"), ("UK", "UK")])
def test_codes_are_taken_as_people_write_them(unanswered: Path, word: str, file: str) -> None:
    assert run("new", word, word).stdout.splitlines()[0] == f"Wrote positions/{file}.yaml"
    assert (unanswered / f"positions/{file}.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["DK"], "positions/DK.yaml is there already: nothing was written"),
        (["NO"], 'expected a delegation that dossier.yaml lists (got "NO")'),
        (["Sweden"], 'expected the code of a state, such as SE (got "Sweden"). Did you mean "SE"?'),
        ([], "Missing argument 'DELEGATION...'."),
    ],
)
def test_what_cannot_be_started_is_wrong_usage_and_nothing_is_written(
    unanswered: Path, arguments: list[str], sentence: str
) -> None:
    before = (unanswered / "positions/DK.yaml").read_bytes()
    found = run("new", *arguments)
    assert sentence in found.stderr
    assert (found.stdout, found.exit_code) == ("", 2)
    assert [path.name for path in (unanswered / "positions").iterdir()] == ["DK.yaml"]
    assert (unanswered / "positions/DK.yaml").read_bytes() == before


def test_who_has_a_file_is_said_and_the_others_get_theirs(unanswered: Path) -> None:
    before = (unanswered / "positions/DK.yaml").read_bytes()
    found = run("new", "SE", "DK", "UK")
    assert found.stdout.splitlines()[:2] == ["Wrote positions/SE.yaml", "Wrote positions/UK.yaml"]
    assert found.stderr == "responsegen: positions/DK.yaml is there already: left as it is.\n"
    assert found.exit_code == 0
    assert (unanswered / "positions/DK.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["SE.yml", "SE.yaml"])
def test_a_file_that_cannot_even_be_read_is_not_written_over(unanswered: Path, name: str) -> None:
    (unanswered / "positions" / name).write_text("country: [")
    found = run("new", "SE")
    assert f"positions/{name} is there already: nothing was written" in found.stderr
    assert (unanswered / "positions" / name).read_text() == "country: ["


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path.name)  # the whole path may be too long for one


NO_FILES: dict[str, Callable[[Path], object]] = {
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a socket": _socket,
}


@pytest.mark.skipif(os.name != "posix", reason="pipes, sockets and links as POSIX has them")
@pytest.mark.parametrize("name", ["SE.yaml", "SE.yml"])
@pytest.mark.parametrize("kind", NO_FILES)
def test_what_stands_there_and_is_no_file_is_there_already(
    unanswered: Path, kind: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(unanswered / "positions")
    NO_FILES[kind](unanswered / "positions" / name)
    monkeypatch.chdir(unanswered)
    before = sorted(unanswered.rglob("*"))
    found = run("new", "SE")
    assert found.stderr.endswith(f"\nError: positions/{name} is there already: nothing was written\n")
    assert (found.stdout, found.exit_code) == ("", 2)
    assert sorted(unanswered.rglob("*")) == before


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("a file", "expected a folder of position files (got Not a directory) [RG002]"),
        ("a link out of the dossier", "expected a folder of the dossier (got a link out of it) [RG003]"),
        ("a folder that may not be read", "expected a folder of position files (got Permission denied) [RG002]"),
    ],
)
def test_where_it_cannot_be_told_which_positions_are_there_none_is_started(
    unanswered: Path, kind: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    positions, elsewhere = unanswered / "positions", unanswered.parent / "elsewhere"
    if kind == "a folder that may not be read":

        def refuse(_: Path) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "iterdir", refuse)
    else:
        positions.rename(elsewhere)
        positions.touch() if kind == "a file" else positions.symlink_to(elsewhere)
    found = run("new", "SE")
    assert found.stderr.splitlines() == [
        f"positions:1:1: error: {sentence}",
        "responsegen: nothing was written, since it cannot be told which positions are there already.",
    ]
    assert (found.stdout, found.exit_code) == ("", 1)


def test_a_position_that_cannot_be_read_does_not_stand_in_the_way_of_another(unanswered: Path) -> None:
    (unanswered / "positions/UK.yaml").mkdir()
    assert run("new", "SE").exit_code == 0
    assert (unanswered / "positions/SE.yaml").exists()


def test_errors_in_other_positions_do_not_stand_in_the_way(unanswered: Path) -> None:
    (unanswered / "positions/DK.yaml").write_text("country: [")
    assert run("new", "SE").exit_code == 0


def test_who_is_spoken_for_gets_no_file_of_its_own(unanswered: Path) -> None:
    denmark = unanswered / "positions/DK.yaml"
    denmark.write_text(denmark.read_text() + "speaks_for: [SE]\n")
    found = run("new", "SE", "UK")
    expected = "SE has a position file and speaks for itself"
    assert found.stderr.splitlines() == [
        f"positions/DK.yaml:8:14: error: {expected} [RG050]",
        "responsegen: nothing was written, since the new files would bring these errors.",
    ]
    assert (found.stdout, found.exit_code) == ("", 1)
    assert [path.name for path in (unanswered / "positions").iterdir()] == ["DK.yaml"]


def test_the_first_file_of_a_dossier_makes_the_folder(dossier: Path) -> None:
    for file in (dossier / "positions").iterdir():
        file.unlink()
    (dossier / "positions").rmdir()
    assert run("new", "SE").exit_code == 0
    assert (dossier / "positions/SE.yaml").exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(dossier: Path) -> None:
    for file in (dossier / "positions").iterdir():
        file.unlink()
    (dossier / "positions").rmdir()
    (dossier / "positions").symlink_to("nowhere/at/all")
    found = run("new", "SE")
    assert found.stderr.startswith("responsegen: positions could not be written: ")
    assert (found.stdout, found.exit_code) == ("", 3)
