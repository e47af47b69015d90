"""Outputs in place: all together, nothing else touched, nothing edited lost, and whole again after any fault."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from hashlib import sha256
from itertools import count, groupby
from pathlib import Path
from random import Random
from time import sleep
from typing import TYPE_CHECKING

import pytest

from responsegen.building.output_folder import MANIFEST, OutputFailed, is_output_path
from responsegen.building.transaction import COMPLETED, staging
from tests.conftest import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from responsegen.building.transaction import OutputChange

KILLS = int(os.environ.get("KILLS", "8"))
MINE = {".gitignore": "*", "my notes.txt": "by hand"}


def build_of(files: Mapping[str, str]) -> dict[str, str]:
    """These files, and the manifest of a build that made them."""
    outputs = {path: sha256(text.encode()).hexdigest() for path, text in files.items()}
    return {**files, MANIFEST: json.dumps({"made_with": {"responsegen": "1"}, "outputs": outputs})}


OLD = build_of({"response.pdf": "old response", "fiches/HU.pdf": "old HU", "fiches/SE.pdf": "old SE"})
NEW = build_of(
    {"response.pdf": "new response", "fiches/SE.pdf": "old SE", "fiches/UK.pdf": "new UK", "notes/NO.pdf": "new NO"}
)


def written(output: Path, files: Mapping[str, str]) -> Path:
    for path, content in files.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_text(content)
    return output


def found(output: Path) -> dict[str, str]:
    """Every file but the seal and the lock."""
    files = (path for path in output.rglob("*") if path.is_file() and path.name not in (".seal", ".lock"))
    return {path.relative_to(output).as_posix(): path.read_text() for path in files}


def replace(output: Path, files: Mapping[str, str] = NEW, said: list[str] | None = None) -> OutputChange:
    """Build these files, as a build does that finds others there."""
    with staging(output, ([] if said is None else said).append) as new:
        for path, content in files.items():
            new.write(path, content)
        return new.replace()


def recover(output: Path, said: list[str] | None = None) -> None:
    """Begin a build that is given up before it has made anything."""
    with staging(output, ([] if said is None else said).append):
        pass


def stop_before(patch: pytest.MonkeyPatch, name: str, fault: BaseException) -> None:
    """Let a build fail as it puts the file of this name in place."""
    put = Path.replace

    def until(path: Path, target: Path) -> Path:
        if path.name == name and path != target:
            raise fault
        return put(path, target)

    patch.setattr(Path, "replace", until)


def killed(output: Path, before: str, files: Mapping[str, str] = NEW) -> Path:
    """The staging folder of a build that was killed before it had put this file in place."""
    with pytest.MonkeyPatch.context() as patch:
        stop_before(patch, before, SystemExit())
        with pytest.raises(SystemExit):
            replace(output, files)
    (place,) = staging_folders(output)
    return place


def staging_folders(output: Path) -> list[Path]:
    return list(output.glob(".staging-*"))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return written(tmp_path / "build", OLD | MINE)


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever builds has no folder for a key."""
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.delenv("HOME", raising=False)


def test_new_outputs_are_in_place_and_obsolete_ones_gone(output: Path) -> None:
    change = replace(output)
    assert found(output) == NEW | MINE
    assert change.added == ("fiches/UK.pdf", "notes/NO.pdf")
    assert change.changed == ("response.pdf", MANIFEST)
    assert change.removed == ("fiches/HU.pdf",)
    assert replace(output).paths == ()


