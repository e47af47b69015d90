"""Commands side by side, each once a round, and their ratios with the spread: a busy machine changes those least."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


CHECKOUT = Path(__file__).resolve().parents[1]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(CHECKOUT)}


@dataclass(frozen=True, slots=True)
class Run:
    """One thing to be timed; `before` makes the state that it starts from, untimed."""

    command: Sequence[str]
    before: Callable[[], object] = lambda: None

    def seconds(self) -> float:
        """How long it takes this time."""
        self.before()
        start = perf_counter()
        subprocess.run(self.command, check=True, capture_output=True, cwd=CHECKOUT, env=ENVIRONMENT)  # noqa: S603 -- our own
        return perf_counter() - start


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
