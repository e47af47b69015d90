"""How a force comes about: a dossier, a contribution topic and a scenario in; who joins or drops when, and why, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from responsegen.consensus.ballots import Ballot, ballots
from responsegen.consensus.coalitions import Candidate, Facts, greatest, holds, least
from responsegen.consensus.contributions import BARS_ASSURED, BARS_ATTAINABLE, WILLING, candidates
from responsegen.dossier.model import (
    Condition,
    ContributionAnswer,
    ContributionTopic,
    Dossier,
    ReservationKind,
    Scenario,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One delegation that comes or goes in a round: with the conditions that are met by then, or that are not."""

    delegation: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Formation:
    """How the two coalitions of a scenario come about, in rounds from the first."""

    joining: tuple[tuple[Turn, ...], ...]  # into the assured coalition, with all of their conditions
    waiting: tuple[Turn, ...]  # never in it, with the conditions that stay unmet
    reserved: tuple[str, ...]  # kept out of the assured coalition by a reservation alone
    willing: tuple[str, ...]  # with whom the attainable coalition starts
    dropping: tuple[tuple[Turn, ...], ...]  # out of it, with the conditions that fail by then
    barred: tuple[str, ...]  # willing, and kept out even of that by a reservation


def formation(dossier: Dossier, topic: ContributionTopic, scenario: Scenario) -> Formation:
    """Gather both coalitions once more, and note every turn."""
    heard = ballots(dossier, topic)
    facts = Facts(scenario.us, scenario.events)
    assured, attainable = candidates(heard, BARS_ASSURED), candidates(heard)
    joined, stayed = least(assured, facts), greatest(attainable, facts)
    inside = {c.delegation for c in joined.members}
    strength = sum(c.pledge.low for c in joined.members)
    return Formation(
        joining=tuple(tuple(Turn(c.delegation, c.conditions) for c in round_) for round_ in joined.rounds),
        waiting=tuple(
            Turn(c.delegation, _unmet(c, facts, inside, strength + c.pledge.low))
            for c in assured
            if c.delegation not in inside
        ),
        reserved=_kept_out(heard, BARS_ASSURED - BARS_ATTAINABLE),
        willing=tuple(c.delegation for c in attainable),
        dropping=tuple(_dropping(attainable, stayed.rounds, facts)),
        barred=_kept_out(heard, BARS_ATTAINABLE),
    )


def _dropping(
    willing: Sequence[Candidate], rounds: Iterable[Sequence[Candidate]], facts: Facts
) -> Iterable[tuple[Turn, ...]]:
    present = {c.delegation for c in willing}
    strength = sum(c.pledge.low for c in willing)
    for leaving in rounds:
        yield tuple(Turn(c.delegation, _unmet(c, facts, present, strength)) for c in leaving)
        present = present - {c.delegation for c in leaving}
        strength -= sum(c.pledge.low for c in leaving)


def _unmet(candidate: Candidate, facts: Facts, present: AbstractSet[str], strength: int) -> tuple[Condition, ...]:
    return tuple(c for c in candidate.conditions if not holds(c, facts, present, strength))


def _kept_out(heard: Iterable[Ballot], by: AbstractSet[ReservationKind]) -> tuple[str, ...]:
    return tuple(
        v.delegation
        for v in heard
        if isinstance(v.answer, ContributionAnswer)
        and v.answer.stance in WILLING
        and any(r.kind in by for r in v.reservations)
    )