def test_a_folder_may_be_named_in_a_roundabout_way(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = tempfile.mkdtemp
    monkeypatch.setattr(tempfile, "mkdtemp", lambda **options: str(Path(make(**options)).resolve()))  # as since 3.12
    (output.parent / "elsewhere").mkdir()
    replace(output.parent / "elsewhere/../build")
    assert found(output) == NEW | MINE


def test_a_file_with_the_same_bytes_is_not_touched(output: Path) -> None:
    before = (output / "fiches/SE.pdf").stat()
    replace(output)
    after = (output / "fiches/SE.pdf").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_folder_that_becomes_empty_goes_with_its_last_file(output: Path) -> None:
    only = build_of({"response.pdf": "new"})
    replace(output, only)
    assert found(output) == only | MINE
    assert not (output / "fiches").exists()


def test_outputs_that_were_never_put_in_place_leave_nothing_behind(output: Path) -> None:
    with staging(output, str) as new:
        new.write("response.pdf", "new")
    assert found(output) == OLD | MINE


EDITED = {
    "a document": ("response.pdf", "response (edited).pdf"),
    "one that the dossier no longer has": ("fiches/HU.pdf", "fiches/HU (edited).pdf"),
    "one that would come out as before": ("fiches/SE.pdf", "fiches/SE (edited).pdf"),
    "one that no build listed": ("fiches/UK.pdf", "fiches/UK (edited).pdf"),
}


@pytest.mark.parametrize("which", EDITED)
def test_what_was_edited_is_put_aside_and_said(output: Path, which: str) -> None:
    path, aside = EDITED[which]
    written(output, {path: "by hand"})
    said: list[str] = []
    replace(output, said=said)
    assert found(output) == NEW | MINE | {aside: "by hand"}
    assert said == [f"build/{path} was edited after it was built: it is kept as {aside}."]


def test_what_was_edited_again_takes_no_earlier_ones_place(output: Path) -> None:
    for number in range(3):
        written(output, {"response.pdf": f"by hand {number}"})
        replace(output)
    names = ("response (edited).pdf", "response (edited 2).pdf", "response (edited 3).pdf")
    assert found(output) == NEW | MINE | {name: f"by hand {number}" for number, name in enumerate(names)}


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_a_link_in_the_place_of_an_output_is_put_aside_and_not_followed(output: Path, tmp_path: Path) -> None:
    thesis = tmp_path / "thesis.pdf"
    thesis.write_text("old response")
    (output / "response.pdf").unlink()
    (output / "response.pdf").symlink_to(thesis)
    replace(output)
    assert thesis.read_text() == "old response"
    assert (output / "response (edited).pdf").is_symlink()


def test_ends_of_lines_that_a_checkout_changed_are_no_edit(output: Path) -> None:
    replace(output, build_of({"response.html": "one\ntwo\n"}))
    (output / "response.html").write_bytes(b"one\r\ntwo\r\n")
    said: list[str] = []
    replace(output, build_of({"response.html": "three\n"}), said)
    assert said == []


@pytest.mark.usefixtures("nobody")
def test_without_a_key_what_matches_its_manifest_is_replaced_silently(output: Path) -> None:
    said: list[str] = []
    replace(output, said=said)
    assert (found(output), said) == (NEW | MINE, [])


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


def failure_of(output: Path) -> str:
    try:
        replace(output)
    except OutputFailed as failure:
        return str(failure)
    except KeyboardInterrupt:
        return ""
    return ""


ASIDE = {"response (edited).pdf": "by hand", "fiches/HU (edited).pdf": "by hand"}


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(PermissionError(errno.EACCES, "Permission denied", "a", None, "b"), id="open in a viewer"),
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), id="disk full"),
        pytest.param(OSError(errno.EROFS, "Read-only file system", "a"), id="read-only"),
        pytest.param(KeyboardInterrupt(), id="Ctrl-C"),
    ],
)
@pytest.mark.parametrize("edited", [False, True], ids=["", "edited"])
def test_a_fault_at_any_step_leaves_one_build_or_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, *, edited: bool
) -> None:
    before, after = OLD | MINE, NEW | MINE
    if edited:
        before, after = before | {"response.pdf": "by hand", "fiches/HU.pdf": "by hand"}, after | ASIDE
    outcomes = set()
    faults = Faults(monkeypatch)
    for step in count():
        faults.at(-1, fault)
        output = written(tmp_path / f"{step}/build", before)
        faults.at(step, fault)
        message = failure_of(output)
        last = faults.calls <= step
        faults.at(-1, fault)
        if message.endswith("build/ is as it was before"):
            assert found(output) == before
        elif message:
            assert message.endswith("The new outputs are ready: the next build puts them in place")
            assert staging_folders(output)
        recover(output)
        assert found(output) in (before, after), step
        assert staging_folders(output) == [], step
        outcomes.add((found(output) == before, bool(message)))
        replace(output)
        assert found(output) == after
        if last:
            break
    assert {kept_old for kept_old, _ in outcomes} == {True, False}


