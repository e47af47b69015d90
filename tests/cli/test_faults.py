"""Whatever is wrong with the machine: a clear sentence, the exit code that is documented, and the last good build."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import write_dossier
from tests.cli.forking import Forks
from tests.conftest import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

pytestmark = [pytest.mark.waits, pytest.mark.skipif(os.name != "posix", reason="limits and links as POSIX has them")]

# No bytecode: what is cut off where there is no room would be found, and believed, by the next Python.
BARE = {
    "PYTHONDONTWRITEBYTECODE": "1",
    "PATH": "/nowhere",
    "LC_ALL": "C",
    "PYTHONPATH": str(CHECKOUT),
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
}


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    """A process without home, git, locale or programs, in which commands are run, with rendering played."""
    with Forks(BARE) as forks:
        yield forks


def each(
    forks: Forks, commands: Iterable[str], dossier: Path, before: Sequence[str] = ()
) -> dict[str, tuple[str, str, int]]:
    """Run commands one after the other, with `{}` for the dossier: what each prints, and its exit code."""
    ended = {c: forks.run(*c.replace("{}", str(dossier)).split(), before=before) for c in commands}
    return {command: (found.stdout, found.stderr, found.returncode) for command, found in ended.items()}


def contents(folder: Path) -> dict[str, bytes]:
    """The outputs; the number of the process that played them stands in each."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory, forks: Forks) -> Path:
    """What a good build of the dossier makes."""
    folder = tmp_path_factory.mktemp("built") / "bridge"
    write_dossier(folder)
    assert forks.run("build", "--jobs", "1", "--dossier", str(folder)).returncode == 0
    return folder / "build"


@pytest.fixture
def built(dossier: Path, outputs: Path) -> Path:
    """The dossier after a good build, and with a change that the next one would show."""
    shutil.copytree(outputs, dossier / "build")
    text = (dossier / "dossier.yaml").read_text()
    (dossier / "dossier.yaml").write_text(text.replace("Exercise on a bridge", "Exercise on two bridges"))
    return dossier


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_is_a_sentence_and_the_last_good_build_stays(forks: Forks, built: Path, jobs: str) -> None:
    before = contents(built / "build")
    found = forks.run(*("build", "--quiet", "--jobs", jobs, "--dossier", str(built)), before=["with_little_room"])
    assert found.returncode == 3
    assert found.stderr.startswith("responsegen: cannot write ")
    assert found.stderr.endswith(". build/ is as it was before.\n")
    assert found.stderr.count("\n") == 1
    assert contents(built / "build") == before


def mount(*arguments: str) -> bool:
    """Whether this could be mounted; only root may, and not in every container."""
    program = shutil.which("mount")
    return (
        program is not None and subprocess.run([program, *arguments], capture_output=True, check=False).returncode == 0
    )


