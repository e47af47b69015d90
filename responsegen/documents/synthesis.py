"""Compose the synthesis: where things stand and why, for all who take part; nothing internal enters it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from responsegen.consensus.answer import JointAnswer, TopicOutcome
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.changes.version_changes import VersionChanges, version_changes
from responsegen.documents.charts.chart import Chart
from responsegen.documents.condition_words import RegisteredCondition, conditions
from responsegen.documents.content import cover, heading_of
from responsegen.documents.matrix import Matrix, matrix
from responsegen.documents.overview import Overview, overview
from responsegen.documents.registers import ReservationRow, SourceRow, reservations, sources
from responsegen.documents.statements import PublicStatements, is_public_record, public_statements
from responsegen.documents.topics import presenter_of
from responsegen.documents.topics.topic import TopicAnalysis, TopicSection
from responsegen.documents.version import Version
from responsegen.documents.words import cited, name_of, rule_words
from responsegen.dossier.model import Dossier, Question


@dataclass(frozen=True, slots=True)
class AnalysedTopic:
    """A topic's joint text and the reasons behind it."""

    section: TopicSection
    analysis: TopicAnalysis
    picture: Chart | None  # who stands where


@dataclass(frozen=True, slots=True)
class AnalysedQuestion:
    """One question and its topics."""

    question: Question
    heading: str
    topics: tuple[AnalysedTopic, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One way of deciding, and the topics decided by it."""

    name: str
    description: str
    basis: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SynthesisContent:
    """All that the templates of a document for the participants can see."""

    cover: Mapping[str, str]  # by label
    overview: Overview
    changes: VersionChanges | None  # None where no earlier version was named
    rules: tuple[RuleRow, ...]
    population: str  # where the shares of population come from; "" where no rule weighs them
    matrix: Matrix | None  # None where delegations are not named
    questions: tuple[AnalysedQuestion, ...]
    delegations: Who
    answered: Who
    drafts: Who
    spoken_for: Mapping[str, str]  # who is spoken for, and by whom; empty where delegations are not named
    outstanding: Who
    conditions: tuple[RegisteredCondition, ...]
    reservations: tuple[ReservationRow, ...]
    sources: tuple[SourceRow, ...]
    rotation_factors: tuple[Fraction, ...]
    addressee: str
    statements: PublicStatements | None  # where all positions are public statements, which make no joint answer
    exercise: bool
    named: bool


def synthesis(
    dossier: Dossier, answer: JointAnswer, by: Attributor, to: str, *, since: Version | None = None
) -> SynthesisContent:
    """Compose the synthesis; parts whose rows are delegations stay empty where delegations are not named."""
    took_part = answer.participation
    named = by.named
    return SynthesisContent(
        cover=cover(dossier, to=to),
        overview=overview(dossier, answer, by),
        changes=version_changes(since, Version(dossier, answer), by) if since else None,
        rules=tuple(_rules(dossier)),
        population=_population(dossier),
        matrix=matrix(dossier) if named else None,
        questions=tuple(
            AnalysedQuestion(q, heading_of(dossier, q), tuple(_topic(dossier, answer.topics[t], by) for t in q.topics))
            for q in dossier.questions
        ),
        delegations=by.who(dossier.delegations),
        answered=by.who(took_part.answered),
        drafts=by.who(took_part.drafts),
        spoken_for=took_part.spoken_for if named else {},
        outstanding=by.who(took_part.outstanding),
        conditions=tuple(conditions(dossier)) if named else (),
        reservations=tuple(reservations(dossier)) if named else (),
        sources=tuple(s for p in dossier.positions.values() for s in sources(dossier, p)) if named else (),
        rotation_factors=dossier.rotation_factors,
        addressee=name_of(dossier, dossier.addressee, article=True),
        statements=public_statements(dossier) if is_public_record(dossier) and named else None,
        exercise=dossier.exercise,
        named=named,
    )


def _rules(dossier: Dossier) -> Iterator[RuleRow]:
    """List the rules, each once for every basis that it has, with what the basis brings."""
    titles: dict[tuple[str, str, str], list[str]] = {}
    for topic in dossier.topics.values():
        said = " ".join((topic.decided_when, *topic.brought_by_basis))
        titles.setdefault((rule_words(topic.rule), said, cited(topic.articles)), []).append(topic.title)
    for row, found in titles.items():
        yield RuleRow(*row, tuple(found))


def _population(dossier: Dossier) -> str:
    """Say where shares of the population come from, if a rule weighs who is for, or who abstains constructively."""
    shares = dossier.population
    return f"{shares.as_used_on(dossier.as_of.date())}: {shares.source}" if dossier.weighs_population else ""


def _topic(dossier: Dossier, outcome: TopicOutcome, by: Attributor) -> AnalysedTopic:
    presenter = presenter_of(dossier, dossier.topics[outcome.topic.id])
    return AnalysedTopic(
        presenter.section(outcome, by), presenter.analysis(outcome, by), presenter.picture(outcome, by)
    )
