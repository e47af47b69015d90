"""From a dossier and its joint answer to the response: what may go to the addressee, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from responsegen.consensus.answer import ContributionOutcome, JointAnswer
from responsegen.documents.answer_words import condition_words
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.build_sections import heading_of, section
from responsegen.documents.charts.chart import Chart
from responsegen.documents.cover import CoverRow, cover
from responsegen.documents.response.chairs_summary import TopicReport, chairs_summary
from responsegen.documents.response.standing import (
    Standing,
    counts_silence,
    has_footnotes,
    prints_text,
    standing_of,
    statuses_of,
)
from responsegen.documents.sections import TopicSection
from responsegen.documents.topic_charts import force_over_time
from responsegen.documents.wording import name_of
from responsegen.dossier.model import (
    ContributionAnswer,
    ContributionTopic,
    Dossier,
    IfNotAgreed,
    MinimumForce,
    Question,
    Wording,
)


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A condition that contributions wait for, and how many name it."""

    words: str
    who: Who


@dataclass(frozen=True, slots=True)
class QuestionSection:
    """One question as it was asked, and the answer to each of its topics."""

    number: int
    heading: str
    text: str
    verbatim: bool
    topics: tuple[TopicSection, ...]
    unheard: tuple[TopicSection, ...]  # those of them on which nothing was said, and no text of the dossier is printed
    note: str | None
    standing: Standing
    speaks_for: str  # whose answer all of it is, where not everybody's: "16 of the 29 delegations"
    force: Mapping[str, Chart]  # by contribution topic: the force over time, which names nobody
    conditions: Mapping[str, tuple[ConditionLine, ...]]  # by contribution topic: what it depends on


@dataclass(frozen=True, slots=True)
class ResponseContent:
    """All that the templates of a document for the addressee can see."""

    addressee: str
    addressee_code: str
    cover: tuple[CoverRow, ...]
    questions: tuple[QuestionSection, ...]
    delegations: Who
    answered: Who
    outstanding: Who
    exercise: bool
    bracketed: bool  # whether any text stands in square brackets
    supported: bool  # whether any text that is not agreed says who supports it
    reserved: bool  # whether any reservation stands in a footnote
    chairs_summary: tuple[TopicReport, ...]  # outside the answer, on the chair's responsibility alone
    silence_counts: datetime | None  # from when on, where anybody's does
    named: bool


def response(dossier: Dossier, answer: JointAnswer, by: Attributor) -> ResponseContent:
    """Compose the response; the delegations' comments, red lines, notes and sources do not enter it."""
    questions = tuple(_question(dossier, answer, question, by) for question in dossier.questions)
    uncounted = {d for d, position in dossier.positions.items() if not dossier.counts(position)}
    sections = [s for question in questions for s in question.topics]
    apart = chairs_summary(sections)
    deadline = dossier.silence_deadline
    missing = [d for d in dossier.delegations if d in uncounted or d in answer.participation.outstanding]
    return ResponseContent(
        addressee=name_of(dossier.addressee, article=True),
        addressee_code=dossier.addressee,
        cover=cover(dossier, to=name_of(dossier.addressee)),
        questions=questions,
        delegations=by.who(dossier.delegations),
        answered=by.who([d for d in dossier.delegations if d not in missing]),
        outstanding=by.who(missing),
        exercise=dossier.exercise,
        bracketed=_prints(questions, dossier, IfNotAgreed.BRACKETS),
        supported=_prints(questions, dossier, IfNotAgreed.SUPPORTED_BY),
        reserved=any(map(has_footnotes, sections)) or any(r.reservations for topic in apart for r in topic.reports),
        chairs_summary=apart,
        silence_counts=deadline if deadline and any(map(counts_silence, sections)) else None,
        named=by.named,
    )


def _prints(questions: Iterable[QuestionSection], dossier: Dossier, wish: IfNotAgreed) -> bool:
    """Whether anything that is not agreed is printed in this way."""
    topics = (s for question in questions for s in question.topics if dossier.topics[s.id].if_not_agreed is wish)
    return any(not status.is_agreed for s in topics for status in statuses_of(s))


def _question(dossier: Dossier, answer: JointAnswer, question: Question, by: Attributor) -> QuestionSection:
    sections = tuple(section(dossier, answer.topics[t], by) for t in question.topics)
    return QuestionSection(
        question.number,
        heading_of(dossier, question),
        question.text.strip(),
        question.wording is Wording.VERBATIM,
        sections,
        tuple(s for s in sections if not (s.heard or prints_text(s))),
        question.note,
        standing_of(sections),
        speakers.pop() if len(speakers := {s.members.words for s in sections}) == 1 else "",
        dict(_forces(dossier, answer, question)),
        {t: tuple(_conditions(dossier, t, by)) for t in question.topics},
    )


def _forces(dossier: Dossier, answer: JointAnswer, question: Question) -> Iterator[tuple[str, Chart]]:
    for t in question.topics:
        match dossier.topics[t], answer.topics[t]:
            case ContributionTopic() as topic, ContributionOutcome() as found:
                if chart := force_over_time(dossier, topic, found):
                    yield t, chart


def _conditions(dossier: Dossier, topic: str, by: Attributor) -> Iterator[ConditionLine]:
    """Every condition once with those who name it, the most named first, and smaller forces before larger ones."""
    named_by: dict[str, list[str]] = {}
    forces: dict[str, int] = {}  # how many personnel a condition asks for: such conditions stand together
    for d, position in dossier.positions.items():
        stated = position.answers.get(topic)
        if isinstance(stated, ContributionAnswer) and dossier.counts(position):
            for condition in stated.conditions:
                words = condition_words(dossier, condition, named=by.named)
                forces[words] = condition.personnel if isinstance(condition, MinimumForce) else 0
                by_words = named_by.setdefault(words, [])
                if d not in by_words:
                    by_words.append(d)
    by_weight = sorted(named_by, key=lambda words: (-len(named_by[words]), forces[words]))
    return (ConditionLine(words, by.who(named_by[words])) for words in by_weight)
