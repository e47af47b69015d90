"""Tell papers what to say of a topic that collects what delegations need from the addressee."""

from __future__ import annotations

from collections.abc import Iterator

from responsegen.documents.topics.topic import Presenter, RecordedAnswer
from responsegen.documents.words import NECESSITY_WORDS, joined
from responsegen.dossier.model import NeedsAnswer, NeedStance, NeedsTopic


class NeedsPresenter(Presenter[NeedsTopic, NeedsAnswer]):
    """Tells every paper what to say of a topic with needs."""

    __slots__ = ()

    def rows(self, answer: NeedsAnswer) -> Iterator[RecordedAnswer]:
        """Put what is said of each need into words."""
        return (self.row(n, _words(answer.needs[n]), answer.needs[n], answer) for n in self.labels if n in answer.needs)


def _words(need: NeedStance) -> str:
    terms = f" ({joined(sorted(need.term, reverse=True))} term)" if need.term else ""
    return NECESSITY_WORDS[need.necessity] + terms
