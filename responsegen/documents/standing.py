"""From the sections of a question to where it stands: how many points are agreed, open and not agreed, and the gist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from responsegen.consensus.answer import Status
from responsegen.documents.sections import (
    ContributionSection,
    NeedsSection,
    OffersSection,
    OptionsSection,
    RangeSection,
)
from responsegen.documents.wording import counted, extent, joined, sentence, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from responsegen.documents.sections import TopicSection

LABELS_IN_A_LINE = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a question stands at a glance."""

    agreed: int  # points, those with reservations included
    with_reservations: int
    open: int
    not_agreed: int
    gist: tuple[str, ...]  # one sentence a topic
    decides: bool  # whether any topic is one that a rule decides

    @property
    def points(self) -> int:
        """How many points a rule decides."""
        return self.agreed + self.open + self.not_agreed

    @property
    def words(self) -> str:
        """One or two words for a table: `agreed`, `partly agreed`, `open`, `not agreed`, `no joint answer`."""
        if not self.points:
            return "no joint answer" if self.decides else "stated one by one"
        if self.agreed == self.points:
            return "agreed with reservations" if self.with_reservations else "agreed"
        if self.agreed:
            return "partly agreed"
        return "open" if self.open else "not agreed"


def standing_of(sections: Sequence[TopicSection]) -> Standing:
    """Count the points of a question and say the gist of each topic."""
    statuses = [status for s in sections for status in statuses_of(s)]
    return Standing(
        sum(status.is_agreed for status in statuses),
        statuses.count(Status.AGREED_WITH_RESERVATIONS),
        statuses.count(Status.OPEN),
        statuses.count(Status.NOT_AGREED),
        tuple(sentence(_gist(s)) for s in sections),
        any(not isinstance(s, ContributionSection | OffersSection) for s in sections),
    )


def statuses_of(section: TopicSection) -> Iterator[Status]:
    """The status of each point that a rule decides and the answer does not omit; none for contributions and offers."""
    match section:
        case OptionsSection():
            yield from (s.status for s in section.statements if s.shown)
        case NeedsSection():
            yield from (n.statement.status for n in section.needs if n.statement.shown)
        case RangeSection():
            yield from (section.status,) if section.shown else ()
        case ContributionSection() | OffersSection():
            return
        case _:
            assert_never(section)


def _gist(section: TopicSection) -> str:
    match section:
        case OptionsSection():
            return _gist_of_points(section.title, [(s.label, s.status) for s in section.statements if s.shown])
        case NeedsSection():
            return _gist_of_points(
                section.title, [(n.statement.label, n.statement.status) for n in section.needs if n.statement.shown]
            )
        case RangeSection():
            return f"{section.title}: {_range_gist(section)}"
        case ContributionSection():
            best = max((f.attainable for f in section.forces), key=lambda i: i.low, default=None)
            reach = f", {total(best)} personnel at best" if best and section.willing else ""
            return f"{section.title}: {counted(section.willing, 'delegation')} willing{reach}"
        case OffersSection():
            if not section.offers:
                return f"{section.title}: nothing offered yet"
            return f"{section.title}: offers under {counted(len(section.offers), 'heading')}"
        case _:
            assert_never(section)


def _range_gist(section: RangeSection) -> str:
    if not section.shown:
        return "no joint answer"
    if section.agreed:
        return joined([extent(i, section.unit) for i in section.agreed], "or")
    if not section.variants:
        return "no range stated yet"
    widest = section.variants[0]
    return f"not yet settled; {widest.words} has the widest support ({counted(widest.who.count, 'delegation')})"


def _gist_of_points(title: str, points: Iterable[tuple[str, Status]]) -> str:
    points = tuple(points)
    if not points:
        return f"{title}: no joint answer"
    agreed = [label for label, status in points if status.is_agreed]
    if not agreed:
        return f"{title}: none of {counted(len(points), 'point')} agreed" if len(points) > 1 else f"{title}: not agreed"
    shown = agreed[:LABELS_IN_A_LINE]
    more = len(agreed) - len(shown)
    if more:
        shown.append(counted(more, "further point"))
    rest = len(points) - len(agreed)
    return f"{title}: {joined(shown)}" + (f"; {counted(rest, 'point')} not agreed" if rest else "")
