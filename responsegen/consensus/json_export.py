"""Write joint-answer.json, the joint answer for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from responsegen.consensus.answer import (
    Arithmetic,
    Coalition,
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
    TopicOutcome,
)
from responsegen.consensus.number_words import rounded
from responsegen.dossier.model import Dossier, Interval, Kind

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | None

FORMAT = 1


def to_json(dossier: Dossier, answer: JointAnswer) -> str:
    """Write indented JSON with a newline at its end; keys, topics and delegations always in the same order."""
    return json.dumps(_whole(dossier, answer), ensure_ascii=False, indent=2) + "\n"


def _whole(dossier: Dossier, answer: JointAnswer) -> Json:
    who = answer.participation
    return {
        "format": FORMAT,
        "dossier": {
            "title": dossier.title,
            "reference": dossier.reference,
            "revision": dossier.revision,
            "as_of": dossier.as_of.isoformat(timespec="seconds"),
        },
        "delegations": {
            "answered": who.answered,
            "drafts": who.drafts,
            "spoken_for": who.spoken_for,
            "outstanding": who.outstanding,
        },
        "topics": {topic: _topic(outcome) for topic, outcome in answer.topics.items()},
    }


def _topic(outcome: TopicOutcome) -> Json:
    topic = outcome.topic
    match outcome:
        case OptionsOutcome():
            return {
                "kind": Kind.OPTIONS,
                "rule": topic.rule,
                "electorate": topic.electorate,
                "status": outcome.status,
                "options": {option: _option(became) for option, became in outcome.options.items()},
            }
        case NeedsOutcome():
            return {
                "kind": Kind.NEEDS,
                "rule": topic.rule,
                "status": outcome.status,
                "options": {need: _need(became) for need, became in outcome.options.items()},
            }
        case RangeOutcome():
            return {"kind": Kind.RANGE, "rule": topic.rule, **_range(outcome)}
        case ContributionOutcome():
            return {"kind": Kind.CONTRIBUTION, "rule": topic.rule, **_contribution(outcome)}
        case OffersOutcome():
            return {
                "kind": Kind.OFFERS,
                "rule": topic.rule,
                "options": {item: _offer(became) for item, became in outcome.options.items()},
            }


def _option(outcome: OptionOutcome) -> Mapping[str, Json]:
    columns = outcome.columns
    return {
        "status": outcome.status,
        "for": columns.for_,
        "against": columns.against,
        "abstaining": columns.abstaining,
        "constructive": columns.constructive,
        "outstanding": columns.outstanding,
        "silent": columns.silent,
        "reservations": _reservations(outcome.reservations),
        "arithmetic": _arithmetic(outcome.arithmetic),
        "unblocked_by": outcome.unblocked_by,
        "because": outcome.because,
    }


def _need(need: NeedOutcome) -> Json:
    return {
        **_option(need),
        "unmentioned": need.columns.unmentioned,
        "necessity": need.necessity,
        "term": need.term,
        "essential": need.essential,
        "desirable": need.desirable,
        "troops_depending": _interval(need.personnel_depending),
    }


def _range(outcome: RangeOutcome) -> Mapping[str, Json]:
    return {
        "unit": outcome.topic.unit,
        "status": outcome.status,
        "agreed": [_interval(interval) for interval in outcome.agreed],
        "possible": [_interval(interval) for interval in outcome.possible],
        "positions": {delegation: _interval(stated) for delegation, stated in outcome.positions.items()},
        "against": outcome.against,
        "abstaining": outcome.abstaining,
        "outstanding": outcome.outstanding,
        "silent": outcome.silent,
        "reservations": _reservations(outcome.reservations),
        "conflicts": outcome.conflicts,
        "conflicts_total": outcome.conflicts_total,
        "widest_support": [
            {"interval": _interval(support.interval), "for": support.for_} for support in outcome.widest_support
        ],
        "because": outcome.because,
    }


def _contribution(outcome: ContributionOutcome) -> Mapping[str, Json]:
    return {
        "stances": {
            **{stance.value: who for stance, who in outcome.stances.items()},
            "outstanding": outcome.outstanding,
        },
        "unquantified": outcome.unquantified,
        "reservations": _reservations(outcome.reservations),
        "scenarios": {scenario: _scenario(became) for scenario, became in outcome.scenarios.items()},
    }


def _scenario(outcome: ScenarioOutcome) -> Json:
    return {
        "assured": _coalition(outcome.assured),
        "attainable": _coalition(outcome.attainable),
        "gap": outcome.gap,
        "timeline": [{"day": s.day, "personnel": _interval(s.personnel)} for s in outcome.timeline],
    }


def _coalition(coalition: Coalition) -> Json:
    return {"delegations": coalition.delegations, "personnel": _interval(coalition.personnel)}


def _offer(offer: OfferOutcome) -> Json:
    return {
        "unit": offer.unit,
        "firm": _interval(offer.firm),
        "indicative": _interval(offer.indicative),
        "delegations": offer.delegations,
        "reservations": _reservations(offer.reservations),
    }


def _arithmetic(arithmetic: Arithmetic) -> Json:
    share = arithmetic.population_for
    counted: Mapping[str, Json] = {
        "members": arithmetic.members,
        "for": arithmetic.for_,
        "population_for": None if share is None else rounded(share * 100, 2),
    }
    return {**counted, "too_close_to_call": True} if arithmetic.too_close_to_call else counted


def _reservations(reservations: Sequence[RecordedReservation]) -> Json:
    return [{"delegation": r.delegation, "kind": r.reservation.kind} for r in reservations]


def _interval(interval: Interval) -> Json:
    return interval.low, interval.high
