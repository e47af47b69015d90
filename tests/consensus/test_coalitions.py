"""Stable coalitions, against trying every set of candidates."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from responsegen.consensus.coalitions import Candidate, Facts, StableCoalition, greatest, least
from responsegen.dossier.model import (
    AnyOf,
    Condition,
    EventHappens,
    Interval,
    MinimumForce,
    Together,
    UsProvides,
)
from tests.consensus.builders import HERE, event, force, partners, us

NOTHING = Facts(frozenset(), frozenset())
EVERYTHING = Facts(frozenset({"airlift", "intelligence"}), frozenset({"ceasefire"}))


def who(coalition: StableCoalition) -> str:
    return " ".join(c.delegation for c in coalition.members)


def rounds(coalition: StableCoalition) -> list[str]:
    return [" ".join(c.delegation for c in joined) for joined in coalition.rounds]


def candidate(code: str, low: int, *conditions: Condition) -> Candidate:
    return Candidate(code, Interval(low, low), conditions)


def test_two_that_wait_for_each_other_are_attainable_and_not_assured() -> None:
    both = [candidate("DE", 100, partners("FR")), candidate("FR", 100, partners("DE")), candidate("IT", 10)]
    assert who(least(both, NOTHING)) == "IT"
    assert who(greatest(both, NOTHING)) == "DE FR IT"


def test_joining_goes_by_rounds() -> None:
    chain = [candidate("IT", 10, partners("DE FR")), candidate("FR", 10, partners("DE")), candidate("DE", 10)]
    assert rounds(least(chain, NOTHING)) == ["DE", "FR", "IT"]
    assert who(least(chain, NOTHING)) == "IT FR DE"


def test_leaving_goes_by_rounds() -> None:
    chain = [candidate("DE", 10, us("airlift")), candidate("FR", 10, partners("DE")), candidate("IT", 10, force(30))]
    assert rounds(greatest(chain, NOTHING)) == ["DE", "FR IT"]
    assert who(greatest(chain, EVERYTHING)) == "DE FR IT"


def test_a_minimum_force_counts_the_others_and_oneself() -> None:
    three = [candidate("DE", 100), candidate("FR", 50, force(150)), candidate("IT", 49, force(200))]
    assert rounds(least(three, NOTHING)) == ["DE", "FR"]
    assert who(greatest(three, NOTHING)) == "DE FR"


def test_one_of_several_is_enough() -> None:
    choice = AnyOf((us("airlift"), partners("DE")), HERE)
    assert who(least([candidate("DE", 1), candidate("FR", 1, choice)], NOTHING)) == "DE FR"
    assert who(least([candidate("FR", 1, choice)], NOTHING)) == ""
    assert who(least([candidate("FR", 1, choice)], EVERYTHING)) == "FR"


CODES = ["DE", "FR", "IT", "PL", "SE", "UK"]
simple = st.one_of(
    st.builds(UsProvides, st.sampled_from(["airlift", "intelligence"]), st.just(HERE)),
    st.builds(EventHappens, st.just("ceasefire"), st.just(HERE)),
    st.builds(Together, st.lists(st.sampled_from(CODES), min_size=1, max_size=2).map(tuple), st.just(HERE)),
    st.builds(MinimumForce, st.integers(0, 40), st.just(HERE)),
)
conditions = st.one_of(simple, st.builds(AnyOf, st.lists(simple, min_size=1, max_size=3).map(tuple), st.just(HERE)))
gatherings = st.lists(
    st.builds(
        lambda code, low, said: candidate(code, low, *said),
        st.sampled_from(CODES),
        st.integers(0, 12),
        st.lists(conditions, max_size=3),
    ),
    max_size=6,
    unique_by=lambda c: c.delegation,
)
facts = st.builds(
    Facts, st.frozensets(st.sampled_from(["airlift", "intelligence"])), st.frozensets(st.just("ceasefire"))
)


def holds(condition: Condition, one: Candidate, others: set[str], pledged: int, known: Facts) -> bool:
    """Read off the contract: what a condition asks of a coalition, with the candidate in it."""
    if isinstance(condition, AnyOf):
        return any(holds(c, one, others, pledged, known) for c in condition.conditions)
    if isinstance(condition, Together):
        return set(condition.delegations) <= others
    if isinstance(condition, MinimumForce):
        return pledged >= condition.personnel
    return condition.need in known.us if isinstance(condition, UsProvides) else condition.event in known.events


def stable(candidates: list[Candidate], inside: tuple[Candidate, ...], known: Facts) -> bool:
    """Whether exactly those inside want to be inside."""
    codes = {c.delegation for c in inside}
    for one in candidates:
        with_me = {*codes, one.delegation}
        pledged = sum(c.pledge.low for c in candidates if c.delegation in with_me)
        if all(holds(c, one, codes, pledged, known) for c in one.conditions) is not (one.delegation in codes):
            return False
    return True


@given(candidates=gatherings, known=facts)
@settings(max_examples=200)
def test_they_are_the_least_and_the_greatest_of_all_stable_sets(candidates: list[Candidate], known: Facts) -> None:
    stable_sets = [
        {c.delegation for c in inside}
        for size in range(len(candidates) + 1)
        for inside in combinations(candidates, size)
        if stable(candidates, inside, known)
    ]
    assured = {c.delegation for c in least(candidates, known).members}
    attainable = {c.delegation for c in greatest(candidates, known).members}
    assert assured in stable_sets
    assert attainable in stable_sets
    assert all(assured <= other <= attainable for other in stable_sets)


def test_an_event_is_a_fact_like_any_other() -> None:
    waiting = [candidate("SE", 5, event("ceasefire"))]
    assert who(least(waiting, NOTHING)) == ""
    assert who(least(waiting, EVERYTHING)) == "SE"
