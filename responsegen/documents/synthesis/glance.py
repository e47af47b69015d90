"""Put each topic in one row of the synthesis' first page: what is agreed, what is in the way of the rest, and who."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from responsegen.consensus.answer import (
    ContributionOutcome,
    JointAnswer,
    NeedsOutcome,
    OffersOutcome,
    OptionsOutcome,
    RangeOutcome,
    ScenarioOutcome,
    Status,
)
from responsegen.consensus.points import Point
from responsegen.consensus.range_moves import Compromise
from responsegen.documents.asks import ask
from responsegen.documents.attribution import Attributor
from responsegen.documents.candidates import apart
from responsegen.documents.point_words import named, points_on
from responsegen.documents.synthesis.standing import QUALIFIED, marks
from responsegen.documents.topics.by_kind import ByKind
from responsegen.documents.withholding import Of, Shown, shown_of
from responsegen.documents.words import (
    NBSP,
    NO_EFFECT,
    all_of,
    cardinal,
    clause,
    counted,
    do,
    extents,
    inside,
    joined,
    number,
    spoken,
    together,
    total,
    verb,
)
from responsegen.dossier.model import PERSONNEL, AnyTopic, Dossier, Willingness

Said = tuple[tuple[str, bool], ...]  # words, each with whether they stand in bold
Cells = tuple[str, Iterable[tuple[str, bool]], str]  # what is agreed, what is not, what is open
CANDIDATES = 2  # values of a range
TIMES = {"hours", "days", "weeks", "months", "years"}
NOTHING: Said = (("–", False),)
NOBODY = ("nobody is in favour", False)


@dataclass(frozen=True, slots=True)
class Detail:
    """How much a row says."""

    points: int  # that are not agreed; more are counted
    names: int  # of those in the way of one; more are counted
    prices: bool  # whether it says what they ask


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One topic at a glance."""

    question: int | None
    title: str
    agreed: str  # "4 of 7 (2 R)", or the agreed values of a range
    not_agreed: Said  # who stands in the way of what, and what they ask; where no rule decides, what comes together
    open: str  # how many points, and whose reply is awaited
    is_decided: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """Writes the rows of one paper."""

    dossier: Dossier
    answer: JointAnswer
    closest: Mapping[str, Sequence[Compromise]]  # by topic: which values of a range ask least
    by: Attributor
    detail: Detail

    def row(self, topic: AnyTopic) -> OutcomeRow:
        """Sum up one topic."""
        cells: ByKind[Callable[[Any], Cells]] = ByKind(
            options=self._votes,
            range_=lambda found: (_values(found), self._values_that_carry(found), self._range_open(found)),
            contribution=lambda found: ("–", self._coming(found), self._undecided(found)),
            needs=self._votes,
            offers=lambda found: ("–", ((_on_offer(found), False),), self._not_offering(found)),
        )
        agreed, said, open_ = cells.of(topic)(self.answer.topics[topic.id])
        return OutcomeRow(topic.question, topic.title, agreed, tuple(said), open_, topic.rule.facts.votes)

    def _votes(self, found: OptionsOutcome | NeedsOutcome) -> Cells:
        its = points_on(self.answer, found.topic)
        return (
            self._agreed(its),
            tuple(self._not_agreed(its)) or NOTHING,
            self._open([p for p in its if p.status is Status.OPEN]),
        )

    def _agreed(self, its: Sequence[Point]) -> str:
        agreed = [p for p in its if p.status and p.status.is_agreed]
        found = [mark for p in agreed for mark in marks(self.answer, p)]
        shown = ", ".join(f"{found.count(mark)}{NBSP}{mark}" for mark in QUALIFIED if mark in found)
        return f"{len(agreed)} of {len(its)}{f' ({shown})' if shown else ''}"

    def _not_agreed(self, its: Sequence[Point]) -> Iterator[tuple[str, bool]]:
        """Name the points that are not agreed, each with those without whose move it cannot carry."""
        blocked = [p for p in its if p.status is Status.NOT_AGREED]
        alike = together((tuple(self._in_the_way(p)), p.label) for p in blocked[: self.detail.points])
        for n, (who, labels) in enumerate(alike.items()):
            yield f"{'; ' if n else ''}{', '.join(labels)} – ", False
            yield from who
            if len(labels) > 1 and not self.by.named and who != (NOBODY,):
                yield " each", False  # not always the same ones
        if (more := len(blocked) - self.detail.points) > 0:
            yield f"; and {counted(more, 'further point')}", False

    def _in_the_way(self, point: Point) -> Iterator[tuple[str, bool]]:
        alone = all(len(those) == 1 for those in point.carried_by)
        if not (point.blocked_by or point.carried_by) or (point.topic.rule.facts.unopposed and not point.blocked_by):
            yield NOBODY
        elif not self.by.named:
            yield (self.by.who(point.blocked_by).phrase if point.is_vetoed else self.by.ways(point.carried_by)), True
        elif point.is_vetoed:
            yield from self._with_prices(point, point.blocked_by)
        elif alone:
            yield from self._with_prices(point, [those[0] for those in point.carried_by], "or")
        else:
            yield self.by.ways(point.carried_by), True

    def _with_prices(self, point: Point, who: Sequence[str], conjunction: str = "") -> Iterator[tuple[str, bool]]:
        """Name delegations, those with the same price together and before it."""
        shown = who if len(who) <= self.detail.names + 1 else who[: self.detail.names]
        priced = together((self._price(point, d) or d, d) for d in shown)
        for n, (price, those) in enumerate(priced.items()):
            last = n == len(priced) - 1 and shown == who
            yield (f" {conjunction} " if conjunction and last else ", ") if n else "", False
            yield ", ".join(those), True
            yield price if price not in those else "", False
        if shown != who:
            yield f" {conjunction or 'and'} {counted(len(who) - len(shown), 'other')}", False

    def _price(self, point: Point, delegation: str) -> str:
        asks = ask(self.dossier, point, delegation).would_support_if if self.detail.prices else ""
        return f" (if {clause(inside(asks))})" if asks else ""

    def _open(self, open_: Sequence[Point]) -> str:
        """Count the open points, and say whose replies they wait for: first those whom all of them wait for."""
        if not open_:
            return "–"
        if not self.by.named:
            awaited = {d for p in open_ for d in p.awaited}
            return f"{len(open_)}: {self.by.who(d for d in self.dossier.delegations if d in awaited).phrase}"
        needed = {p.name: set(p.carried_by[0]) == set(p.awaited) for p in open_}  # all who are awaited
        all_wait = len(open_) > 1 and all(needed.values())
        common = [d for d in self.dossier.delegations if all_wait and all(d in p.awaited for p in open_)]

        def left(p: Point) -> tuple[str, ...]:
            return tuple(d for d in p.awaited if d not in common) if needed[p.name] else (self.by.ways(p.carried_by),)

        fewest_first = sorted(open_, key=lambda p: len(p.carried_by[0]))
        own = together((left(p), p) for p in fewest_first if left(p))
        labelled = common or any(len(those) > 1 for those in own.values())
        said = [", ".join(common)] if common else []
        for whose, those in list(own.items())[: self.detail.points]:
            if labelled and len(those) < len(open_):
                said.append(f"{', '.join(whose)} on {named(those) if len(those) == 1 else cardinal(len(those))}")
            else:
                said.append(", ".join(f"{d}{self._price(those[0], d)}" for d in whose))
        more = len(own) - self.detail.points
        said += [f"others on {cardinal(more)}"] if more > 0 else []
        return f"{len(open_)}: {'; '.join(said)}"

    def _values_that_carry(self, found: RangeOutcome) -> Iterator[tuple[str, bool]]:
        """Say which values of a range would carry, and who has to move for them."""
        candidates = self.closest[found.topic.id][:CANDIDATES]
        if found.status is not Status.NOT_AGREED or not candidates:
            yield "No range has been stated" if found.status is Status.NOT_AGREED else "–", False
            return
        thing = "length" if found.topic.unit in TIMES else "value"
        yield f"No {thing} suits {'all' if found.topic.rule.facts.unopposed else 'enough'}", False
        if not self.by.named:
            yield f": {apart(found)[0]}" if found.conflicts else "", False
            return
        alike = len({c.others for c in candidates}) == 1 and all(c.concessions for c in candidates)
        same = together(((tuple(each.delegation for each in c.concessions), c.others), c) for c in candidates)
        join = f"must {'not oppose' if found.topic.rule.facts.unopposed else 'accept it'}"
        for n, ((moving, others), alternatives) in enumerate(same.items()):
            values = joined([number(c.value) for c in alternatives], "or")
            conditions = [joined(moving) if n else do(moving, "moves")] if moving else []
            conditions += [f"{joined(others)} {join}"] if others and not alike else []
            yield ", " if n else ". ", False
            yield f"{values}{'' if n else f'{NBSP}{found.topic.unit}'}", True
            yield f"{'' if n else ' carries'} if {joined(conditions)}", False
        if alike and candidates[0].others:
            yield f"; {joined(candidates[0].others)} {join}", False

    def _range_open(self, found: RangeOutcome) -> str:
        if found.status.is_agreed or not found.outstanding:
            return "–"
        awaited = self._listed(found.outstanding)
        return f"{awaited}; {extents(found.possible, found.topic.unit)} possible" if found.possible else awaited

    def _coming(self, found: ContributionOutcome) -> Said:
        return ((force_at_a_glance(found, shown_of(self.dossier, found, self.by)), False),)

    def _undecided(self, found: ContributionOutcome) -> str:
        columns = (
            (found.outstanding, ""),
            (found.stances[Willingness.UNDECIDED], " undecided"),
            (found.stances[Willingness.CONSIDERING], " considering it"),
        )
        return "; ".join(f"{self._listed(who)}{words}" for who, words in columns if who) or "–"

    def _not_offering(self, found: OffersOutcome) -> str:
        """List those who have not answered; a draft has not."""
        positions = self.dossier.stated_positions.items()
        heard = [d for d, own in positions if self.dossier.counts(own) and found.topic.id in own.answers]
        silent = [d for d in found.topic.electorate if d not in heard]
        return self._listed(silent) if silent else "–"

    def _listed(self, who: Sequence[str]) -> str:
        shown = who[: self.detail.names] if len(who) > self.detail.names + 1 else who
        more = f" and {counted(len(who) - len(shown), 'other')}" if len(shown) < len(who) else ""
        return f"{', '.join(shown)}{more}" if self.by.named else self.by.who(who).phrase


