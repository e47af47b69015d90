"""One reader per kind of topic: the value under a topic's key in a position file in, a typed answer out."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from responsegen.dossier.answers import contribution, needs, offers, options, range_
from responsegen.dossier.model import ContributionTopic, NeedsTopic, OffersTopic, OptionsTopic, RangeTopic

if TYPE_CHECKING:
    from responsegen.dossier.answers.answerer import Answerer
    from responsegen.dossier.model import Answer, AnyTopic
    from responsegen.dossier.nodes import Node
    from responsegen.problem import Place, Problem


def read_answer(topic: AnyTopic, place: Place, node: Node, answerer: Answerer, report: list[Problem]) -> Answer | None:
    """Read one answer; None where nothing is answered, or where an error leaves nothing."""
    match topic:
        case OptionsTopic():
            return options.read(topic, place, node, answerer, report)
        case RangeTopic():
            return range_.read(topic, place, node, report)
        case ContributionTopic():
            return contribution.read(topic, place, node, answerer, report)
        case NeedsTopic():
            return needs.read(topic, place, node, report)
        case OffersTopic():
            return offers.read(topic, place, node, report)
        case _:
            assert_never(topic)
