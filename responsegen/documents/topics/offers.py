"""Add up what delegations offer, as far as a paper may say it."""

from __future__ import annotations

from dataclasses import dataclass

from responsegen.consensus.answer import OfferOutcome, OffersOutcome
from responsegen.consensus.intervals import NOT_QUANTIFIED, total
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.topics.topic import Notes, labels_of, notes_on
from responsegen.documents.withholding import keeps_secrets, printable, sums_of
from responsegen.dossier.model import Firmness, Interval


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


def offered(outcome: OffersOutcome, by: Attributor) -> Offered:
    """Add up what is offered under each item."""
    labels, (whole, own) = labels_of(outcome.topic), notes_on(outcome.options, by)
    found = {o: item for o, item in outcome.options.items() if item.delegations}
    return Offered(
        tuple(_row(labels[o], item, own[o], by) for o, item in found.items()),
        tuple(label for o, label in labels.items() if o not in found),
        whole,
    )


def _row(label: str, found: OfferOutcome, notes: Notes, by: Attributor) -> OfferRow:
    quantities = {d: offer.quantity or NOT_QUANTIFIED for d, offer in found.offers.items()}
    sums = {
        firmness: sums_of({d: quantities[d] for d, offer in found.offers.items() if offer.firmness is firmness})
        for firmness in Firmness
    }
    shown = frozenset(sums) if by.named else printable(sums)
    in_one = len(shown) < len(sums) and keeps_secrets(sums_of(quantities))
    return OfferRow(
        label=label,
        unit=found.unit,
        firm=found.firm if Firmness.FIRM in shown else None,
        indicative=found.indicative if Firmness.INDICATIVE in shown else None,
        together=total(quantities.values()) if in_one else None,
        who=by.who(found.delegations),
        reservations=notes,
    )
