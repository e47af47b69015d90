"""From a dossier and its joint answer to the synthesis: where things stand and why, for internal readers only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.consensus.intervals import NOT_QUANTIFIED, total
from responsegen.consensus.population import POPULATION
from responsegen.consensus.rules import RULES
from responsegen.documents.analysis import analysis, rule_words
from responsegen.documents.changes import changes
from responsegen.documents.cover import CoverRow, cover
from responsegen.documents.matrix import matrix
from responsegen.documents.names import name_of
from responsegen.documents.overview import overview
from responsegen.documents.pictures import pictures
from responsegen.documents.provenance import provenance
from responsegen.documents.recorded import condition_words, source_words
from responsegen.documents.response import heading_of
from responsegen.documents.sectioning import section
from responsegen.documents.version import Version
from responsegen.documents.wording import day
from responsegen.dossier.model import (
    AnyOf,
    ContributionAnswer,
    EventHappens,
    Interval,
    UsProvides,
    Wording,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from responsegen.consensus.answer import JointAnswer
    from responsegen.documents.analysis import TopicAnalysis
    from responsegen.documents.attribution import Attributor, Who
    from responsegen.documents.changes import Changes
    from responsegen.documents.matrix import Matrix
    from responsegen.documents.overview import Overview
    from responsegen.documents.pictures import Pictures
    from responsegen.documents.provenance import Provenance
    from responsegen.documents.sections import TopicSection
    from responsegen.dossier.model import AnyTopic, Condition, Dossier, Question
    from responsegen.problems import Place


@dataclass(frozen=True, slots=True)
class AnalysedTopic:
    """A topic's joint text and the reasons behind it."""

    section: TopicSection
    analysis: TopicAnalysis
    pictures: Pictures


