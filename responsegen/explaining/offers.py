"""Explain an offers topic: what each item adds up to, and what each delegation offers."""

from __future__ import annotations

from collections.abc import Iterator

from responsegen.consensus.answer import OffersOutcome
from responsegen.documents.words import counted, span, total, unit_of
from responsegen.dossier.model import Answer, AnyTopic, Dossier, OffersAnswer, OffersTopic
from responsegen.explaining import procedure
from responsegen.explaining.page import Asked, Line, Part
from responsegen.explaining.said import Said


def why(dossier: Dossier, outcome: OffersOutcome, asked: Asked) -> Iterator[Part]:
    """Say all that there is to say on one item, or on every item of the topic."""
    topic, item = outcome.topic, asked.option
    whole = f"{topic.title} ({topic.id})"
    yield Part(whole if item is None else f"{topic.title}: {topic.options[item].label} ({topic.id}.{item})")
    yield procedure.subject(dossier, topic, None, agreed=True)
    for each, offered in outcome.options.items():
        if item not in (None, each):
            continue
        said = Said(dossier, topic, each)
        sums = (("Firm", offered.firm), ("Indicative", offered.indicative))
        added = [Line(f"{total(found)} {unit_of(found, offered.unit)}", term, 1) for term, found in sums]
        offers = [Line(said.words(d), d, 1) for d in offered.delegations] or [Line("Nobody offers it.", level=1)]
        reservations = procedure.reservations(dossier, offered.reservations).lines
        yield Part(topic.options[each].label, (*added, *offers, *reservations))
        if asked.lines:
            yield procedure.last((), "", said, offered.delegations, lines=True)


def search(outcome: OffersOutcome) -> Iterator[Part]:
    """Tell that there is nothing to search for."""
    words = "Nothing has to carry: offers add up as they come, and nobody votes on them."
    yield Part(f"What would carry {outcome.topic.title} ({outcome.topic.id})", (Line(words),))


def promise(topic: AnyTopic, answer: Answer | None) -> str:
    """Word what is offered in a few words; nothing for any other answer, nor for none."""
    if not (isinstance(topic, OffersTopic) and isinstance(answer, OffersAnswer) and answer.offers):
        return ""
    said = [f"{span(o.quantity)} {topic.options[item].unit}" for item, o in answer.offers.items() if o.quantity]
    return f"one offer ({said[0]})" if len(answer.offers) == 1 and said else counted(len(answer.offers), "offer")
