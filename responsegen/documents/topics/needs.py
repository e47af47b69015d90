"""Tell papers what to say of a topic that collects what delegations need from the addressee."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from responsegen.consensus.answer import NeedOutcome, NeedsOutcome
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.topics.topic import AS_A_WHOLE, RecordedAnswer, on_all
from responsegen.documents.topics.voted import Statement, VotedPresenter, VotedSection
from responsegen.documents.words import NECESSITY_WORDS, joined
from responsegen.dossier.model import Interval, NeedsAnswer, NeedStance, NeedsTopic, Term


@dataclass(frozen=True, slots=True)
class NeedStatement:
    """One need: the sentence, how badly and when it is needed, and what hangs on it."""

    statement: Statement
    short_term: bool
    long_term: bool
    essential: Who
    desirable: Who
    troops_depending: Interval | None  # None where delegations are not named


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsSection(VotedSection):
    """What a document may say of a topic with needs."""

    needs: tuple[NeedStatement, ...]  # the statements, each with what is said of needs alone


class NeedsPresenter(VotedPresenter[NeedsTopic, NeedsOutcome, NeedsAnswer]):
    """Tells every paper what to say of a topic with needs."""

    __slots__ = ()

    def section(self, outcome: NeedsOutcome, by: Attributor) -> NeedsSection:
        """Say what became of each need."""
        whole = on_all(outcome.options.values())
        statements = {n: self.statement(n, found, whole, by) for n, found in outcome.options.items()}
        return NeedsSection(
            topic=self.nameless,
            statements=tuple(statements.values()),
            needs=tuple(self._need(n, s, outcome.options[n], by) for n, s in statements.items()),
            reservations=by.reservations(whole, AS_A_WHOLE),
            members=self.members,
        )

    def rows(self, answer: NeedsAnswer) -> Iterator[RecordedAnswer]:
        """Put what is said of each need into words."""
        return (self.row(n, _words(answer.needs[n]), answer.needs[n], answer) for n in self.labels if n in answer.needs)

    def _need(self, need: str, statement: Statement, found: NeedOutcome, by: Attributor) -> NeedStatement:
        terms = found.term or tuple(self.topic.options[need].term)
        return NeedStatement(
            statement,
            Term.SHORT in terms,
            Term.LONG in terms,
            by.who(found.essential, self.topic.electorate),
            by.who(found.desirable, self.topic.electorate),
            found.personnel_depending if by.named else None,
        )


def _words(need: NeedStance) -> str:
    terms = f" ({joined(sorted(need.term, reverse=True))} term)" if need.term else ""
    return NECESSITY_WORDS[need.necessity] + terms
