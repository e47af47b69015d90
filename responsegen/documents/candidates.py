"""Find the values of a range that could carry, and say who would have to do what for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import Concession, RangeOutcome
from responsegen.consensus.ballots import held_back, speaking
from responsegen.consensus.number_words import by_number, few
from responsegen.consensus.range_moves import compromises
from responsegen.documents.words import cardinal, extent, joined, number, together, verb
from responsegen.dossier.model import Dossier, Interval, Number, RangeAnswer

PAIRS = 20  # of ranges that do not meet


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

    @property
    def lifted(self) -> Iterator[tuple[list[str], str]]:
        """Who has which reservation to lift: DK `its scrutiny reservation`."""
        for kind in dict.fromkeys(kind for _, kind in self.lifting):
            who = [d for d, its in self.lifting if its == kind]
            yield who, by_number(who, f"its {kind} reservation", f"their {kind} reservations")


def candidates(dossier: Dossier, outcome: RangeOutcome) -> Iterator[Candidate]:
    """Put together the values that the same accept and that ask as much of the same others: so do all in between."""
    held = held_back(dossier, outcome.reservations)
    alike = together(
        (
            (frozenset({*(c.delegation for c in found.concessions), *found.others}), *accepting(outcome, found.value)),
            found,
        )
        for found in compromises(dossier, outcome)
    )
    for (movers, *_), asking in alike.items():
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


def preferring(dossier: Dossier, outcome: RangeOutcome, values: Interval, among: Iterable[str]) -> list[str]:
    """List those of them who would prefer such a value."""
    positions = speaking(dossier, outcome.topic)
    answers = {d: positions[d].answers.get(outcome.topic.id) for d in among}
    return [d for d, a in answers.items() if isinstance(a, RangeAnswer) and a.preferred and a.preferred.meets(values)]


def carries_if(found: Candidate, outcome: RangeOutcome, *, by_how_far: bool) -> str:
    """Say who would have to do what, and by how far, else from where: `DE and ES come up by 12 and RO abstains`."""

    def way(move: Concession) -> str:
        up_or_down = "up" if move.stated.high is not None and move.stated.high < found.values.low else "down"
        return f"{up_or_down} by {number(move.by)}" if by_how_far else up_or_down

    up_first = sorted(found.concessions, key=lambda move: way(move).startswith("down"))
    moves: list[tuple[Sequence[str], str]] = []
    for how, those in together((way(c), c) for c in up_first).items():
        names = [c.delegation for c in those] if by_how_far else with_ranges({c.delegation: c.stated for c in those})
        moves.append((names, f"{verb(those, 'comes')} {how}"))
    moves += [(who, f"{verb(who, 'lifts')} {what}") for who, what in found.lifted]
    if found.joining:
        joins = "does not oppose it" if outcome.topic.rule.facts.unopposed else "supports it"
        moves.append((found.joining, verb(found.joining, joins)))
    return each_does(moves)


def each_does(acts: Iterable[tuple[Sequence[str], str]], conjunction: str = " and ") -> str:
    """Say what each does, in one clause what the same do: `DE accept 24, and DK accept 36 and lift its reservation`."""
    alike = together((tuple(who), does) for who, does in acts)
    clauses = [f"{few(who)} {joined(does)}" for who, does in alike.items()]
    return conjunction.join(filter(None, (", ".join(clauses[:-1]), clauses[-1])))


def with_ranges(stated: Mapping[str, Interval]) -> list[str]:
    """Name delegations with the ranges that they stated: `DE and ES (both up to 24)`."""
    alike = together((its, d) for d, its in stated.items())
    each = {1: "", 2: "both "}
    return [f"{joined(who)} ({each.get(len(who), 'all ')}{extent(its)})" for its, who in alike.items()]


def apart(outcome: RangeOutcome) -> tuple[str, str]:
    """Say how many ranges do not meet, and which: `eight pairs of ranges do not meet`, `BE–LT, DE–EE, and others`."""
    total = outcome.conflicts_total
    pairs = ", ".join(f"{a}–{b}" for a, b in outcome.conflicts[:PAIRS])
    more = ", and others" if total > PAIRS else ""
    pairs_of = by_number(total, "pair", "pairs")
    return f"{cardinal(total)} {pairs_of} of ranges {verb(total, 'does not meet')}", f"{pairs}{more}"
