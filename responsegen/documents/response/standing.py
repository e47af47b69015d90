"""From the sections of a question to where it stands: how many points are agreed, open and not agreed, and the gist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from responsegen.consensus.answer import Status
from responsegen.documents.sections import (
    ContributionSection,
    NeedsSection,
    OffersSection,
    OptionsSection,
    RangeSection,
    Statement,
    TopicSection,
)
from responsegen.documents.wording import counted, extent, joined, sentence
from responsegen.dossier.model import IfNotAgreed

LABELS_IN_A_LINE = 3


@dataclass(frozen=True, slots=True)
class Gist:
    """What became of one topic, in a line."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a question stands at a glance."""

    agreed: int  # points, those with reservations included
    with_reservations: int
    open: int
    not_agreed: int
    gist: tuple[Gist, ...]  # one a topic
    decides: bool  # whether any topic is one that a rule decides
    one_by_one: bool  # whether anybody has stated what it alone decides: a contribution, an offer
    heard: bool  # whether anybody has answered

    @property
    def points(self) -> int:
        """How many points a rule decides."""
        return self.agreed + self.open + self.not_agreed

    @property
    def words(self) -> str:
        """A few words for a table: `agreed`, `4 of 7 agreed`, `open`, `not agreed`, `no joint answer`."""
        if not self.heard:
            return "no position yet"
        if not self.points:
            said = "stated individually" if self.one_by_one else ""
            return "; ".join(filter(None, (said, "no joint answer" if self.decides else "")))
        if self.agreed == self.points:
            return "agreed with reservations" if self.with_reservations else "agreed"
        if self.agreed:
            reserved = f", {self.with_reservations} with reservations" if self.with_reservations else ""
            return f"{self.agreed} of {self.points} agreed{reserved}"
        return "open" if self.open else "not agreed"


def standing_of(sections: Sequence[TopicSection]) -> Standing:
    """Count the points of a question and say the gist of each topic."""
    statuses = [status for s in sections for status in statuses_of(s)]
    return Standing(
        sum(status.is_agreed for status in statuses),
        statuses.count(Status.AGREED_WITH_RESERVATIONS),
        statuses.count(Status.OPEN),
        statuses.count(Status.NOT_AGREED),
        tuple(Gist(s.title, sentence(_gist(s) if s.heard else "no position yet")) for s in sections),
        any(not isinstance(s, ContributionSection | OffersSection) for s in sections),
        any(s.heard for s in sections if isinstance(s, ContributionSection | OffersSection)),
        any(s.heard for s in sections),
    )


def statuses_of(section: TopicSection) -> Iterator[Status]:
    """The status of each point that a rule decides and the answer does not omit; none for contributions and offers."""
    match section:
        case OptionsSection() | NeedsSection():
            yield from (s.status for s in section.statements if s.shown)
        case RangeSection():
            yield from (section.status,) if section.shown else ()
        case ContributionSection() | OffersSection():
            return
        case _:
            assert_never(section)


def _gist(section: TopicSection) -> str:
    match section:
        case OptionsSection() | NeedsSection():
            return _gist_of_points([s for s in section.statements if s.shown])
        case RangeSection():
            return _range_gist(section)
        case ContributionSection():
            if not section.willing:
                return "no delegation is ready to contribute so far"
            best = section.best
            at_best = "at best " if best and best.attainable.high is not None else ""
            under = f" under “{best.label}”" if best and len({f.attainable for f in section.forces}) > 1 else ""
            reach = f"; {at_best}{extent(best.attainable, 'personnel')}{under}" if best else ""
            return f"{counted(section.willing, 'delegation')} ready to contribute{reach}"
        case OffersSection():
            complete = "" if section.not_offered or len(section.offers) == 1 else "all "
            return f"offers under {complete}{counted(len(section.offers), 'heading')}"
        case _:
            assert_never(section)


def _range_gist(section: RangeSection) -> str:
    if not section.shown:
        return "no joint answer"
    if section.agreed:
        return joined([extent(i, section.unit) for i in section.agreed], "or")
    if not section.variants:
        return "no range stated yet"
    if section.if_not_agreed is IfNotAgreed.CHAIRS_SUMMARY:
        return "not yet agreed"
    widest = [extent(i, section.unit) for i in section.widest]
    each = " each" if len(widest) > 1 else ""
    backed = counted(section.variants[0].who.count, "delegation")
    return f"not yet agreed; widest support: {joined(widest, 'or')} ({backed}{each})"


def _gist_of_points(shown: Sequence[Statement]) -> str:
    if not shown:
        return "no joint answer"
    agreed = [s.label for s in shown if s.status.is_agreed]
    rest = len(shown) - len(agreed)
    if not agreed:
        none = "neither" if rest == 2 else "none"  # noqa: PLR2004 (two)
        return f"{none} of the {counted(rest, 'point')} agreed yet" if rest > 1 else "not yet agreed"
    labels = agreed if len(agreed) <= LABELS_IN_A_LINE else agreed[: LABELS_IN_A_LINE - 1]
    more = [counted(len(agreed) - len(labels), "further point")] if len(labels) < len(agreed) else []
    return f"agreed: {'; '.join([*labels, *more])}" + (f". Not yet agreed: {counted(rest, 'point')}" if rest else "")


def prints_text(section: TopicSection) -> bool:
    """Whether there is any text that the dossier proposes, whoever is for it."""
    return isinstance(section, OptionsSection | NeedsSection) and any(s.in_answer for s in section.statements)


def has_footnotes(section: TopicSection) -> bool:
    """Whether a reservation stands in a footnote to it, outside the summary by the chair."""
    match section:
        case OptionsSection() | NeedsSection():
            return any(section.reservations or s.reservations for s in section.statements if s.in_answer)
        case RangeSection():
            apart = section.if_not_agreed is IfNotAgreed.CHAIRS_SUMMARY
            shown = section.agreed or (section.shown and section.variants and not apart)
            return bool(shown and section.reservations)
        case ContributionSection():
            return bool(section.reservations)
        case OffersSection():
            return any(section.reservations or offer.reservations for offer in section.offers)


def counts_silence(section: TopicSection) -> bool:
    """Whether anybody counts as for because it said nothing."""
    match section:
        case OptionsSection() | NeedsSection():
            return any(s.silent for s in section.statements)
        case RangeSection():
            return bool(section.silent)
        case _:
            return False
