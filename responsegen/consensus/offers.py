"""Add up what is offered under each item of an offers topic, firm and indicative apart."""

from __future__ import annotations

from responsegen.consensus.answer import OfferOutcome, OffersOutcome
from responsegen.consensus.ballots import ballots, recorded
from responsegen.consensus.intervals import NOT_QUANTIFIED, total
from responsegen.dossier.model import Dossier, Firmness, Interval, OfferItem, OffersAnswer, OffersTopic


def offers_outcome(dossier: Dossier, topic: OffersTopic) -> OffersOutcome:
    """Add up the offers; one without a quantity leaves the upper end of its sum unknown."""
    heard = ballots(dossier, topic)
    answers = {
        v.delegation: {item: offer for item, offer in v.answer.offers.items() if item not in v.stale}
        for v in heard
        if isinstance(v.answer, OffersAnswer)
    }

    def outcome(item: OfferItem) -> OfferOutcome:
        offers = {d: offered[item.id] for d, offered in answers.items() if item.id in offered}

        def offered(firmness: Firmness) -> Interval:
            return total(o.quantity or NOT_QUANTIFIED for o in offers.values() if o.firmness is firmness)

        return OfferOutcome(
            unit=item.unit,
            firm=offered(Firmness.FIRM),
            indicative=offered(Firmness.INDICATIVE),
            offers=offers,
            reservations=recorded(heard, item.id),
        )

    return OffersOutcome(topic, {item.id: outcome(item) for item in topic.options.values()})
