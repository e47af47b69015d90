"""From a topic and its outcome to its pictures, with no more names than the document may hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from responsegen.consensus.answer import (
    ContributionOutcome,
    NeedsOutcome,
    OffersOutcome,
    OptionOutcome,
    OptionsOutcome,
    RangeOutcome,
    TopicOutcome,
)
from responsegen.documents.attribution import Attributor
from responsegen.documents.charts.chart import Chart
from responsegen.documents.charts.dependency import NeedBar, worth
from responsegen.documents.charts.force import ForceCurve, ForceStep, force
from responsegen.documents.charts.ranges import BandKind, Bands, RangeBar, ranges
from responsegen.documents.charts.stances import StanceBar, stances
from responsegen.documents.charts.tile_map import TileStance, tiles
from responsegen.documents.wording import NBSP, percent, wanted
from responsegen.dossier.model import (
    ContributionTopic,
    Dossier,
    RangeAnswer,
    RangeTopic,
)

BARS_ON_A_PAGE = 45  # beyond that a table says it better


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of one topic; None where there is nothing to show, or where a name would have to be told."""

    standing: Chart | None = None  # stances by option, ranges against the band, or the map of contributions
    force: Chart | None = None  # the force over time
    worth: Chart | None = None  # what each need is worth in troops


def pictures(dossier: Dossier, outcome: TopicOutcome, by: Attributor) -> Pictures:
    """Every picture of one topic."""
    match outcome:
        case OptionsOutcome(topic=t) as found:
            return Pictures(stances(t.title, [_stances(t.options[o].label, v, by) for o, v in found.options.items()]))
        case NeedsOutcome(topic=t) as found:
            bars = [_stances(t.options[o].label, need, by) for o, need in found.options.items()]
            worths = [NeedBar(t.options[o].label, need.personnel_depending) for o, need in found.options.items()]
            return Pictures(stances(t.title, bars), worth=worth(t.title, worths))
        case RangeOutcome(topic=t) as found:
            bars_of = _named_ranges(dossier, t, found) if by.named else _unnamed_ranges(found)
            stated = list(bars_of)
            drawn = ranges(t.title, t.unit, stated, _bands(found)) if len(stated) <= BARS_ON_A_PAGE else None
            return Pictures(drawn)
        case ContributionOutcome(topic=t) as found:
            return Pictures(_map(dossier, t, found) if by.named else None, force_over_time(dossier, t, found))
        case OffersOutcome():
            return Pictures()
        case _:
            assert_never(outcome)


def force_over_time(dossier: Dossier, topic: ContributionTopic, outcome: ContributionOutcome) -> Chart | None:
    """The attainable force by day against the required band, one panel a scenario; it names nobody.

    None where no force ever changes: a table then says it all.
    """
    if all(len(found.timeline) == 1 for found in outcome.scenarios.values()):
        return None
    curves = [
        ForceCurve(dossier.scenarios[s].label, tuple(ForceStep(x.day, x.personnel) for x in found.timeline))
        for s, found in outcome.scenarios.items()
    ]
    return force(topic.title, curves, outcome.required, wanted(agreed=outcome.required_agreed))


def _stances(label: str, vote: OptionOutcome, by: Attributor) -> StanceBar:
    columns = vote.columns
    members = next((t for t in vote.arithmetic.thresholds if t.label == "members for" and not t.is_share), None)
    return StanceBar(
        label,
        for_=len(columns.for_),
        constructive=len(columns.constructive),
        abstaining=len(columns.abstaining),
        outstanding=len(columns.outstanding),
        against=len(columns.against),
        required=-int(-members.required // 1) if members and members.required > 1 else None,
        verdict=_verdict(vote, by),
    )


def _verdict(vote: OptionOutcome, by: Attributor) -> str:
    """Where it stands; with names and under a rule that weighs population, also the share that falls short of it."""
    words = vote.status.words
    short = [t for t in vote.arithmetic.thresholds if t.label == "population for" and not t.met]
    if vote.status.is_agreed or not short or not by.named:
        return words
    return f"{words}, {percent(short[0].reached)} of{NBSP}population"


def _bands(outcome: RangeOutcome) -> Bands:
    if outcome.agreed:
        return Bands(BandKind.AGREED, outcome.agreed)
    if outcome.possible:
        return Bands(BandKind.POSSIBLE, outcome.possible)
    return Bands(BandKind.WIDEST_SUPPORT, tuple(support.interval for support in outcome.widest_support))


def _named_ranges(dossier: Dossier, topic: RangeTopic, outcome: RangeOutcome) -> Iterator[RangeBar]:
    spoken_for = dossier.spoken_for
    for d in dossier.delegations:
        position = dossier.positions.get(d) or dossier.positions.get(spoken_for.get(d, ""))
        answer = position.answers.get(topic.id) if position else None
        if isinstance(answer, RangeAnswer) and answer.acceptable:
            yield RangeBar(d, answer.acceptable, answer.preferred, d in outcome.positions)


def _unnamed_ranges(outcome: RangeOutcome) -> Iterator[RangeBar]:
    """By their values, since even their order would tell delegations apart."""
    for interval in sorted(outcome.positions.values(), key=lambda i: (i.low, i.high is None, i.high or 0)):
        yield RangeBar("", interval)


def _map(dossier: Dossier, topic: ContributionTopic, outcome: ContributionOutcome) -> Chart | None:
    drafts = {d for d, p in dossier.positions.items() if topic.id in p.answers and not dossier.counts(p)}
    said = dict.fromkeys(drafts, TileStance.DRAFT)
    said |= {d: TileStance(stance.value) for stance, delegations in outcome.stances.items() for d in delegations}
    return tiles(topic.title, {d: said.get(d, TileStance.NO_ANSWER) for d in dossier.delegations})
