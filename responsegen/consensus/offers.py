"""Add up what is offered under each item of an offers topic, firm and indicative apart."""

from __future__ import annotations

from responsegen.consensus.answer import OfferOutcome, OffersOutcome
from responsegen.consensus.ballots import answers, ballots, recorded
from responsegen.consensus.intervals import NOT_QUANTIFIED, total
from responsegen.dossier.model import Dossier, Firmness, Interval, OfferItem, OffersAnswer, OffersTopic


def offers_outcome(dossier: Dossier, topic: OffersTopic) -> OffersOutcome:
    """Add up the offers; one without a quantity leaves the upper end of its sum unknown."""
    cast = ballots(dossier, topic)

    def outcome(item: OfferItem) -> OfferOutcome:
        cleared = answers((v for v in cast if item.id not in v.stale), OffersAnswer)
        offers = {d: said.offers[item.id] for d, said in cleared.items() if item.id in said.offers}

        def offered(firmness: Firmness) -> Interval:
            return total(o.quantity or NOT_QUANTIFIED for o in offers.values() if o.firmness is firmness)

        return OfferOutcome(
            unit=item.unit,
            firm=offered(Firmness.FIRM),
            indicative=offered(Firmness.INDICATIVE),
            offers=offers,
            reservations=recorded(cast, item.id),
        )

    return OffersOutcome(topic, {item.id: outcome(item) for item in topic.options.values()})
