"""Tell papers what to say of topics on whose points delegations vote one by one: options and needs."""

from __future__ import annotations

from abc import ABC
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from responsegen.consensus.answer import NeedsOutcome, OptionOutcome, OptionsOutcome, Status
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.topics.topic import (
    AnswerT,
    Presenter,
    Report,
    TopicSection,
    Whole,
    on_this,
    said_by,
)
from responsegen.documents.words import capital, counted, sentence, supported
from responsegen.dossier.model import IfNotAgreed, NeedsTopic, OptionsTopic

TOO_CLOSE = "too close to call from the shares of population at hand"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that could enter the answer, and who stands behind it."""

    label: str
    text: str
    status: Status
    if_not_agreed: IfNotAgreed
    supported_by: str | None  # the word before "supported by": "firmly"
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
    def shown(self) -> bool:
        """Whether the response prints this sentence, be it in the chair's summary."""
        return self.status.is_agreed or self.if_not_agreed is not IfNotAgreed.OMIT

    @property
    def reported(self) -> bool:
        """Whether this sentence stands in the chair's summary."""
        return not self.status.is_agreed and self.if_not_agreed is IfNotAgreed.CHAIRS_SUMMARY

    @property
    def in_answer(self) -> bool:
        """Whether this sentence stands in the numbered paragraphs of the answer."""
        return self.shown and not self.reported

    @property
    def heard(self) -> bool:
        """Whether anybody has said anything that counts, or entered a reservation on this point."""
        return bool(self.for_ or self.against or self.abstaining or self.constructive or self.reservations)

    @property
    def requested(self) -> bool:
        """Whether it is an agreed need that more delegations passed over than are for it."""
        return self.status.is_agreed and self.unmentioned.count > self.for_.count

    @property
    def doubt(self) -> str:
        """What keeps an agreed sentence from being certain, or from having been said: nothing, most of the time."""
        return "adopted by silence alone" if self.by_silence else TOO_CLOSE if self.too_close else ""

    @property
    def agreed_label(self) -> str:
        """Its label where it is agreed, with what keeps that from saying too much."""
        requested = f"requested by {counted(self.for_.count, 'delegation')}" if self.requested else ""
        silence = "by silence alone" if self.by_silence else ""
        qualified = requested or silence or (TOO_CLOSE if self.too_close else "")
        return f"{self.label} ({qualified})" if qualified else self.label

    @property
    def support(self) -> str:
        """How far it is supported: `Supported by 21 of 25 delegations, opposed by two`."""
        if not self.for_:
            return "Not yet supported by any delegation"
        return capital(self._supported)

    @property
    def _supported(self) -> str:
        against = f"opposed by {self.against.some}" if self.against else "none opposed"
        return f"{supported(self.supported_by)} by {self.for_.share}, {against}"

    @property
    def backing(self) -> str:
        """Who stands where on it, as it stands in brackets behind it."""
        opposed = f"opposed by {self.against.share}" if self.against else ""
        others = (
            (self.constructive, "abstains constructively", "abstain constructively"),
            (self.abstaining, "abstains", "abstain"),
            (self.unmentioned, "does not mention it", "do not mention it"),
            (self.outstanding, "is not yet in a position to agree", "are not yet in a position to agree"),
        )
        said = (who.do(one, several) for who, one, several in others if who)
        return "; ".join(filter(None, (self._supported if self.for_ else opposed, *said)))

    @property
    def report(self) -> Report:
        """What the chair reports of it."""
        in_favour = f"{self.for_.phrase if self.for_ else 'no delegation'} supported the following text"
        silence = [f"the silence of {self.silent.phrase} counts as support"] if self.silent else []
        said = said_by(
            (self.against, "opposed it"),
            (self.constructive, "abstained constructively"),
            (self.abstaining, "abstained"),
            (self.unmentioned, "did not mention it"),
            (self.outstanding, "had not yet given a final answer"),
        )
        return Report(capital("; ".join([in_favour, *silence, *said])), sentence(self.text), self.reservations)


@dataclass(frozen=True, slots=True, kw_only=True)
class VotedSection(TopicSection, ABC):
    """What a document may say of a topic with points to vote on."""

    statements: tuple[Statement, ...]

    @property
    def heard(self) -> bool:
        """Whether anybody has answered."""
        return bool(self.reservations) or any(s.heard for s in self.statements)

    @property
    def gist(self) -> str:
        """`agreed: Shadow fleet listings; Oil price cap. Not yet agreed: two points`."""
        shown = [s for s in self.statements if s.shown]
        if not shown:
            return "no joint answer"
        agreed = [s.agreed_label for s in shown if s.status.is_agreed]
        rest = len(shown) - len(agreed)
        if not agreed:
            none = "neither" if rest == 2 else "none"  # noqa: PLR2004 (two)
            return f"{none} of the {counted(rest, 'point')} agreed yet" if rest > 1 else "not yet agreed"
        open_ = f". Not yet agreed: {counted(rest, 'point')}" if rest else ""
        return f"agreed: {'; '.join(agreed)}{open_}"

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The status of each point that the answer does not omit."""
        return tuple(s.status for s in self.statements if s.shown)

    @property
    def prints_text(self) -> bool:
        """Whether the answer prints any of the sentences."""
        return any(s.in_answer for s in self.statements)

    @property
    def has_footnotes(self) -> bool:
        """Whether the answer prints a reservation in a footnote."""
        return any(self.reservations or s.reservations for s in self.statements if s.in_answer)

    @property
    def counts_silence(self) -> bool:
        """Whether anybody counts as for because it said nothing."""
        return any(s.silent for s in self.statements)

    @property
    def reports(self) -> tuple[Report, ...]:
        """What the chair reports, the first report with the reservations on the topic as a whole."""
        found = [s.report for s in self.statements if s.reported]
        return tuple(
            replace(report, reservations=self.reservations + report.reservations) if n == 0 else report
            for n, report in enumerate(found)
        )


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
            if_not_agreed=self.topic.if_not_agreed,
            supported_by=self.topic.supported_by,
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
