"""Explain an offers topic: what each item adds up to, and what each delegation offers."""

from __future__ import annotations

from collections.abc import Iterator

from responsegen.consensus.answer import OfferOutcome, OffersOutcome
from responsegen.documents.words import span, unit_of
from responsegen.dossier.model import Dossier, OffersTopic
from responsegen.explaining import common
from responsegen.explaining.page import Line, Part


def why(dossier: Dossier, outcome: OffersOutcome, item: str | None) -> Iterator[Part]:
    """Say all that there is to say on one item, or on every item of the topic."""
    topic = outcome.topic
    yield common.question(dossier, topic)
    yield common.rule(topic)
    for each, offered in outcome.options.items():
        if item in (None, each):
            yield Part(topic.options[each].label, tuple(_offer(dossier, topic, each, offered)))


def search() -> Iterator[Part]:
    """Tell that there is nothing to search for."""
    yield Part("", (Line("Nothing has to carry: offers add up as they come, and nobody votes on them."),))


def _offer(dossier: Dossier, topic: OffersTopic, item: str, offered: OfferOutcome) -> Iterator[Line]:
    yield Line(f"{span(offered.firm)} {unit_of(offered.firm, offered.unit)}", "Firm")
    yield Line(f"{span(offered.indicative)} {unit_of(offered.indicative, offered.unit)}", "Indicative")
    for d in offered.delegations:
        yield from common.statement(dossier, topic, item, d)
    if not offered.delegations:
        yield Line("Nobody offers it.")
    yield from common.reservations(dossier, offered.reservations)
