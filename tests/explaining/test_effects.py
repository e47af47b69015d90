"""What moved, in words: points that came or went, reservations, and what moved alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.consensus.comparison import compare
from responsegen.consensus.joint_answer import joint_answer
from responsegen.explaining.effects import effects
from tests.consensus.builders import (
    dossier,
    needed,
    needs,
    offered,
    offers,
    options,
    position,
    ranges,
    reservation,
    span,
    stances,
)

if TYPE_CHECKING:
    from responsegen.dossier.model import Dossier

TWO = ("DE", "SE")


def told(before: Dossier, after: Dossier) -> dict[str, list[str]]:
    moved = compare(before, joint_answer(before), after, joint_answer(after))
    return {
        part.heading: [f"{line.term} {line.words}".strip() for line in part.lines] for part in effects(after, moved)
    }


def test_points_that_come_and_go_are_told_from_nothing_and_to_nothing() -> None:
    before = dossier([options(electorate=TWO, ids="a b")], [], TWO)
    after = dossier([options(electorate=TWO, ids="a"), offers(TWO)], [], TWO)
    assert told(before, after) == {
        "sanctions: b (sanctions.b)": ["open -> nothing", "DE and SE: outstanding -> not in it"],
        "assistance: artillery (assistance.artillery)": [
            "new",
            "Firm 0 rounds",
            "Indicative 0 rounds",
        ],
    }


def test_points_that_moved_alike_are_told_together() -> None:
    topic = options("consensus", TWO, "a b")
    yes, no = stances({"a": "support", "b": "support"}), stances({"a": "oppose", "b": "oppose"})
    before = dossier([topic], [position("DE", {"sanctions": yes}), position("SE", {"sanctions": yes})], TWO)
    after = dossier([topic], [position("DE", {"sanctions": yes}), position("SE", {"sanctions": no})], TWO)
    assert told(before, after) == {
        "sanctions: a (sanctions.a); sanctions: b (sanctions.b)": [
            "agreed -> not agreed",
            "SE: for -> against",
            "SE opposes; consensus needs that nobody does; 1 of 2 delegations supports it.",
        ]
    }


def test_a_reservation_is_entered_and_lifted() -> None:
    topic, said = ranges("consensus", TWO), {"force_size": span(10, 20)}
    free = dossier([topic], [position("DE", said), position("SE", said)], TWO)
    limited = dossier([topic], [position("DE", said), position("SE", said, reservation("force_size", "scrutiny"))], TWO)
    (entered,), (lifted,) = told(free, limited).values(), told(limited, free).values()
    assert "SE: scrutiny reservation entered" in entered
    assert "SE: scrutiny reservation lifted" in lifted
    assert "SE: 10–20 -> outstanding, 10–20" in entered


def test_a_reservation_neither_comes_nor_goes_with_the_electorate() -> None:
    all_said = [position(d, {"force_size": span(10, 20)}) for d in TWO]
    all_said[1] = position("SE", {"force_size": span(10, 20)}, reservation("force_size", "scrutiny"))
    both, one = (dossier([ranges("consensus", who)], all_said, TWO) for who in (TWO, ("DE",)))
    (left,), (joined,) = told(both, one).values(), told(one, both).values()
    assert left[1:2] == ["SE: outstanding, 10–20 -> not in it"]
    assert [line for line in left if "reservation" in line] == []
    assert [line for line in joined if "reservation" in line] == ["SE: scrutiny reservation"]


def test_who_stands_elsewhere_without_turning_anything_comes_last() -> None:
    topic = needs(electorate=TWO)
    before = dossier([topic], [position("SE", {"us_requirements": needed({"airlift": "essential"})})], TWO)
    after = dossier([topic], [position("SE", {"us_requirements": needed({"airlift": "desirable"})})], TWO)
    assert told(before, after) == {
        "The outcome stays, and who stands where changes": [
            "SE: for, as essential -> for, as desirable",
            "us_requirements.airlift (still open)",
        ]
    }


def test_an_offer_moves_its_sum() -> None:
    topic = offers(TWO)
    before = dossier([topic], [position("SE", {"assistance": offered({"artillery": (500, "firm")})})], TWO)
    after = dossier([topic], [position("SE", {"assistance": offered({"artillery": (700, "indicative")})})], TWO)
    assert told(before, after) == {
        "assistance: artillery (assistance.artillery)": [
            "Firm 500 -> 0 rounds",
            "Indicative 0 -> 700 rounds",
            "SE: offering firmly, 500 -> offering indicatively, 700",
        ]
    }
