"""What is read from a folder, what is not, and what is said about it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from shutil import copytree

import pytest

from responsegen.dossier.files import find_dossier
from responsegen.dossier.reading import read_dossier

SMALL = Path(__file__).parent / "small"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(SMALL, tmp_path / "dossier with spaces and Ελλάδα")


def sentences(folder: Path) -> list[str]:
    return [str(problem) for problem in read_dossier(folder).problems]


def test_every_file_is_kept_as_it_was_read(folder: Path) -> None:
    reading = read_dossier(folder)
    assert reading.problems == ()
    assert {file.path: file.content for file in reading.files} == {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")
    }


def test_every_file_is_opened_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    as_before = Path.open
    monkeypatch.setattr(Path, "open", lambda path, *rest: (opened.append(path.name), as_before(path, *rest))[1])
    read_dossier(folder)
    assert sorted(opened) == ["FR.yaml", "NO.yaml", "SE.yaml", "dossier.yaml"]


def test_a_file_that_is_not_read_is_named(folder: Path) -> None:
    for name in ("notes.txt", "SE.json", ".hidden.yaml", "FI.yaml.txt"):
        (folder / "positions" / name).touch()
    (folder / "positions" / "old").mkdir()
    assert sentences(folder) == [
        f"positions/{name}:1:1: warning: expected only files that end in .yaml or .yml. This one is not read"
        for name in (".hidden.yaml", "FI.yaml.txt", "SE.json", "notes.txt", "old")
    ]


@pytest.mark.parametrize(
    "name",
    [
        *(".gitkeep", ".gitignore", ".gitattributes", ".DS_Store", "._FI.yaml", "Thumbs.db", "desktop.ini"),
        *("~$IT.docx", "~$IT.yaml", ".~lock.FI.yaml#", ".#FI.yaml", "#FI.yaml#"),
        *("SE.yaml~", ".SE.yaml.swp", ".SE.yaml.swo", "SE.yaml.bak", "SE.yaml.orig", "SE.yaml.tmp"),
    ],
)
def test_what_other_programs_leave_behind_is_passed_over(folder: Path, name: str) -> None:
    (folder / "positions" / name).write_bytes(b"\0\1")
    assert sentences(folder) == []


@pytest.mark.parametrize("copy", ["Copy of SE.yaml", "SE (1).yaml", "SE - Copy.yaml", "SE_old.yaml", "A.yml", "SE.yml"])
def test_of_a_position_and_its_copy_the_copy_is_one_too_many(folder: Path, copy: str) -> None:
    shutil.copy(folder / "positions/SE.yaml", folder / "positions" / copy)
    expected = "two files for SE: this one and positions/SE.yaml"
    advice = "Keep one, and move the other out of positions/"
    assert sentences(folder) == [f"positions/{copy}:1:10: error: {expected}. {advice}"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *(("Positions", "positions"), ("POSITIONS", "positions"), ("position", "positions"), ("Position", "positions")),
        *(("Templates", "templates"), ("template", "templates")),
        *(("dossier.yml", "dossier.yaml"), ("Dossier.yaml", "dossier.yaml"), ("dossier.yaml.txt", "dossier.yaml")),
    ],
)
@pytest.mark.parametrize("where", ["alone", "beside the right one"])
def test_a_part_of_the_dossier_under_another_name_is_an_error(folder: Path, name: str, meant: str, where: str) -> None:
    if where != "alone" or meant == "templates":
        (folder / name).touch() if meant == "dossier.yaml" else (folder / name).mkdir()
    else:
        (folder / meant).rename(folder / name)
    if name not in {path.name for path in folder.iterdir()}:
        pytest.skip("this file system has one file for both names")
    first, *_ = [sentence for sentence in sentences(folder) if sentence.startswith(name)]
    advice = "Rename it, or move it away: under this name nothing is read"
    assert first == f'{name}:1:1: error: expected the name {meant} (got "{name}"). {advice}'
    assert not any("outstanding" in sentence for sentence in sentences(folder))


def test_it_is_one_too_where_the_file_system_opens_it_under_the_right_name(folder: Path) -> None:
    (folder / "positions").rename(folder / "Positions")
    if not (folder / "positions").exists():
        (folder / "positions").symlink_to("Positions")  # stands in for a file system that ignores capitals
    assert [sentence for sentence in sentences(folder) if sentence.startswith("Positions:1:1: error: ")]


def test_yml_is_read_too(folder: Path) -> None:
    (folder / "positions" / "SE.yaml").rename(folder / "positions" / "SE.yml")
    reading = read_dossier(folder)
    assert reading.dossier is not None
    assert list(reading.dossier.positions) == ["FR", "SE", "NO"]


def test_an_ending_in_capitals_is_no_way_to_be_overlooked(folder: Path) -> None:
    (folder / "positions" / "SE.yaml").rename(folder / "positions" / "SE.YAML")
    assert sentences(folder) == ['positions/SE.YAML:1:10: error: expected the file name SE.yaml (got "SE.YAML")']


def test_a_folder_in_the_place_of_a_file(folder: Path) -> None:
    (folder / "positions" / "DE.yaml").mkdir()
    assert sentences(folder) == ["positions/DE.yaml:1:1: error: expected a file (got a folder or a device)"]


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "positions" / "DE.yaml")
    assert sentences(folder) == ["positions/DE.yaml:1:1: error: expected a file (got a folder or a device)"]


def test_a_file_in_the_place_of_the_positions(folder: Path) -> None:
    (folder / "positions").rename(folder / "elsewhere")
    (folder / "positions").touch()
    (sentence,) = sentences(folder)
    assert sentence.startswith("positions:1:1: error: expected a folder of position files (got ")


def test_a_folder_without_positions(folder: Path) -> None:
    (folder / "positions").rename(folder / "elsewhere")
    (sentence,) = sentences(folder)
    assert sentence.startswith("positions:1:1: warning: expected position files such as SE.yaml (got none)")


def test_where_the_dossier_itself_cannot_be_read_nothing_is_said_about_positions(folder: Path) -> None:
    (folder / "positions").rename(folder / "elsewhere")
    (folder / "dossier.yaml").write_bytes(b"")
    assert sentences(folder) == ["dossier.yaml:1:1: error: expected keys and values (got an empty file)"]


def test_a_file_that_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_before = Path.open

    def refuse(path: Path, mode: str) -> object:
        if path.name == "SE.yaml":
            raise PermissionError(13, "Permission denied")
        return as_before(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    assert sentences(folder) == [
        "positions/SE.yaml:1:1: error: expected a file that can be read (got Permission denied)"
    ]


def test_a_link_out_of_the_dossier_is_not_followed(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("country: DE\nstatus: draft\n")
    (folder / "positions" / "DE.yaml").symlink_to(secret)
    reading = read_dossier(folder)
    assert [str(problem) for problem in reading.problems] == [
        "positions/DE.yaml:1:1: error: expected a file inside the dossier's folder (got a link out of it)"
    ]
    assert "positions/DE.yaml" not in {file.path for file in reading.files}


def test_positions_may_not_be_a_link_out_of_the_dossier(folder: Path, tmp_path: Path) -> None:
    (folder / "positions").rename(tmp_path / "elsewhere")
    (folder / "positions").symlink_to(tmp_path / "elsewhere")
    assert sentences(folder) == ["positions:1:1: error: expected a folder of the dossier (got a link out of it)"]


def test_a_link_inside_the_dossier_is_followed(folder: Path) -> None:
    (folder / "positions" / "SE.yaml").rename(folder / "draft of Sweden.yml")
    (folder / "positions" / "SE.yaml").symlink_to("../draft of Sweden.yml")
    assert sentences(folder) == []


@pytest.mark.parametrize("name", ["dossier.yaml", "positions/DE.yaml"])
@pytest.mark.parametrize("target", [".env", "/etc/hostname", "/dev/null", ".", "hop", "positions"])
def test_a_link_to_anything_else_is_refused_and_not_quoted(name: str, target: str, folder: Path) -> None:
    (folder / ".env").write_text("PASSWORD: hunter2\nhunter2\n")
    (folder / "hop").symlink_to(".env")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(folder / target)
    reading = read_dossier(folder)
    first = next(str(problem) for problem in reading.problems if problem.place.file == name)
    assert first.startswith(f"{name}:1:1: error: expected a ")
    assert not any("hunter2" in str(problem) or "PASSWORD" in str(problem) for problem in reading.problems)
    assert name not in {file.path for file in reading.files}


@pytest.mark.parametrize("target", ["DE.yaml", "nowhere"])
def test_a_link_to_itself_or_to_nothing(folder: Path, target: str) -> None:
    (folder / "positions" / "DE.yaml").symlink_to(target)
    (sentence,) = sentences(folder)
    assert sentence.startswith("positions/DE.yaml:1:1: error: expected a file ")


def test_a_file_name_that_is_not_unicode_can_be_printed(folder: Path) -> None:
    try:
        (folder / "positions" / os.fsdecode(b"S\xff\n.yaml")).write_text("country: DE\nstatus: draft\n")
    except OSError:
        pytest.skip("this file system knows no such names")
    (sentence,) = sentences(folder)
    assert sentence == 'positions/S�?.yaml:1:10: error: expected the file name DE.yaml (got "S�?.yaml")'


def test_a_folder_that_is_no_dossier(tmp_path: Path) -> None:
    assert sentences(tmp_path)[0] == "dossier.yaml:1:1: error: expected the file dossier.yaml (got none)"


def test_the_dossier_is_found_from_any_folder_below(folder: Path, tmp_path: Path) -> None:
    below = folder / "build" / "fiches"
    below.mkdir(parents=True)
    assert find_dossier(below) == find_dossier(folder) == folder
    assert find_dossier(tmp_path) is None
