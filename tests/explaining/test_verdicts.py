"""Verdicts that hold before a lawyer, as the terminal says them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.dossier.model import Attribution, DocumentSpec, Release
from responsegen.explaining.explanation import explain
from responsegen.explaining.page import Asked
from tests.consensus.builders import (
    AS_OF,
    EU27,
    contribution,
    dossier,
    needed,
    needs,
    options,
    pledge,
    position,
    ranges,
    reservation,
    scenario,
    span,
    stances,
)

if TYPE_CHECKING:
    from responsegen.dossier.model import AnyTopic, Position


def explained(topic: AnyTopic, *positions: Position, option: str | None = "listings", **fields: object) -> str:
    """All that is said, with single blanks: headings in brackets."""
    case = dossier([topic], positions, **fields)
    parts = explain(case, joint_answer(case), Asked(topic=topic, option=option))
    words = (
        word
        for part in parts
        for word in (f"[{part.heading}]", *(f"{line.term} {line.words} {line.note}" for line in part.lines))
    )
    return " ".join(" ".join(words).replace("\N{NO-BREAK SPACE}", " ").split())


def vote(**said: str) -> list[Position]:
    """What each delegation says: `abstain="DE FR"`; all others of the 27 support."""
    stance = {code: words.replace("_", "-") for words, codes in said.items() for code in codes.split()}
    return [position(d, {"sanctions": stances({"listings": stance.get(d, "support")})}) for d in EU27]


def force(size: tuple[int, int], other: str = "abstain", **times: tuple[int, int]) -> str:
    """What is said of a force of a thousand each, ready after so many days and there for so many."""
    members = ("DK", "SE")
    sizes = {"DK": span(*size), "SE": span(other)}
    crew = {d: pledge(1_000, 1_000, ready=ready, sustain=days) for d, (ready, days) in times.items()}
    positions = [position(d, {"force_size": sizes[d], "troops": crew[d]}) for d in members]
    topics: list[AnyTopic] = [contribution(members, "force_size"), ranges("consensus", members)]
    case = dossier(topics, positions, members, scenarios={"calm": scenario("calm")})
    parts = explain(case, joint_answer(case), Asked(topic=case.topics["troops"]))
    words = " ".join(f"{line.term} {line.words}" for part in parts for line in part.lines)
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())


MAJORITY = options("qualified-majority")
NEED_OF_FOUR = [
    position(d, {"us_requirements": needed({"airlift": "essential"} if d in EU27[:4] else {})}) for d in EU27[:16]
]
CASES = {
    "L1: who could carry a majority, and who is also not in favour": (
        explained(MAJORITY, *vote(abstain="DE FR IT ES PL", oppose="MT")),
        ["DE with FR or with IT would carry it.", "[In the way] DE abstains", "[Against, not needed] MT"],
    ),
    "L2: a reservation never softens an opposition": (
        explained(
            options(),
            *(
                position(d, {"sanctions": stances({"listings": "oppose" if d == "DK" else "support"})}, *limits)
                for d in EU27
                for limits in ([reservation("sanctions", "general")] if d == "DK" else [],)
            ),
        ),
        [
            "Not agreed. DK opposes; unanimity needs that nobody does; 26 of 27 members are in favour.",
            "[Reservations] DK general reservation (counts as against)",
        ],
    ),
    "L3: a range under reservation stays stated": (
        explained(
            ranges(electorate=("DK", "SE")),
            position("DK", {"force_size": span(10, 20)}, reservation("force_size", "scrutiny")),
            position("SE", {"force_size": span(30, 40)}),
            option=None,
        ),
        [
            "Not agreed. No value suits all: the ranges of DK and SE do not meet.",
            "(! under reservation)",
            "[Ranges that do not meet] DK-SE!",
        ],
    ),
    "L5: silence alone": (
        explained(options(), silence_deadline=AS_OF),
        ["Agreed. Nobody opposes, and nobody has spoken in favour: it is adopted by silence alone."],
    ),
    "L6: a need that many leave unmentioned": (
        explained(needs(electorate=EU27[:16]), *NEED_OF_FOUR, option="airlift"),
        ["Agreed. It is requested by four, not mentioned by 12 and opposed by nobody.", "[Not mentioned]"],
    ),
    "an electorate that has a name": (
        explained(replace(options(electorate=EU27[:16]), electorate_name="states planning the force")),
        ["Unanimity (Article 238(4) TFEU) of the 16 states planning the force."],
    ),
    "L7: a choice is to be made": (
        explained(
            ranges("simple-majority", ("DK", "SE", "FI", "EE", "LV")),
            *(
                position(d, {"force_size": span(*ends)})
                for d, ends in {
                    "DK": (20, 25),
                    "SE": (20, 50),
                    "FI": (20, 50),
                    "EE": (30, 50),
                    "LV": (60, 70),
                }.items()
            ),
            option=None,
        ),
        ["A choice is to be made: between 20 and", "or between 30 and 50 personnel carry, each alone."],
    ),
    "L8: what is there at once, and not what is promised in all": (
        force((2_000, 3_000), DK=(0, 30), SE=(60, 30)),
        [
            "At best 2 000 personnel are attainable, 1 000 of them at once: 1 000 short of 2 000.",
            "Peak 1 000 personnel at once, from day 0",
            "Gap 2 000 required: 1 000 missing",
        ],
    ),
    "L9: what is only possible is proposed": (
        force((2_000, 3_000), "undecided", DK=(0, 30), SE=(60, 30)),
        ["1 000 short of 2 000 proposed.", "Gap 2 000 proposed: 1 000 missing"],
    ),
    "L10: who may ask for further discussion": (
        explained(MAJORITY, *vote(oppose="DE FR MT")),
        ["Agreed. 24 of 27 members", "DE, FR and MT may ask for further discussion (Decision 2009/857/EC)."],
    ),
    "L11: a reinforced majority of some": (
        explained(options("reinforced-qualified-majority", EU27[1:]), *vote()[1:]),
        ["Reinforced qualified majority (Article 238(3)(b) TFEU) of 26 members."],
    ),
    "L12: without a basis only the rule is cited": (
        explained(options(), *vote()),
        ["Unanimity (Article 238(4) TFEU) of the 27 Member States."],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_terminal_says(name: str) -> None:
    said, sentences = CASES[name]
    assert [sentence for sentence in sentences if sentence not in said] == [], said


@pytest.mark.parametrize(("ordered", "says"), [("response", True), ("synthesis", False)])
def test_how_the_response_words_a_point_is_said_where_there_is_a_response(ordered: str, *, says: bool) -> None:
    orders = {ordered: DocumentSpec(ordered, Release.ADDRESSEE, Attribution.ANONYMOUS)}
    text = explained(options(), *vote(oppose="HU"), documents=orders)
    assert ("If not agreed, the response shows it in square brackets." in text) == says