def _values(found: RangeOutcome) -> str:
    values = [spoken(interval) for interval in found.agreed]
    if not values:
        return "–"
    said = f"a choice between {joined(values)}" if len(values) > 1 else values[0]
    unit = "" if found.topic.unit == PERSONNEL else f" {found.topic.unit}"
    return f"{said}{unit}{' (R)' if found.status is Status.AGREED_WITH_RESERVATIONS else ''}"


def _on_offer(found: OffersOutcome) -> str:
    who = {d for each in found.options.values() for d in each.delegations}
    offered = sum(bool(each.delegations) for each in found.options.values())
    if not who:
        return "Nothing has been offered so far"
    every = len(found.options)
    under = all_of(every, "heading") if offered == every else f"{cardinal(offered)} of {counted(every, 'heading')}"
    return f"{counted(len(who), 'delegation').capitalize()} {verb(who, 'offers')} items under {under}"


def force_at_a_glance(found: ContributionOutcome, shown: Shown) -> str:
    """Say what comes together in the scenario that brings most, and in the one that brings least."""
    if not any(found.stances.values()):
        return "Nobody has answered yet"
    scenarios = sorted(found.scenarios.values(), key=lambda s: s.rank)
    if not any(s.attainable.delegations for s in scenarios):
        return NO_EFFECT
    least, most = scenarios[0], scenarios[-1]
    if found.is_alike:
        return f"In every scenario {_comes(most, shown, attainable=True)}"
    said = f"Under “{most.scenario.label}” {_comes(most, shown, attainable=True)}"
    return f"{said}; under “{least.scenario.label}” {_comes(least, shown)}" if least is not most else said


def _comes(found: ScenarioOutcome, shown: Shown, *, attainable: bool = False) -> str:
    if not found.attainable.delegations:
        return "none"
    all_, sure = (shown.get((found.scenario.id, of)) for of in (Of.ATTAINABLE, Of.ASSURED))
    if found.assured == found.attainable:
        assured = "all of them"
    elif found.assured.delegations:
        assured = f"{total(sure)} of them" if sure else "some of them"
    else:
        assured = "none of them"
    unit = (f"{NBSP}personnel are attainable" if all_ else " is attainable") if attainable else ""
    return f"{total(all_)}{unit}, {assured} assured"
