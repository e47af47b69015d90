"""Tell papers what to say of a topic with options, on each of which delegations take a stance."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from responsegen.documents.topics.topic import Presenter, RecordedAnswer
from responsegen.documents.words import STANCE_WORDS
from responsegen.dossier.model import OptionsAnswer, OptionsTopic


class OptionsPresenter(Presenter[OptionsTopic, OptionsAnswer]):
    """Tells every paper what to say of a topic with options."""

    __slots__ = ()

    def rows(self, answer: OptionsAnswer) -> Iterator[RecordedAnswer]:
        """Put the stance on each option into words."""
        for o in self.topic.options:
            if stance := answer.stances.get(o):
                yield self.row(o, STANCE_WORDS[stance.stance], stance, answer)

    def unanswered(self, answered: Collection[str | None]) -> Iterator[str]:
        """Give the labels of the options without a stance."""
        return (label for o, label in self.labels.items() if o not in answered)
