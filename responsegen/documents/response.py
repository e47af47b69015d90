"""Compose the response: what may go to the addressee, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from responsegen.consensus.answer import JointAnswer, Status
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.content import cover, heading_of
from responsegen.documents.topics import presenter_of
from responsegen.documents.topics.topic import TopicSection
from responsegen.documents.words import name_of, sentence
from responsegen.dossier.model import Dossier, IfNotAgreed, Question


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a question stands at a glance."""

    agreed: int  # points, those with reservations included
    with_reservations: int
    open: int
    not_agreed: int
    gist: tuple[tuple[str, str], ...]  # the title of each topic, and what became of it in a line
    decides: bool  # whether any topic is one that a rule decides
    one_by_one: bool  # whether anybody has stated what it alone decides: a contribution, an offer
    heard: bool  # whether anybody has answered

    @property
    def points(self) -> int:
        """How many points a rule decides."""
        return self.agreed + self.open + self.not_agreed

    @property
    def words(self) -> str:
        """A few words for a table: `agreed`, `4 of 7 agreed`, `open`, `not agreed`, `no joint answer`."""
        if not self.heard:
            return "no position yet"
        if not self.points:
            said = "stated individually" if self.one_by_one else ""
            return "; ".join(filter(None, (said, "no joint answer" if self.decides else "")))
        if self.agreed == self.points:
            return "agreed with reservations" if self.with_reservations else "agreed"
        if self.agreed:
            reserved = f", {self.with_reservations} with reservations" if self.with_reservations else ""
            return f"{self.agreed} of {self.points} agreed{reserved}"
        return "open" if self.open else "not agreed"


@dataclass(frozen=True, slots=True)
class QuestionSection:
    """One question as it was asked, and the answer to each of its topics."""

    question: Question
    heading: str
    topics: tuple[TopicSection, ...]
    unheard: tuple[TopicSection, ...]  # those of them on which nothing was said, and no text of the dossier is printed
    standing: Standing
    speaks_for: str  # whose answer all of it is, where not everybody's: "16 of the 29 delegations"


@dataclass(frozen=True, slots=True)
class ResponseContent:
    """All that the templates of a document for the addressee can see."""

    addressee: str
    cover: Mapping[str, str]  # by label
    questions: tuple[QuestionSection, ...]
    delegations: Who
    answered: Who
    outstanding: Who
    drafts: Who  # not counted until they are cleared
    exercise: bool
    bracketed: bool  # whether any text stands in square brackets
    supported: bool  # whether any text that is not agreed says who supports it
    reserved: bool  # whether any reservation stands in a footnote
    chairs_summary: tuple[TopicSection, ...]  # reported outside the answer, on the chair's responsibility alone
    silence_counts: datetime | None  # from when on, where anybody's does
    named: bool


def response(dossier: Dossier, answer: JointAnswer, by: Attributor, to: str) -> ResponseContent:
    """Compose the response; the delegations' comments, red lines, notes and sources do not enter it."""
    questions = tuple(_question(dossier, answer, question, by) for question in dossier.questions)
    sections = [s for question in questions for s in question.topics]
    reported = tuple(s for s in sections if s.heard and s.reports)
    missing = answer.participation.outstanding
    drafts = [d for d, position in dossier.positions.items() if not dossier.counts(position)]
    return ResponseContent(
        addressee=name_of(dossier, dossier.addressee, article=True),
        cover=cover(dossier, to=to),
        questions=questions,
        delegations=by.who(dossier.delegations),
        answered=by.who([d for d in dossier.delegations if d not in missing and d not in drafts]),
        outstanding=by.who(missing),
        drafts=by.who(drafts),
        exercise=dossier.exercise,
        bracketed=_prints(sections, IfNotAgreed.BRACKETS),
        supported=_prints(sections, IfNotAgreed.SUPPORTED_BY),
        reserved=any(s.has_footnotes for s in sections) or any(r.reservations for s in reported for r in s.reports),
        chairs_summary=reported,
        silence_counts=dossier.silence_deadline if any(s.counts_silence for s in sections) else None,
        named=by.named,
    )


def standing_of(sections: Sequence[TopicSection]) -> Standing:
    """Count the points of a question and say the gist of each topic."""
    statuses = [status for s in sections for status in s.statuses]
    return Standing(
        agreed=sum(status.is_agreed for status in statuses),
        with_reservations=statuses.count(Status.AGREED_WITH_RESERVATIONS),
        open=statuses.count(Status.OPEN),
        not_agreed=statuses.count(Status.NOT_AGREED),
        gist=tuple((s.topic.title, sentence(s.gist if s.heard else "no position yet")) for s in sections),
        decides=any(s.is_decided for s in sections),
        one_by_one=any(s.heard for s in sections if not s.is_decided),
        heard=any(s.heard for s in sections),
    )


def _prints(sections: Iterable[TopicSection], wish: IfNotAgreed) -> bool:
    """Tell whether anything that is not agreed is printed in this way."""
    wished = (s for s in sections if s.topic.if_not_agreed is wish)
    return any(not status.is_agreed for s in wished for status in s.statuses)


def _question(dossier: Dossier, answer: JointAnswer, question: Question, by: Attributor) -> QuestionSection:
    sections = tuple(
        presenter_of(dossier, dossier.topics[t]).section(answer.topics[t], by.within(dossier.topics[t].electorate))
        for t in question.topics
    )
    members = {s.members.words for s in sections}
    return QuestionSection(
        question=question,
        heading=heading_of(dossier, question),
        topics=sections,
        unheard=tuple(s for s in sections if not (s.heard or s.prints_text)),
        standing=standing_of(sections),
        speaks_for=members.pop() if len(members) == 1 else "",
    )
