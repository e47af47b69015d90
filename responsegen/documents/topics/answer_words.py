"""Put what delegations answered into words, a function for each kind of topic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from responsegen.documents.topics.by_kind import ByKind
from responsegen.documents.words import (
    NBSP,
    NECESSITY_WORDS,
    SAID_IN_PUBLIC,
    STANCE_WORDS,
    WILLINGNESS_WORDS,
    condition_words,
    day,
    duration,
    extent,
    joined,
    readiness,
    span,
    unit_of,
)
from responsegen.dossier import model
from responsegen.problem import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedAnswer:
    """One answer as it was recorded; `option` is None where the topic has no options."""

    topic: str
    option: str | None = None
    label: str | None = None
    words: str
    comment: str | None
    place: Place
    would_support_if: str | None = None
    proposes: str | None = None


def recorded(dossier: model.Dossier, position: model.Position) -> tuple[RecordedAnswer, ...]:
    """Put every answer of a position into words, topics and points in the dossier's order."""
    return tuple(row for topic in dossier.topics.values() for row in recorded_on(dossier, topic, position))


def recorded_on(dossier: model.Dossier, topic: model.AnyTopic, position: model.Position) -> tuple[RecordedAnswer, ...]:
    """Put a position's answer to a topic into words, points in the dossier's order."""
    answer = position.answers.get(topic.id)
    rows: ByKind[Callable[[Any, Any], Iterator[RecordedAnswer]]] = ByKind(
        options=_options,
        range_=_range,
        contribution=lambda of, answer: _contribution(dossier, of, answer, position),
        needs=_needs,
        offers=_offers,
    )
    return tuple(rows.of(topic)(topic, answer)) if answer else ()


def _row(
    topic: model.OptionsTopic | model.NeedsTopic | model.OffersTopic,
    option: str,
    words: str,
    said: model.OptionStance | model.NeedStance | model.Offer,
    answer: model.OptionsAnswer | model.NeedsAnswer | model.OffersAnswer,
) -> RecordedAnswer:
    """Make the row of one point, with the comment on it, or else that on the topic."""
    return RecordedAnswer(
        topic=topic.id,
        option=option,
        label=topic.options[option].label,
        words=words,
        comment=said.comment or answer.comment,
        place=said.place,
        would_support_if=None if isinstance(said, model.Offer) else said.would_support_if,
        proposes=None if isinstance(said, model.Offer) else said.proposes,
    )


def _options(topic: model.OptionsTopic, answer: model.OptionsAnswer) -> Iterator[RecordedAnswer]:
    for o in topic.options:
        if stance := answer.stances.get(o):
            yield _row(topic, o, STANCE_WORDS[stance.stance], stance, answer)


def _range(topic: model.RangeTopic, answer: model.RangeAnswer) -> Iterator[RecordedAnswer]:
    if answer.acceptable is None:
        words = STANCE_WORDS[answer.stance or model.Stance.UNDECIDED]
    else:
        preferred = f", preferably {extent(answer.preferred, topic.unit)}" if answer.preferred else ""
        words = extent(answer.acceptable, topic.unit) + preferred
    yield RecordedAnswer(
        topic=topic.id,
        words=words,
        comment=answer.comment,
        place=answer.place,
        would_support_if=answer.would_support_if,
        proposes=answer.proposes,
    )


def _contribution(
    dossier: model.Dossier, topic: model.ContributionTopic, answer: model.ContributionAnswer, position: model.Position
) -> Iterator[RecordedAnswer]:
    """Word a pledge with its conditions; what was only said in public is no readiness."""
    in_public = position.cleared_by is model.ClearedBy.PUBLIC_STATEMENT
    parts = [(SAID_IN_PUBLIC if in_public else WILLINGNESS_WORDS)[answer.stance]]
    if answer.pledge:
        parts.append(extent(answer.pledge, "personnel"))
    elif answer.stance.is_willing:
        parts.append("number not stated")
    if answer.ready is not None:
        parts.append(f"ready after {readiness(answer.ready)}")
    if answer.sustain is not None:
        parts.append(f"for {duration(answer.sustain)}")
    if answer.conditions and not in_public:
        parts.append("on this condition" if len(answer.conditions) == 1 else "on these conditions")
    conditions = "; ".join(condition_words(dossier, c) for c in answer.conditions)
    yield RecordedAnswer(
        topic=topic.id,
        words=", ".join(parts) + (f": {conditions}" if conditions else ""),
        comment=answer.comment,
        place=answer.place,
        would_support_if=answer.would_support_if,
    )


def _needs(topic: model.NeedsTopic, answer: model.NeedsAnswer) -> Iterator[RecordedAnswer]:
    for o in topic.options:
        if need := answer.needs.get(o):
            terms = f" ({joined(sorted(need.term, reverse=True))} term)" if need.term else ""
            yield _row(topic, o, NECESSITY_WORDS[need.necessity] + terms, need, answer)


def _offers(topic: model.OffersTopic, answer: model.OffersAnswer) -> Iterator[RecordedAnswer]:
    for o, item in topic.options.items():
        if offer := answer.offers.get(o):
            quantity = offer.quantity
            stated = f"{span(quantity)}{NBSP}{unit_of(quantity, item.unit)}" if quantity else "quantity not stated"
            by = f", by {day(offer.by)}" if offer.by else ""
            yield _row(topic, o, f"{stated}, {offer.firmness}{by}", offer, answer)
