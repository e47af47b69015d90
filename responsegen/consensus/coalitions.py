"""Find who takes part, given who else does: the least and the greatest coalition that keeps itself together.

More partners never break a condition. So letting in whoever can come, from nobody on, ends in the least coalition
that keeps itself together, and dropping whoever cannot, from everybody on, in the greatest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import assert_never

from responsegen.dossier.model import (
    AnyOf,
    Condition,
    EventHappens,
    Interval,
    MinimumForce,
    Number,
    Together,
    UsProvides,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A delegation that would take part if every one of its conditions held."""

    delegation: str
    pledge: Interval  # personnel
    conditions: tuple[Condition, ...] = ()
    ready: int | None = None  # days after the decision; None: not said
    sustain: int | None = None  # days; None: no end stated


@dataclass(frozen=True, slots=True)
class Facts:
    """What the addressee provides, and what has happened."""

    us: frozenset[str]
    events: frozenset[str]


@dataclass(frozen=True, slots=True)
class StableCoalition:
    """A stable coalition, in the candidates' order, and who came in (or went out) in which round."""

    members: tuple[Candidate, ...]
    rounds: tuple[tuple[Candidate, ...], ...]


def least(candidates: Sequence[Candidate], facts: Facts, first: Iterable[str] = ()) -> StableCoalition:
    """Start from nobody, or from those `first`, let in everybody whose conditions hold, until nobody else can come."""
    present = set(first)
    strength = sum(c.pledge.low for c in candidates if c.delegation in present)
    rounds = []
    while joining := tuple(
        c for c in candidates if c.delegation not in present and _comes(c, facts, present, strength + c.pledge.low)
    ):
        rounds.append(joining)
        present.update(c.delegation for c in joining)
        strength += sum(c.pledge.low for c in joining)
    return StableCoalition(tuple(c for c in candidates if c.delegation in present), tuple(rounds))


def greatest(candidates: Sequence[Candidate], facts: Facts) -> StableCoalition:
    """Start from everybody, drop whoever's conditions fail, and repeat until all that are left can stay."""
    staying = tuple(candidates)
    rounds: list[tuple[Candidate, ...]] = []
    while True:
        present, strength = together(staying)
        leaving = tuple(c for c in staying if not _comes(c, facts, present, strength))
        if not leaving:
            return StableCoalition(staying, tuple(rounds))
        rounds.append(leaving)
        staying = without(staying, leaving)


def circles(candidates: Sequence[Candidate]) -> tuple[tuple[str, ...], ...]:
    """Group those who wait for each other to take part, be it through others of them."""
    waits = {c.delegation: _partners(c) for c in candidates}

    def reached_from(start: str) -> set[str]:
        reached: set[str] = set()
        ahead = waits[start] & waits.keys()
        while ahead:
            reached |= ahead
            ahead = {other for d in ahead for other in waits[d] & waits.keys()} - reached
        return reached

    reach = {d: reached_from(d) for d in waits}
    groups = (tuple(other for other in waits if other in reach[d] and d in reach[other]) for d in waits)
    return tuple(dict.fromkeys(group for group in groups if len(group) > 1))


def _partners(candidate: Candidate) -> set[str]:
    named = (c.delegations for c in single_conditions(candidate.conditions) if isinstance(c, Together))
    return {d for delegations in named for d in delegations}


def without(candidates: Iterable[Candidate], leaving: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Select those who stay."""
    gone = {c.delegation for c in leaving}
    return tuple(c for c in candidates if c.delegation not in gone)


def together(candidates: Iterable[Candidate]) -> tuple[frozenset[str], Number]:
    """Tell who these are, and what they pledge at least."""
    found = tuple(candidates)
    return frozenset(c.delegation for c in found), sum(c.pledge.low for c in found)


def unmet(candidate: Candidate, facts: Facts, present: AbstractSet[str], strength: Number) -> tuple[Condition, ...]:
    """List the conditions that do not hold; `strength` is the least that all pledge, the candidate included."""
    return tuple(c for c in candidate.conditions if not holds(c, facts, present, strength))


def _comes(candidate: Candidate, facts: Facts, present: AbstractSet[str], strength: Number) -> bool:
    """Tell whether all conditions hold, and stop at the first that does not."""
    return all(holds(c, facts, present, strength) for c in candidate.conditions)


def holds(condition: Condition, facts: Facts, present: AbstractSet[str], strength: Number | float) -> bool:
    """Tell whether a condition is met where these take part, with so many personnel."""
    match condition:
        case UsProvides(need):
            return need in facts.us
        case EventHappens(event):
            return event in facts.events
        case Together(delegations):
            return all(partner in present for partner in delegations)
        case MinimumForce(personnel):
            return strength >= personnel
        case AnyOf(conditions):
            return any(holds(one, facts, present, strength) for one in conditions)
        case _:
            assert_never(condition)


def single_conditions(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """List all conditions that are not made of others."""
    for condition in conditions:
        if isinstance(condition, AnyOf):
            yield from single_conditions(condition.conditions)
        else:
            yield condition
