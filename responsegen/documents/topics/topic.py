"""Say of a topic of any kind whose answers count, how its points are called, and what is reserved on all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from responsegen.consensus.answer import OfferOutcome, OptionOutcome
from responsegen.consensus.ballots import speaking
from responsegen.consensus.number_words import by_number
from responsegen.documents.attribution import Attributor
from responsegen.documents.words import cardinal, counted, electorate_words
from responsegen.dossier.model import AnyTopic, Dossier
from responsegen.dossier.states import EU, NATO

Notes = tuple[str, ...]  # reservations, for one footnote


def notes_on(
    points: Mapping[str, OptionOutcome] | Mapping[str, OfferOutcome], by: Attributor
) -> tuple[Notes, Mapping[str, Notes]]:
    """Word the reservations on a topic as a whole, and those on each point; a single point has them all."""
    every = dict.fromkeys(r for p in points.values() for r in p.reservations)
    whole = [r for r in every if r.reservation.option is None] if len(points) > 1 else []
    own = {o: by.reservations(r for r in p.reservations if r not in whole) for o, p in points.items()}
    return by.reservations(whole, "the topic as a whole"), own


def labels_of(topic: AnyTopic) -> Mapping[str, str]:
    """Give the label of every point of a topic; none where it is answered as a whole."""
    return {o: option.label for o, option in getattr(topic, "options", {}).items()}


@dataclass(frozen=True, slots=True)
class Members:
    """Those whose answers on a topic count."""

    count: int
    words: str  # "the 25 delegations that are members of NATO"; "" where that is every delegation
    answered: int  # how many of them have answered, drafts apart
    is_list: bool = False  # whether the words do not tell who they are

    @property
    def answering(self) -> str:
        """Say whose answer it is, and how many of them have given one; "" where that is every delegation."""
        if self.words and self.answered < self.count:
            have = by_number(self.answered or 1, "has", "have")
            return f"Put to {self.words}; {cardinal(self.answered) if self.answered else 'none'} {have} answered."
        return f"Answered by {self.words}." if self.words else ""


def members_of(dossier: Dossier, topic: AnyTopic) -> Members:
    """Word the electorate without names: as the dossier calls it, as a body of which all are members, or by number."""
    everybody, electorate = dossier.delegations, topic.electorate
    count, positions = len(electorate), speaking(dossier, topic)
    heard = (positions[d] for d in electorate if d in positions)
    answered = sum(dossier.counts(p) and topic.id in p.answers for p in heard)
    if topic.electorate_name:
        return Members(count, electorate_words(topic.electorate_name, count), answered, is_list=True)
    if electorate == everybody:
        return Members(count, "", answered)
    for body, states in (("Member States", EU), ("members of NATO", NATO)):
        if count > 1 and electorate == tuple(d for d in everybody if d in states):
            some = f"the {counted(count, 'delegation')} that are {body}"
            return Members(count, f"the {count} {body}" if count == len(states) else some, answered)
    return Members(count, f"{cardinal(count)} of the {counted(len(everybody), 'delegation')}", answered, is_list=True)
