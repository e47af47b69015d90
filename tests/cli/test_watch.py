"""`watch`: what it says of each change, what it survives, and how it ends."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from socket import create_server

import pytest

from tests.cli.conftest import run
from tests.conftest import CHECKOUT

pytestmark = [pytest.mark.waits, pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")]

ROUND = re.compile(r"Built in|Not built|Ended\.")


class Watching:
    """A watch in a process of its own, with rendering played."""

    def __init__(self, dossier: Path, *options: str, **environment: str) -> None:
        """Begin it, with these variables for whoever plays."""
        command = [sys.executable, "-m", "tests.building.playing", "watch", "--dossier", str(dossier), *options]
        self.process = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def lines(self, last: re.Pattern[str] = ROUND) -> Iterator[str]:
        """What it says up to the end of a round, with neither time nor seconds."""
        assert self.process.stdout
        for line in self.process.stdout:
            yield re.sub(r"in \d+\.\d s", "in 0.0 s", re.sub(r"^\d\d:\d\d:\d\d ", "", line.rstrip("\n")))
            if last.search(line):
                return

    def end(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait()


@pytest.fixture
def watching(dossier: Path) -> Iterator[Callable[..., Watching]]:
    begun: list[Watching] = []

    def begin(*options: str, **environment: str) -> Watching:
        begun.append(Watching(dossier, *options, "--jobs", "1", **environment))
        return begun[-1]

    yield begin
    for watch in begun:
        watch.process.kill()
        watch.process.communicate()


BUILT = "Built in 0.0 s; documents that differ: response, fiches/DK, fiches/SE and fiches/UK."


def test_each_change_is_a_build_and_an_error_is_survived_until_it_is_mended(
    dossier: Path, watching: Callable[..., Watching]
) -> None:
    position = dossier / "positions/SE.yaml"
    good = position.read_text()
    watch = watching()
    first, built = watch.lines()
    assert first == "Watching bridge/ for changes. Press Ctrl-C to end."
    points = built.removeprefix(BUILT)
    assert points.startswith(" Points: ")
    position.write_text(good.replace("20000-40000", "20000-4000O"))
    changed, problem, failed = watch.lines()
    assert changed == "Changed: positions/SE.yaml."
    assert problem.startswith("positions/SE.yaml:6:8: error: expected ")
    assert failed == "Not built. build/ holds the last good build."
    position.write_text(good)
    assert list(watch.lines()) == [
        "Changed: positions/SE.yaml.",
        f"Fixed. Built in 0.0 s; no document differs.{points}",
    ]
    assert watch.end() == 0
    assert list(watch.lines()) == ["", "Ended. build/ holds the last good build."]


def test_nothing_ends_it_but_ctrl_c(dossier: Path, watching: Callable[..., Watching]) -> None:
    watch = watching()
    assert "Built in" in list(watch.lines())[-1]
    (dossier / "dossier.yaml").rename(dossier / "kept")
    assert list(watch.lines())[1] == "dossier.yaml:1:1: error: expected the file dossier.yaml (got none) [RG001]"
    (dossier / "kept").rename(dossier / "dossier.yaml")
    assert "Fixed." in list(watch.lines())[-1]
    dossier.rename(dossier.with_name("elsewhere"))
    changed, gone, failed = watch.lines()
    assert changed.startswith("Changed: dossier.yaml, positions/")
    assert gone == f"responsegen: {dossier} is not there any more."
    assert failed == "Not built."
    assert not dossier.exists()
    dossier.with_name("elsewhere").rename(dossier)
    assert "Fixed." in list(watch.lines())[-1]
    assert watch.end() == 0


def test_ctrl_c_in_the_middle_of_a_build_leaves_the_last_one(dossier: Path, watching: Callable[..., Watching]) -> None:
    watch = watching(PLAYED_UNTIL="never")
    while not list(dossier.glob("build/.staging-*/new/*")):
        assert watch.process.poll() is None
    assert watch.end() == 0
    assert not (dossier / "build").exists()


def test_the_documents_are_served_as_they_are_built(dossier: Path, watching: Callable[..., Watching]) -> None:
    watch = watching("--serve")
    said = list(watch.lines())
    found = re.fullmatch(
        r"The documents and the board are at http://127\.0\.0\.1:(\d+)/ for browsers on this machine\.", said[0]
    )
    assert found
    connection = HTTPConnection("127.0.0.1", int(found[1]))
    connection.request("GET", "/response.pdf")
    assert connection.getresponse().read() == (dossier / "build/response.pdf").read_bytes()
    connection.close()
    assert watch.end() == 0


def test_a_fault_of_the_program_is_survived_too(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = iter([KeyError("one"), KeyboardInterrupt()])

    def fail(*_: object) -> None:
        raise next(faults)

    monkeypatch.setattr("responsegen.building.pipeline.build", fail)
    monkeypatch.setattr("responsegen.watching.inputs.changes", lambda _: iter([(), ("a", "b")]))
    found = run("watch", "--dossier", dossier)
    assert found.stderr == "responsegen: this is a fault in the program, not in your files: KeyError: 'one'\n"
    assert [line[9:] for line in found.stdout.splitlines()] == [
        "Watching bridge/ for changes. Press Ctrl-C to end.",
        "Not built.",
        "Changed: a and b.",
        "",
        "Ended.",
    ]
    assert found.exit_code == 0


def test_a_port_that_is_taken_is_wrong_usage(dossier: Path) -> None:
    with create_server(("127.0.0.1", 0)) as other:
        found = run("watch", "--dossier", dossier, "--serve", str(other.getsockname()[1]))
    assert found.exit_code == 2
    assert "cannot be used (Address already in use): name another, or `--serve` alone for any" in found.stderr
