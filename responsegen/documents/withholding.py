"""Withhold sums from which one could compute what a delegation pledged, in papers without names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from itertools import combinations
from typing import TypeVar

from responsegen.consensus.answer import ContributionOutcome, ScenarioOutcome
from responsegen.consensus.intervals import NOT_QUANTIFIED
from responsegen.documents.attribution import FEWEST, Attributor
from responsegen.dossier.model import ContributionAnswer, Dossier, Interval, Number

PRIME = 2**61 - 1  # beyond every determinant of 36 rows of ones and noughts, so that rank is exact modulo it

FigureT = TypeVar("FigureT", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Part:
    """The lower end of what a delegation pledged, or what the upper end has beyond it."""

    delegation: str
    beyond: bool


Sum = frozenset[Part]


def sums_of(pledges: Mapping[str, Interval], undated: Container[str] = ()) -> tuple[Sum, ...]:
    """Say what the two ends of a sum of pledges are made of; who is undated adds nothing to the lower one."""
    low = frozenset(Part(d, beyond=False) for d, pledge in pledges.items() if pledge.low)
    beyond = frozenset(Part(d, beyond=True) for d, pledge in pledges.items() if pledge.high != pledge.low)
    certain = frozenset(part for part in low if part.delegation not in undated)
    return (certain, low | beyond) if all(p.high is not None for p in pledges.values()) else (certain,)


def printable(figures: Mapping[FigureT, Iterable[Sum]]) -> frozenset[FigureT]:
    """Choose figures that may be printed together, the first one first, each with the sums that it tells."""
    chosen: list[FigureT] = []
    told: set[Sum] = set()
    for figure, sums in figures.items():
        new = told.union(sums)
        if new == told or keeps_secrets(new):
            chosen.append(figure)
            told = new
    return frozenset(chosen)


class Of(StrEnum):
    """Of whom a figure of a scenario is the sum, where it is not of those who stay for so many months."""

    PEAK = auto()
    ASSURED = auto()
    ATTAINABLE = auto()


Figure = tuple[str, Of | Number]  # the scenario, and which of its figures
Shown = Mapping[Figure, Interval]  # the figures that may be printed


def shown_of(dossier: Dossier, outcome: ContributionOutcome, by: Attributor) -> Shown:
    """Choose the figures of a contribution that a paper may print, those first that it can least do without."""
    given = {d: position.answers.get(outcome.topic.id) for d, position in dossier.positions.items()}
    answers = {d: answer for d, answer in given.items() if isinstance(answer, ContributionAnswer)}
    by_weight = sorted(outcome.scenarios, key=lambda s: outcome.scenarios[s].rank)
    in_turn = {s: outcome.scenarios[s] for s in (*by_weight[-1:], *by_weight)}
    figures: dict[Figure, tuple[Interval, tuple[Sum, ...]]] = {}

    def ends(delegations: Iterable[str], undated: Container[str] = ()) -> tuple[Sum, ...]:
        return sums_of({d: outcome.pledges.get(d, NOT_QUANTIFIED) for d in delegations}, undated)

    def is_there(delegation: str, day: int) -> bool:
        start, long = answers[delegation].ready or 0, answers[delegation].sustain
        return start <= day and (long is None or day < start + long)

    def at_once(found: ScenarioOutcome, personnel: Interval) -> Iterator[Sum]:
        """Find who is there whenever the force is as strong, at one of its ends."""
        for step in found.timeline:
            low, *high = ends([d for d in found.attainable.delegations if is_there(d, step.day)], outcome.undated)
            yield from (low,) if step.personnel.low == personnel.low else ()
            yield from high if step.personnel.high == personnel.high else ()

    for scenario, found in in_turn.items():
        figures[scenario, Of.PEAK] = found.peak.personnel, tuple(at_once(found, found.peak.personnel))
        figures[scenario, Of.ASSURED] = found.assured.personnel, ends(found.assured.delegations)
    for scenario, found in in_turn.items():
        for kept in found.sustained:
            figures[scenario, kept.months] = kept.personnel, tuple(at_once(found, kept.personnel))
        figures[scenario, Of.ATTAINABLE] = found.attainable.personnel, ends(found.attainable.delegations)
    shown = figures if by.named else printable({figure: sums for figure, (_, sums) in figures.items()})
    return {figure: personnel for figure, (personnel, _) in figures.items() if figure in shown}


def keeps_secrets(sums: Collection[Sum]) -> bool:
    """Tell whether nothing that sums and differences of these tell rests on one or two delegations alone.

    Something does if the sums would be less independent of each other without what these one or two pledged. How far
    the ends of one pledge lie apart is no secret, unless the lower one is nought.
    """
    told = sorted(sums, key=len)
    inside = {part: tuple(part in each for each in told) for part in frozenset().union(*told)}
    pledged: dict[str, dict[bool, Sequence[bool]]] = {}
    for part, where in inside.items():
        pledged.setdefault(part.delegation, {})[part.beyond] = where
    alike = Counter(tuple(sorted(parts.items())) for parts in pledged.values())
    rare = [d for d, parts in pledged.items() if alike[tuple(sorted(parts.items()))] < FEWEST]

    def rank_without(parts: Collection[Part]) -> int:
        return _rank({where for part, where in inside.items() if part not in parts})

    for few in (set(those) for n in range(1, FEWEST) for those in combinations(rare, n)):
        theirs = {part for part in inside if part.delegation in few}
        apart = {part for part in theirs if part.beyond and False in pledged[part.delegation]}
        if rank_without(theirs) < rank_without(apart):
            return False
    return True


def _rank(rows: Iterable[Sequence[bool]]) -> int:
    """Count the rows that do not follow from the others."""
    left = [[int(cell) for cell in row] for row in rows]
    rank = 0
    while left:
        pivot = left.pop()
        at = next((i for i, cell in enumerate(pivot) if cell), None)
        if at is not None:
            rank += 1
            inverse = pow(pivot[at], -1, PRIME)
            left = [
                [(a - b * row[at] * inverse) % PRIME for a, b in zip(row, pivot, strict=True)] if row[at] else row
                for row in left
            ]
    return rank
