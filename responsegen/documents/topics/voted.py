"""Tell papers what to say of topics on whose points delegations vote one by one: options and needs."""

from __future__ import annotations

from abc import ABC
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from responsegen.consensus.answer import NeedsOutcome, OptionOutcome, OptionsOutcome, Status
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.topics.topic import (
    AnswerT,
    Presenter,
    TopicSection,
    Whole,
    on_this,
)
from responsegen.dossier.model import NeedsTopic, OptionsTopic

TOO_CLOSE = "too close to call from the shares of population at hand"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that could enter the answer, and who stands behind it."""

    label: str
    text: str
    status: Status
    for_: Who
    against: Who
    abstaining: Who
    constructive: Who
    outstanding: Who
    silent: Who
    unmentioned: Who  # who answered on needs, but not on this one
    by_silence: bool
    too_close: bool  # whether the shares of population are too rough to say so
    reservations: tuple[str, ...]  # on this point; those on the topic as a whole stand in its section

    @property
    def heard(self) -> bool:
        """Whether anybody has said anything that counts, or entered a reservation on this point."""
        return bool(self.for_ or self.against or self.abstaining or self.constructive or self.reservations)

    @property
    def requested(self) -> bool:
        """Whether it is an agreed need that more delegations passed over than are for it."""
        return self.status.is_agreed and self.unmentioned.count > self.for_.count


@dataclass(frozen=True, slots=True, kw_only=True)
class VotedSection(TopicSection, ABC):
    """What a document may say of a topic with points to vote on."""

    statements: tuple[Statement, ...]

    @property
    def heard(self) -> bool:
        """Whether anybody has answered."""
        return bool(self.reservations) or any(s.heard for s in self.statements)


VotedTopicT = TypeVar("VotedTopicT", bound=OptionsTopic | NeedsTopic)
VotedOutcomeT = TypeVar("VotedOutcomeT", bound=OptionsOutcome | NeedsOutcome)


class VotedPresenter(Presenter[VotedTopicT, VotedOutcomeT, AnswerT], ABC):
    """Tells every paper what to say of a topic with points to vote on."""

    __slots__ = ()

    @property
    def labels(self) -> Mapping[str, str]:
        """The label of every point."""
        return {o: option.label for o, option in self.topic.options.items()}

    def statement(self, option: str, found: OptionOutcome, whole: Whole, by: Attributor) -> Statement:
        """Say who stands where on one point."""
        columns, members = found.columns, self.topic.electorate
        return Statement(
            label=self.topic.options[option].label,
            text=self.topic.options[option].text,
            status=found.status,
            for_=by.who(columns.for_, members),
            against=by.who(columns.against, members),
            abstaining=by.who(columns.abstaining, members),
            constructive=by.who(columns.constructive, members),
            outstanding=by.who(columns.outstanding, members),
            silent=by.who(columns.silent, members),
            unmentioned=by.who(columns.unmentioned, members),
            by_silence=found.by_silence,
            too_close=found.arithmetic.too_close_to_call,
            reservations=by.reservations(on_this(found, whole)),
        )
