"""Decide a range topic: which values carry, which still could, who stands apart, and how far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from responsegen.consensus.answer import Columns, RangeOutcome, Support
from responsegen.consensus.ballots import STANCE_COLUMN, Column, CountingPolicy, ballots, recorded, tally
from responsegen.consensus.counting import Bloc, Electorate, Rounding, Weighing
from responsegen.consensus.options import qualifying, status
from responsegen.consensus.population import population_at
from responsegen.consensus.reasons import range_because
from responsegen.consensus.rules import RULES
from responsegen.consensus.rules.rule import Rule
from responsegen.consensus.sweep import Stop, concessions, conflicts, conflicts_total, stops, where, widest
from responsegen.dossier.model import Answer, Dossier, Interval, RangeAnswer, RangeTopic

MOST_CONFLICTS = 100


def range_outcome(dossier: Dossier, topic: RangeTopic) -> RangeOutcome:
    """Weigh every value from 0 up: whoever accepts it is for it, whoever has stated another range is against it."""
    rule = RULES[topic.rule]
    policy = CountingPolicy.of(dossier, rule)
    electorate = Electorate.of(topic.electorate, population_at(dossier.as_of.date()))
    heard = ballots(dossier, topic)
    columns = tally(heard, _column, policy)
    answers = {v.delegation: v.answer.acceptable for v in heard if isinstance(v.answer, RangeAnswer)}
    ranges = {d: stated for d in columns.for_ if (stated := answers.get(d)) is not None}
    along = stops(ranges, electorate) if ranges else ()

    vote = _Vote.of(rule, electorate, along, ranges, columns)
    agreed, possible = vote.bounds(Rounding.AS_PUBLISHED)
    supported = widest(ranges, along)
    reservations = recorded(heard)
    reserved = qualifying(reservations, policy)
    outcome = RangeOutcome(
        topic=topic,
        status=status(
            agreed=bool(agreed),
            possible=bool(possible) or (not ranges and bool(columns.outstanding)),
            qualified=bool(reserved),
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
        outside=_outside(ranges, supported),
        concessions=() if agreed else concessions(ranges, [support.interval for support in supported]),
        because="",
    )
    too_close = rule.facts.weighs_population and any(
        vote.bounds(rounding) != (agreed, possible) for rounding in (Rounding.FAVOURABLE, Rounding.UNFAVOURABLE)
    )
    reason = range_because(rule, outcome, len(electorate.members), reserved, too_close=too_close)
    return replace(outcome, because=reason)


def _outside(ranges: Mapping[str, Interval], supported: Sequence[Support]) -> tuple[str, ...]:
    inside = frozenset(ranges).intersection(*(support.for_ for support in supported))
    return tuple(d for d in ranges if d not in inside)


@dataclass(frozen=True, slots=True)
class _Vote:
    """All values along the axis, and the members whose stance does not depend on the value."""

    rule: Rule
    electorate: Electorate
    along: tuple[Stop, ...]
    stated: Bloc
    silent: Bloc
    against: Bloc
    outstanding: Bloc

    @classmethod
    def of(
        cls,
        rule: Rule,
        electorate: Electorate,
        along: tuple[Stop, ...],
        ranges: Mapping[str, Interval],
        columns: Columns,
    ) -> _Vote:
        members = (ranges, columns.silent, columns.against, columns.outstanding)
        return cls(rule, electorate, along, *map(electorate.bloc, members))

    def bounds(self, rounding: Rounding) -> tuple[tuple[Interval, ...], tuple[Interval, ...]]:
        """What carries with the outstanding members against, and what with them for."""
        return self._carrying(rounding, Bloc(), self.outstanding), self._carrying(rounding, self.outstanding, Bloc())

    def _carrying(self, rounding: Rounding, also_for: Bloc, also_against: Bloc) -> tuple[Interval, ...]:
        anyway_for = self.silent + also_for
        opposed = self.stated + self.against + also_against

        def carries(present: Bloc) -> bool:
            silent = self.silent.members
            weighing = Weighing(self.electorate, present + anyway_for, opposed - present, silent=silent)
            return self.rule.carries(weighing, rounding)

        return where(self.along, carries)


def _column(answer: Answer) -> Column | None:
    """A stated range is for the values in it; those outside are for the sweep to count."""
    if not isinstance(answer, RangeAnswer):
        return None
    return Column.FOR if answer.stance is None else STANCE_COLUMN[answer.stance]
