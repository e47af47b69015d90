"""Find the values of a range that could carry, and who would have to do what for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from responsegen.consensus.answer import Concession, RangeOutcome
from responsegen.consensus.ballots import held_back
from responsegen.consensus.range_moves import Compromise, compromises
from responsegen.dossier.model import Dossier, Interval, Number


@dataclass(frozen=True, slots=True)
class Candidate:
    """Values for which the same delegations would have to move, as far."""

    values: Interval
    concessions: tuple[Concession, ...]
    lifting: tuple[tuple[str, str], ...]  # who would have to lift which reservation: `("DK", "scrutiny")`
    joining: tuple[str, ...]  # those without a range

    @property
    def movers(self) -> tuple[str, ...]:
        """Everybody who would have to do something."""
        return tuple(dict.fromkeys((*(c.delegation for c in self.concessions), *dict(self.lifting), *self.joining)))


def candidates(dossier: Dossier, outcome: RangeOutcome) -> Iterator[Candidate]:
    """Put together the values that the same accept and that ask as much of the same others: so do all in between."""
    held = held_back(dossier, outcome.reservations)
    together: dict[tuple[frozenset[str], ...], list[Compromise]] = {}
    for found in compromises(dossier, outcome):
        movers = frozenset({*(c.delegation for c in found.concessions), *found.others})
        together.setdefault((movers, frozenset(accepting(outcome, found.value))), []).append(found)
    for (movers, _), asking in together.items():
        first = asking[0]
        values = [found.value for found in asking if found.distance == first.distance]
        yield Candidate(
            Interval(min(values), max(values)),
            first.concessions,
            tuple((d, held[d]) for d in outcome.topic.electorate if d in movers and d in held),
            tuple(d for d in first.others if d not in held),
        )


def accepting(outcome: RangeOutcome, value: Number) -> list[str]:
    """List those whose counted range holds a value."""
    return [d for d, stated in outcome.counted.items() if value in stated]
