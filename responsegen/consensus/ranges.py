"""Decide a range topic: which values carry, which still could, who stands apart, and how far."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from responsegen.consensus.answer import Concession, RangeOutcome, Standpoint, Support
from responsegen.consensus.ballots import STANCE_SIDE, CountingPolicy, answers, ballots, recorded, tally
from responsegen.consensus.counting import Bloc, Electorate, Rounding, Weighing
from responsegen.consensus.options import status
from responsegen.consensus.reasons import range_because
from responsegen.consensus.rules import RULES
from responsegen.dossier.model import Answer, Dossier, Interval, Number, RangeAnswer, RangeTopic, ReservationCounting

MOST_CONFLICTS = 100
Ranges = Mapping[str, Interval]  # what each delegation accepts, in protocol order
Values = tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A bound on the axis: who accepts this very value, and who the values between it and the next bound."""

    value: Number
    here: Bloc
    beyond: Bloc


def range_outcome(dossier: Dossier, topic: RangeTopic) -> RangeOutcome:
    """Weigh every value from 0 up: whoever accepts it is for it, whoever has stated another range is against it.

    Who accepts it under a reservation that moves its column stands there instead.
    """
    rule = RULES[topic.rule]
    policy = CountingPolicy.of(dossier, topic)
    electorate = Electorate.of(topic.electorate, dossier.population, is_current=dossier.population_is_valid)
    cast = ballots(dossier, topic)
    columns = tally(cast, _side, policy)
    ranges = {d: said.acceptable for d, said in answers(cast, RangeAnswer).items() if said.acceptable is not None}
    counted, perhaps = ({d: ranges[d] for d in ranges if d in who} for who in (columns.for_, columns.outstanding))
    along, at_best = (stops(found, electorate) if found else () for found in (counted, counted | perhaps))

    def bounds(rounding: Rounding = Rounding.AS_PUBLISHED) -> tuple[Values, Values]:
        """Find what carries with the outstanding members against, and what with them for."""
        silent, unheard, opposable = map(
            electorate.bloc,
            (
                columns.silent,
                [d for d in columns.outstanding if d not in perhaps],
                [d for d in (*columns.for_, *columns.against, *columns.outstanding) if d not in columns.silent],
            ),
        )

        def carrying(stops_: Iterable[Stop], anyway_for: Bloc, opposed: Bloc) -> Values:
            def carries(present: Bloc) -> bool:
                return rule.carries(Weighing(electorate, present + anyway_for, opposed - present), rounding)

            return where(stops_, carries)

        return carrying(along, silent, opposable), carrying(at_best, silent + unheard, opposable - unheard)

    agreed, possible = bounds()
    supported = widest(counted, along)
    reservations = recorded(cast)
    held = partial(policy.those, reservations)
    outcome = RangeOutcome(
        topic=topic,
        status=status(
            agreed=bool(agreed),
            possible=bool(possible) or (not ranges and bool(columns.outstanding)),
            qualified=bool(held(ReservationCounting.AS_STATED)),
        ),
        agreed=agreed,
        possible=possible,
        positions=ranges,
        against=columns.against,
        abstaining=columns.abstaining,
        outstanding=columns.outstanding,
        silent=columns.silent,
        reservations=reservations,
        conflicts=tuple(islice(conflicts(ranges), MOST_CONFLICTS)),
        conflicts_total=conflicts_total(ranges),
        widest_support=supported,
        outside=tuple(d for d, r in ranges.items() if not all(s.interval.low in r for s in supported)),
        concessions=() if agreed else concessions(ranges, [support.interval for support in supported]),
        because="",
    )
    too_close = rule.facts.weighs_population and any(
        bounds(rounding) != (agreed, possible) for rounding in electorate.doubts
    )
    reason = range_because(rule, outcome, len(electorate.members), held, too_close=too_close)
    return replace(outcome, because=reason, too_close=too_close)


