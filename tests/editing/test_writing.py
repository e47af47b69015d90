"""Files that people edit: written all or none, however the program is asked to end."""

from __future__ import annotations

import errno
import signal
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from responsegen.editing import editor_files
from responsegen.editing.interruption import STOPS
from responsegen.editing.writing import rewrite, write_new
from tests.cli.conftest import run, write_dossier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STARTED = {".gitignore", "dossier.yaml", "positions/FI.yaml", "positions/SE.yaml"}
STEPS = [(Path, "write_bytes"), (Path, "mkdir"), (Path, "rename"), (Path, "replace"), (Path, "chmod")]
MADE = [(tempfile, "mkdtemp"), (tempfile, "mkstemp")]


@pytest.fixture(autouse=True)
def _few_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one file for editors and one small schema stand for all: each is made anew at each step."""
    monkeypatch.setattr(editor_files, "VSCODE", {editor_files.SETTINGS: {}})
    monkeypatch.setattr(editor_files, "schemas", lambda _: {"positions.schema.json": "{}"})


@pytest.fixture(params=STOPS, ids=lambda number: number.name)
def stop(request: pytest.FixtureRequest) -> Iterator[signal.Signals]:
    """A signal that asks the program to end, handled as the program does."""
    number: signal.Signals = request.param
    before = signal.signal(number, signal.default_int_handler)
    yield number
    signal.signal(number, before)


class Steps:
    """Counts the calls that change the disk, and does something just before the one with the given number."""

    def __init__(self, patch: pytest.MonkeyPatch, number: int, then: Callable[[], object]) -> None:
        """Watch every such call from now on."""
        self.calls, self.number, self.then = 0, number, then
        for owner, name in STEPS + MADE:
            patch.setattr(owner, name, self.watched(getattr(owner, name)))

    def watched(self, real: Callable[..., object]) -> Callable[..., object]:
        """Wrap one of the calls."""

        def call(*arguments: object, **options: object) -> object:
            self.calls += 1
            if self.calls - 1 == self.number:
                self.then()
            return real(*arguments, **options)

        return call


def contents(folder: Path) -> dict[str, str]:
    """Everything below the folder, folders included."""
    return {
        path.relative_to(folder).as_posix(): path.read_text() if path.is_file() else "a folder"
        for path in folder.rglob("*")
    }


def start(folder: Path) -> Path:
    """A dossier that lacks two positions, and has two files with slips."""
    write_dossier(folder)
    for code, slip in (("SE", "supprt"), ("UK", "opose")):
        text = (folder / f"positions/{code}.yaml").read_text()
        (folder / f"positions/{code}.yaml").write_text(text.replace("support", slip, 1))
    (folder / "positions/DK.yaml").unlink()
    text = (folder / "dossier.yaml").read_text()
    (folder / "dossier.yaml").write_text(text.replace("[SE, DK, UK]", "[SE, DK, FI, UK]"))
    (folder / "positions/UK.yaml").rename(folder / "positions/GB.yaml")
    return folder


COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "init in a new folder": lambda folder: ["init", str(folder / "in/new")],
    "init in a folder that is there": lambda folder: ["init", str(folder / "there")],
    "new": lambda folder: ["new", "DK", "FI", "--dossier", str(start(folder / "bridge"))],
    "fix": lambda folder: ["fix", "--yes", "--dossier", str(start(folder / "bridge"))],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_whenever_a_command_is_stopped_it_has_written_all_or_nothing(
    tmp_path: Path, name: str, stop: signal.Signals
) -> None:
    outcomes = set()
    for step in count():
        folder = tmp_path / f"{step}"
        (folder / "there").mkdir(parents=True)
        command = COMMANDS[name](folder)
        before = contents(folder)
        with pytest.MonkeyPatch.context() as patch:
            steps = Steps(patch, step, lambda: signal.raise_signal(stop))
            found = run(*command)
        after = contents(folder)
        if steps.calls <= step:
            break
        assert (found.exit_code, found.stderr.splitlines()[-1:] != []) == (130, True)
        outcomes.add(tuple(sorted(set(after) - set(before))))
    assert found.exit_code in (0, 1)
    assert outcomes <= {(), tuple(sorted(set(after) - set(before)))}
    assert outcomes


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=repr)
@pytest.mark.parametrize("name", ["init in a new folder", "init in a folder that is there", "new"])
def test_a_fault_at_any_step_leaves_the_folder_as_it_was(tmp_path: Path, name: str, fault: BaseException) -> None:
    def fail() -> None:
        raise fault

    for step in count():
        folder = tmp_path / f"{step}"
        (folder / "there").mkdir(parents=True)
        command = COMMANDS[name](folder)
        before = contents(folder)
        with pytest.MonkeyPatch.context() as patch:
            steps = Steps(patch, step, fail)
            run(*command)
        if steps.calls <= step:
            break
        assert contents(folder) == before, step
    assert step


def test_a_folder_that_is_there_keeps_its_place(tmp_path: Path) -> None:
    """A shell that stands in it would otherwise stand nowhere."""
    before = tmp_path.stat().st_ino
    write_new(tmp_path, {"positions/SE.yaml": b"SE", "dossier.yaml": b"title"})
    assert tmp_path.stat().st_ino == before
    assert set(contents(tmp_path)) == {"positions", "positions/SE.yaml", "dossier.yaml"}


def test_where_one_new_file_is_there_none_is_written(tmp_path: Path) -> None:
    (tmp_path / "SE.yaml").write_text("by hand")
    with pytest.raises(FileExistsError) as raised:
        write_new(tmp_path, {"DK.yaml": b"DK", "SE.yaml": b"SE"})
    assert raised.value.filename == str(tmp_path / "SE.yaml")
    assert contents(tmp_path) == {"SE.yaml": "by hand"}


def test_a_file_that_another_program_holds_stops_all_before_any_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def held(path: Path, target: Path) -> Path:
        if path.name == "SE.yaml":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return rename(path, target)

    for name in ("DK.yaml", "SE.yaml"):
        (tmp_path / name).write_text("old")
    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(PermissionError):
        rewrite([(tmp_path / name, tmp_path / name, b"new") for name in ("DK.yaml", "SE.yaml")])
    assert contents(tmp_path) == {"DK.yaml": "old", "SE.yaml": "old"}


def test_a_new_name_that_another_file_has_is_refused(tmp_path: Path) -> None:
    for name in ("GB.yaml", "UK.yaml"):
        (tmp_path / name).write_text(name)
    with pytest.raises(FileExistsError):
        rewrite([(tmp_path / "GB.yaml", tmp_path / "UK.yaml", b"new")])
    assert contents(tmp_path) == {"GB.yaml": "GB.yaml", "UK.yaml": "UK.yaml"}
