"""From a merged dossier to sentences: what it is, who has answered, what is decided, and whom to chase next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.cli.standing import names, tally
from responsegen.documents.attribution import Attributor
from responsegen.documents.cover import revision_label
from responsegen.documents.overview import overview
from responsegen.documents.wording import NBSP, counted_figures, day, joined, moment
from responsegen.dossier.model import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.building.merge import Merged
    from responsegen.dossier.model import Dossier

CHASED = 6  # delegations named as those to ask next


def heading(dossier: Dossier) -> Iterator[str]:
    """What this dossier is, and until when an answer is wanted."""
    yield dossier.title
    marks = (dossier.reference, revision_label(dossier.revision), "EXERCISE" if dossier.exercise else "")
    yield f"{' '.join(filter(None, marks))}, as of {moment(dossier.as_of)}"
    if dossier.meeting:
        yield f"Wanted for the meeting in {dossier.meeting.place} on {day(dossier.meeting.date)}"
    if deadline := dossier.silence_deadline:
        over = dossier.as_of >= deadline
        yield f"Silence procedure: {'ended' if over else 'ends'} {moment(deadline)}" + (
            "; silence is consent" if over else ""
        )


def participation(merged: Merged) -> Iterator[str]:
    """Who has answered, and who has not."""
    who = merged.answer.participation
    everybody = len(merged.dossier.delegations)
    yield f"Answered: {len(who.answered)} of {counted_figures(everybody, 'delegation')}"
    if who.drafts:
        yield f"Drafts: {joined(who.drafts)}"
    if who.spoken_for:
        yield f"Spoken for: {joined([f'{d} (by {by})' for d, by in who.spoken_for.items()])}"
    if who.outstanding:
        yield f"Outstanding: {names(who.outstanding)}"


def next_step(merged: Merged) -> Iterator[str]:
    """How much is decided, and which delegations most open points wait for."""
    if points := tally(merged.answer):
        yield f"Points: {points}"
    found = overview(merged.dossier, merged.answer, Attributor(Attribution.NAMED, merged.dossier.groups))
    if found.awaited:
        chased = [f"{a.who.phrase}{NBSP}({counted_figures(a.points, 'open point')})" for a in found.awaited[:CHASED]]
        others = len(found.awaited) - len(chased)
        yield f"Ask next: {joined([*chased, *([counted_figures(others, 'other')] if others else [])])}"
