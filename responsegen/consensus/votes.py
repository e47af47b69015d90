"""A vote as the rules see it: a dossier, a topic and columns in; the rule and how the columns weigh out."""

from __future__ import annotations

from dataclasses import dataclass

from responsegen.consensus.answer import Columns
from responsegen.consensus.counting import Electorate, Weighing
from responsegen.consensus.rules import RULES
from responsegen.consensus.rules.rule import Rule
from responsegen.dossier.model import AnyTopic


@dataclass(frozen=True, slots=True)
class Vote:
    """One decision, weighed with the outstanding members against."""

    rule: Rule
    columns: Columns
    worst: Weighing

    @classmethod
    def on(cls, topic: AnyTopic, columns: Columns) -> Vote:
        """The vote of a topic's electorate under its rule."""
        electorate = Electorate.of(topic.electorate)
        for_, against, constructive = map(
            electorate.bloc, (columns.for_, (*columns.against, *columns.outstanding), columns.constructive)
        )
        return cls(RULES[topic.rule], columns, Weighing(electorate, for_, against, constructive, len(columns.silent)))

    @property
    def members(self) -> tuple[str, ...]:
        """The electorate, in protocol order."""
        return self.worst.electorate.members
