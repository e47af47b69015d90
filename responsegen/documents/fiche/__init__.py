"""Compose the fiche of one delegation: what is asked of it, by when, and what was recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from responsegen.consensus.answer import JointAnswer, Standpoint
from responsegen.documents.asks import NOT_ANSWERED
from responsegen.documents.attribution import Attributor
from responsegen.documents.content import cover, deadline
from responsegen.documents.fiche.asked import Request, requests
from responsegen.documents.fiche.contribution import contributions
from responsegen.documents.fiche.recorded import RecordedTopic, recorded, unanswered
from responsegen.documents.fiche.view import View
from responsegen.documents.registers import SourceRow, sources
from responsegen.documents.statements import is_public_record
from responsegen.documents.words import day, joined, name_of
from responsegen.dossier.model import Dossier, PositionStatus

CLEARED_BY = {
    "minister": "cleared by the minister",
    "ambassador": "cleared by the ambassador",
    "official": "cleared by an official",
    "public-statement": "taken from public statements",
}
SPEAKS_ON = "save on contributions, offers and requirements of its own"


@dataclass(frozen=True, slots=True)
class FicheContent:
    """All that the templates of a document for one delegation can see."""

    name: str
    cover: Mapping[str, str]  # by label
    speaker: str | None  # who answers for it
    speaks_for: tuple[str, ...]
    speaks_on: str  # on what one delegation can answer for another
    public: bool  # whether nothing but public statements is compared, so that nothing is asked, agreed or open
    asked: tuple[Request, ...]
    topics: tuple[RecordedTopic, ...]  # question by question
    unanswered: tuple[str, ...]  # where no rule decides
    elsewhere: str  # "questions 3 and 5": where others decide; "" for none
    whole: str  # that nothing is missing, and that there are no reservations, where that is so
    sources: tuple[SourceRow, ...]
    exercise: bool


def fiche(dossier: Dossier, answer: JointAnswer, delegation: str, by: Attributor) -> FicheContent:
    """Compose one fiche; what is internal does not enter it, not even the delegation's own."""
    public, own = is_public_record(dossier), dossier.stated_positions.get(delegation)
    view = View.of(dossier, answer, delegation, by)
    speaker = dossier.spoken_for.get(delegation)
    name = name_of(dossier, delegation)
    missing = () if public else tuple(unanswered(view))
    waits = [Request(title, said) for title, said in contributions(view)]
    return FicheContent(
        name=name,
        cover=cover(
            dossier,
            to=name,
            about="" if public else "position recorded, and what is asked of you",
            more={
                "Position:": _position(view),
                "Reply by:": deadline(dossier, counting=False),
            },
        ),
        speaker=name_of(dossier, speaker, article=True) if speaker else None,
        speaks_for=tuple(name_of(dossier, d, article=True) for d in own.speaks_for) if own else (),
        speaks_on=SPEAKS_ON,
        public=public,
        asked=() if public else (*requests(view), *waits),
        topics=tuple(recorded(view, compared=not public)),
        unanswered=missing,
        elsewhere="" if public else _elsewhere(view),
        whole="" if public or own is None else " ".join(_whole(view, missing)),
        sources=tuple(sources(dossier, own)) if own else (),
        exercise=dossier.exercise,
    )


def _whole(view: View, missing: Collection[str]) -> Iterator[str]:
    """Say that all is answered, and that nothing is reserved, so that nobody has to look for it."""
    said = (p for p in view.decided if p.stands(view.delegation) is not Standpoint.UNMENTIONED)
    if not missing and not any(view.said(p).stance == NOT_ANSWERED for p in said):
        yield "You have answered every point on which you take part."
    if view.position and not view.position.reservations:
        yield "No reservation is recorded."


def _position(view: View) -> str:
    """Say what kind of position this is: `16 February 2025, cleared by the minister`."""
    own, speaker = view.dossier.stated_positions.get(view.delegation), view.dossier.spoken_for.get(view.delegation)
    if own is None:
        return f"answered for by {name_of(view.dossier, speaker, article=True)}" if speaker else "none received"
    how = CLEARED_BY[own.cleared_by] if own.cleared_by else "cleared"
    draft = own.status is PositionStatus.DRAFT
    return ", ".join(filter(None, (day(own.date) if own.date else "", "draft, not yet cleared" if draft else how)))


def _elsewhere(view: View) -> str:
    """Name the questions on which only others decide."""

    def decides(topics: tuple[str, ...]) -> bool:
        return any(view.delegation in view.dossier.topics[t].electorate for t in topics)

    numbers = [str(q.number) for q in view.dossier.questions if q.topics and not decides(q.topics)]
    return f"question{'' if len(numbers) == 1 else 's'} {joined(numbers)}" if numbers else ""
