"""Merge the positions of a checked dossier into one joint answer."""

from __future__ import annotations

from typing import assert_never

from responsegen.consensus.answer import JointAnswer, Participation, TopicOutcome
from responsegen.consensus.contributions import contribution_outcome, personnel_depending
from responsegen.consensus.offers import offers_outcome
from responsegen.consensus.options import needs_outcome, options_outcome
from responsegen.consensus.ranges import range_outcome
from responsegen.dossier.model import (
    AnyTopic,
    ContributionTopic,
    Dossier,
    NeedsTopic,
    OffersTopic,
    OptionsTopic,
    PositionStatus,
    RangeTopic,
)


def joint_answer(dossier: Dossier) -> JointAnswer:
    """Decide every topic on the positions that count, as they stand at the dossier's `as_of`."""
    ranges = {
        topic.id: range_outcome(dossier, topic) for topic in dossier.topics.values() if isinstance(topic, RangeTopic)
    }
    depending = personnel_depending(dossier)

    def outcome(topic: AnyTopic) -> TopicOutcome:
        match topic:
            case OptionsTopic():
                return options_outcome(dossier, topic)
            case RangeTopic():
                return ranges[topic.id]
            case NeedsTopic():
                return needs_outcome(dossier, topic, depending)
            case ContributionTopic():
                required, sustained = (ranges[id_] if id_ else None for id_ in (topic.required, topic.sustained))
                return contribution_outcome(dossier, topic, required, sustained)
            case OffersTopic():
                return offers_outcome(dossier, topic)
            case _:
                assert_never(topic)

    topics = {topic.id: outcome(topic) for topic in dossier.topics.values()}
    return JointAnswer(participation(dossier), topics)


def participation(dossier: Dossier) -> Participation:
    """Tell who has handed in a position, in which state, and on whom one still waits."""
    spoken_for, stated = dossier.spoken_for, dossier.stated_positions
    by_status = {
        status: tuple(d for d in dossier.delegations if d in stated and stated[d].status is status)
        for status in PositionStatus
    }
    return Participation(
        answered=by_status[PositionStatus.CLEARED],
        drafts=by_status[PositionStatus.DRAFT],
        spoken_for=spoken_for,
        outstanding=tuple(d for d in dossier.delegations if d not in stated and d not in spoken_for),
    )