OPEN = PermissionError(errno.EACCES, "Permission denied", "response.pdf", None, "response.pdf")


def test_a_file_that_is_open_elsewhere_is_named_and_the_next_build_completes_the_rest(output: Path) -> None:
    """Windows lets nobody replace it, nor rename it; the others stay as they are until then."""
    put = Path.replace

    def held(path: Path, target: Path) -> Path:
        if "response.pdf" in (path.name, target.name):
            raise OPEN
        return put(path, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", held)
        with pytest.raises(OutputFailed) as raised:
            replace(output)
    assert str(raised.value) == (
        "cannot write response.pdf: Permission denied (is it open in another program?). "
        "The new outputs are ready: the next build puts them in place"
    )
    staged = {path: text for path, text in found(output).items() if not path.startswith(".staging-")}
    assert staged == OLD | MINE
    said: list[str] = []
    recover(output, said)
    assert (found(output), said) == (NEW | MINE, [COMPLETED])


def test_what_was_edited_after_a_kill_is_not_lost(output: Path) -> None:
    killed(output, before=MANIFEST)
    written(output, {"response.pdf": "by hand", "fiches/UK.pdf": "by hand"})
    replace(output)
    aside = {"response (edited).pdf": "by hand", "fiches/UK (edited).pdf": "by hand"}
    assert found(output) == NEW | MINE | aside


def test_a_disk_without_room_is_a_sentence(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: stop(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(OutputFailed) as raised:
        replace(output)
    sentence = "cannot write the outputs: No space left on device. build/ is as it was before"
    assert str(raised.value) == sentence
    assert found(output) == OLD | MINE


def stop(fault: BaseException) -> None:
    raise fault


def test_a_folder_in_the_place_of_an_output_is_put_aside_too(output: Path) -> None:
    written(output, {"fiches/UK.pdf/keep.txt": "by hand"})
    replace(output)
    assert found(output) == NEW | MINE | {"fiches/UK (edited).pdf/keep.txt": "by hand"}


@pytest.mark.parametrize("kind", ["a link", "a file"])
def test_what_stands_where_a_folder_has_to_be_is_not_followed(output: Path, tmp_path: Path, kind: str) -> None:
    elsewhere = written(tmp_path / "elsewhere", {"UK.pdf": "by hand"})
    shutil.rmtree(output / "fiches")
    if kind == "a link":
        (output / "fiches").symlink_to(elsewhere)
    else:
        (output / "fiches").write_text("by hand")
    with pytest.raises(OutputFailed, match="fiches is in the way of the outputs: remove it, and build again"):
        replace(output)
    assert found(elsewhere) == {"UK.pdf": "by hand"}
    assert (output / "response.pdf").read_text() == "old response"


BUILDER = """
import os, sys
from pathlib import Path
from tests.building.test_transaction import build_of, replace
for marker in sys.stdin:
    if not (child := os.fork()):
        replace(Path(sys.argv[1]), build_of({f"fiches/{number:02}.pdf": marker for number in range(20)}))
        os._exit(0)
    print(child, flush=True)
    os.wait()
    print("ended", flush=True)
"""


@pytest.fixture
def builder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that begins a build whenever it reads a line: it says which one, and when it has ended."""
    command = [sys.executable, "-c", BUILDER, str(tmp_path / "build")]
    with subprocess.Popen(
        command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        yield process
        process.communicate()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot fork")
def test_after_a_kill_at_any_moment_all_outputs_are_of_one_build(
    tmp_path: Path, builder: subprocess.Popen[str]
) -> None:
    output = tmp_path / "build"
    assert builder.stdin
    assert builder.stdout
    chance = Random(1)  # noqa: S311 -- the same moments on every run, as far as the machine allows
    for attempt in range(KILLS):
        builder.stdin.write(f"build {attempt}\n")
        child = int(builder.stdout.readline())
        sleep(chance.uniform(0, 0.03))
        with suppress(ProcessLookupError):  # it was quick
            os.kill(child, signal.SIGKILL)
        assert builder.stdout.readline() == "ended\n"
        recover(output)
        files = found(output)
        assert len({text for path, text in files.items() if path != MANIFEST}) <= 1
        assert len(files) in (0, 21)
        assert staging_folders(output) == []


@pytest.mark.usefixtures("nobody")
@pytest.mark.parametrize("moment", ["response.pdf", "NO.pdf", MANIFEST, "commit"])
def test_after_a_kill_without_a_key_the_next_build_replaces_what_the_killed_one_left(output: Path, moment: str) -> None:
    killed(output, before=moment)
    said: list[str] = []
    replace(output, build_of({"response.pdf": "newest"}), said)
    assert found(output) == build_of({"response.pdf": "newest"}) | MINE | unlisted(moment)
    assert said == []


def unlisted(moment: str) -> dict[str, str]:
    """What neither manifest lists any more stays."""
    placed = {"fiches/UK.pdf": "new UK"} if moment in ("response.pdf", "NO.pdf", MANIFEST) else {}
    return placed | ({"notes/NO.pdf": "new NO"} if moment in ("response.pdf", MANIFEST) else {})


FORGED = {
    "with a record of old": b'{"added": [], "changed": ["response.pdf"], "removed": ["my notes.txt"]}',
    "without a word": b"",
    "with a seal of nobody's": b"0" * 64,
}


@pytest.mark.parametrize("decision", FORGED)
def test_what_this_user_has_not_decided_is_cleared_away_unread(output: Path, decision: str) -> None:
    written(output / ".staging-evil/new", build_of({"response.pdf": "forged"}))
    (output / ".staging-evil/commit").write_bytes(FORGED[decision])
    said: list[str] = []
    recover(output, said)
    assert (found(output), said, staging_folders(output)) == (OLD | MINE, [], [])


def test_another_users_decision_is_none(output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killed(output, before="response.pdf")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another user"))
    said: list[str] = []
    recover(output, said)
    assert (said, staging_folders(output)) == ([], [])
    assert (output / "response.pdf").read_text() == "old response"


def _another_file(new: Path) -> None:
    (new / "response.pdf").write_text("forged")


def _one_file_more(new: Path) -> None:
    (new / "forged.pdf").write_text("forged")


def _a_link(new: Path) -> None:
    (new / "response.pdf").rename(new.parent.parent.parent / "outside.pdf")
    (new / "response.pdf").symlink_to(new.parent.parent.parent / "outside.pdf")


def _a_way_out(new: Path) -> None:
    outside = new.parent.parent.parent / "outside"
    (new / "notes").rename(outside)
    (new / "notes").symlink_to(outside)


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
@pytest.mark.parametrize("damage", [_another_file, _one_file_more, _a_link, _a_way_out])
def test_a_decision_holds_for_the_very_files_that_it_was_made_on(output: Path, damage: Callable[[Path], None]) -> None:
    damage(killed(output, before="UK.pdf") / "new")
    said: list[str] = []
    recover(output, said)
    assert (said, staging_folders(output)) == ([], [])
    assert "forged" not in found(output).values()
    assert (output / "response.pdf").read_text() == "old response"


def test_a_folder_of_another_program_with_such_a_name_is_left_alone(output: Path) -> None:
    theirs = {".staging-area/index": "theirs", ".staging-area/new/file.txt": "theirs"}
    written(output, theirs)
    replace(output)
    assert found(output) == NEW | MINE | theirs


@pytest.mark.parametrize("path", ["response.pdf", "fiches/SE.pdf", "fiches/SE v2.pdf", "joint-answer.json"])
def test_an_output_path_lies_below_the_folder(path: str) -> None:
    assert is_output_path(path)


@pytest.mark.parametrize(
    "path",
    [
        *("", ".", "..", "/", "/etc", "//x.pdf", "a/../../b.pdf", "..\\b.pdf", "C:b.pdf", ".lock", "a\0b.pdf"),
        *("./a.pdf", ".git/hooks.json", "a/.b.pdf", "a//b.pdf", "my notes.txt", "Makefile", "\ud800.pdf"),
    ],
)
def test_any_other_path_is_none(path: str) -> None:
    assert not is_output_path(path)


@pytest.mark.parametrize("moment", ["response.pdf", "UK.pdf", MANIFEST, "commit"])
def test_what_a_killed_build_had_decided_is_completed_and_said_once(output: Path, moment: str) -> None:
    killed(output, before=moment)
    said: list[str] = []
    recover(output, said)
    assert found(output) == NEW | MINE
    recover(output, said)
    assert said == [COMPLETED]
    assert replace(output).paths == ()


@pytest.mark.parametrize("mishap", [KeyboardInterrupt(), OSError(28, "No space left")], ids=repr)
@pytest.mark.parametrize("moment", ["tempfile.mkdtemp", "pathlib.Path.mkdir"])
def test_a_mishap_while_the_place_is_made_leaves_the_outputs_and_nothing_else(
    output: Path, moment: str, mishap: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(output.iterdir())
    monkeypatch.setattr(moment, lambda *_, **__: stop(mishap))
    with pytest.raises((KeyboardInterrupt, OutputFailed)), staging(output, str):
        pass
    assert sorted(output.iterdir()) == before


STEPS = [  # "keep": whatever was written to this file, or whatever names are in this folder
    "keep build/staging",
    "keep build/staging/new",
    "keep build/staging/new/fiches",
    "keep build/staging/new/fiches/SE.pdf",
    "keep build/staging/new/fiches/UK.pdf",
    "keep build/staging/new/manifest.json",
    "keep build/staging/new/notes",
    "keep build/staging/new/notes/NO.pdf",
    "keep build/staging/new/response.pdf",
    "keep build/staging/record",
    "build/staging/record becomes build/staging/commit",
    "keep build",  # without the output that is gone
    "keep build/staging",
    "build/staging/new/fiches/UK.pdf becomes build/fiches/UK.pdf",
    "keep build/fiches",
    "build/staging/new/notes/NO.pdf becomes build/notes/NO.pdf",
    "keep build/notes",
    "build/staging/new/response.pdf becomes build/response.pdf",
    "keep build",
    "build/staging/new/manifest.json becomes build/manifest.json",
    "keep build",
    "build/staging/commit becomes build/.seal",
]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells which file has a number")
def test_each_step_survives_a_power_cut_before_the_next_is_taken(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    put = Path.replace

    def named(path: Path) -> str:
        parts = path.relative_to(output.parent).parts
        return "/".join("staging" if part.startswith(".staging-") else part for part in parts)

    def replaced(path: Path, target: Path) -> Path:
        if path != target and output in target.parents:
            steps.append(f"{named(path)} becomes {named(target)}")
        return put(path, target)

    def kept(number: int) -> None:
        steps.append(f"keep {named(Path(f'/proc/self/fd/{number}').readlink())}")

    monkeypatch.setattr(os, "fsync", kept)
    monkeypatch.setattr(Path, "replace", replaced)
    replace(output)
    in_any_order = [sorted(some) for _, some in groupby(steps, lambda step: step.startswith("keep"))]
    assert [step for some in in_any_order for step in some] == STEPS