def _side(answer: Answer) -> Standpoint | None:
    """Take a stated range as for the values in it; those outside it are weighed value by value."""
    if not isinstance(answer, RangeAnswer):
        return None
    return Standpoint.FOR if answer.stance is None else STANCE_SIDE[answer.stance]


def stops(ranges: Ranges, electorate: Electorate) -> tuple[Stop, ...]:
    """List 0 and every stated bound, in order, each with the bloc of those who accept it."""
    arriving: dict[Number, list[str]] = defaultdict(list)
    leaving: dict[Number, list[str]] = defaultdict(list)
    for delegation, accepted in ranges.items():
        arriving[accepted.low].append(delegation)
        if accepted.high is not None:
            leaving[accepted.high].append(delegation)
    present = Bloc()
    found = []
    for value in sorted({0, *arriving, *leaving}):
        here = present + electorate.bloc(arriving.get(value, ()))
        present = here - electorate.bloc(leaving.get(value, ()))
        found.append(Stop(value, here, present))
    return tuple(found)


def where(along: Iterable[Stop], holds: Callable[[Bloc], bool]) -> Values:
    """Find all values at which the test holds.

    The ranges are closed, so whoever accepts the values next to a bound accepts the bound. A test that more support
    never fails, or one for the greatest support, thus holds on closed intervals, each from a stop to a stop.
    """
    found = []
    low: Number | None = None
    for stop in along:
        if low is None and holds(stop.here):
            low = stop.value
        if low is not None and not holds(stop.beyond):
            found.append(Interval(low, stop.value))
            low = None
    return (*found, Interval(low, None)) if low is not None else tuple(found)


def widest(ranges: Ranges, along: Sequence[Stop]) -> tuple[Support, ...]:
    """Find the intervals that most members accept, and who they are; silence makes no support wider.

    Nobody comes or goes inside such an interval: who came would make it more.
    """
    most = max((stop.here.members for stop in along), default=0)
    intervals = where(along, lambda bloc: bloc.members == most) if most else ()
    return tuple(Support(i, tuple(d for d, r in ranges.items() if i.low in r)) for i in intervals)


def conflicts(ranges: Ranges) -> Iterator[tuple[str, str]]:
    """List the pairs that do not meet, in the order of the ranges; who meets everybody is passed over at once."""
    first_end = min((r.high for r in ranges.values() if r.high is not None), default=None)
    last_begin = max((r.low for r in ranges.values()), default=0)
    stated = list(ranges.items())
    for i, (one, accepted) in enumerate(stated):
        ends_early = accepted.high is not None and accepted.high < last_begin
        begins_late = first_end is not None and first_end < accepted.low
        if ends_early or begins_late:
            yield from ((one, other) for other, theirs in stated[i + 1 :] if not accepted.meets(theirs))


def conflicts_total(ranges: Ranges) -> int:
    """Count the pairs that do not meet: of each such pair, one ends before the other begins."""
    lows = sorted(r.low for r in ranges.values())
    return sum(len(lows) - bisect_right(lows, r.high) for r in ranges.values() if r.high is not None)


def concessions(ranges: Ranges, supported: Sequence[Interval]) -> tuple[Concession, ...]:
    """Find, for each range that meets none of the supported intervals, the smallest move into one of them.

    Of two values equally near it is the lower, which asks for less. Where no interval is supported, nobody moves.
    """

    def concession(delegation: str, stated: Interval) -> Concession:
        ends = (interval.low if interval.low > stated.low else interval.high for interval in supported)
        by, to = min((distance(stated, end), end) for end in ends if end is not None)
        return Concession(delegation, stated, to, by)

    apart = ((d, stated) for d, stated in ranges.items() if supported and not any(map(stated.meets, supported)))
    return tuple(concession(d, stated) for d, stated in apart)


def distance(stated: Interval, value: Number) -> Number:
    """Measure how far a value lies outside the range."""
    return stated.low - value if value < stated.low else value - (stated.high or 0)
