"""Compose the response: what may go to the addressee, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from responsegen.consensus.answer import JointAnswer, TopicOutcome
from responsegen.documents.attribution import Attributor
from responsegen.documents.content import cover
from responsegen.documents.response.contribution import contribution
from responsegen.documents.response.first_page import Glance, glance
from responsegen.documents.response.offers import offers
from responsegen.documents.response.parts import Part
from responsegen.documents.response.range import stated_range
from responsegen.documents.response.vote import needs, options
from responsegen.documents.topics.by_kind import ByKind
from responsegen.documents.topics.topic import members_of
from responsegen.dossier.model import Dossier, Question


@dataclass(frozen=True, slots=True)
class QuestionSection:
    """One question as it was asked, and the answer to each of its topics that is not left out."""

    question: Question
    heading: str  # "Size of the force – Duration of the deployment"
    parts: tuple[Part, ...]
    answered_by: str  # whose answer all of it is, where not everybody's: "Answered by 16 of the 29 delegations."

    @property
    def is_heard(self) -> bool:
        """Whether anybody has answered, or the dossier proposes a text that is printed."""
        return any(part.is_heard or part.paragraphs for part in self.parts)


@dataclass(frozen=True, slots=True)
class ResponseContent:
    """All that the templates of a document for the addressee can see."""

    cover: Mapping[str, str]  # by label
    glance: Glance
    questions: tuple[QuestionSection, ...]
    chairs_summary: tuple[Part, ...]  # reported outside the answer, on the chair's responsibility alone
    exercise: bool
    named: bool


def response(dossier: Dossier, answer: JointAnswer, by: Attributor, to: str) -> ResponseContent:
    """Compose the response; the delegations' comments, red lines, notes and sources do not enter it."""
    questions = tuple(_question(dossier, answer, question, by) for question in dossier.questions)
    return ResponseContent(
        cover=cover(dossier, to=to),
        glance=glance(dossier, answer, {q.question.number: q.parts for q in questions}, by),
        questions=questions,
        chairs_summary=tuple(part for q in questions for part in q.parts if part.reports),
        exercise=dossier.exercise,
        named=by.named,
    )


def _question(dossier: Dossier, answer: JointAnswer, question: Question, by: Attributor) -> QuestionSection:
    parts = tuple(filter(None, (part_of(dossier, answer.topics[topic], by) for topic in question.topics)))
    who = {part.members.answering for part in parts}
    heading = " – ".join(part.title for part in parts) or "no joint answer"
    return QuestionSection(question, heading, parts, who.pop() if len(who) == 1 else "")


def part_of(dossier: Dossier, outcome: TopicOutcome, by: Attributor) -> Part | None:
    """Word what became of a topic; None where the dossier leaves out what is not agreed, and nothing is."""
    members, by = members_of(dossier, outcome.topic), by.within(outcome.topic.electorate)
    worded: ByKind[Callable[[Any], Part | None]] = ByKind(
        options=lambda found: options(found, members, by),
        range_=lambda found: stated_range(found, members, by),
        contribution=lambda found: contribution(dossier, found, members, by),
        needs=lambda found: needs(dossier, found, members, by),
        offers=lambda found: offers(found, members, by),
    )
    return worded.of(outcome.topic)(outcome)