@pytest.fixture
def little_disk(dossier: Path) -> Iterator[Path]:
    """A build folder that is a disk of its own."""
    disk = dossier / "build"
    disk.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)):
        pytest.skip("only root can mount a disk of one MiB, and not in every container")
    try:
        yield disk
    finally:
        subprocess.run([shutil.which("umount") or "", "-l", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Write a file until there is no room for a letter more."""
    filling = disk / "mine.bin"
    with suppress(OSError), filling.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    return filling


def test_a_disk_that_is_really_full_or_read_only_is_a_sentence(
    forks: Forks, dossier: Path, outputs: Path, little_disk: Path
) -> None:
    build = ("build", "--quiet", "--jobs", "1", "--dossier", str(dossier))
    shutil.copytree(outputs, little_disk, dirs_exist_ok=True)
    text = (dossier / "dossier.yaml").read_text()
    (dossier / "dossier.yaml").write_text(text.replace("Exercise on a bridge", "Exercise on two bridges"))
    good = contents(little_disk)
    filling = fill(little_disk)
    full = forks.run(*build)
    filling.unlink()
    assert mount("-o", "remount,ro", str(little_disk))
    read_only = forks.run(*build)
    checked = forks.run("check", "--dossier", str(dossier))
    assert mount("-o", "remount,rw", str(little_disk))
    assert contents(little_disk) == good
    for found, why in ((full, "No space left on device"), (read_only, "Read-only file system")):
        assert found.returncode == 3, found.stderr
        assert found.stderr.startswith("responsegen: cannot write ")
        assert found.stderr.endswith(f"{why}. build/ is as it was before.\n")
        assert found.stderr.count("\n") == 1
    assert checked.returncode == 0
    assert forks.run(*build).returncode == 0
    assert contents(little_disk) != good


@pytest.mark.parametrize("read_only", ["build", "."])
def test_a_folder_that_is_read_only_is_a_sentence(forks: Forks, built: Path, read_only: str) -> None:
    if read_only == ".":
        shutil.rmtree(built / "build")
    before = contents(built)
    (built / read_only).chmod(0o555)
    try:
        found = forks.run("build", "--quiet", "--dossier", str(built), before=["without_override"])
    finally:
        (built / read_only).chmod(0o755)
    assert found.returncode == 3, found.stderr
    assert found.stderr.startswith("responsegen: cannot write ")
    assert "Permission denied" in found.stderr
    assert found.stderr.endswith("build/ is as it was before.\n")
    assert contents(built) == before


COMMANDS = {
    "build": 0,
    "check": 0,
    "status": 0,
    "explain bridge": 0,
    "what-if SE.bridge.wood=oppose": 0,
    "fix": 0,
    "schema": 0,
    "diff HEAD": 2,  # the past is in git, and there is none
}


def test_without_home_git_or_a_locale_every_command_works(forks: Forks, dossier: Path) -> None:
    found = each(forks, [f"{command} --dossier {{}}" for command in COMMANDS], dossier)
    for (_, stderr, code), expected in zip(found.values(), COMMANDS.values(), strict=True):
        assert "fault in the program" not in stderr
        assert "Traceback" not in stderr
        assert code == expected, stderr


GONE = [
    *("build", "check", "status", "explain bridge", "fix", "diff", "new SE", "schema", "init", "init new", "watch"),
    *("check --dossier .", "build --dossier {} --output out"),
]


def test_a_current_folder_that_is_gone_is_one_sentence(forks: Forks, dossier: Path) -> None:
    found = each(forks, GONE, dossier, ["nowhere", str(dossier.parent / "gone")])
    for command, (stdout, stderr, code) in found.items():
        assert stderr.endswith("\nError: the current folder is not there any more: go to another one\n"), command
        assert (stdout, code) == ("", 2), command


ANYWHERE = ["--help", "--version", "check --help", "schema dossier", "explain RG012", "init {}-new"]
NAMED = [
    *("check", "status", "explain bridge", "fix", "new DK", "build --quiet --jobs 1"),
    "build --jobs 1 --format github",
]


def test_what_needs_no_folder_needs_no_current_one(forks: Forks, dossier: Path) -> None:
    (dossier / "positions/DK.yaml").unlink()
    commands = [*ANYWHERE, *(f"{command} --dossier {{}}" for command in NAMED)]
    found = each(forks, commands, dossier, ["nowhere", str(dossier.parent / "gone")])
    for command, (_, stderr, code) in found.items():
        assert "Error" not in stderr, command
        assert code == 0, stderr


READING = [command for command in COMMANDS if not command.startswith(("build", "diff"))]


def test_outputs_that_may_not_be_looked_at_are_no_business_of_who_only_reads(forks: Forks, built: Path) -> None:
    (built / "positions/DK.yaml").unlink()
    (built / "build").chmod(0)
    commands = [f"{command} --dossier {{}}" for command in (*READING, "new DK")]
    try:
        found = each(forks, commands, built, ["without_override"])
    finally:
        (built / "build").chmod(0o755)
    assert {command: ended for command, (_, *ended) in found.items() if ended != ["", 0]} == {}


def test_a_path_with_blanks_and_greek_letters_is_like_any_other(forks: Forks, dossier: Path) -> None:
    folder = dossier.rename(dossier.parent / "κοινή απάντηση 1")
    found = forks.run("build", "--quiet", "--jobs", "2", "--dossier", str(folder))
    assert (found.returncode, found.stderr) == (0, "")
    assert (folder / "build/manifest.json").exists()


def test_a_long_path_for_temporary_files_is_no_hindrance(forks: Forks, dossier: Path) -> None:
    long = dossier.parent / ("x" * 100)  # a socket there could have no name
    long.mkdir()
    build = ("build", "--quiet", "--jobs", "2", "--dossier", str(dossier))
    found = forks.run(*build, environment={"TMPDIR": str(long)})
    assert (found.returncode, found.stderr) == (0, "")
    assert (dossier / "build/manifest.json").exists()


def test_without_a_locale_a_greek_name_is_still_told(forks: Forks, dossier: Path) -> None:
    (dossier / "positions/Ελλάδα.txt").write_text("")
    found = forks.run("check", "--dossier", str(dossier))
    assert found.returncode == 0
    assert "warning: expected only files that end in .yaml or .yml" in found.stderr


def test_without_a_locale_greek_letters_in_a_result_are_no_fault(forks: Forks, dossier: Path) -> None:
    text = (dossier / "dossier.yaml").read_text()
    (dossier / "dossier.yaml").write_text(text.replace("title: Bridge", "title: Γέφυρα"), encoding="utf-8")
    found = forks.run("status", "--dossier", str(dossier))
    assert (found.returncode, found.stderr) == (0, "")
    assert "Γέφυρα".encode("ascii", "backslashreplace").decode() in found.stdout
