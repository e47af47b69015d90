"""From a point and where it stands to the words for it, part by part, so that two versions can be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.consensus.standings import Figure
from responsegen.documents.wording import NBSP, extent, joined, number, total
from responsegen.dossier.model import OffersTopic, RangeTopic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from responsegen.consensus.standings import Point, Standing
    from responsegen.dossier.model import Dossier

TIMELINE = "timeline"


def point_label(dossier: Dossier, point: Point) -> str:
    """What a point is called within its topic: `Shadow fleet listings`, `Full US support`; nothing for the topic."""
    if point.scenario:
        return dossier.scenarios[point.scenario].label
    options = getattr(dossier.topics[point.topic], "options", {})
    return str(options[point.option].label) if point.option else ""


def standing_words(dossier: Dossier, point: Point, standing: Standing) -> Mapping[str, str]:
    """Each part of where a point stands, by a name of the part: the verdict, sums, the timeline."""
    figures = standing.figures
    parts = {"verdict": _verdict(dossier, point, standing)} if standing.status else {}
    for figure, words in (
        (Figure.ASSURED, "assured"),
        (Figure.ATTAINABLE, "attainable"),
        (Figure.DEPENDING, "troops depending on it"),
        (Figure.FIRM, f"{_unit(dossier, point)} firm"),
        (Figure.INDICATIVE, f"{_unit(dossier, point)} indicative"),
    ):
        if sum_ := figures.get(figure):
            parts[figure] = f"{total(sum_)}{NBSP}{words}"
    if Figure.GAP in figures:
        parts[Figure.GAP] = _gap(standing)
    if standing.timeline:
        parts[TIMELINE] = joined([f"{total(force)} from day {day}" for day, force in standing.timeline])
    return parts


def _verdict(dossier: Dossier, point: Point, standing: Standing) -> str:
    """`agreed: between 30 000 and 40 000 personnel`, `open: possibly up to 20 000 personnel`."""
    words = (standing.status or "").replace("-", " ")
    topic = dossier.topics[point.topic]
    values = standing.agreed or standing.possible
    if not values or not isinstance(topic, RangeTopic):
        return words
    carrying = joined([extent(interval, topic.unit) for interval in values], "or")
    return f"{words}: {'' if standing.agreed else 'possibly '}{carrying}"


def _gap(standing: Standing) -> str:
    gap, required = standing.figures[Figure.GAP], standing.figures.get(Figure.REQUIRED)
    if gap is None or required is None:
        return "no agreed size to measure against"
    return f"{number(gap.low)} short of {number(required.low)}" if gap.low else f"{number(required.low)} reached"


def _unit(dossier: Dossier, point: Point) -> str:
    topic = dossier.topics[point.topic]
    return topic.options[point.option].unit if isinstance(topic, OffersTopic) and point.option else ""
