"""Read verdicts as a diplomat would: who says what, what comes of it, who is named, and in which words."""

from __future__ import annotations

import pytest

from tests.consensus.builders import EU27, poll


@pytest.mark.parametrize(
    ("rule", "votes", "status", "blocked_by", "unblocked_by"),
    [
        ("unanimity", {"oppose": "HU"}, "not-agreed", "HU", ["HU"]),
        ("unanimity", {"oppose": "HU", "missing": "SK"}, "not-agreed", "HU", ["HU SK"]),
        ("unanimity", {"missing": "SK"}, "open", "", ["SK"]),
        (
            "unanimity",
            {"constructive_abstention": "DE EE FR CY LV LT LU MT SI"},
            "not-agreed",
            "DE EE FR CY LV LT LU MT SI",
            ["DE", "EE", "FR", "CY", "LV", "LT", "LU", "MT", "SI"],
        ),
        ("unanimity", {"rest": "abstain"}, "not-agreed", "", ["BE", "BG", "CZ"]),
        # Who opposes a majority and is too small to turn it blocks nothing.
        (
            "qualified-majority",
            {"abstain": "DE FR IT ES PL", "oppose": "MT"},
            "not-agreed",
            "DE FR IT",
            ["DE FR", "DE IT"],
        ),
        ("qualified-majority", {"oppose": "DE FR IT MT"}, "not-agreed", "DE FR IT MT", ["DE", "FR", "IT", "MT"]),
        (
            "qualified-majority",
            {"oppose": "DE FR IT", "abstain": "MT", "missing": "LU"},
            "not-agreed",
            "DE FR IT",
            ["DE", "FR", "IT"],
        ),
        ("simple-majority", {"rest": "oppose", "support": "DE", "missing": "FR"}, "not-agreed", "all but DE FR", []),
    ],
)
def test_who_stands_in_the_way(
    rule: str, votes: dict[str, str], status: str, blocked_by: str, unblocked_by: list[str]
) -> None:
    outcome = poll(rule, **{"rest": "support", **votes})
    if blocked_by.startswith("all but "):
        others = blocked_by.removeprefix("all but ").split()
        assert not set(others) & set(outcome.blocked_by)
        assert len(outcome.blocked_by) == 27 - len(others)
    else:
        assert " ".join(outcome.blocked_by) == blocked_by
    assert outcome.status == status
    assert [" ".join(who) for who in outcome.unblocked_by][: len(unblocked_by)] == unblocked_by


@pytest.mark.parametrize(
    ("votes", "status", "may_ask", "why"),
    [
        ({"oppose": "DE FR MT"}, "agreed", "DE FR MT", "33.78 % of the population, 19.25 % needed"),
        ({"oppose": "DE LU"}, "agreed", "", "18.64 %"),
        ({"oppose": "DE PT"}, "agreed", "DE PT", "20.85 %"),
        ({"oppose": "DE", "abstain": "FR"}, "agreed", "", "who abstains has not opposed"),
        ({"oppose": "EE HR CY LV LT LU MT SI"}, "agreed", "EE HR CY LV LT LU MT SI", "eight of the 13 that block"),
        ({"oppose": "EE HR CY LV LT LU MT"}, "agreed", "", "seven"),
        ({"oppose": "DE FR IT MT"}, "not-agreed", "DE FR IT MT", "whatever comes of the vote"),
    ],
)
def test_who_may_ask_for_further_discussion(votes: dict[str, str], status: str, may_ask: str, why: str) -> None:
    outcome = poll("qualified-majority", **{"rest": "support", **votes})
    assert (outcome.status, " ".join(outcome.may_ask_discussion)) == (status, may_ask), why


@pytest.mark.parametrize(
    ("rule", "electorate"), [("unanimity", 27), ("simple-majority", 27), ("qualified-majority", 26)]
)
def test_nobody_asks_for_further_discussion_elsewhere(rule: str, electorate: int) -> None:
    members = EU27[:electorate]
    assert poll(rule, members, rest="support", oppose="DE FR IT").may_ask_discussion == ()
