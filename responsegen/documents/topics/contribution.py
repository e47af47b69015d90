"""Tell papers what to say of a topic on which delegations pledge a contribution."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from responsegen.consensus.answer import ContributionOutcome, ScenarioOutcome
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.condition_words import condition_words
from responsegen.documents.topics.topic import (
    Presenter,
    RecordedAnswer,
    TopicSection,
)
from responsegen.documents.withholding import Figure, Of, shown_of
from responsegen.documents.words import (
    SAID_IN_PUBLIC,
    WILLINGNESS_WORDS,
    duration,
    extent,
    joined,
    lasting,
    readiness,
    wanted,
)
from responsegen.dossier.model import (
    ClearedBy,
    ContributionAnswer,
    ContributionTopic,
    Interval,
    Number,
    Position,
    Willingness,
)


@dataclass(frozen=True, slots=True)
class Force:
    """What comes together under one scenario."""

    label: str
    assured: Interval | None  # None for a sum that is withheld, here and below
    assured_by: Who
    attainable: Interval | None
    attainable_by: Who
    peak: Interval | None  # of the attainable force
    peak_day: int
    gap: Number | None  # that the peak leaves to what is required
    lasting: tuple[str, ...]  # how many stay for as long as the force has to last
    circles: tuple[str, ...]  # "BE and NL", who wait for each other
    pools: Mapping[Fraction, Interval | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionSection(TopicSection):
    """What a document may say of contributions."""

    is_decided: ClassVar[bool] = False

    yes: Who
    conditional: Who
    considering: Who
    no: Who
    undecided: Who
    outstanding: Who
    unquantified: Who
    required: Interval | None
    wanted: str  # what that may be called: "required", "proposed"
    forces: tuple[Force, ...]
    best: Force | None  # the one that brings most

    @property
    def heard(self) -> bool:
        """Whether anybody has answered."""
        return bool(self.willing or self.considering or self.no or self.undecided or self.reservations)

    @property
    def willing(self) -> int:
        """How many would come, conditions apart."""
        return self.yes.count + self.conditional.count


class ContributionPresenter(Presenter[ContributionTopic, ContributionOutcome, ContributionAnswer]):
    """Tells every paper what to say of contributions."""

    __slots__ = ()

    def section(self, outcome: ContributionOutcome, by: Attributor) -> ContributionSection:
        """Say who would contribute, and what comes together under each scenario."""
        answers = {d: answer for d, _, answer in self.answers()}
        shown = shown_of(outcome, answers, by)
        forces = {s: self._force(s, found, by, shown) for s, found in outcome.scenarios.items()}
        return ContributionSection(
            topic=self.nameless,
            yes=by.who(outcome.stances[Willingness.YES]),
            conditional=by.who(outcome.stances[Willingness.CONDITIONAL]),
            considering=by.who(outcome.stances[Willingness.CONSIDERING]),
            no=by.who(outcome.stances[Willingness.NO]),
            undecided=by.who(outcome.stances[Willingness.UNDECIDED]),
            outstanding=by.who(outcome.outstanding),
            unquantified=by.who(outcome.unquantified),
            required=outcome.required,
            wanted=wanted(agreed=outcome.required_agreed),
            forces=tuple(forces.values()),
            best=forces[outcome.best] if outcome.best is not None else None,
            reservations=by.reservations(outcome.reservations),
            members=self.members,
        )

    def rows(self, answer: ContributionAnswer) -> Iterator[RecordedAnswer]:
        """Put the pledge and its conditions into words."""
        row = RecordedAnswer(
            topic=self.topic.id,
            words=self._words(answer, WILLINGNESS_WORDS),
            comment=answer.comment,
            place=answer.place,
        )
        yield replace(row, would_support_if=answer.would_support_if)

    def recorded(self, position: Position) -> tuple[RecordedAnswer, ...]:
        """Put a position's answer into words; what was only said in public is no readiness."""
        answer = self.answer_in(position)
        if answer is None or position.cleared_by is not ClearedBy.PUBLIC_STATEMENT:
            return Presenter.recorded(self, position)
        return tuple(replace(row, words=self._words(answer, SAID_IN_PUBLIC)) for row in self.rows(answer))

    def _words(self, answer: ContributionAnswer, stances: Mapping[Willingness, str]) -> str:
        parts = [stances[answer.stance]]
        if answer.pledge:
            parts.append(extent(answer.pledge, "personnel"))
        elif answer.stance.is_willing:
            parts.append("number not stated")
        if answer.ready is not None:
            parts.append(f"ready after {readiness(answer.ready)}")
        if answer.sustain is not None:
            parts.append(f"for {duration(answer.sustain)}")
        if answer.conditions and stances is not SAID_IN_PUBLIC:
            parts.append("on this condition" if len(answer.conditions) == 1 else "on these conditions")
        conditions = "; ".join(condition_words(self.dossier, c) for c in answer.conditions)
        return ", ".join(parts) + (f": {conditions}" if conditions else "")

    def _force(self, scenario: str, found: ScenarioOutcome, by: Attributor, shown: Container[Figure]) -> Force:
        attainable = found.attainable.personnel if (scenario, Of.ATTAINABLE) in shown else None
        has_peak = (scenario, Of.PEAK) in shown
        return Force(
            self.dossier.scenarios[scenario].label,
            found.assured.personnel if (scenario, Of.ASSURED) in shown else None,
            by.who(found.assured.delegations),
            attainable,
            by.who(found.attainable.delegations),
            found.peak.personnel if has_peak else None,
            found.peak.day,
            found.gap if has_peak else None,
            tuple(
                lasting(s.personnel if (scenario, s.months) in shown else None, s.months, agreed=s.agreed)
                for s in found.sustained
            ),
            tuple(map(joined, found.circles)) if by.named else (),
            {factor: pool if attainable else None for factor, pool in found.pools.items()},
        )
