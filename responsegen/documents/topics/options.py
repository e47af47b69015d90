"""Tell papers what to say of a topic with options, on each of which delegations take a stance."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from responsegen.consensus.answer import OptionsOutcome
from responsegen.documents.attribution import Attributor
from responsegen.documents.topics.topic import AS_A_WHOLE, RecordedAnswer, on_all
from responsegen.documents.topics.voted import VotedPresenter, VotedSection
from responsegen.documents.words import STANCE_WORDS
from responsegen.dossier.model import OptionsAnswer, OptionsTopic


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsSection(VotedSection):
    """What a document may say of a topic with options."""


class OptionsPresenter(VotedPresenter[OptionsTopic, OptionsOutcome, OptionsAnswer]):
    """Tells every paper what to say of a topic with options."""

    __slots__ = ()

    def section(self, outcome: OptionsOutcome, by: Attributor) -> OptionsSection:
        """Say what became of each option."""
        whole = on_all(outcome.options.values())
        return OptionsSection(
            topic=self.nameless,
            statements=tuple(self.statement(o, found, whole, by) for o, found in outcome.options.items()),
            reservations=by.reservations(whole, AS_A_WHOLE),
            members=self.members,
        )

    def rows(self, answer: OptionsAnswer) -> Iterator[RecordedAnswer]:
        """Put the stance on each option into words."""
        for o in self.topic.options:
            if stance := answer.stances.get(o):
                yield self.row(o, STANCE_WORDS[stance.stance], stance, answer)

    def unanswered(self, answered: Collection[str | None]) -> Iterator[str]:
        """Give the labels of the options without a stance."""
        return (label for o, label in self.labels.items() if o not in answered)
