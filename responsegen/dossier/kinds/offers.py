"""Offers: delegations say how much of each item they offer, by when, and how firmly."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from responsegen.dossier import catalogue, quantities
from responsegen.dossier.conditions import ReaderContext
from responsegen.dossier.json_schema import Schema, either
from responsegen.dossier.keys import (
    COMMENT,
    Fields,
    Key,
    keyed,
    optional,
    read_each,
    required,
    sample_of,
    schema_of,
    schema_of_each,
)
from responsegen.dossier.kinds.form import LABEL, BlankKey, Shared, options_of, read_options
from responsegen.dossier.model import Firmness, Interval, Offer, OfferItem, OffersAnswer, OffersTopic
from responsegen.dossier.nodes import Mapping, Node
from responsegen.dossier.readers import Report, calendar_date, range_of, text, unit, word_of
from responsegen.problem import Place, Problem

_UNIT: Final = required("unit", unit, "In what it is counted: rounds")
_TEXT: Final = optional("text", text)
_ITEM: Final = keyed(LABEL, _UNIT, _TEXT)
OWN: Final = (options_of(_ITEM),)
VOTED_ON: Final = False
SHORT_FOR: Final = "quantity"
_BY: Final = optional("by", calendar_date, sample="2025-06-30")
_STATUS: Final = optional("status", word_of(Firmness))


@cache
def _quantity(counted_in: str) -> Key[Interval]:
    reader = range_of(quantities.counted_in(counted_in), "500", "500-800", "up to 800")
    return optional("quantity", reader, sample="500-800")


def read_topic(entry: Fields, shared: Shared) -> OffersTopic | None:
    """Read the items of a topic."""
    options = {
        id_: OfferItem(id_, item.get(LABEL, ""), item.get(_UNIT, "units"), item.get(_TEXT, None))
        for id_, item in read_options(entry, shared["id"], _ITEM)
    }
    return OffersTopic(**shared, options=options) if options else None


def read_answer(
    topic: OffersTopic, place: Place, node: Node, _context: ReaderContext, report: Report
) -> OffersAnswer | None:
    """Read the answer to an offers topic; a bare number is an offer of unknown firmness."""

    def one(option: str, key: Place, value: Node, report: Report) -> Offer | None:
        quantity = _quantity(topic.options[option].unit)
        if not isinstance(value, Mapping):
            report.append(_not_firm(value))
            return Offer(quantity.reader(value, report), Firmness.INDICATIVE, key)
        entry = Fields.of(value, keyed(quantity, _BY, _STATUS, COMMENT), "an offer", report)
        if entry is None:
            return None
        if _STATUS.name not in entry.node.entries:
            report.append(_not_firm(value))
        if quantity.name not in entry.node.entries:
            report.append(catalogue.NO_QUANTITY.at(value.place, '"quantity"', "", "The offer adds an unknown number"))
        return Offer(
            entry.get(quantity, None),
            entry.get(_STATUS, Firmness.INDICATIVE),
            key,
            entry.get(_BY, None),
            entry.get(COMMENT, None),
        )

    offers, comment = read_each(node, topic.id, topic.options, one, report)
    return OffersAnswer(place, offers, comment) if offers else None


def _not_firm(node: Node) -> Problem:
    return catalogue.NOT_FIRM.at(node.place, '"status": firm or indicative', "", "The offer is read as indicative")


def answer_schema(topic: OffersTopic) -> Schema:
    """Return the JSON Schema of an answer: a quantity of each item, or an offer in detail."""

    def offer(option: str) -> Schema:
        quantity = _quantity(topic.options[option].unit)
        return either(quantity.schema, schema_of(keyed(quantity, _BY, _STATUS, COMMENT)))

    return schema_of_each(topic.options, offer)


def explained(topic: OffersTopic) -> Iterator[str]:
    """Say what an answer looks like."""
    yield "a number, a range, or in detail:"
    first = next(iter(topic.options.values()))
    yield sample_of(keyed(_quantity(first.unit), _BY, _STATUS, COMMENT))


def blank_keys(topic: OffersTopic, _context: ReaderContext) -> Iterator[BlankKey]:
    """Offer each item."""
    yield from (BlankKey(id_, f"{item.label} ({item.unit})") for id_, item in topic.options.items())
