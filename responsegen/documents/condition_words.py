"""Put the conditions that contributions wait for into words, and list them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from responsegen.consensus.intervals import NOT_QUANTIFIED, total
from responsegen.documents.words import NBSP, joined, name_of, number, phrase_of
from responsegen.dossier.model import (
    AnyOf,
    Condition,
    ContributionAnswer,
    Dossier,
    EventHappens,
    Interval,
    MinimumForce,
    Together,
    UsProvides,
)
from responsegen.problem import Place


@dataclass(frozen=True, slots=True)
class RegisteredCondition:
    """One condition, and the contributions that wait for it."""

    words: str
    kind: str  # "support", "event", "force", "partners", "alternatives"
    delegations: tuple[str, ...]  # all that name it
    drafts: tuple[str, ...]  # those of them that do so in a draft, which is not counted
    waiting: Interval | None  # the sum of the pledges that are counted; None where none is in numbers
    places: tuple[Place, ...]


def condition_words(dossier: Dossier, condition: Condition, *, named: bool = True) -> str:
    """Word a condition as one item of a list of conditions; where not `named`, partners stay unnamed."""
    return _kind_and_words(dossier, condition, named=named)[1]


def conditions(dossier: Dossier) -> Iterator[RegisteredCondition]:
    """List every condition once, those that most delegations name first."""
    stated: dict[str, list[tuple[str, ContributionAnswer, Condition]]] = {}
    for d, position in dossier.positions.items():
        for answer in position.answers.values():
            if isinstance(answer, ContributionAnswer):
                for condition in answer.conditions:
                    stated.setdefault(condition_words(dossier, condition), []).append((d, answer, condition))
    counted = frozenset(d for d, position in dossier.positions.items() if dossier.counts(position))
    by_weight = sorted(stated.items(), key=lambda item: -sum(d in counted for d, _, _ in item[1]))
    for words, rows in by_weight:
        pledges = [answer.pledge for d, answer, _ in rows if d in counted]
        yield RegisteredCondition(
            words,
            _kind_and_words(dossier, rows[0][2])[0],
            tuple(dict.fromkeys(d for d, _, _ in rows)),
            tuple(dict.fromkeys(d for d, _, _ in rows if d not in counted)),
            total(pledge or NOT_QUANTIFIED for pledge in pledges) if any(pledges) else None,
            tuple(condition.place for _, _, condition in rows),
        )


def _kind_and_words(dossier: Dossier, condition: Condition, *, named: bool = True) -> tuple[str, str]:
    match condition:
        case UsProvides(need):
            addressee = name_of(dossier, dossier.addressee, article=True)
            return "support", f"{phrase_of(dossier.needs[need])} from {addressee}"
        case EventHappens(event):
            return "event", phrase_of(dossier.events[event])
        case Together(delegations):
            partners = f"{joined(delegations)} {'takes' if len(delegations) == 1 else 'take'} part"
            return "partners", partners if named else "certain other delegations take part"
        case MinimumForce(personnel):
            return "force", f"at least {number(personnel)}{NBSP}personnel are pledged in all"
        case AnyOf(alternatives):
            choices = dict.fromkeys(condition_words(dossier, c, named=named) for c in alternatives)
            return "alternatives", f"either {', or '.join(choices)}" if len(choices) > 1 else next(iter(choices))
        case _:
            assert_never(condition)
