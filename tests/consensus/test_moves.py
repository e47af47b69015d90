"""What would carry a decision at the least cost, and what would stop one: tables, and every possibility tried."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsegen.consensus.answer import Columns, RangeOutcome, Standpoint
from responsegen.consensus.range_moves import compromises
from responsegen.consensus.swing import Vote, cheapest_moves, cost, overturned_by
from tests.consensus.builders import EU27, dossier, options, outcome_of, position, ranges, reservation, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from responsegen.consensus.swing import MoveSet

SIX = ("DE", "ES", "FR", "IT", "HU", "MT")
RULES = ["unanimity", "consensus", "qualified-majority", "reinforced-qualified-majority", "simple-majority"]


def vote(rule: str, stands: Mapping[str, Standpoint]) -> Vote:
    """A vote of those named, each in its column."""

    def column(which: Standpoint) -> tuple[str, ...]:
        return tuple(d for d, stance in stands.items() if stance is which)

    topic = options(rule, tuple(stands))
    return Vote.on(dossier([topic]), topic, Columns(*map(column, Columns().sides)))


def by_hand(rule: str, members: Iterable[str] = SIX, *, rest: str = "for", **stands: str) -> Vote:
    """`by_hand("unanimity", against="HU", outstanding="MT")`."""
    said = {code: column for column, codes in stands.items() for code in codes.split()}
    return vote(rule, {d: Standpoint[said.get(d, rest).upper()] for d in members})


def words(found: Iterable[MoveSet]) -> list[str]:
    return ["; ".join(f"{m.delegation} {m.before} to {m.after}" for m in moves) for moves in found]


@pytest.mark.parametrize(
    ("case", "sets"),
    [
        (by_hand("unanimity"), []),
        (by_hand("unanimity", against="HU"), ["HU against to abstaining"]),
        (
            by_hand("unanimity", against="HU", outstanding="MT"),
            ["HU against to abstaining; MT outstanding to abstaining"],
        ),
        (by_hand("consensus", rest="abstaining", outstanding="MT"), ["MT outstanding to for"]),
        (
            by_hand("consensus", ("DE", "FR"), rest="against"),
            ["DE against to for; FR against to abstaining", "DE against to abstaining; FR against to for"],
        ),
        (by_hand("consensus", ("DE", "FR"), rest="abstaining"), ["DE abstaining to for", "FR abstaining to for"]),
        # Two of six are a third of the members, and these two more than a third of the population.
        (
            by_hand("unanimity", constructive="DE ES"),
            ["DE abstaining constructively to abstaining", "ES abstaining constructively to abstaining"],
        ),
        (
            by_hand("simple-majority", against="IT HU MT"),
            ["IT against to for", "HU against to for", "MT against to for"],
        ),
        (
            by_hand("simple-majority", against="HU", abstaining="FR IT"),
            ["FR abstaining to for", "IT abstaining to for"],
        ),
        (
            by_hand("simple-majority", against="HU MT", abstaining="FR", outstanding="IT"),
            ["FR abstaining to for; IT outstanding to for"],
        ),
        (
            by_hand("simple-majority", against="HU MT IT", abstaining="FR"),
            [f"FR abstaining to for; {d} against to for" for d in ("IT", "HU", "MT")],
        ),
    ],
)
def test_the_cheapest_moves_go_no_further_than_they_must(case: Vote, sets: list[str]) -> None:
    assert words(cheapest_moves(case)) == sets


AFTERWARDS = {
    Standpoint.FOR: [Standpoint.FOR],
    Standpoint.AGAINST: [Standpoint.AGAINST, Standpoint.ABSTAINING, Standpoint.FOR],
    Standpoint.ABSTAINING: [Standpoint.ABSTAINING, Standpoint.FOR],
    Standpoint.UNMENTIONED: [Standpoint.UNMENTIONED, Standpoint.FOR],
    Standpoint.CONSTRUCTIVE: [Standpoint.CONSTRUCTIVE, Standpoint.ABSTAINING, Standpoint.FOR],
    Standpoint.OUTSTANDING: [Standpoint.OUTSTANDING, Standpoint.ABSTAINING, Standpoint.FOR],
}


def steps(before: Standpoint, after: Standpoint) -> int:
    return 0 if before is after else 2 if (before, after) == (Standpoint.AGAINST, Standpoint.FOR) else 1


@given(st.sampled_from(RULES), st.lists(st.sampled_from(list(Columns().sides)), min_size=2, max_size=6))
def test_nothing_cheaper_carries_whatever_is_tried(rule: str, columns: list[Standpoint]) -> None:
    stands = dict(zip(SIX, columns, strict=False))
    found = cheapest_moves(vote(rule, stands))
    carrying = [
        sum(steps(stands[d], there) for d, there in zip(stands, after, strict=True))
        for after in product(*(AFTERWARDS[column] for column in columns))
        if (tried := vote(rule, dict(zip(stands, after, strict=True)))).rule.carries(tried.worst)
    ]
    least = min(carrying, default=0)
    assert {cost(moves) for moves in found} == ({least} if least else set())
    for moves in found:
        after = stands | {move.delegation: move.after for move in moves}
        moved = vote(rule, after)
        assert moved.rule.carries(moved.worst)
        assert all(stands[move.delegation] is move.before for move in moves)


@given(st.sampled_from(RULES), st.lists(st.sampled_from(list(Columns().sides)), min_size=2, max_size=6))
def test_nothing_smaller_stops_an_agreement_whatever_is_tried(rule: str, columns: list[Standpoint]) -> None:
    stands = dict(zip(SIX, columns, strict=False))
    case = vote(rule, stands)
    if not case.rule.carries(case.worst):
        assert overturned_by(case) == ()
        return

    def stopped(moved: tuple[str, ...]) -> bool:
        tried = vote(rule, stands | dict.fromkeys(moved, Standpoint.AGAINST))
        return not tried.rule.carries(tried.worst)

    by_size = ([who for who in combinations(stands, size) if stopped(who)] for size in range(1, len(stands) + 1))
    fewest = next(sets for sets in by_size if sets)
    assert set(overturned_by(case)) == set(fewest)


def test_of_27_any_one_stops_unanimity_and_thirteen_a_majority() -> None:
    everybody = dict.fromkeys(EU27, Standpoint.FOR)
    assert overturned_by(vote("unanimity", everybody))[:2] == (("BE",), ("BG",))
    assert {len(who) for who in overturned_by(vote("qualified-majority", everybody))} == {4}


def settled(rule: str, said: Mapping[str, tuple[int | str, int | None]], *reserved: str) -> list[str]:
    topic = ranges(rule, SIX)
    positions = [
        position(d, {"force_size": span(*r)}, *([reservation("force_size", "substantive")] if d in reserved else []))
        for d, r in said.items()
    ]
    case = dossier([topic], positions, SIX)
    outcome = outcome_of(case, "force_size", RangeOutcome)
    return [
        f"{s.value}: " + ", ".join([*(f"{c.delegation} by {c.by}" for c in s.concessions), *s.others])
        for s in compromises(case, outcome)
    ]


@pytest.mark.parametrize(
    ("rule", "said", "values"),
    [
        ("unanimity", dict.fromkeys(SIX, (10, 20)), []),
        ("unanimity", dict.fromkeys(SIX, (10, 20)) | {"HU": (24, 30)}, ["20: HU by 4", "10: HU by 14"]),
        ("unanimity", dict.fromkeys(SIX[:5], (10, 20)), ["10: MT", "20: MT"]),
        ("unanimity", dict.fromkeys(SIX[:3], (10, 20)) | dict.fromkeys(SIX[3:], (30, 40)), [
            "20: IT by 10, HU by 10, MT by 10",
            "30: DE by 10, ES by 10, FR by 10",
            "10: IT by 20, HU by 20, MT by 20",
            "40: DE by 20, ES by 20, FR by 20",
        ]),
        ("simple-majority", dict.fromkeys(SIX[:3], (10, 20)) | dict.fromkeys(SIX[3:], (25, 40)), [
            "20: IT by 5", "25: DE by 5", "10: IT by 15", "40: DE by 20",
        ]),
    ],
)  # fmt: skip
def test_a_range_settles_where_the_fewest_give_way(
    rule: str, said: Mapping[str, tuple[int | str, int | None]], values: list[str]
) -> None:
    assert settled(rule, said) == values


def test_who_is_against_every_value_has_to_give_way_at_each() -> None:
    assert settled("consensus", dict.fromkeys(SIX, (10, 20)), "HU") == ["10: HU", "20: HU"]
