"""Tell papers what to say of topics, a module for each kind; `presenter_of` alone tells the kinds apart."""

from __future__ import annotations

from typing import Any, assert_never

from responsegen.documents.topics.contribution import ContributionPresenter
from responsegen.documents.topics.needs import NeedsPresenter
from responsegen.documents.topics.offers import OffersPresenter
from responsegen.documents.topics.options import OptionsPresenter
from responsegen.documents.topics.range import RangePresenter
from responsegen.documents.topics.topic import Presenter, RecordedAnswer
from responsegen.dossier.model import (
    AnyTopic,
    ContributionTopic,
    Dossier,
    NeedsTopic,
    OffersTopic,
    OptionsTopic,
    Position,
    RangeTopic,
)


def presenter_of(dossier: Dossier, topic: AnyTopic) -> Presenter[Any, Any]:
    """Find what tells papers of this topic; its methods take answers of the topic's own kind."""
    match topic:
        case OptionsTopic():
            return OptionsPresenter(dossier, topic)
        case RangeTopic():
            return RangePresenter(dossier, topic)
        case ContributionTopic():
            return ContributionPresenter(dossier, topic)
        case NeedsTopic():
            return NeedsPresenter(dossier, topic)
        case OffersTopic():
            return OffersPresenter(dossier, topic)
        case _:
            assert_never(topic)


def recorded(dossier: Dossier, position: Position) -> tuple[RecordedAnswer, ...]:
    """Put every answer of a position into words, topics and points in the dossier's order."""
    return tuple(row for topic in dossier.topics.values() for row in presenter_of(dossier, topic).recorded(position))
