"""List where everything stands, point by point, for all who list, count or compare points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import assert_never

from responsegen.consensus.answer import (
    ContributionOutcome,
    JointAnswer,
    NeedOutcome,
    NeedsOutcome,
    OfferOutcome,
    OffersOutcome,
    OptionOutcome,
    OptionsOutcome,
    RangeOutcome,
    RecordedReservation,
    ScenarioOutcome,
    Standpoint,
    Status,
    TopicOutcome,
)
from responsegen.dossier.model import (
    AnyTopic,
    ContributionTopic,
    Firmness,
    Interval,
    NeedsTopic,
    OffersTopic,
    OptionsTopic,
    ReservationKind,
)


@dataclass(frozen=True, slots=True)
class PointName:
    """What a point is called by its ids: those of its topic, and of its option or its scenario."""

    topic: str
    option: str | None = None
    scenario: str | None = None

    def __str__(self) -> str:
        """Join the ids as people do on the command line: `sanctions.shadow-fleet`."""
        return ".".join(filter(None, (self.topic, self.option or self.scenario)))


@dataclass(frozen=True, slots=True)
class MemberState:
    """Where a delegation stands, and with which range, pledge or quantity."""

    standpoint: Standpoint
    value: Interval | None = None  # None: without one, or not quantified


class Figure(StrEnum):
    """The numbers that a point comes to, each in the point's unit, in words for readers."""

    ATTAINABLE = "attainable"
    ASSURED = "assured"
    REQUIRED = "required"
    GAP = "gap"
    DEPENDING = "troops depending on it"  # personnel that leave without this need
    FIRM = "firm"
    INDICATIVE = "indicative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where an option, a need, a range, an item on offer, a contribution or one scenario of it stands.

    Two are equal exactly where no reader of the answer could tell apart where they stand.
    """

    name: PointName = field(compare=False)
    topic: AnyTopic = field(compare=False)
    label: str = field(compare=False, default="")  # of the option or scenario; "" where the topic is the point
    unit: str = field(compare=False, default="personnel")  # of its values and figures
    status: Status | None = None  # None where no rule decides
    states: Mapping[str, MemberState] = field(default_factory=dict)  # by delegation, in protocol order
    reservations: tuple[tuple[str, ReservationKind], ...] = ()
    agreed: tuple[Interval, ...] = ()
    possible: tuple[Interval, ...] = ()
    widest: tuple[Interval, ...] = field(compare=False, default=())  # values with the widest support
    figures: Mapping[Figure, Interval | None] = field(default_factory=dict)  # None: not known yet
    timeline: tuple[tuple[int, Interval], ...] = ()  # from this day on, so many
    because: str = ""
    by_silence: bool = field(compare=False, default=False)  # agreed, though nobody has said that they are for it
    too_close: bool = field(compare=False, default=False)  # the shares of population are too rough to say so
    blocked_by: tuple[str, ...] = field(compare=False, default=())  # nobody, unless it is not agreed; see `is_vetoed`
    awaited: tuple[str, ...] = field(compare=False, default=())  # nobody, unless it is open
    carried_by: tuple[tuple[str, ...], ...] = field(compare=False, default=())  # each set could, by moving together
    settled_by: tuple[str, ...] = field(compare=False, default=())  # each could carry it by moving alone
    differing: tuple[str, ...] = field(compare=False, default=())  # who says another thing than what emerges

    @property
    def is_vetoed(self) -> bool:
        """Whether those it is blocked by prevent it; under a majority they are those who could carry it."""
        return bool(self.blocked_by) and self.topic.rule.facts.unopposed

    def stands(self, delegation: str) -> Standpoint | None:
        """Say where a delegation stands; None where it has no part in it."""
        return self.states[delegation].standpoint if delegation in self.states else None

    @property
    def title(self) -> str:
        """The title of its topic and its own label: `Sanctions on Russia: Shadow fleet listings`."""
        return f"{self.topic.title}: {self.label}" if self.label else self.topic.title


@lru_cache(maxsize=2)  # every fiche asks for the same ones
def points(answer: JointAnswer) -> tuple[Point, ...]:
    """List every point, in the dossier's order."""
    return tuple(point for outcome in answer.topics.values() for point in _of_topic(outcome))


def _of_topic(outcome: TopicOutcome) -> Iterator[Point]:
    match outcome:
        case OptionsOutcome(topic=topic) | NeedsOutcome(topic=topic):
            yield from (_vote(topic, option, vote) for option, vote in outcome.options.items())
        case RangeOutcome():
            yield _range(outcome)
        case ContributionOutcome(topic=topic):
            yield _contribution(outcome)
            yield from (_scenario(topic, found, outcome) for found in outcome.scenarios.values())
        case OffersOutcome(topic=topic):
            yield from (_offer(topic, item, offered) for item, offered in outcome.options.items())
        case _:
            assert_never(outcome)


