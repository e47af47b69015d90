"""Who takes part, given who else does: candidates with conditions in; the least and the greatest stable coalition out.

More partners never break a condition. So letting in whoever can come, from nobody on, ends in the least coalition
that keeps itself together, and dropping whoever cannot, from everybody on, in the greatest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import heapify, heappop

from responsegen.dossier.model import AnyOf, Condition, EventHappens, Interval, MinimumForce, Together, UsProvides


@dataclass(frozen=True, slots=True)
class Candidate:
    """A delegation that would take part if every one of its conditions held."""

    delegation: str
    pledge: Interval  # personnel
    conditions: tuple[Condition, ...] = ()


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


def least(candidates: Sequence[Candidate], facts: Facts) -> StableCoalition:
    """Start from nobody, let in everybody whose conditions hold, and repeat until nobody else can come."""
    awaited = _Awaited(candidates, lambda c, force: force.personnel - c.pledge.low)
    present: set[str] = set()
    strength = 0
    rounds = []
    look_at = tuple(candidates)
    while joining := tuple(c for c in look_at if _comes(c, facts, present, strength + c.pledge.low)):
        rounds.append(joining)
        present.update(c.delegation for c in joining)
        strength += sum(c.pledge.low for c in joining)
        look_at = tuple(c for c in awaited.turned_by(joining, strength) if c.delegation not in present)
    return StableCoalition(tuple(c for c in candidates if c.delegation in present), tuple(rounds))


def greatest(
    candidates: Sequence[Candidate], facts: Facts, look_at: Sequence[Candidate] | None = None
) -> StableCoalition:
    """Start from everybody, drop whoever's conditions fail, and repeat until all that are left can stay.

    `look_at` are those whose conditions may fail at first, where the others are known to hold; else everybody.
    """
    awaited = _Awaited(candidates, lambda _, force: -force.personnel)
    present = {c.delegation for c in candidates}
    strength = sum(c.pledge.low for c in candidates)
    rounds = []
    look_at = candidates if look_at is None else look_at
    while leaving := tuple(c for c in look_at if not _comes(c, facts, present, strength)):
        rounds.append(leaving)
        present.difference_update(c.delegation for c in leaving)
        strength -= sum(c.pledge.low for c in leaving)
        look_at = tuple(c for c in awaited.turned_by(leaving, -strength - 1) if c.delegation in present)
    return StableCoalition(tuple(c for c in candidates if c.delegation in present), tuple(rounds))


def mentions(candidate: Candidate, need: str) -> bool:
    """Whether any condition looks at this need."""
    return any(isinstance(c, UsProvides) and c.need == need for c in single_conditions(candidate.conditions))


def _comes(candidate: Candidate, facts: Facts, present: AbstractSet[str], strength: int) -> bool:
    """Whether all conditions hold; `strength` is what the coalition pledges at least, the candidate included."""
    return all(holds(condition, facts, present, strength) for condition in candidate.conditions)


def holds(condition: Condition, facts: Facts, present: AbstractSet[str], strength: int) -> bool:
    """Whether a condition holds beside those present; `strength` is what they pledge at least, oneself included."""
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


def single_conditions(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """All conditions that are not made of others."""
    for condition in conditions:
        if isinstance(condition, AnyOf):
            yield from single_conditions(condition.conditions)
        else:
            yield condition


class _Awaited:
    """Who has to be looked at again when others come or go, so that a condition is weighed only when it may turn."""

    def __init__(self, candidates: Sequence[Candidate], turning: Callable[[Candidate, MinimumForce], int]) -> None:
        """Note what each candidate waits for; `turning` is the level of strength at which a minimum force turns."""
        self._candidates = candidates
        self._partners: dict[str, list[int]] = defaultdict(list)
        self._forces: list[tuple[int, int]] = []
        for i, candidate in enumerate(candidates):
            for condition in single_conditions(candidate.conditions):
                if isinstance(condition, Together):
                    for partner in condition.delegations:
                        self._partners[partner].append(i)
                elif isinstance(condition, MinimumForce):
                    self._forces.append((turning(candidate, condition), i))
        heapify(self._forces)

    def turned_by(self, changed: Iterable[Candidate], level: int) -> Iterator[Candidate]:
        """Those who wait for one of the changed, or for a strength up to this level, in order; each force only once."""
        found = {i for c in changed for i in self._partners.get(c.delegation, ())}
        while self._forces and self._forces[0][0] <= level:
            found.add(heappop(self._forces)[1])
        return (self._candidates[i] for i in sorted(found))
