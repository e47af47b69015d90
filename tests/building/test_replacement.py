"""Outputs in place: all together, nothing else touched, and whole again after any fault."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from itertools import count, product
from pathlib import Path
from random import Random
from time import sleep
from typing import TYPE_CHECKING

import pytest

from responsegen.building.failures import OutputFailed
from responsegen.building.mending import COMPLETED, mend, tidy
from responsegen.building.output_folder import is_output_path
from responsegen.building.staging import Staging, write_output
from responsegen.building.turn import LOCK

if TYPE_CHECKING:
    from collections.abc import Callable

    from responsegen.building.replacement import Change

KILLS = int(os.environ.get("KILLS", "8"))
OLD = {"response.pdf": "old response", "fiches/HU.pdf": "old HU", "fiches/SE.pdf": "old SE"}
NEW = {"response.pdf": "new response", "fiches/SE.pdf": "old SE", "fiches/UK.pdf": "new UK", "notes/NO.pdf": "new NO"}
GONE = ("fiches/HU.pdf",)
MINE = {".gitignore": "*", "my notes.txt": "by hand"}


def written(output: Path, files: dict[str, str]) -> Path:
    for path, content in files.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_text(content)
    return output


def found(output: Path) -> dict[str, str]:
    return {path.relative_to(output).as_posix(): path.read_text() for path in output.rglob("*") if path.is_file()}


def replace(output: Path) -> Change:
    with Staging(output) as staging:
        for path, content in NEW.items():
            staging.write(path, content)
        return staging.replace(GONE)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return written(tmp_path / "build", OLD | MINE)


def test_new_outputs_are_in_place_and_obsolete_ones_gone(output: Path) -> None:
    change = replace(output)
    assert found(output) == NEW | MINE
    assert change.added == ("fiches/UK.pdf", "notes/NO.pdf")
    assert change.changed == ("response.pdf",)
    assert change.removed == ("fiches/HU.pdf",)
    assert replace(output).paths == ()


def test_a_file_with_the_same_bytes_is_not_touched(output: Path) -> None:
    before = (output / "fiches/SE.pdf").stat()
    replace(output)
    after = (output / "fiches/SE.pdf").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_folder_that_becomes_empty_goes_with_its_last_file(output: Path) -> None:
    with Staging(output) as staging:
        staging.write("response.pdf", "new")
        staging.replace(("fiches/HU.pdf", "fiches/SE.pdf"))
    assert found(output) == MINE | {"response.pdf": "new"}
    assert not (output / "fiches").exists()


def test_outputs_that_were_never_put_in_place_leave_nothing_behind(output: Path) -> None:
    with Staging(output) as staging:
        staging.write("response.pdf", "new")
    assert found(output) == OLD | MINE


def failure_of(output: Path) -> str:
    try:
        replace(output)
    except OutputFailed as failure:
        return str(failure)
    except KeyboardInterrupt:
        return ""
    return ""


def staging_folders(output: Path) -> list[Path]:
    return list(output.glob(".staging-*"))


class Faults:
    """Counts the calls that change the disk, and makes the one with the given number fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Watch every such call from now on."""
        self.calls, self.failing, self.fault = 0, -1, Exception()
        for owner, name in ((Path, "replace"), (Path, "rename"), (Path, "unlink"), (Path, "mkdir")):
            monkeypatch.setattr(owner, name, self.watched(getattr(owner, name)))
        monkeypatch.setattr(os, "fsync", self.watched(lambda _: None))

    def watched(self, real: Callable[..., object]) -> Callable[..., object]:
        """Wrap one of the calls."""

        def call(*arguments: object, **options: object) -> object:
            self.calls += 1
            if self.calls - 1 == self.failing:
                raise self.fault
            return real(*arguments, **options)

        return call

    def at(self, step: int, fault: BaseException) -> None:
        """Let the call with this number fail, counted from now; -1: none."""
        self.calls, self.failing, self.fault = 0, step, fault


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(PermissionError(errno.EACCES, "Permission denied", "a", None, "b"), id="open in a viewer"),
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), id="disk full"),
        pytest.param(OSError(errno.EROFS, "Read-only file system", "a"), id="read-only"),
        pytest.param(KeyboardInterrupt(), id="Ctrl-C"),
    ],
)
def test_a_fault_at_any_step_leaves_one_build_or_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    kept_old = set()
    faults = Faults(monkeypatch)
    for step in count():
        faults.at(-1, fault)
        output = written(tmp_path / f"{step}/build", OLD | MINE)
        faults.at(step, fault)
        message = failure_of(output)
        if message:
            assert message.endswith("build/ is as it was before")
            assert found(output) == OLD | MINE
        mend(output, lambda _: None)
        assert found(output) in (OLD | MINE, NEW | MINE), step
        assert staging_folders(output) == [], step
        kept_old.add(found(output) == OLD | MINE)
        if faults.calls <= step:
            break
    assert kept_old == {True, False}


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            PermissionError(errno.EACCES, "Permission denied", "new/response.pdf", None, "response.pdf"),
            "cannot write response.pdf: Permission denied (is it open in another program?). build/ is as it was before",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "cannot write the outputs: No space left on device. build/ is as it was before",
        ),
    ],
)
def test_a_failed_replacement_says_which_file_and_why(
    output: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, sentence: str
) -> None:
    def refuse(*_: object) -> None:
        raise fault

    with Staging(output) as staging:
        staging.write("response.pdf", "new")
        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(OutputFailed) as raised:
            staging.replace()
        monkeypatch.undo()
    assert str(raised.value) == sentence


def test_a_folder_in_the_way_of_a_file_is_a_sentence_and_no_loss(output: Path) -> None:
    written(output, {"fiches/UK.pdf/keep.txt": "by hand"})
    with pytest.raises(OutputFailed, match=r"fiches/UK\.pdf: .*build/ is as it was before"):
        replace(output)
    assert found(output) == OLD | MINE | {"fiches/UK.pdf/keep.txt": "by hand"}


def test_a_link_out_of_the_folder_is_not_followed(output: Path, tmp_path: Path) -> None:
    elsewhere = written(tmp_path / "elsewhere", {"UK.pdf": "by hand"})
    for file in (output / "fiches").iterdir():
        file.unlink()
    (output / "fiches").rmdir()
    (output / "fiches").symlink_to(elsewhere)
    with pytest.raises(OutputFailed, match="fiches leads out of build/"):
        replace(output)
    assert found(elsewhere) == {"UK.pdf": "by hand"}


def test_without_hard_links_files_are_copied(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(os, "link", unsupported)
    replace(output)
    assert found(output) == NEW | MINE


BUILDER = """
import sys
from pathlib import Path
from responsegen.building.mending import mend
from responsegen.building.staging import Staging
output, marker = Path(sys.argv[1]), sys.argv[2]
output.mkdir(exist_ok=True)
mend(output, print)
print("go", flush=True)
with Staging(output) as staging:
    for number in range(20):
        staging.write(f"fiches/{number:02}.pdf", marker)
    staging.replace()
