"""Commands side by side, each once a round, and their ratios with the spread: a busy machine changes those least."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


CHECKOUT = Path(__file__).resolve().parents[1]
# Installed libraries are compiled; so is the program then, from the first time on.
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPATH": str(CHECKOUT),
}
PLEDGE = re.compile(r"(?m)^( *pledge: \d+-)(\d+)$")
REMARK = re.compile(r"(comment: With ammunition and spare parts for )(\w+)( years?\b)")
SLOWEST = 120  # seconds, until a watch that has built nothing is taken for one that never will
# Where `./run bench` puts what others use for the same work: requirements-bench.lock, beside the usual environment.
PEERS = Path(os.environ.get("BENCH_ENVIRONMENT") or CHECKOUT / ".venv-bench")


@dataclass(frozen=True, slots=True)
class Run:
    """One thing to be timed; `before` makes the state that it starts from, untimed."""

    command: Sequence[str]
    before: Callable[[], object] = lambda: None
    environment: Mapping[str, str] = field(default_factory=lambda: ENVIRONMENT)

    def seconds(self) -> float:
        """How long it takes this time."""
        self.before()
        start = perf_counter()
        subprocess.run(self.command, check=True, capture_output=True, cwd=CHECKOUT, env=self.environment)
        return perf_counter() - start


class Watch:
    """A `watch` that goes on from run to run: each is the time from a save until all outputs of a build are there."""

    def __init__(self, command: Sequence[str], outputs: Path, save: Callable[[], object]) -> None:
        """Begin to watch, and wait for the first build; `save` changes what is watched."""
        self._seal, self._save = outputs / ".seal", save
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=CHECKOUT, env=ENVIRONMENT)
        self._wait_for_another(None)

    def seconds(self) -> float:
        """How long it takes this time."""
        before, start = self._state(), perf_counter()
        self._save()
        self._wait_for_another(before)
        return perf_counter() - start

    def end(self) -> None:
        """End it as Ctrl-C does."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait()

    def _state(self) -> int | None:
        """When the seal was put there, which is the last that a build does."""
        return self._seal.stat().st_mtime_ns if self._seal.exists() else None

    def _wait_for_another(self, state: int | None) -> None:
        start = perf_counter()
        while self._state() in {state, None}:
            if perf_counter() - start > SLOWEST or self._process.poll() is not None:
                message = "watch has built nothing"
                raise SystemExit(message)
            sleep(0.002)


def peer(program: str) -> str | None:
    """The path of somebody else's program: from the benchmarks' own environment, else from PATH."""
    return shutil.which(program, path=str(PEERS / "bin")) or shutil.which(program)


def copy_dossier(folder: Path) -> None:
    """Write the shipped dossier into a folder, with the templates."""
    for part in ("positions", "templates"):
        shutil.copytree(CHECKOUT / part, folder / part)
    shutil.copyfile(CHECKOUT / "dossier.yaml", folder / "dossier.yaml")


def edit_a_line(folder: Path) -> None:
    """Change one line of Sweden's position: how many it pledges at most, by one more each time."""
    _edit(folder, PLEDGE, lambda pledge: f"{pledge[1]}{int(pledge[2]) + 1}")


def edit_a_text(folder: Path) -> None:
    """Change one text of Sweden's position: for how many years there are spare parts."""
    _edit(folder, REMARK, lambda remark: f"{remark[1]}{1 + (int(remark[2]) if remark[2].isdigit() else 1)} years")


EDITS = {"a pledge": edit_a_line, "a text": edit_a_text}


def _edit(folder: Path, wanted: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> None:
    position = folder / "positions/SE.yaml"
    text = position.read_text(encoding="utf-8")
    edited = wanted.sub(new, text, count=1)
    if edited == text:
        message = f"{position} has no line like `{wanted.pattern}` to edit"
        raise SystemExit(message)
    position.write_text(edited, encoding="utf-8")


class Timed(Protocol):
    """Something that can be done again and again."""

    def seconds(self) -> float:
        """How long it takes this time."""


def compare(measure: str, runs: Mapping[str, Timed], rounds: int) -> None:
    """Print for each run its median time, and its ratio to `measure`, one of them: median, smallest and largest."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            times[name].append(run.seconds())
    print(f"{f'{rounds} rounds, against {measure}':<40} {'seconds':>8} {'ratio':>6}  spread")
    for name, taken in times.items():
        ratios = sorted(one / other for one, other in zip(taken, times[measure], strict=True))
        print(f"{name:<40} {median(taken):>8.3f} {median(ratios):>6.2f}  {ratios[0]:.2f} to {ratios[-1]:.2f}")
    print()
