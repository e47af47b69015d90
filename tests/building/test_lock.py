"""One build at a time: the second one waits, says for whom, and then begins."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from responsegen.building.lock import LOCK, locked
from tests.conftest import CHECKOUT

pytestmark = pytest.mark.waits

HOLDER = """
import sys
from pathlib import Path
from time import sleep
from responsegen.building.lock import locked
with locked(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.readline()
    sleep(0.1)  # whoever does not wait is here first
    (Path(sys.argv[1]) / "response.pdf").write_text("theirs")
"""


# What a process starts holds all that it has open until it runs a program of its own: here, for so long.
KILLED_WHILE_STARTING = """
import os, subprocess, sys
from contextlib import suppress
from pathlib import Path
from responsegen.building.lock import LOCK, locked

def is_lock(number, lock):
    with suppress(OSError):
        return os.path.samestat(os.fstat(number), lock)

with locked(Path(sys.argv[1]), print):
    lock = (Path(sys.argv[1]) / LOCK).stat()
    held = [number for number in range(3, 64) if is_lock(number, lock)]
    subprocess.Popen(["sleep", sys.argv[2]], pass_fds=held)
    os._exit(0)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its standard input is closed."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "build")]
    with subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process


def test_the_second_one_waits_and_says_for_whom(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    said: list[str] = []

    def say(sentence: str) -> None:
        said.append(sentence)
        assert holder.stdin
        holder.stdin.close()

    with locked(tmp_path / "build", say):
        assert (tmp_path / "build/response.pdf").read_text() == "theirs"
    assert said == [f"Another build (process {holder.pid}) is writing to build/; waiting until it has finished."]


def test_a_killed_holder_holds_nothing(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with locked(tmp_path / "build", str):
        pass


@pytest.mark.skipif(os.name != "posix", reason="processes as POSIX starts them")
def test_what_a_killed_holder_was_starting_is_waited_for(tmp_path: Path) -> None:
    build = tmp_path / "build"
    subprocess.run([sys.executable, "-c", KILLED_WHILE_STARTING, str(build), "0.3"], cwd=CHECKOUT, check=True)
    with locked(build, str):
        assert (build / LOCK).read_text() == f"{os.getpid()}"


def test_nothing_is_left_where_nothing_was_made(tmp_path: Path) -> None:
    with locked(tmp_path / "build", str):
        assert (tmp_path / "build").is_dir()
    assert list(tmp_path.iterdir()) == []


def test_nothing_but_the_outputs_is_left_where_something_was(tmp_path: Path) -> None:
    with locked(tmp_path / "build", str):
        (tmp_path / "build/response.pdf").write_text("ours")
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["response.pdf"]
