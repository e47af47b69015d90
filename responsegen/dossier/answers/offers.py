"""An answer to an offers topic: how much of each item, by when, and how firmly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.dossier import catalogue, fields, quantities, readers
from responsegen.dossier.answers.per_option import read_each
from responsegen.dossier.model import Firmness, Offer, OffersAnswer, OffersTopic
from responsegen.dossier.nodes import Mapping, Node

if TYPE_CHECKING:
    from responsegen.dossier.readers import Report
    from responsegen.problem import Place, Problem


def read(topic: OffersTopic, place: Place, node: Node, report: Report) -> OffersAnswer | None:
    """Read the answer to an offers topic; a bare number is an offer of unknown firmness."""

    def one(option: str, key: Place, value: Node, report: Report) -> Offer | None:
        read_quantity = readers.range_of(quantities.counted_in(topic.options[option].unit))
        if not isinstance(value, Mapping):
            report.append(_not_firm(value))
            return Offer(read_quantity(value, report), Firmness.INDICATIVE, key)
        entry = fields.Fields.of(value, ("quantity", "by", "status", "comment"), "an offer", report)
        if entry is None:
            return None
        if "status" not in entry.node.entries:
            report.append(_not_firm(value))
        if "quantity" not in entry.node.entries:
            report.append(catalogue.NO_QUANTITY.at(value.place, '"quantity"', "", "The offer adds an unknown number"))
        return Offer(
            entry.optional("quantity", read_quantity, None),
            entry.optional("status", readers.word_of(Firmness), Firmness.INDICATIVE),
            key,
            entry.optional("by", readers.calendar_date, None),
            entry.optional("comment", readers.text, None),
        )

    offers, comment = read_each(node, topic.id, topic.options, one, report)
    return OffersAnswer(place, offers, comment) if offers else None


def _not_firm(node: Node) -> Problem:
    return catalogue.NOT_FIRM.at(node.place, '"status": firm or indicative', "", "The offer is read as indicative")
