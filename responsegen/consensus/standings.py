"""Where everything stands, point by point: a dossier and its joint answer in, one flat standing per point out.

A point is an option, a need, a range, an item on offer, what is said to a contribution, or one scenario of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from responsegen.consensus.answer import (
    Columns,
    ContributionOutcome,
    JointAnswer,
    NeedOutcome,
    NeedsOutcome,
    OffersOutcome,
    OptionOutcome,
    OptionsOutcome,
    RangeOutcome,
    RecordedReservation,
    ScenarioOutcome,
    Status,
    TopicOutcome,
)
from responsegen.consensus.ballots import ballots
from responsegen.dossier.model import (
    AnyTopic,
    ContributionAnswer,
    Dossier,
    Firmness,
    Interval,
    OffersAnswer,
    ReservationKind,
    Willingness,
)


@dataclass(frozen=True, slots=True)
class Point:
    """What can stand somewhere: a topic, one of its options, or a contribution in one scenario."""

    topic: str
    option: str | None = None
    scenario: str | None = None

    def __str__(self) -> str:
        """As people name it on the command line: `sanctions.shadow-fleet`."""
        return ".".join(filter(None, (self.topic, self.option or self.scenario)))


class Column(StrEnum):
    """Where one delegation stands on one point, in words for readers."""

    FOR = "for"
    ESSENTIAL = "for, as essential"
    DESIRABLE = "for, as desirable"
    SILENT = "for by silence"
    AGAINST = "against"
    ABSTAINING = "abstaining"
    UNMENTIONED = "abstaining, not mentioning it"
    CONSTRUCTIVE = "abstaining constructively"
    OUTSTANDING = "outstanding"
    YES = "yes"
    CONDITIONAL = "conditional"
    NO = "no"
    UNDECIDED = "undecided"
    ASSURED = "assured"
    ATTAINABLE = "attainable only"
    FIRM = "offering firmly"
    INDICATIVE = "offering indicatively"


@dataclass(frozen=True, slots=True)
class MemberState:
    """Where a delegation stands, and with which range, pledge or quantity."""

    column: Column
    value: Interval | None = None  # None: without one, or not quantified


class Figure(StrEnum):
    """The numbers that a point comes to."""

    REQUIRED = "required"  # personnel
    ASSURED = "assured"  # personnel
    ATTAINABLE = "attainable"  # personnel
    GAP = "gap"  # personnel
    DEPENDING = "depending"  # personnel that leave without this need
    FIRM = "firm"  # in the item's unit
    INDICATIVE = "indicative"  # in the item's unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one point stands; two are equal exactly where no reader of the answer could tell them apart."""

    status: Status | None = None  # None where no rule decides
    states: Mapping[str, MemberState] = field(default_factory=dict)  # by delegation, in protocol order
    reservations: tuple[tuple[str, ReservationKind], ...] = ()
    agreed: tuple[Interval, ...] = ()
    possible: tuple[Interval, ...] = ()
    figures: Mapping[Figure, Interval | None] = field(default_factory=dict)  # None: not known yet
    timeline: tuple[tuple[int, Interval], ...] = ()  # from this day on, so many
    because: str = ""


def standings(dossier: Dossier, answer: JointAnswer) -> Mapping[Point, Standing]:
    """Every point, in the dossier's order."""
    return {point: standing for outcome in answer.topics.values() for point, standing in _of_topic(dossier, outcome)}


def _of_topic(dossier: Dossier, outcome: TopicOutcome) -> Iterator[tuple[Point, Standing]]:
    topic = outcome.topic
    match outcome:
        case OptionsOutcome():
            yield from ((Point(topic.id, o), _option(topic, became)) for o, became in outcome.options.items())
        case NeedsOutcome():
            yield from ((Point(topic.id, n), _need(topic, became)) for n, became in outcome.options.items())
        case RangeOutcome():
            yield Point(topic.id), _range(topic, outcome)
        case ContributionOutcome():
            yield from _contribution(dossier, topic, outcome)
        case OffersOutcome():
            yield from _offers(dossier, topic, outcome)


def _option(topic: AnyTopic, outcome: OptionOutcome) -> Standing:
    return Standing(
        status=outcome.status,
        states=_states(topic.electorate, _columns(outcome.columns)),
        reservations=_reservations(outcome.reservations),
        because=outcome.because,
    )


def _need(topic: AnyTopic, need: NeedOutcome) -> Standing:
    wanted = {Column.ESSENTIAL: need.essential, Column.DESIRABLE: need.desirable}
    return Standing(
        status=need.status,
        states=_states(topic.electorate, {**_columns(need.columns), **wanted}),
        reservations=_reservations(need.reservations),
        figures={Figure.DEPENDING: need.personnel_depending},
        because=need.because,
    )


