"""How long the board takes to answer, over HTTP on this machine: the shipped dossier, 29 delegations and 58 points.

Run it from the checkout: `./run bench`, or `.venv/bin/python -m benchmarks.board [ROUNDS]`. What is wanted: at most
150 ms for each of these.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from benchmarks.ratios import CHECKOUT
from responsegen.watching.live_board import LiveBoard
from responsegen.watching.serving import ANY_PORT, serving
from responsegen.watching.site import Site

ASKED = {
    "nothing supposed": "",
    "one supposition": "?HU.sanctions.lng=abstain",
    "a delegation is silent": "?DE=silent",
    "ten suppositions and a panel": "?HU.sanctions=abstain&SK.sanctions=abstain&IT.enforcement=support&need.airlift=no"
    "&event.ceasefire=no&DE.duration=36+months&ES.duration=36+months&FR.us_requirements.command-control=abstain"
    "&basis.sanctions=ordinary&IE.status=cleared&at=sanctions.lng",
}


def main(rounds: int = 15) -> None:
    """Print the median and the slowest answer of each."""
    with TemporaryDirectory() as output:
        site = Site(Path(output), LiveBoard(CHECKOUT))
        site.begin()
        with serving(site, ANY_PORT) as address:
            for what, query in ASKED.items():
                taken = [_milliseconds(f"{address}board{query}") for _ in range(rounds + 1)][1:]
                print(f"{what:30} {median(taken):4.0f} ms, at most {max(taken):4.0f} ms (wanted: 150)")


def _milliseconds(address: str) -> float:
    begun = time.perf_counter()
    with urlopen(address) as answer:  # noqa: S310 -- this machine's own
        answer.read()
    return 1000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
