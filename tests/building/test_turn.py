"""One build at a time: the second one waits, says for whom, and then has its turn."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from responsegen.building.turn import TurnTaken, turn
from tests.conftest import CHECKOUT

pytestmark = pytest.mark.waits

HOLDER = """
import sys
from pathlib import Path
from time import sleep
from responsegen.building.turn import turn
with turn(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
    sleep(0.1)  # whoever does not wait is here first
    (Path(sys.argv[1]) / "response.pdf").write_text("theirs")
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the turn until its standard input is closed."""
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

    with turn(tmp_path / "build", say):
        assert (tmp_path / "build/response.pdf").read_text() == "theirs"
    assert said == [f"Another build (process {holder.pid}) is writing to build/; waiting until it has finished."]


def test_whoever_will_not_wait_is_told(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(TurnTaken, match=rf"process {holder.pid}"), turn(tmp_path / "build"):
        pass


def test_a_killed_holder_holds_nothing(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with turn(tmp_path / "build"):
        pass


def test_nothing_is_left_of_a_turn_that_made_nothing(tmp_path: Path) -> None:
    with turn(tmp_path / "build"):
        assert (tmp_path / "build").is_dir()
    assert list(tmp_path.iterdir()) == []


def test_nothing_but_the_outputs_is_left_of_one_that_did(tmp_path: Path) -> None:
    with turn(tmp_path / "build"):
        (tmp_path / "build/response.pdf").write_text("ours")
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["response.pdf"]
