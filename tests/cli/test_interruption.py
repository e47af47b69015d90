"""A build that is stopped or killed: the outputs are of one build, and nothing else is left."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from responsegen.building.transaction import staging
from tests.conftest import CHECKOUT

STOPPED = ["", "responsegen: stopped. The outputs are those of the last finished build."]
KILLS = int(os.environ.get("KILLS", "4"))  # `KILLS=100 ./run test` takes its time

pytestmark = [pytest.mark.waits, pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")]


@contextmanager
def building(dossier: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A build in a process group of its own, with rendering played."""
    command = [sys.executable, "-m", "tests.building.playing", "build", "--dossier", str(dossier), "--jobs", "2"]
    played = os.environ | environment
    with subprocess.Popen(
        command, cwd=CHECKOUT, env=played, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        yield process


def files(folder: Path) -> list[str]:
    """Every file but the seal."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [path for path in paths if path != ".seal"]


def but_for_progress(said: str) -> list[str]:
    return [line for line in said.splitlines() if not line.startswith("Rendered ")]


def rename(dossier: Path, title: str) -> None:
    """Change every output of the dossier."""
    lines = (dossier / "dossier.yaml").read_text().splitlines()
    (dossier / "dossier.yaml").write_text("\n".join([f"title: {title}", *lines[1:], ""]))


AT_FIRST, WHILE_RENDERING = "build/.staging-*/new", "build/.staging-*/new/*"


@pytest.mark.parametrize("moment", [AT_FIRST, WHILE_RENDERING], ids=["at first", "while rendering"])
@pytest.mark.parametrize("sent", ["Ctrl-C on the terminal", "Ctrl-C", "the system's wish"])
def test_a_stop_is_one_sentence_and_leaves_nothing_behind(dossier: Path, moment: str, sent: str) -> None:
    # At first, workers load what renders: in one of these cases all that they ever load.
    loaded = {"LOADED_AS_EVER": "1"} if (moment, sent) == (AT_FIRST, "Ctrl-C on the terminal") else {}
    with building(dossier, PLAYED_UNTIL="never", **loaded) as process:
        while not list(dossier.glob(moment)):
            time.sleep(0.01)
        stop = signal.SIGINT if sent.startswith("Ctrl-C") else signal.SIGTERM
        (os.killpg if sent.endswith("terminal") else os.kill)(process.pid, stop)
        _, said = process.communicate()
    assert process.returncode == 130
    assert but_for_progress(said) == STOPPED
    assert not (dossier / "build").exists()


PRESSED_AT = """
import signal, sys
moment = sys.argv.pop()
class Gone:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)  # here Python raises nothing
class Pressed:
    def find_spec(self, name, *_):
        if name == moment:
            Gone()
sys.meta_path.insert(0, Pressed())
if moment == "the end":
    import atexit
    atexit.register(signal.raise_signal, signal.SIGINT)
from responsegen.cli import main
main()
"""


@pytest.mark.parametrize("module", ["click", "responsegen.cli.program", "responsegen.cli.build", "yaml"])
def test_ctrl_c_while_the_program_loads_is_the_same_sentence(dossier: Path, module: str) -> None:
    ended = pressed(dossier, module)
    assert (ended.stdout, ended.stderr.splitlines()) == ("", STOPPED)
    assert ended.returncode in {130, -signal.SIGINT}  # a shell reports 130 for both


def test_ctrl_c_when_all_is_done_is_no_complaint_of_pythons(dossier: Path) -> None:
    ended = pressed(dossier, "the end")
    assert (ended.stderr, ended.returncode) == ("", -signal.SIGINT)
    assert ended.stdout.startswith("In order: ")


def pressed(dossier: Path, moment: str) -> subprocess.CompletedProcess[str]:
    """What a command comes to, with Ctrl-C pressed when that module is asked for."""
    command = "check" if moment == "the end" else "build"
    begin = [sys.executable, "-c", PRESSED_AT, command, "--dossier", str(dossier)]
    return subprocess.run([*begin, moment], cwd=CHECKOUT, capture_output=True, text=True, check=False)


def test_a_killed_build_says_nothing_and_the_next_one_finds_a_whole_one(dossier: Path) -> None:
    chance = Random(2)  # noqa: S311 -- the same moments on every run, as far as the machine allows
    for attempt in range(KILLS):
        rename(dossier, f"Title {attempt}")
        with building(dossier) as process:
            time.sleep(chance.uniform(0.3, 1.2))
            process.kill()
            _, said = process.communicate()
        assert but_for_progress(said) == []
        if (dossier / "build").exists():
            with staging(dossier / "build", lambda _: None):
                pass
        assert list(dossier.glob("build/.staging-*")) == []
        (dossier / "build/.lock").unlink(missing_ok=True)
        if files(dossier / "build"):
            outputs = json.loads((dossier / "build/manifest.json").read_text())["outputs"]
            assert files(dossier / "build") == sorted([*outputs, "manifest.json"])
            for path, digest in outputs.items():
                assert sha256((dossier / "build" / path).read_bytes()).hexdigest() == digest


def test_two_builds_at_once_take_turns(dossier: Path) -> None:
    go_on = dossier.parent / "go on"
    with building(dossier, PLAYED_UNTIL=str(go_on)) as one:
        while not list(dossier.glob("build/.staging-*")):
            time.sleep(0.01)
        with building(dossier) as other:
            assert other.stderr
            waiting = f"responsegen: Another build (process {one.pid}) is writing to build/; waiting until it has"
            assert other.stderr.readline().startswith(waiting)
            go_on.touch()
            other.communicate()
        one.communicate()
    assert (one.returncode, other.returncode) == (0, 0)
    assert len(files(dossier / "build")) == 17
