"""What would unblock, against trying every set of delegations."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsegen.consensus.answer import Columns
from responsegen.consensus.counting import Electorate, Weighing
from responsegen.consensus.rules import RULES
from responsegen.consensus.swing import Vote, heavy_enough, unblocked_by
from responsegen.dossier.model import RuleName
from responsegen.dossier.model.population import SHARES_2025
from tests.consensus.builders import EU27, poll

if TYPE_CHECKING:
    from collections.abc import Collection

VOTING = [rule for rule in RuleName if rule is not RuleName.OPT_IN]
CHOICES = ["for_", "against", "abstaining", "unmentioned", "constructive", "outstanding", "silent"]


def columns_of(electorate: tuple[str, ...], chosen: list[str]) -> Columns:
    """Put each member into the column chosen for it; the silent are for."""
    where = dict(zip(electorate, chosen, strict=True))
    by = {name: tuple(d for d in electorate if where[d] == name) for name in CHOICES}
    return Columns(**{**by, "for_": tuple(d for d in electorate if where[d] in ("for_", "silent"))})


def carries_after(rule: RuleName, electorate: Electorate, columns: Columns, moved: Collection[str]) -> bool:
    """Whether it carries once some are for, with the other outstanding ones against."""

    def left(members: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(d for d in members if d not in moved)

    for_ = {*columns.for_, *moved}
    weighing = Weighing(
        electorate,
        electorate.bloc(for_),
        electorate.bloc(left(columns.against) + left(columns.outstanding)),
        electorate.bloc(left(columns.constructive)),
    )
    return RULES[rule].carries(weighing)


def by_brute_force(rule: RuleName, electorate: Electorate, columns: Columns) -> tuple[tuple[str, ...], ...]:
    """Try all sets, small ones first; combinations come in protocol order."""
    movable = [d for d in electorate.members if d not in columns.for_]
    for size in range(len(movable) + 1):
        found = [s for s in combinations(movable, size) if carries_after(rule, electorate, columns, s)]
        if found:
            return tuple(found[:20]) if size else ()
    return ()


@st.composite
def divided(draw: st.DrawFn, most: int = 9) -> tuple[tuple[str, ...], Columns]:
    """A small electorate, each member in some column."""
    members = draw(st.lists(st.sampled_from(EU27), min_size=1, max_size=most, unique=True))
    electorate = tuple(sorted(members, key=EU27.index))
    columns = draw(st.lists(st.sampled_from(CHOICES), min_size=len(electorate), max_size=len(electorate)))
    return electorate, columns_of(electorate, columns)


@pytest.mark.parametrize("rule", VOTING)
@given(case=divided())
@settings(max_examples=150)
def test_the_smallest_sets_are_those_that_trying_all_of_them_finds(
    rule: RuleName, case: tuple[tuple[str, ...], Columns]
) -> None:
    members, columns = case
    if rule not in (RuleName.UNANIMITY, RuleName.CONSENSUS) and columns.silent:
        return  # no silence procedure there
    electorate = Electorate.of(members, SHARES_2025)
    outstanding_against = electorate.bloc(columns.against + columns.outstanding)
    worst = Weighing(
        electorate,
        electorate.bloc(columns.for_),
        outstanding_against,
        electorate.bloc(columns.constructive),
    )
    assert unblocked_by(Vote(RULES[rule], columns, worst)) == by_brute_force(rule, electorate, columns)


@given(
    weights=st.lists(st.integers(0, 30), max_size=9),
    size=st.integers(1, 9),
    least=st.integers(0, 150),
)
def test_heavy_sets_come_in_order_and_none_is_missed(weights: list[int], size: int, least: int) -> None:
    expected = [
        chosen for chosen in combinations(range(len(weights)), size) if sum(weights[i] for i in chosen) >= least
    ]
    assert list(heavy_enough(weights, size, least)) == expected


@pytest.mark.parametrize(
    ("rule", "votes", "sets"),
    [
        ("unanimity", {"oppose": "HU"}, [["HU"]]),
        ("unanimity", {"oppose": "HU", "missing": "SK", "abstain": "AT"}, [["HU", "SK"]]),
        ("unanimity", {"missing": "HU"}, [["HU"]]),
        ("qualified-majority", {"oppose": "DE FR IT MT"}, [["DE"], ["FR"], ["IT"], ["MT"]]),
        (
            "unanimity",
            {"oppose": "HU", "constructive_abstention": "DE FR MT LU CY EE LV SI LT"},
            [
                [d, "HU"] if EU27.index(d) < EU27.index("HU") else ["HU", d]
                for d in ["DE", "EE", "FR", "CY", "LV", "LT", "LU", "MT", "SI"]
            ],
        ),
        ("simple-majority", {"oppose": " ".join(EU27[:14])}, [[d] for d in EU27[:14]]),
    ],
)
def test_what_would_unblock(rule: str, votes: dict[str, str], sets: list[list[str]]) -> None:
    assert [list(s) for s in poll(rule, rest="support", **votes).unblocked_by] == sets


def test_at_most_twenty_sets_are_listed() -> None:
    outcome = poll("qualified-majority", rest="oppose", support="MT")
    assert len(outcome.unblocked_by) == 20
    assert len(set(outcome.unblocked_by)) == 20
    assert list(outcome.unblocked_by) == sorted(outcome.unblocked_by, key=lambda s: [EU27.index(d) for d in s])
