"""How long checking the shipped positions takes, and thousands of such files, against check-jsonschema with our schema.

Run it from the checkout: `./run bench` (which installs check-jsonschema in an environment of its own), or, as it does,
`.venv/bin/python -m benchmarks.check [ROUNDS [FILES]]`. What is wanted: at most half. The schema says
less than `check` does: nothing of one file against another, so that a second file for a delegation is a problem for
`check` only.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ratios import CHECKOUT, ENVIRONMENT, Run, compare, peer

PROGRAM = (sys.executable, "-P", "-m", "responsegen")
CHECK, OTHER = "check", "check-jsonschema"
# Problems are what copies bring; any other end than finding them is none of a check.
LET_FIND = "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:]).returncode > 1)"


def main(rounds: int = 15, files: int = 10_000) -> None:
    """Print one line for each, on few files and on many."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        schema = folder / "positions.schema.json"
        run = subprocess.run((*PROGRAM, "schema"), check=True, capture_output=True, env=ENVIRONMENT, cwd=CHECKOUT)
        schema.write_bytes(run.stdout)
        _multiply(files, folder)
        for dossier, times in ((CHECKOUT, rounds), (folder, max(1, rounds // 15))):
            positions = sorted(map(str, dossier.glob("positions/*.yaml")))
            print(f"{len(positions)} position files:")
            _compare(dossier, positions, schema, times)


def _compare(dossier: Path, positions: list[str], schema: Path, rounds: int) -> None:
    command = (*PROGRAM, "check", "--dossier", str(dossier))
    commands: dict[str, tuple[str, ...]] = {CHECK: command}
    if other := peer(OTHER):
        commands = {OTHER: (other, "--schemafile", str(schema), *positions), **commands}
    else:
        print(f"{OTHER} is not installed: only `check` itself is timed.")
    around = () if dossier == CHECKOUT else (sys.executable, "-c", LET_FIND)
    compare(OTHER if other else CHECK, {name: Run((*around, *command)) for name, command in commands.items()}, rounds)


def _multiply(files: int, folder: Path) -> None:
    """A dossier with so many position files: the shipped ones again and again."""
    shutil.copyfile(CHECKOUT / "dossier.yaml", folder / "dossier.yaml")
    (folder / "positions").mkdir()
    shipped = sorted(CHECKOUT.glob("positions/*.yaml"))
    for n in range(files):
        again, one = divmod(n, len(shipped))
        shutil.copyfile(shipped[one], folder / "positions" / f"{shipped[one].stem}{again or ''}.yaml")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
