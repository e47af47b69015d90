"""From a topic, its outcome and the positions to the reasons: who, why, and what would unblock it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from responsegen.consensus.answer import (
    ContributionOutcome,
    NeedsOutcome,
    OffersOutcome,
    OptionOutcome,
    OptionsOutcome,
    RangeOutcome,
    RecordedReservation,
    Threshold,
    TopicOutcome,
)
from responsegen.consensus.intervals import reaching
from responsegen.documents.answer_words import condition_words, recorded
from responsegen.documents.attribution import Attributor
from responsegen.documents.synthesis.reasons import (
    Comparison,
    ConcessionRow,
    ConflictGroup,
    ContributionAnalysis,
    DelegationRemark,
    PledgeRow,
    PointAnalysis,
    RangeAnalysis,
    RangeRow,
    RuleLine,
    TimelineRow,
    TopicAnalysis,
)
from responsegen.documents.variants import variant
from responsegen.documents.wording import (
    NBSP,
    clause,
    decimal,
    duration,
    extent,
    inside,
    name_of,
    number,
    percent,
    readiness,
    span,
    total,
)
from responsegen.dossier.model import (
    AnyTopic,
    ContributionAnswer,
    ContributionTopic,
    Dossier,
    IfNotAgreed,
    Interval,
    Need,
    NeedsTopic,
    Option,
    OptionsAnswer,
    OptionsTopic,
    RangeAnswer,
    RangeTopic,
    RuleName,
    Willingness,
)


def conflict_groups(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name every pair once, under the one of the two who misses more of those that are left; who misses most, first."""
    left = list(pairs)
    while left:
        misses = Counter(delegation for pair in left for delegation in pair)
        one = max(misses, key=misses.__getitem__)
        yield one, tuple(other for pair in left if one in pair for other in pair if other != one)
        left = [pair for pair in left if one not in pair]


OTHERWISE = {
    IfNotAgreed.BRACKETS: "puts what is not agreed in square brackets",
    IfNotAgreed.SUPPORTED_BY: "says how many delegations support what is not agreed",
    IfNotAgreed.CHAIRS_SUMMARY: "reports what is not agreed in the chair’s summary",
    IfNotAgreed.OMIT: "leaves out what is not agreed",
}


def analysis(dossier: Dossier, outcome: TopicOutcome, by: Attributor) -> TopicAnalysis:
    """The reasons behind the outcome of one topic."""
    topic = outcome.topic
    otherwise = OTHERWISE[topic.if_not_agreed] if topic.rule.facts.votes else ""
    line = RuleLine(rule_words(topic.rule), by.who(topic.electorate), otherwise)
    outside = tuple(_outside(dossier, topic)) if by.named else ()
    match outcome:
        case OptionsOutcome(topic=t) | NeedsOutcome(topic=t):
            points = tuple(_point(dossier, t, o, outcome.options[o.id], by) for o in t.options.values())
            return TopicAnalysis(line, points, outside=outside)
        case RangeOutcome(topic=t):
            return TopicAnalysis(line, range=_range(dossier, t, outcome, by), outside=outside)
        case ContributionOutcome(topic=t):
            return TopicAnalysis(line, contribution=_contribution(dossier, t, outcome, by), outside=outside)
        case OffersOutcome():
            return TopicAnalysis(line, outside=outside)
        case _:
            assert_never(outcome)


def rule_words(rule: RuleName) -> str:
    """A rule as it is named in running text: `qualified majority`."""
    return rule.value if rule is RuleName.OPT_IN else rule.value.replace("-", " ")


def _outside(dossier: Dossier, topic: AnyTopic) -> Iterator[DelegationRemark]:
    """What those outside the electorate said, in protocol order; on options and ranges others may speak for them."""
    speakers = dossier.spoken_for if isinstance(topic, OptionsTopic | RangeTopic) else {}
    electorate = frozenset(topic.electorate)
    for d in (d for d in dossier.delegations if d not in electorate):
        position = dossier.positions.get(d) or dossier.positions.get(speakers.get(d, ""))
        for row in recorded(dossier, position) if position else ():
            if row.topic == topic.id:
                yield DelegationRemark(d, f"{row.label} ({row.words})" if row.label else row.words)


def _comparisons(thresholds: Sequence[Threshold], by: Attributor) -> Iterator[Comparison]:
    """Those that the paper may show; what would do in place of one that it may not show stands for itself."""
    before = None
    for threshold in thresholds:
        if by.named or not threshold.is_share:
            is_alternative = threshold.instead and (by.named or before is None or not before.is_share)
            yield replace(_comparison(threshold), instead=is_alternative)
        before = threshold


def _comparison(threshold: Threshold) -> Comparison:
    shown = percent if threshold.is_share else decimal
    comparison = "must be" if threshold.comparison == "=" else threshold.comparison
    required = f"{comparison}{NBSP}{shown(threshold.required)}"
    return Comparison(threshold.label, shown(threshold.reached), required, threshold.met, threshold.instead)


