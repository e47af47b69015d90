"""How long each command takes on the shipped dossier, against Python importing click, which none can do without.

Run it from the checkout: `.venv/bin/python -m benchmarks.startup [ROUNDS]`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ratios import Run, compare

PROGRAM = (sys.executable, "-P", "-m", "responsegen")
CLICK = "python -c 'import click'"
COMMANDS = ("--help", "check", "status", "schema", "explain force_size", "what-if SE=silent")


def main(rounds: int = 15) -> None:
    """Print one line a command; `build` has nothing to do."""
    runs = {CLICK: Run((sys.executable, "-P", "-c", "import click"))}
    runs |= {command: Run((*PROGRAM, *command.split())) for command in COMMANDS}
    with TemporaryDirectory() as folder:
        build = Run((*PROGRAM, "build", "--output", str(Path(folder) / "build")))
        build.seconds()
        compare(CLICK, runs | {"build, nothing to do": build}, rounds)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