"""


def test_after_a_kill_at_any_moment_all_outputs_are_of_one_build(tmp_path: Path) -> None:
    output = tmp_path / "build"
    chance = Random(1)  # noqa: S311 -- the same moments on every run, as far as the machine allows
    for attempt in range(KILLS):
        command = [sys.executable, "-c", BUILDER, str(output), f"build {attempt}"]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout
            while process.stdout.readline() != b"go\n":
                pass
            sleep(chance.uniform(0, 0.06))
            process.send_signal(signal.SIGKILL)
        tidy(output, lambda _: None)
        files = found(output)
        assert len(set(files.values())) <= 1
        assert len(files) in (0, 20)
        assert staging_folders(output) == []


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"[]",
        b'{"added": ["../outside.txt"], "changed": [], "removed": []}',
        b'{"added": [], "changed": [], "removed": ["../outside.txt"]}',
        b'{"added": [], "changed": [], "removed": ["/etc/hostname"]}',
        b'{"added": [1], "changed": [], "removed": []}',
        b'{"added": [], "changed": [], "removed": [".gitignore"]}',
    ],
)
@pytest.mark.parametrize("decision", ["commit", "undo"])
def test_a_record_that_no_build_wrote_is_cleared_away_unread(output: Path, record: bytes, decision: str) -> None:
    outside = output.parent / "outside.txt"
    outside.write_text("by hand")
    (output / ".staging-evil/new").mkdir(parents=True)
    (output / ".staging-evil" / decision).write_bytes(record)
    said: list[str] = []
    mend(output, said.append)
    assert said == []
    assert found(output) == OLD | MINE
    assert outside.read_text() == "by hand"
    assert staging_folders(output) == []


ADDED_BY_DAMAGE = {
    "a name that is too long": "x" * 300,
    "a folder whose name is too long": f"{'x' * 300}/SE.pdf",
    "a path below a file": "response.pdf/SE.pdf",
    "a folder": "fiches",
}


@pytest.mark.parametrize("killed", [0, 1, 2])
@pytest.mark.parametrize("decision", ["commit", "undo"])
@pytest.mark.parametrize("damage", [*product(ADDED_BY_DAMAGE, ["added", "changed", "removed"])], ids=" as ".join)
def test_a_record_that_cannot_be_followed_leaves_one_build_or_the_other_and_is_gone(
    output: Path, monkeypatch: pytest.MonkeyPatch, damage: tuple[str, str], decision: str, killed: int
) -> None:
    done = count()
    put = Path.replace

    def until_killed(path: Path, target: Path) -> Path:
        if "new" in path.parts and next(done) == killed:
            raise SystemExit
        return put(path, target)

    def dead(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(Path, "replace", until_killed)
    monkeypatch.setattr("responsegen.building.replacement.undo", dead)
    with pytest.raises(SystemExit):
        replace(output)
    monkeypatch.undo()
    (staging,) = staging_folders(output)
    (record,) = (path for name in ("commit", "undo") if (path := staging / name).exists())
    change = json.loads(record.read_bytes())
    what, listed = damage
    change[listed].append(ADDED_BY_DAMAGE[what])
    record.unlink()
    (staging / decision).write_text(json.dumps(change))
    said: list[str] = []
    tidy(output, said.append)
    assert len(said) == 1
    assert staging_folders(output) == []
    assert found(output) in (OLD | MINE, NEW | MINE)
    replace(output)
    assert found(output) == NEW | MINE


@pytest.mark.parametrize("path", ["response.pdf", "fiches/SE.pdf", "fiches/SE v2.pdf"])
def test_an_output_path_lies_below_the_folder(path: str) -> None:
    assert is_output_path(path)


@pytest.mark.parametrize(
    "path", ["", ".", "..", "/", "/etc", "//x", "a/../../b", "..\\b", "C:b", ".lock", "a\0b", "./a"]
)
def test_any_other_path_is_none(path: str) -> None:
    assert not is_output_path(path)


def test_two_builds_never_share_a_staging_folder(tmp_path: Path) -> None:
    with Staging(tmp_path) as one, Staging(tmp_path) as other:
        write_output(one.folder, "response.pdf", b"one")
        write_output(other.folder, "response.pdf", b"other")
        assert one.folder != other.folder


def test_a_worker_that_outlives_its_build_brings_nothing_back(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = output / ".staging-killed/new"
    written(new, {"response.pdf": "new response"})
    clear_away = shutil.rmtree

    def in_the_middle(folder: Path, **options: bool) -> None:
        for path in ("late.pdf", "fiches/late.pdf"):
            with pytest.raises(FileNotFoundError):
                write_output(new, path, b"late")
        clear_away(folder, **options)

    monkeypatch.setattr(shutil, "rmtree", in_the_middle)
    tidy(output, lambda _: None)
    assert staging_folders(output) == []
    assert found(output) == OLD | MINE


def test_a_lock_that_nobody_holds_is_cleared_away(output: Path) -> None:
    (output / LOCK).write_text("1")  # of a build that was killed before it had written anything
    tidy(output, lambda _: None)
    assert found(output) == OLD | MINE


def test_what_a_killed_build_had_begun_is_completed_and_said_once(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise SystemExit

    staging = Staging(output).__enter__()
    staging.write("response.pdf", "new response")
    monkeypatch.setattr("responsegen.building.replacement.complete", killed)
    with pytest.raises(SystemExit):
        staging.replace()
    said: list[str] = []
    assert found(output)["response.pdf"] == "old response"
    tidy(output, said.append)
    assert found(output) == OLD | MINE | {"response.pdf": "new response"}
    tidy(output, said.append)
    assert said == [COMPLETED]


@pytest.mark.parametrize("moment", ["tempfile.mkdtemp", "pathlib.Path.mkdir"])
@pytest.mark.parametrize(
    ("mishap", "told"), [(KeyboardInterrupt(), KeyboardInterrupt), (OSError(28, "No space left"), OutputFailed)]
)
def test_a_mishap_while_the_place_is_made_leaves_the_outputs_and_nothing_else(
    output: Path, moment: str, mishap: BaseException, told: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise mishap

    before = sorted(output.iterdir())
    monkeypatch.setattr(moment, interrupted)
    with pytest.raises(told), Staging(output):
        pass
    assert before
    assert sorted(output.iterdir()) == before
