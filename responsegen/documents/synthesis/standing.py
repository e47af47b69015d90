"""Say in a sentence where points stand, and what keeps some that are agreed from being plainly so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from responsegen.consensus.answer import JointAnswer, Status
from responsegen.consensus.ballots import speaking
from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import Point
from responsegen.documents.attribution import Column
from responsegen.documents.point_words import TO_CHOOSE, vote_on
from responsegen.documents.words import cardinal, counted, joined
from responsegen.dossier.model import AnyTopic, Dossier

QUALIFIED = {"R": "with reservations", "s": "by silence alone", "≈": "too close to be sure of"}  # what is agreed


def marks(answer: JointAnswer, point: Point) -> Iterator[str]:
    """Qualify a point that is agreed: with reservations, by silence alone, by too little to be sure."""
    if point.status is Status.AGREED_WITH_RESERVATIONS:
        yield "R"
    vote = vote_on(answer, point)
    if vote is not None and vote.by_silence:
        yield "s"
    if vote is not None and vote.status.is_agreed and vote.arithmetic.too_close_to_call:
        yield "≈"


def in_drafts(dossier: Dossier, answer: JointAnswer, topic: AnyTopic) -> frozenset[str]:
    """Find those whose answers stand in a draft, their own or that of the one who speaks for them, and do not count.

    So does an answer to the whole topic that was changed after it was cleared.
    """
    drafts, spoken_for = answer.participation.drafts, answer.participation.spoken_for
    if dossier.count_drafts:
        return frozenset()
    spoken = {d for d, speaker in spoken_for.items() if speaker in drafts and topic.can_be_answered_for_others}
    stale = {d for d, position in speaking(dossier, topic).items() if None in dossier.stale(position, topic.id)}
    return frozenset(spoken.union(drafts, stale).intersection(topic.electorate))


def unheard(drafts: Collection[str], missing: Collection[str]) -> tuple[Column, ...]:
    """List those who sent a draft, and those who sent nothing, with what they did."""
    return (
        (drafts, f"has sent {by_number(drafts, 'a draft', 'drafts')}, not yet cleared"),
        (missing, "has yet to reply"),
    )


def is_choice(point: Point) -> bool:
    """Tell whether several values carry, each alone, so that one of them has to be chosen."""
    return len(point.agreed) > 1


def standing(answer: JointAnswer, found: Sequence[Point]) -> str:
    """Say where points stand: `Of 58 points, 23 are agreed, eight of them with reservations; 22 are open; …`."""
    if not found:
        return "No point is decided by a rule."
    agreed = [p for p in found if p.status and p.status.is_agreed and not is_choice(p)]
    choices = [p for p in found if is_choice(p)]
    open_, not_agreed = ([p for p in found if p.status is s] for s in (Status.OPEN, Status.NOT_AGREED))
    qualified = _qualified(answer, agreed)
    for where, words in ((agreed, f"agreed{qualified}"), (open_, "open")):
        if len(where) == len(found):
            return f"{_every(len(found))} {words}."
    if len(not_agreed) == len(found):
        none = {1: "The one point is not agreed.", 2: "Neither point is agreed."}
        return none.get(len(found), f"Of {counted(len(found), 'point')}, none is agreed.")
    parts = [
        f"{_are(agreed)} agreed{qualified}",
        *([f"on {cardinal(len(choices))} {TO_CHOOSE}"] if choices else []),
        f"{_are(open_)} open",
        *([f"{_are(not_agreed)} not agreed"] if not_agreed else []),
    ]
    return f"Of {counted(len(found), 'point')}, {'; '.join(parts)}."


def _qualified(answer: JointAnswer, agreed: Sequence[Point]) -> str:
    found = [mark for p in agreed for mark in marks(answer, p)]
    said = []
    for mark, words in QUALIFIED.items():
        if count := found.count(mark):
            of = "" if len(agreed) == 1 else "all " if count == len(agreed) else f"{cardinal(count)} of them "
            said.append(f"{of}{words}")
    return f", {joined(said)}" if said else ""


def _every(count: int) -> str:
    return {1: "The one point is", 2: "Both points are"}.get(count, f"All {counted(count, 'point')} are")


def _are(those: Sequence[Point]) -> str:
    return f"{cardinal(len(those)) if those else 'none'} {by_number(len(those) or 1, 'is', 'are')}"
