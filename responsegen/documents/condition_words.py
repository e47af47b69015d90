"""Put the conditions that contributions wait for into words."""

from __future__ import annotations

from typing import assert_never

from responsegen.consensus.number_words import by_number
from responsegen.documents.words import NBSP, joined, name_of, number, phrase_of
from responsegen.dossier.model import AnyOf, Condition, Dossier, EventHappens, MinimumForce, Together, UsProvides


def condition_words(dossier: Dossier, condition: Condition, *, named: bool = True) -> str:
    """Word a condition as one item of a list of conditions; where not `named`, partners stay unnamed."""
    match condition:
        case UsProvides(need):
            addressee = name_of(dossier, dossier.addressee, article=True)
            return f"{phrase_of(dossier.needs[need])} from {addressee}"
        case EventHappens(event):
            return phrase_of(dossier.events[event])
        case Together(delegations):
            partners = f"{joined(delegations)} {by_number(delegations, 'takes', 'take')} part"
            return partners if named else "certain other delegations take part"
        case MinimumForce(personnel):
            least = f"at least {number(personnel)}{NBSP}personnel are" if named else "a certain number of personnel is"
            return f"{least} pledged in all"
        case AnyOf(alternatives):
            choices = dict.fromkeys(condition_words(dossier, c, named=named) for c in alternatives)
            return f"either {', or '.join(choices)}" if len(choices) > 1 else next(iter(choices))
        case _:
            assert_never(condition)
