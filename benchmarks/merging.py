"""How long merging takes: 27 delegations and 3 000 on twelve topics of all kinds.

Run it from the checkout: `.venv/bin/python -m benchmarks.merging`. What is wanted: 10 ms for 27, 2 s for 3 000.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from responsegen.consensus.joint_answer import joint_answer
from tests.consensus.builders import (
    EU27,
    contribution,
    dossier,
    force,
    needed,
    needs,
    offered,
    offers,
    options,
    partners,
    pledge,
    position,
    ranges,
    scenario,
    span,
    stances,
    us,
)

if TYPE_CHECKING:
    from responsegen.dossier.model import Dossier

TWELVE = {
    "options": ("guarantees", "attack", "sanctions", "deployment"),
    "needs": ("us_requirements", "long_term"),
    "ranges": ("force_size", "duration", "reserve"),
    "contribution": ("troops", "navy"),
    "offers": ("assistance",),
}


def crowd(codes: tuple[str, ...], majority: str) -> Dossier:
    """Twelve topics of all kinds, on which delegations disagree in every way that takes long."""
    ids = "a b c d e"
    everything = [
        *(options(majority if t == "sanctions" else "consensus", codes, ids, t) for t in TWELVE["options"]),
        *(needs("consensus", codes, ids, t) for t in TWELVE["needs"]),
        *(ranges("consensus" if t == "force_size" else majority, codes, topic=t) for t in TWELVE["ranges"]),
        *(contribution(codes, "force_size", t) for t in TWELVE["contribution"]),
        *(offers(codes, ids, t) for t in TWELVE["offers"]),
    ]
    said = ["support", "accept", "oppose", "abstain", "undecided"]
    wanted = ["essential", "desirable", "not-needed", "oppose", "undecided"]
    positions = []
    for i, code in enumerate(codes):
        conditions = [us("abcde"[i % 5]), partners(codes[i - 1]), force(10 * i)][: i % 4]
        answers = {
            **{t: stances({o: said[(i + k) % 5] for k, o in enumerate(ids.split())}) for t in TWELVE["options"]},
            **{t: needed({o: wanted[(i + k) % 5] for k, o in enumerate(ids.split())}) for t in TWELVE["needs"]},
            **{t: span(7 * i % 1000, 7 * i % 1000 + 400 + i) for t in TWELVE["ranges"]},
            **{t: pledge(i, 2 * i, *conditions, ready=i % 90, sustain=360) for t in TWELVE["contribution"]},
            **{t: offered({"a": (i, "firm")}) for t in TWELVE["offers"]},
        }
        positions.append(position(code, answers))
    full = scenario("full", "abcde")
    return dossier(everything, positions, codes, scenarios={"full": full, "none": scenario("none")})


def milliseconds(case: Dossier, repetitions: int) -> tuple[float, float]:
    """The quickest and the slowest of some runs."""

    def run() -> float:
        start = perf_counter()
        joint_answer(case)
        return 1_000 * (perf_counter() - start)

    runs = [run() for _ in range(repetitions)]
    return min(runs), max(runs)


def main() -> None:
    """Print one line a size."""
    for codes, majority, repetitions in (
        (EU27, "qualified-majority", 20),
        (tuple(f"X{i:04}" for i in range(300)), "consensus", 5),
        (tuple(f"X{i:04}" for i in range(3_000)), "consensus", 3),
    ):
        quickest, slowest = milliseconds(crowd(codes, majority), repetitions)
        print(f"{len(codes):>5} delegations: {quickest:.1f} to {slowest:.1f} ms in {repetitions} runs")


if __name__ == "__main__":
    main()