def _point(
    dossier: Dossier, topic: OptionsTopic | NeedsTopic, option: Option | Need, outcome: OptionOutcome, by: Attributor
) -> PointAnalysis:
    return PointAnalysis(
        option.id,
        option.label,
        by.reason(outcome.because),
        # A share of the population tells who makes it up, to whoever knows the shares.
        tuple(_comparisons(outcome.arithmetic.thresholds, by)),
        outcome.arithmetic.too_close_to_call,
        tuple({by.who(moved, topic.electorate): None for moved in outcome.unblocked_by}),
        tuple(_would_support(dossier, topic.id, option.id)) if by.named else (),
    )


def _would_support(dossier: Dossier, topic: str, option: str) -> Iterator[DelegationRemark]:
    for d, position in dossier.positions.items():
        answer = position.answers.get(topic)
        if isinstance(answer, OptionsAnswer) and option in answer.stances:
            condition = answer.stances[option].would_support_if
            if condition:
                yield DelegationRemark(d, clause(inside(condition)))


def _range(dossier: Dossier, topic: RangeTopic, outcome: RangeOutcome, by: Attributor) -> RangeAnalysis:
    moved = dict(outcome.positions) | {c.delegation: reaching(c.stated, c.to) for c in outcome.concessions}
    all_known = len(outcome.conflicts) == outcome.conflicts_total
    left = [(a, b) for a, b in outcome.conflicts if all_known and not moved[a].meets(moved[b])]
    return RangeAnalysis(
        by.reason(outcome.because),
        tuple(_range_rows(dossier, topic, outcome)) if by.named else (),
        _apart(outcome.conflicts, by),
        len(outcome.conflicts),
        outcome.conflicts_total,
        tuple(variant(topic, s.interval, by.who(s.for_)) for s in outcome.widest_support),
        tuple(
            ConcessionRow(c.delegation, extent(c.stated), number(c.to), number(c.by))
            for c in outcome.concessions
            if by.named
        ),
        _apart(left, by) if outcome.concessions and topic.rule.facts.unopposed else (),
    )


def _apart(pairs: Sequence[tuple[str, str]], by: Attributor) -> tuple[ConflictGroup, ...]:
    return tuple(ConflictGroup(by.who((one,)), by.who(others)) for one, others in conflict_groups(pairs))


def _range_rows(dossier: Dossier, topic: RangeTopic, outcome: RangeOutcome) -> Iterator[RangeRow]:
    """Every stated range, one a delegation; those spoken for are listed with the range stated for them."""
    spoken_for = dossier.spoken_for
    for d in dossier.delegations:
        position = dossier.positions.get(d) or dossier.positions.get(spoken_for.get(d, ""))
        answer = position.answers.get(topic.id) if position else None
        if isinstance(answer, RangeAnswer) and answer.acceptable:
            preferred = span(answer.preferred) if answer.preferred else ""
            yield RangeRow(d, name_of(d), span(answer.acceptable), preferred, answer.acceptable, d in outcome.positions)


def _contribution(
    dossier: Dossier, topic: ContributionTopic, outcome: ContributionOutcome, by: Attributor
) -> ContributionAnalysis:
    return ContributionAnalysis(
        tuple(_pledges(dossier, topic, by)) if by.named else (),
        tuple(dossier.scenarios[scenario].label for scenario in outcome.scenarios),
        tuple(_timeline(outcome)),
        by.who(outcome.undated),
    )


def _timeline(outcome: ContributionOutcome) -> Iterator[TimelineRow]:
    """Every day on which the force changes under some scenario; a sum stands until the scenario's next change."""
    timelines = [found.timeline for found in outcome.scenarios.values()]
    for day in sorted({strength.day for timeline in timelines for strength in timeline}):
        until_now = ([s.personnel for s in timeline if s.day <= day] for timeline in timelines)
        yield TimelineRow(day, tuple(sums[-1] if sums else Interval(0, 0) for sums in until_now))


def _pledges(dossier: Dossier, topic: ContributionTopic, by: Attributor) -> Iterator[PledgeRow]:
    """Every contribution that somebody would make, drafts among them and marked."""
    for d, position in dossier.positions.items():
        answer = position.answers.get(topic.id)
        if isinstance(answer, ContributionAnswer) and answer.stance in (Willingness.YES, Willingness.CONDITIONAL):
            held = [RecordedReservation(d, r) for r in position.reservations if r.topic == topic.id]
            yield PledgeRow(
                d,
                name_of(d),
                answer.stance.value,
                total(answer.pledge) if answer.pledge else "",
                readiness(answer.ready) if answer.ready is not None else "",
                duration(answer.sustain) if answer.sustain is not None else "",
                tuple(condition_words(dossier, c) for c in answer.conditions),
                by.reservations(held),
                draft=not dossier.counts(position),
            )