@dataclass(frozen=True, slots=True)
class AnalysedQuestion:
    """One question and its topics."""

    number: int
    heading: str
    text: str
    verbatim: bool
    topics: tuple[AnalysedTopic, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One way of deciding, and the topics decided by it."""

    name: str
    description: str
    basis: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisteredCondition:
    """One condition, and the contributions that wait for it."""

    words: str
    kind: str  # "support", "event", "partners", "alternatives"
    delegations: tuple[str, ...]
    waiting: Interval  # the sum of their pledges
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class RedLines:
    """What one delegation will not cross, and what it noted for internal use."""

    delegation: str
    name: str
    red_lines: tuple[str, ...]
    notes: str | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where a public or official statement stands."""

    delegation: str
    about: str
    words: str
    quote: str | None
    summary: str | None
    url: str | None
    conflicts: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who answers for whom."""

    delegation: str
    speaker: str


@dataclass(frozen=True, slots=True)
class SynthesisContent:
    """All that the templates of an internal document can see."""

    cover: tuple[CoverRow, ...]
    overview: Overview
    changes: Changes | None  # None where no earlier version was named
    rules: tuple[RuleRow, ...]
    population: str  # where the shares of population come from; "" where no rule weighs them
    matrix: Matrix | None  # None where delegations are not named
    questions: tuple[AnalysedQuestion, ...]
    delegations: Who
    answered: Who
    drafts: Who
    spoken_for: tuple[Speaking, ...]
    outstanding: Who
    conditions: tuple[RegisteredCondition, ...]
    red_lines: tuple[RedLines, ...]
    sources: tuple[SourceRow, ...]
    provenance: Provenance | None
    rotation_factors: tuple[Fraction, ...]
    addressee: str
    exercise: bool
    named: bool
    commit: str | None


def synthesis(
    dossier: Dossier, answer: JointAnswer, by: Attributor, *, commit: str | None = None, since: Version | None = None
) -> SynthesisContent:
    """Compose the synthesis; parts whose rows are delegations stay empty where delegations are not named."""
    took_part = answer.participation
    named = by.named
    return SynthesisContent(
        cover=cover(dossier, to=dossier.recipient),
        overview=overview(dossier, answer, by),
        changes=changes(since, Version(dossier, answer), by) if since else None,
        rules=tuple(_rules(dossier)),
        population=_population() if any(RULES[t.rule].within_eu for t in dossier.topics.values()) else "",
        matrix=matrix(dossier) if named else None,
        questions=tuple(_question(dossier, answer, question, by) for question in dossier.questions),
        delegations=by.who(dossier.delegations),
        answered=by.who(took_part.answered),
        drafts=by.who(took_part.drafts),
        spoken_for=tuple(Speaking(d, s) for d, s in took_part.spoken_for.items()) if named else (),
        outstanding=by.who(took_part.outstanding),
        conditions=tuple(_conditions(dossier)) if named else (),
        red_lines=tuple(_red_lines(dossier)) if named else (),
        sources=tuple(_sources(dossier)) if named else (),
        provenance=provenance(dossier) if named else None,
        rotation_factors=dossier.rotation_factors,
        addressee=name_of(dossier.addressee, article=True),
        exercise=dossier.exercise,
        named=named,
        commit=commit,
    )


def _rules(dossier: Dossier) -> Iterator[RuleRow]:
    for name in dict.fromkeys(topic.rule for topic in dossier.topics.values()):
        titles = tuple(topic.title for topic in dossier.topics.values() if topic.rule is name)
        yield RuleRow(rule_words(name), RULES[name].description, RULES[name].basis, titles)


def _population() -> str:
    shares = POPULATION
    return f"{shares.source}; valid from {day(shares.valid_from)} to {day(shares.valid_until)}"


def _question(dossier: Dossier, answer: JointAnswer, question: Question, by: Attributor) -> AnalysedQuestion:
    return AnalysedQuestion(
        question.number,
        heading_of(dossier, question),
        question.text.strip(),
        question.wording is Wording.VERBATIM,
        tuple(_topic(dossier, dossier.topics[t], answer, by) for t in question.topics),
    )


def _topic(dossier: Dossier, topic: AnyTopic, answer: JointAnswer, by: Attributor) -> AnalysedTopic:
    return AnalysedTopic(
        section(dossier, topic, answer.topics[topic.id], by),
        analysis(dossier, topic, answer, by),
        pictures(dossier, topic, answer, by),
    )


def _conditions(dossier: Dossier) -> Iterator[RegisteredCondition]:
    """Every condition once, those that most delegations name first."""
    stated: dict[str, list[tuple[str, ContributionAnswer, Condition]]] = {}
    for d, position in dossier.positions.items():
        for answer in position.answers.values():
            if isinstance(answer, ContributionAnswer):
                for condition in answer.conditions:
                    stated.setdefault(condition_words(dossier, condition), []).append((d, answer, condition))
    for words, rows in sorted(stated.items(), key=lambda item: -len(item[1])):
        yield RegisteredCondition(
            words,
            _condition_kind(rows[0][2]),
            tuple(dict.fromkeys(d for d, _, _ in rows)),
            total(answer.pledge or NOT_QUANTIFIED for _, answer, _ in rows),
            tuple(condition.place for _, _, condition in rows),
        )


def _condition_kind(condition: Condition) -> str:
    match condition:
        case UsProvides():
            return "support"
        case EventHappens():
            return "event"
        case AnyOf():
            return "alternatives"
        case _:
            return "partners"


def _red_lines(dossier: Dossier) -> Iterator[RedLines]:
    for d, position in dossier.positions.items():
        if position.internal.red_lines or position.internal.notes:
            yield RedLines(d, name_of(d), position.internal.red_lines, position.internal.notes)


def _sources(dossier: Dossier) -> Iterator[SourceRow]:
    for d, position in dossier.positions.items():
        for source in position.sources:
            yield SourceRow(
                d,
                dossier.topics[source.topic].title,
                source_words(source),
                source.quote,
                source.summary,
                source.url,
                source.conflicts,
                source.place,
            )
