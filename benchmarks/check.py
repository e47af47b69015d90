"""How long checking the shipped positions takes, against check-jsonschema with our schema.

Run it from the checkout: `./run bench` (which installs check-jsonschema in an environment of its own), or, as it does,
`.venv/bin/python -m benchmarks.check [ROUNDS]`. What is wanted: at most half. The schema says
less than `check` does: nothing of one file against another.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ratios import CHECKOUT, ENVIRONMENT, Run, compare, peer

PROGRAM = (sys.executable, "-P", "-m", "responsegen")
CHECK, OTHER = "check", "check-jsonschema"


def main(rounds: int = 15) -> None:
    """Print one line for each of the two."""
    runs = {CHECK: Run((*PROGRAM, "check"))}
    other = peer(OTHER)
    if other is None:
        print(f"{OTHER} is not installed: only `check` itself is timed.")
        compare(CHECK, runs, rounds)
        return
    with TemporaryDirectory() as folder:
        schema = Path(folder) / "positions.schema.json"
        run = subprocess.run((*PROGRAM, "schema"), check=True, capture_output=True, env=ENVIRONMENT)  # noqa: S603 -- our own
        schema.write_bytes(run.stdout)
        files = map(str, sorted(CHECKOUT.glob("positions/*.yaml")))
        compare(OTHER, {OTHER: Run((other, "--schemafile", str(schema), *files)), **runs}, rounds)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
