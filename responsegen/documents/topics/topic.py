"""Tell papers what to say of a topic of any kind; each kind derives its presenter from this."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Generic, TypeVar, cast

from responsegen.consensus.answer import OfferOutcome, OptionOutcome, RecordedReservation
from responsegen.consensus.ballots import speaking
from responsegen.consensus.number_words import by_number
from responsegen.documents.words import cardinal, clause, counted, electorate_words, inside, sentence
from responsegen.dossier.model import (
    Answer,
    AnyTopic,
    Dossier,
    NeedStance,
    Offer,
    OptionStance,
    Position,
)
from responsegen.dossier.states import EU, NATO
from responsegen.problem import Place

AS_A_WHOLE = "the topic as a whole"

Whole = tuple[RecordedReservation, ...]  # the reservations on a topic as a whole


def on_all(points: Collection[OptionOutcome | OfferOutcome]) -> Whole:
    """List the reservations on the topic as a whole once; none where it has one point alone, whose own they are."""
    if len(points) == 1:
        return ()
    return tuple(dict.fromkeys(r for p in points for r in p.reservations if r.reservation.option is None))


def on_this(point: OptionOutcome | OfferOutcome, whole: Whole) -> Whole:
    """List the reservations on the point itself."""
    return tuple(r for r in point.reservations if r not in whole)


@dataclass(frozen=True, slots=True)
class Members:
    """Those whose answers on a topic count."""

    count: int
    words: str  # "the 25 delegations that are members of NATO"; "" where that is every delegation
    answered: int  # how many of them have answered, drafts apart
    is_list: bool = False  # whether the words do not tell who they are

    @property
    def answering(self) -> str:
        """Say whose answer it is, and how many of them have given one; "" where that is every delegation."""
        if self.words and self.answered < self.count:
            have = by_number(self.answered or 1, "has", "have")
            return f"Put to {self.words}; {cardinal(self.answered) if self.answered else 'none'} {have} answered."
        return f"Answered by {self.words}." if self.words else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedAnswer:
    """One answer as it was recorded; `option` is None where the topic has no options."""

    topic: str
    option: str | None = None
    label: str | None = None
    words: str
    comment: str | None
    place: Place
    would_support_if: str | None = None
    proposes: str | None = None

    @property
    def remark(self) -> str:
        """What was said beside the answer: on what it would be supported, in which wording, and the comment."""
        would = f"Would support it if {clause(inside(self.would_support_if))}." if self.would_support_if else ""
        own = f"Proposes: “{sentence(self.proposes)}”" if self.proposes else ""
        return " ".join(filter(None, (would, own, sentence(self.comment or ""))))


TopicT = TypeVar("TopicT", bound=AnyTopic)
AnswerT = TypeVar("AnswerT", bound=Answer)


@dataclass(frozen=True, slots=True)
class Presenter(ABC, Generic[TopicT, AnswerT]):
    """Tells every paper what to say of one topic. Each kind of topic has its own."""

    in_one_row: ClassVar[bool] = False  # whether a fiche lists all that was answered in one row

    dossier: Dossier
    topic: TopicT

    @abstractmethod
    def rows(self, answer: AnswerT) -> Iterator[RecordedAnswer]:
        """Put an answer into words, points in the dossier's order."""

    def row(self, point: str, words: str, said: OptionStance | NeedStance | Offer, answer: AnswerT) -> RecordedAnswer:
        """Make the row of one point, with the comment on it, or else that on the topic."""
        comment = said.comment or answer.comment
        row = RecordedAnswer(
            topic=self.topic.id, option=point, label=self.labels[point], words=words, comment=comment, place=said.place
        )
        if isinstance(said, Offer):
            return row
        return replace(row, would_support_if=said.would_support_if, proposes=said.proposes)

    def unanswered(self, answered: Collection[str | None]) -> Iterator[str]:
        """Give the labels of the options that an answer had to mention and did not."""
        yield from ()

    def unit(self, path: tuple[str, ...]) -> str:
        """Give the unit of a quantity that stands at this path of a position."""
        return "personnel"

    @property
    def labels(self) -> Mapping[str, str]:
        """The label of every point of the topic; none where it is answered as a whole."""
        return {o: option.label for o, option in getattr(self.topic, "options", {}).items()}

    @property
    def members(self) -> Members:
        """The electorate without names: as the dossier calls it, as a body of which all are members, or by number."""
        everybody, electorate = self.dossier.delegations, self.topic.electorate
        count, positions = len(electorate), speaking(self.dossier, self.topic)
        heard = (positions[d] for d in electorate if d in positions)
        answered = sum(self.dossier.counts(p) and self.answer_in(p) is not None for p in heard)
        if self.topic.electorate_name:
            return Members(count, electorate_words(self.topic.electorate_name, count), answered, is_list=True)
        if electorate == everybody:
            return Members(count, "", answered)
        for body, states in (("Member States", EU), ("members of NATO", NATO)):
            if count > 1 and electorate == tuple(d for d in everybody if d in states):
                some = f"the {counted(count, 'delegation')} that are {body}"
                return Members(count, f"the {count} {body}" if count == len(states) else some, answered)
        return Members(
            count, f"{cardinal(count)} of the {counted(len(everybody), 'delegation')}", answered, is_list=True
        )

    def answer_in(self, position: Position) -> AnswerT | None:
        """Find the answer to this topic; a checked dossier holds one of the topic's own kind only."""
        return cast("AnswerT | None", position.answers.get(self.topic.id))

    def answers(self) -> Iterator[tuple[str, Position, AnswerT]]:
        """List the answers of all positions, drafts among them, each with the delegation that gave it."""
        for d, position in self.dossier.positions.items():
            if answer := self.answer_in(position):
                yield d, position, answer

    def recorded(self, position: Position) -> tuple[RecordedAnswer, ...]:
        """Put a position's answer to this topic into words."""
        answer = self.answer_in(position)
        return tuple(self.rows(answer)) if answer else ()
