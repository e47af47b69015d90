"""Compose the synthesis: where things stand and why, for all who take part; nothing internal enters it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from responsegen.consensus.answer import JointAnswer, Status
from responsegen.consensus.points import points
from responsegen.documents.attribution import Attributor
from responsegen.documents.changes.version_changes import VersionChanges, version_changes
from responsegen.documents.content import cover
from responsegen.documents.registers import ReservationRow, SourceRow, sources
from responsegen.documents.statements import PublicStatements, is_public_record, public_statements
from responsegen.documents.synthesis.annexes import (
    ConditionRow,
    MajorityRow,
    OfferRow,
    RuleRow,
    circles,
    conditions,
    majorities,
    offers,
    population,
    register,
    rules,
)
from responsegen.documents.synthesis.disputed import Disputed, disputed
from responsegen.documents.synthesis.matrix import Matrix, matrix
from responsegen.documents.synthesis.outcome import Outcome, outcome
from responsegen.documents.synthesis.questions import QuestionPart, question_part
from responsegen.documents.version import Version
from responsegen.documents.words import name_of
from responsegen.dossier.model import Dossier


@dataclass(frozen=True, slots=True)
class SynthesisContent:
    """All that the templates of a document for the participants can see."""

    cover: Mapping[str, str]  # by label
    outcome: Outcome
    changes: VersionChanges | None  # None where no earlier version was named
    matrix: Matrix | None  # None where delegations are not named
    questions: tuple[QuestionPart, ...]
    disputed: tuple[Disputed, ...]
    rules: tuple[RuleRow, ...]
    majorities: tuple[MajorityRow, ...]
    population: str  # where the shares of population come from; "" where no rule weighs them
    reservations: tuple[ReservationRow, ...]
    reserved: int  # how many they are
    conditions: tuple[ConditionRow, ...]
    circles: str  # who wait for each other
    offers: tuple[OfferRow, ...]
    sources: tuple[SourceRow, ...]
    addressee: str
    statements: PublicStatements | None  # where all positions are public statements, which make no joint answer
    exercise: bool
    named: bool


def synthesis(
    dossier: Dossier, answer: JointAnswer, by: Attributor, to: str, *, since: Version | None = None
) -> SynthesisContent:
    """Compose the synthesis; parts whose rows are delegations stay empty where delegations are not named."""
    dossier = _cleared(dossier)
    earlier = replace(since, dossier=_cleared(since.dossier)) if since else None
    named = by.named
    return SynthesisContent(
        cover=_cover(dossier, to),
        outcome=outcome(dossier, answer, by),
        changes=version_changes(earlier, Version(dossier, answer), by) if earlier else None,
        matrix=matrix(dossier, answer) if named else None,
        questions=tuple(question_part(dossier, answer, q, replace(by, quotes=False)) for q in dossier.questions),
        disputed=tuple(disputed(dossier, answer, p, by) for p in points(answer) if p.status is Status.NOT_AGREED),
        rules=tuple(rules(dossier)),
        majorities=tuple(majorities(dossier, answer, by)),
        population=population(dossier),
        reservations=tuple(register(dossier)) if named else (),
        reserved=sum(len(position.reservations) for position in dossier.positions.values()),
        conditions=tuple(conditions(dossier)) if named else (),
        circles=circles(answer) if named else "",
        offers=tuple(offers(dossier)) if named else (),
        sources=tuple(s for p in dossier.positions.values() for s in sources(dossier, p)) if named else (),
        addressee=name_of(dossier, dossier.addressee, article=True),
        statements=public_statements(dossier) if is_public_record(dossier) and named else None,
        exercise=dossier.exercise,
        named=named,
    )


def _cover(dossier: Dossier, to: str) -> Mapping[str, str]:
    """Name the meeting in one line with the moment, so that the first page has room for its outcome."""
    rows = dict(cover(dossier, to=to))
    if dossier.meeting is None or dossier.meeting.date < dossier.as_of.date():
        return rows
    meeting = rows.pop("Meeting:")
    return {**rows, "Position as of:": f"{rows['Position as of:']}, for the meeting in {meeting}"}


def _cleared(dossier: Dossier) -> Dossier:
    """Leave out what a draft says: its own capital has not cleared it for others to read."""
    positions = {
        d: p if dossier.counts(p) else replace(p, answers={}, reservations=(), sources=())
        for d, p in dossier.positions.items()
    }
    return replace(dossier, positions=positions)
