"""Commands side by side, each once a round, and their ratios with the spread: a busy machine changes those least."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


CHECKOUT = Path(__file__).resolve().parents[1]
# Installed libraries are compiled; so is the program then, from the first time on.
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPATH": str(CHECKOUT),
}
PLEDGE = re.compile(r"(?m)^( *pledge: \d+-)(\d+)$")
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
    position = folder / "positions/SE.yaml"
    text = position.read_text(encoding="utf-8")
    edited = PLEDGE.sub(lambda pledge: f"{pledge[1]}{int(pledge[2]) + 1}", text)
    if edited == text:
        message = f"{position} has no line like `pledge: 600-1000` to edit"
        raise SystemExit(message)
    position.write_text(edited, encoding="utf-8")


def compare(measure: str, runs: Mapping[str, Run], rounds: int) -> None:
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
