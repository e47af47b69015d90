"""Tell papers what to say of a topic on which delegations pledge a contribution."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from responsegen.documents.condition_words import condition_words
from responsegen.documents.topics.topic import (
    Presenter,
    RecordedAnswer,
)
from responsegen.documents.words import (
    SAID_IN_PUBLIC,
    WILLINGNESS_WORDS,
    duration,
    extent,
    readiness,
)
from responsegen.dossier.model import (
    ClearedBy,
    ContributionAnswer,
    ContributionTopic,
    Position,
    Willingness,
)


class ContributionPresenter(Presenter[ContributionTopic, ContributionAnswer]):
    """Tells every paper what to say of contributions."""

    __slots__ = ()

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