def _vote(topic: OptionsTopic | NeedsTopic, option: str, vote: OptionOutcome) -> Point:
    columns, emerging_for = vote.columns, len(vote.columns.for_) > len(vote.columns.against)
    # Those in a part of a column come after it, so that the part is what is said of them.
    members = {**columns.sides, Standpoint.SILENT: columns.silent}
    figures: dict[Figure, Interval | None] = {}
    if isinstance(vote, NeedOutcome):
        members |= {Standpoint.ESSENTIAL: vote.essential, Standpoint.DESIRABLE: vote.desirable}
        figures[Figure.DEPENDING] = vote.personnel_depending
    return Point(
        name=PointName(topic.id, option),
        topic=topic,
        label=topic.options[option].label,
        status=vote.status,
        states=_states(topic, members),
        reservations=_reservations(vote.reservations),
        figures=figures,
        because=vote.because,
        by_silence=vote.by_silence,
        too_close=vote.arithmetic.too_close_to_call,
        blocked_by=vote.blocked_by,
        awaited=columns.outstanding if vote.status is Status.OPEN else (),
        carried_by=vote.unblocked_by,
        settled_by=tuple(who[0] for who in vote.unblocked_by if len(who) == 1),
        differing=columns.against if emerging_for else columns.for_ if columns.against else (),
    )


def _range(outcome: RangeOutcome) -> Point:
    topic, widest = outcome.topic, tuple(support.interval for support in outcome.widest_support)
    members = {
        Standpoint.FOR: outcome.positions,
        Standpoint.SILENT: outcome.silent,
        Standpoint.AGAINST: outcome.against,
        Standpoint.ABSTAINING: outcome.abstaining,
        Standpoint.OUTSTANDING: outcome.outstanding,
    }
    emerging = outcome.agreed or outcome.possible or widest
    enough = all if outcome.agreed else any
    apart = {d for pair in outcome.conflicts for d in pair}
    outside = {*outcome.outside, *outcome.against}
    in_the_way = (
        apart if outcome.conflicts_total == 1 or not outside else outside
    )  # of one pair, neither more than the other
    return Point(
        name=PointName(topic.id),
        topic=topic,
        unit=topic.unit,
        status=outcome.status,
        states=_states(topic, members, outcome.positions),
        reservations=_reservations(outcome.reservations),
        agreed=outcome.agreed,
        possible=outcome.possible,
        widest=widest,
        because=outcome.because,
        too_close=outcome.too_close,
        blocked_by=tuple(d for d in topic.electorate if d in in_the_way) if outcome.status is Status.NOT_AGREED else (),
        awaited=outcome.outstanding if outcome.status is Status.OPEN else (),
        settled_by=_settling_range(outcome),
        differing=tuple(d for d, r in outcome.positions.items() if emerging and not enough(map(r.meets, emerging))),
    )


def _settling_range(outcome: RangeOutcome) -> tuple[str, ...]:
    """Find the one delegation that is awaited, or the one whose range keeps all others from meeting."""
    if outcome.status is Status.OPEN and outcome.possible and len(outcome.outstanding) == 1:
        return outcome.outstanding
    moving = tuple(concession.delegation for concession in outcome.concessions)
    only_outside = (
        outcome.status is Status.NOT_AGREED
        and outcome.topic.rule.facts.unopposed
        and not (outcome.against or outcome.outstanding)
        and len(moving) == 1
        and all(moving[0] in pair for pair in outcome.conflicts)  # else others would still not meet
    )
    return moving if only_outside else ()


def _contribution(outcome: ContributionOutcome) -> Point:
    topic = outcome.topic
    members = {Standpoint(said): who for said, who in outcome.by_stance.items()}
    return Point(
        name=PointName(topic.id),
        topic=topic,
        states=_states(topic, members, outcome.pledges),
        reservations=_reservations(outcome.reservations),
    )


def _scenario(topic: ContributionTopic, found: ScenarioOutcome, outcome: ContributionOutcome) -> Point:
    members = {Standpoint.ATTAINABLE: found.attainable.delegations, Standpoint.ASSURED: found.assured.delegations}
    return Point(
        name=PointName(topic.id, scenario=found.scenario.id),
        topic=topic,
        label=found.scenario.label,
        states=_states(topic, members, outcome.pledges),
        figures={
            Figure.REQUIRED: outcome.required,
            Figure.ASSURED: found.assured.personnel,
            Figure.ATTAINABLE: found.attainable.personnel,
            Figure.GAP: None if found.gap is None else Interval(found.gap, found.gap),
        },
        timeline=tuple((strength.day, strength.personnel) for strength in found.timeline),
    )


def _offer(topic: OffersTopic, item: str, offered: OfferOutcome) -> Point:
    members = {
        standpoint: [d for d, offer in offered.offers.items() if offer.firmness is firmness]
        for standpoint, firmness in ((Standpoint.FIRM, Firmness.FIRM), (Standpoint.INDICATIVE, Firmness.INDICATIVE))
    }
    quantities = {d: offer.quantity for d, offer in offered.offers.items() if offer.quantity is not None}
    return Point(
        name=PointName(topic.id, item),
        topic=topic,
        label=topic.options[item].label,
        unit=offered.unit,
        states=_states(topic, members, quantities),
        reservations=_reservations(offered.reservations),
        figures={Figure.FIRM: offered.firm, Figure.INDICATIVE: offered.indicative},
    )


def _states(
    topic: AnyTopic,
    members: Mapping[Standpoint, Iterable[str]],
    values: Mapping[str, Interval] | None = None,
) -> Mapping[str, MemberState]:
    found = {d: standpoint for standpoint, who in members.items() for d in who}
    values = values or {}
    return {d: MemberState(found[d], values.get(d)) for d in topic.electorate if d in found}


def _reservations(recorded: Iterable[RecordedReservation]) -> tuple[tuple[str, ReservationKind], ...]:
    return tuple((r.delegation, r.reservation.kind) for r in recorded)
