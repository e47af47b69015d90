"""The joint answer as a whole: who took part, topics in order, and how long merging takes."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from responsegen.consensus.answer import NeedsOutcome, OptionsOutcome, RangeOutcome
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
    outcome_of,
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


def test_participation_tells_files_drafts_the_spoken_for_and_the_missing_apart() -> None:
    case = dossier(
        [options()],
        [position("DK", speaks_for="SE EE"), position("DE", status="draft")],
        ["DK", "DE", "EE", "HU", "SE"],
        count_drafts=True,
    )
    took_part = joint_answer(case).participation
    assert took_part.answered == ("DK",)
    assert took_part.drafts == ("DE",)
    assert list(took_part.spoken_for.items()) == [("EE", "DK"), ("SE", "DK")]
    assert took_part.outstanding == ("HU",)


def test_topics_keep_the_dossiers_order_whatever_depends_on_what() -> None:
    case = dossier([offers(), contribution(required="force_size"), needs(), ranges(), options()])
    assert list(joint_answer(case).topics) == ["assistance", "troops", "us_requirements", "force_size", "sanctions"]


def test_nothing_said_is_no_result() -> None:
    """An empty dossier yields an answer in which everything is open and nobody is counted."""
    case = dossier([options(), needs(), ranges()])
    assert outcome_of(case, "sanctions", OptionsOutcome).status == "open"
    assert outcome_of(case, "us_requirements", NeedsOutcome).status == "open"
    assert outcome_of(case, "force_size", RangeOutcome).status == "open"


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


def seconds(case: Dossier, repetitions: int = 1) -> float:
    """The quickest of some runs."""

    def run() -> float:
        start = perf_counter()
        joint_answer(case)
        return perf_counter() - start

    return min(run() for _ in range(repetitions))


def test_the_27_are_merged_in_no_time_and_three_thousand_in_two_seconds() -> None:
    """Bounds five times what is usual, since machines differ and share."""
    assert seconds(crowd(EU27, "qualified-majority"), 5) < 0.05
    assert seconds(crowd(tuple(f"X{i:04}" for i in range(3000)), "consensus")) < 10
