"""Verdicts that hold before a lawyer, as the terminal says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.explaining.explanation import explain
from responsegen.explaining.page import Asked
from tests.consensus.builders import (
    AS_OF,
    EU27,
    dossier,
    needed,
    needs,
    options,
    position,
    ranges,
    reservation,
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
        ["Not agreed. DK opposes; unanimity needs that nobody does. 26 of 27 are in favour."],
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
        ["Agreed. It is requested by four delegations, and nobody opposes.", "[Not mentioned]"],
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
        ["Agreed. A choice is to be made between", "or between 30 and 50 personnel: each carries alone."],
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
