"""Who would carry a decision, and who would stop one: every possibility is tried. Where a range settles: a table."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsegen.consensus.answer import Columns, Standpoint
from responsegen.consensus.swing import Group, Vote
from responsegen.dossier.model import RuleName
from responsegen.explaining.options_moves import carrying, phrase, stopping
from tests.consensus.builders import EU27, dossier, options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

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


def sets_of(case: Vote, group: Group | None) -> set[frozenset[str]]:
    """Every set that a group stands for."""
    if group is None:
        return set()
    weights = case.weights(case.members)
    weight = {d: Fraction(w, sum(weights)) for d, w in zip(case.members, weights, strict=True)}
    return {
        frozenset((*group.core, *chosen))
        for chosen in combinations(group.others, group.number)
        if group.share is None or sum(weight[d] for d in chosen) >= group.share
    }


def fewest_that(enough: Callable[[tuple[str, ...]], bool], movable: Sequence[str]) -> set[frozenset[str]]:
    """Try every set, the smallest first."""
    by_size = ({frozenset(who) for who in combinations(movable, n) if enough(who)} for n in range(1, len(movable) + 1))
    return next((found for found in by_size if found), set())


MAJORITIES = [rule for rule in RULES if not RuleName(rule).facts.unopposed]
COLUMNS = st.lists(st.sampled_from(list(Columns().sides)), min_size=2, max_size=6)


@given(st.sampled_from(MAJORITIES), COLUMNS, st.integers(0, 6))
def test_a_group_is_every_smallest_set_that_carries(rule: str, columns: list[Standpoint], fixed: int) -> None:
    stands = dict(zip(SIX, columns, strict=False))
    case = vote(rule, stands)
    unmoved = tuple(stands)[:fixed] if fixed < len(stands) else ()
    movable = [d for d in stands if d not in {*case.columns.for_, *unmoved}]

    def carried(moved: tuple[str, ...]) -> bool:
        tried = vote(rule, stands | dict.fromkeys(moved, Standpoint.FOR))
        return tried.rule.carries(tried.worst)

    if case.carries:
        return
    groups = carrying(case, unmoved)
    assert sets_of(case, groups[0] if groups else None) == fewest_that(carried, movable)
    if len(groups) > 1:
        gentle = [d for d in movable if d not in case.columns.against]
        assert sets_of(case, groups[1]) == fewest_that(carried, gentle)


@given(st.sampled_from(MAJORITIES), COLUMNS)
def test_a_group_is_every_smallest_set_that_stops(rule: str, columns: list[Standpoint]) -> None:
    stands = dict(zip(SIX, columns, strict=False))
    case = vote(rule, stands)

    def stopped(moved: tuple[str, ...]) -> bool:
        tried = vote(rule, stands | dict.fromkeys(moved, Standpoint.AGAINST))
        return not tried.rule.carries(tried.worst)

    if case.carries:
        assert sets_of(case, stopping(case)) == fewest_that(stopped, case.columns.for_)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (by_hand("simple-majority", against="IT HU MT"), "IT, HU or MT"),
        (by_hand("simple-majority", against="HU MT", abstaining="FR IT"), "any two of FR, IT, HU and MT"),
        (by_hand("simple-majority", against="HU MT", outstanding="IT"), "IT, HU or MT"),
        (
            by_hand("qualified-majority", EU27[:9], rest="outstanding", **{"for": "DE"}),
            "any four of BE, BG, CZ, DK, EE, IE, EL and ES that have at least 19.75 % of the population together",
        ),
    ],
)
def test_a_group_is_named_in_few_words(case: Vote, words: str) -> None:
    assert [phrase(group).replace("\N{NO-BREAK SPACE}", " ") for group in carrying(case)][:1] == [words]
