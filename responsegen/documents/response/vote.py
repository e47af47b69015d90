"""Word the points of options and needs, agreed ones as they are and others as the dossier wishes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from responsegen.consensus.answer import NeedOutcome, NeedsOutcome, OptionOutcome, OptionsOutcome
from responsegen.documents.attribution import Attributor, Column, Who
from responsegen.documents.point_words import TOO_CLOSE, elsewhere
from responsegen.documents.response.parts import NO_POSITION, Paragraph, Part, Report
from responsegen.documents.topics.topic import Members, Notes, notes_on
from responsegen.documents.words import (
    capital,
    cardinal,
    clause,
    counted,
    joined,
    name_of,
    phrase_of,
    sentence,
    supported,
)
from responsegen.dossier.model import Dossier, IfNotAgreed, Need, NeedsTopic, Option, OptionsTopic, Term

BY_LABEL = 7  # points of a topic that page 1 names though they are not agreed
APART = 5  # delegations, up to which "all but HU and SK" says more than who is for it


@dataclass(frozen=True, slots=True)
class Vote:
    """One point, and who stands where on it."""

    topic: OptionsTopic | NeedsTopic
    option: Option | Need
    found: OptionOutcome
    notes: Notes
    by: Attributor

    @property
    def fate(self) -> IfNotAgreed | None:
        """What the dossier wishes for its text; None where that is agreed, and stands by itself."""
        return None if self.found.status.is_agreed else self.topic.if_not_agreed

    @property
    def says_support(self) -> bool:
        """Whether its text stands behind "Supported by"; it does not while nobody supports it."""
        return self.fate is IfNotAgreed.SUPPORTED_BY and bool(self.found.columns.for_)

    @property
    def is_printed(self) -> bool:
        """Whether its text stands in the answer."""
        return self.fate in (None, IfNotAgreed.BRACKETS) or self.says_support

    @property
    def is_heard(self) -> bool:
        """Whether anybody has said anything that counts, or entered a reservation."""
        columns = self.found.columns
        return bool(columns.for_ or columns.against or columns.abstaining or columns.constructive or self.notes)

    @property
    def is_requested(self) -> bool:
        """Whether it is an agreed need that more delegations passed over than are for it."""
        return self.fate is None and len(self.found.columns.unmentioned) > len(self.found.columns.for_)

    @property
    def doubt(self) -> str:
        """What keeps an agreed text from being certain, or from having been said."""
        rough = self.found.arithmetic.too_close_to_call
        return "adopted by silence alone" if self.found.by_silence else TOO_CLOSE if rough else ""

    @property
    def label(self) -> str:
        """Its name inside a sentence, with what keeps an agreed point from saying too much."""
        requested = f"requested by {counted(len(self.found.columns.for_), 'delegation')}" if self.is_requested else ""
        qualified = requested or ("" if self.fate else self.doubt)
        return phrase_of(self.option) + (f" ({qualified})" if qualified else "")

    def who(self, delegations: Iterable[str]) -> Who:
        """Say who these are, as far as the paper may."""
        return self.by.who(delegations, self.topic.electorate)

    def each(self, does: Iterable[Column]) -> Iterator[str]:
        """Say of each group that has anybody in it what it does."""
        return (self.who(those).do(what) for those, what in does if those)

    @property
    def support(self) -> str:
        """How far it is supported: `supported by 21 of 25 delegations, opposed by two`."""
        columns, members = self.found.columns, self.topic.electorate
        apart = [d for d in members if d not in columns.for_]
        by = self.who(columns.for_).share
        if self.by.named and 0 < len(apart) <= APART and len(columns.for_) > APART:
            by = f"all but {joined(apart)}"
        against = f"opposed by {self.who(columns.against).some}" if columns.against else "none opposed"
        return f"{supported(self.topic.supported_by)} by {by}, {against}"

    @property
    def backing(self) -> str:
        """Who stands where on it, for brackets behind it."""
        columns = self.found.columns
        opposed = f"opposed by {self.who(columns.against).share}" if columns.against else ""
        others = (
            *elsewhere(columns),
            (columns.outstanding, "is not yet in a position to agree"),
        )
        return "; ".join(filter(None, (self.support if columns.for_ else opposed, *self.each(others))))

    @property
    def paragraph(self) -> Paragraph:
        """Its text as the dossier wants it worded."""
        text = sentence(self.option.text)
        if self.fate is None:
            return Paragraph(text, self.notes, self.doubt)
        if self.says_support:
            return Paragraph(f"{capital(self.support)}: {text}", self.notes)
        return Paragraph(f"[{text}]", self.notes, self.backing)

    @property
    def report(self) -> Report:
        """What the chair reports of it."""
        columns = self.found.columns
        opposed = f", opposed by {self.who(columns.against).some}" if columns.against else ""
        others = (
            (columns.silent, "of them by silence"),
            (columns.constructive, "abstained constructively"),
            (columns.abstaining, "abstained"),
            (columns.unmentioned, "did not mention it"),
            (columns.outstanding, "had not yet given a final answer"),
        )
        in_favour = self.support if columns.for_ else f"supported by no delegation{opposed}"
        return Report(capital("; ".join([in_favour, *self.each(others)])), sentence(self.option.text), self.notes)

    @property
    def necessity(self) -> str:
        """How badly a need is wanted, in numbers: `essential to three of 16 delegations, desirable to 13`."""
        if not isinstance(self.found, NeedOutcome):
            return ""
        degrees = (("essential", self.who(self.found.essential)), ("desirable", self.who(self.found.desirable)))
        said = [(degree, who) for degree, who in degrees if who]
        if self.is_requested:
            alike = f", as {said[0][0]}" if len(said) == 1 else ""
            listed = "" if alike else ": " + ", ".join(f"{degree} to {who.some}" for degree, who in said)
            return f"requested by {self.who(self.found.columns.for_).share}{alike or listed}"
        return ", ".join(f"{degree} to {who.some if i else who.share}" for i, (degree, who) in enumerate(said))


def options(outcome: OptionsOutcome, members: Members, by: Attributor) -> Part | None:
    """Word a topic with options."""
    votes, whole = _votes(outcome, by)
    return _part(outcome.topic, votes, whole, members, [v.paragraph for v in votes if v.is_printed])


def needs(dossier: Dossier, outcome: NeedsOutcome, members: Members, by: Attributor) -> Part | None:
    """Word a topic with needs: the agreed ones as lists by their term, the others one by one."""
    votes, whole = _votes(outcome, by)
    others = [v.paragraph for v in votes if v.is_printed and v.fate]
    addressee = name_of(dossier, dossier.addressee, article=True)
    return _part(outcome.topic, votes, whole, members, [*_by_term(votes, addressee), *others])


def _by_term(votes: Sequence[Vote], addressee: str) -> Iterator[Paragraph]:
    whom = f"support would be required from {addressee}"
    for terms, when in (
        ({Term.SHORT}, "in the short term"),
        ({Term.SHORT, Term.LONG}, "in both the short and the long term"),
        ({Term.LONG}, "in the long term"),
    ):
        items = [_need(v) for v in votes if v.fate is None and _terms(v) == terms]
        if items:
            yield Paragraph(f"{capital(when)}, the following {whom}:", items=tuple(items))
            whom = "would be required"


def _need(vote: Vote) -> Paragraph:
    backing = "; ".join(filter(None, (vote.necessity, vote.doubt)))
    return Paragraph(sentence(vote.option.text), vote.notes, backing, label=f"{clause(vote.option.label)}.")


def _terms(vote: Vote) -> set[Term]:
    said = vote.found.term if isinstance(vote.found, NeedOutcome) else ()
    return set(said or (vote.option.term if isinstance(vote.option, Need) else ()))


def _votes(outcome: OptionsOutcome | NeedsOutcome, by: Attributor) -> tuple[list[Vote], Notes]:
    """List the points, and the reservations on the topic as a whole."""
    topic, (whole, notes) = outcome.topic, notes_on(outcome.options, by)
    return [Vote(topic, topic.options[o], found, notes[o], by) for o, found in outcome.options.items()], whole


def _part(
    topic: OptionsTopic | NeedsTopic,
    votes: Sequence[Vote],
    whole: Notes,
    members: Members,
    paragraphs: Sequence[Paragraph],
) -> Part | None:
    """Put a topic together; None where the response leaves all of it out."""
    shown = [v for v in votes if v.fate is not IfNotAgreed.OMIT]
    if not shown:
        return None
    printed = [*([Paragraph(sentence(topic.text))] if topic.text and paragraphs else ()), *paragraphs]
    reports = [v.report for v in shown if v.fate is IfNotAgreed.CHAIRS_SUMMARY]
    if printed:
        printed[0] = replace(printed[0], notes=whole + printed[0].notes)
    elif reports:
        reports[0] = replace(reports[0], notes=whole + reports[0].notes)
    is_heard = bool(whole) or any(v.is_heard for v in shown)
    return Part(
        title=topic.title,
        gist=_gist(shown) if is_heard else NO_POSITION,
        members=members,
        statuses=tuple(v.found.status for v in shown),
        is_heard=is_heard,
        paragraphs=tuple(printed),
        reports=tuple(reports) if is_heard else (),
        says_support=any(v.says_support for v in shown),
        counts_silence=any(v.found.columns.silent for v in shown),
    )


def _gist(votes: Sequence[Vote]) -> str:
    """Say what is agreed by label: `Agreed: lower oil price cap. Not yet agreed: two points.`."""
    agreed, others = [v for v in votes if v.fate is None], [v for v in votes if v.fate]
    said = [f"Agreed: {'; '.join(v.label for v in agreed)}."] if agreed else []
    if any(v.fate is IfNotAgreed.CHAIRS_SUMMARY for v in others):
        on_others = f"on {cardinal(len(others))} more" if agreed else "no joint answer"
        said.append(f"{capital(on_others)}{',' if agreed else ';'} see the Chair’s summary.")
    elif others:
        listed = "; ".join(v.label for v in others) if len(others) <= BY_LABEL else counted(len(others), "point")
        said.append(f"Not yet agreed: {listed}.")
    return " ".join(said)
