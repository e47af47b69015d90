"""Tell papers what to say of a topic that collects what delegations offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from responsegen.consensus.answer import OfferOutcome, OffersOutcome
from responsegen.consensus.intervals import NOT_QUANTIFIED, total
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.topics.topic import (
    AS_A_WHOLE,
    Presenter,
    RecordedAnswer,
    Whole,
    on_all,
    on_this,
)
from responsegen.documents.withholding import keeps_secrets, printable, sums_of
from responsegen.documents.words import NBSP, day, span, unit_of
from responsegen.dossier.model import Firmness, Interval, Offer, OffersAnswer, OffersTopic


@dataclass(frozen=True, slots=True)
class OfferRow:
    """The sum of what is offered under one item."""

    label: str
    unit: str
    firm: Interval | None  # None for a sum that is withheld
    indicative: Interval | None
    together: Interval | None  # both in one, where one alone would tell too much
    who: Who
    reservations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """What is offered in all."""

    rows: tuple[OfferRow, ...]  # items that somebody offers
    not_offered: tuple[str, ...]  # labels of the others
    notes: tuple[str, ...]  # the reservations on all of them


class OffersPresenter(Presenter[OffersTopic, OffersAnswer]):
    """Tells every paper what to say of a topic with offers."""

    __slots__ = ()
    in_one_row: ClassVar[bool] = True

    def offered(self, outcome: OffersOutcome, by: Attributor) -> Offered:
        """Add up what is offered under each item."""
        whole = on_all(outcome.options.values())
        offered = {o: found for o, found in outcome.options.items() if found.delegations}
        return Offered(
            tuple(self._row(o, found, whole, by) for o, found in offered.items()),
            tuple(label for o, label in self.labels.items() if o not in offered),
            by.reservations(whole, AS_A_WHOLE),
        )

    def _row(self, item: str, found: OfferOutcome, whole: Whole, by: Attributor) -> OfferRow:
        quantities = {d: offer.quantity or NOT_QUANTIFIED for d, offer in found.offers.items()}
        sums = {
            firmness: sums_of({d: quantities[d] for d, offer in found.offers.items() if offer.firmness is firmness})
            for firmness in Firmness
        }
        shown = frozenset(sums) if by.named else printable(sums)
        in_one = len(shown) < len(sums) and keeps_secrets(sums_of(quantities))
        return OfferRow(
            label=self.labels[item],
            unit=found.unit,
            firm=found.firm if Firmness.FIRM in shown else None,
            indicative=found.indicative if Firmness.INDICATIVE in shown else None,
            together=total(quantities.values()) if in_one else None,
            who=by.who(found.delegations),
            reservations=by.reservations(on_this(found, whole)),
        )

    def rows(self, answer: OffersAnswer) -> Iterator[RecordedAnswer]:
        """Put each offer into words."""
        for o, item in self.topic.options.items():
            if offer := answer.offers.get(o):
                yield self.row(o, _words(offer, item.unit), offer, answer)

    def unit(self, path: tuple[str, ...]) -> str:
        """Give the unit of the item that is offered."""
        return self.topic.options[path[1]].unit


def _words(offer: Offer, unit: str) -> str:
    quantity = offer.quantity
    stated = f"{span(quantity)}{NBSP}{unit_of(quantity, unit)}" if quantity else "quantity not stated"
    return f"{stated}, {offer.firmness}" + (f", by {day(offer.by)}" if offer.by else "")