def _range(topic: AnyTopic, outcome: RangeOutcome) -> Standing:
    columns = {
        Column.FOR: outcome.positions,
        Column.SILENT: outcome.silent,
        Column.AGAINST: outcome.against,
        Column.ABSTAINING: outcome.abstaining,
        Column.OUTSTANDING: outcome.outstanding,
    }
    return Standing(
        status=outcome.status,
        states=_states(topic.electorate, columns, outcome.positions),
        reservations=_reservations(outcome.reservations),
        agreed=outcome.agreed,
        possible=outcome.possible,
        because=outcome.because,
    )


_WILLING = {
    Willingness.YES: Column.YES,
    Willingness.CONDITIONAL: Column.CONDITIONAL,
    Willingness.NO: Column.NO,
    Willingness.UNDECIDED: Column.UNDECIDED,
}


def _contribution(dossier: Dossier, topic: AnyTopic, outcome: ContributionOutcome) -> Iterator[tuple[Point, Standing]]:
    answers = {v.delegation: v.answer for v in ballots(dossier, topic) if isinstance(v.answer, ContributionAnswer)}
    pledges = {d: answer.pledge for d, answer in answers.items() if answer.pledge is not None}
    columns = {_WILLING[stance]: who for stance, who in outcome.stances.items()}
    yield (
        Point(topic.id),
        Standing(
            states=_states(topic.electorate, {**columns, Column.OUTSTANDING: outcome.outstanding}, pledges),
            reservations=_reservations(outcome.reservations),
        ),
    )
    for scenario, force in outcome.scenarios.items():
        yield Point(topic.id, scenario=scenario), _scenario(topic, force, outcome.required, pledges)


def _scenario(
    topic: AnyTopic, force: ScenarioOutcome, required: Interval | None, pledges: Mapping[str, Interval]
) -> Standing:
    columns = {Column.ATTAINABLE: force.attainable.delegations, Column.ASSURED: force.assured.delegations}
    return Standing(
        states=_states(topic.electorate, columns, pledges),
        figures={
            Figure.REQUIRED: required,
            Figure.ASSURED: force.assured.personnel,
            Figure.ATTAINABLE: force.attainable.personnel,
            Figure.GAP: None if force.gap is None else Interval(force.gap, force.gap),
        },
        timeline=tuple((strength.day, strength.personnel) for strength in force.timeline),
    )


def _offers(dossier: Dossier, topic: AnyTopic, outcome: OffersOutcome) -> Iterator[tuple[Point, Standing]]:
    answers = {v.delegation: v.answer.offers for v in ballots(dossier, topic) if isinstance(v.answer, OffersAnswer)}
    for item, offered in outcome.options.items():
        offers = {d: answers[d][item] for d in offered.delegations}
        columns = {
            Column.FIRM: [d for d, offer in offers.items() if offer.firmness is Firmness.FIRM],
            Column.INDICATIVE: [d for d, offer in offers.items() if offer.firmness is Firmness.INDICATIVE],
        }
        quantities = {d: offer.quantity for d, offer in offers.items() if offer.quantity is not None}
        yield (
            Point(topic.id, item),
            Standing(
                states=_states(topic.electorate, columns, quantities),
                reservations=_reservations(offered.reservations),
                figures={Figure.FIRM: offered.firm, Figure.INDICATIVE: offered.indicative},
            ),
        )


def _columns(columns: Columns) -> Mapping[Column, Iterable[str]]:
    """Those in a part of a column come after it, so that the part is what is said of them."""
    return {
        Column.FOR: columns.for_,
        Column.SILENT: columns.silent,
        Column.AGAINST: columns.against,
        Column.ABSTAINING: columns.abstaining,
        Column.UNMENTIONED: columns.unmentioned,
        Column.CONSTRUCTIVE: columns.constructive,
        Column.OUTSTANDING: columns.outstanding,
    }


def _states(
    electorate: Iterable[str], columns: Mapping[Column, Iterable[str]], values: Mapping[str, Interval] | None = None
) -> Mapping[str, MemberState]:
    column_of = {d: column for column, who in columns.items() for d in who}
    values = values or {}
    return {d: MemberState(column_of[d], values.get(d)) for d in electorate if d in column_of}


def _reservations(recorded: Iterable[RecordedReservation]) -> tuple[tuple[str, ReservationKind], ...]:
    return tuple((r.delegation, r.reservation.kind) for r in recorded)
