"""Read offers: delegations say how much of each item they offer, by when, and how firmly."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from responsegen.dossier import catalogue, quantities
from responsegen.dossier.conditions import ReaderContext
from responsegen.dossier.json_schema import Schema, either
from responsegen.dossier.keys import (
    ON_THE_WHOLE,
    Fields,
    Keys,
    keyed,
    optional,
    required,
    sample_of,
    schema_of,
    values_of,
)
from responsegen.dossier.kinds import form
from responsegen.dossier.model import Firmness, Offer, OfferItem, OffersAnswer, OffersTopic
from responsegen.dossier.nodes import Node, under
from responsegen.dossier.readers import Report, calendar_date, range_of, text, unit, word_of
from responsegen.problem import Place

_UNIT: Final = required("unit", unit, "In what it is counted: rounds", "units")
_ITEM: Final = keyed(form.LABEL, _UNIT, optional("text", text))
OWN: Final = (form.options_of(_ITEM),)
VOTED_ON: Final = False
SHORT_FOR: Final = "quantity"


@cache
def _keys(counted_in: str) -> Keys:
    quantity = range_of(quantities.counted_in(counted_in), "500", "500-800", "up to 800")
    return keyed(
        optional(SHORT_FOR, quantity, sample="500-800"),
        optional("by", calendar_date, sample="2025-06-30"),
        optional("status", word_of(Firmness), stand_in=Firmness.INDICATIVE),
        *ON_THE_WHOLE.values(),
    )


def read_topic(entry: Fields, shared: form.Shared) -> OffersTopic | None:
    """Read the items of a topic."""
    options = form.read_options(entry, shared["id"], _ITEM, OfferItem)
    return OffersTopic(**shared, options=options) if options else None


def read_answer(
    topic: OffersTopic, place: Place, node: Node, _context: ReaderContext, report: Report
) -> OffersAnswer | None:
    """Read the answer to an offers topic; a bare number is an offer of unknown firmness."""

    def one(option: str, key: Place, value: Node, report: Report) -> Offer | None:
        said = under(SHORT_FOR, value)
        if "status" not in said.entries:
            expected, advice = '"status": firm or indicative', "The offer is read as indicative"
            report.append(catalogue.NOT_FIRM.at(value.place, expected, "", advice))
        if SHORT_FOR not in said.entries:
            report.append(catalogue.NO_QUANTITY.at(value.place, '"quantity"', "", "The offer adds an unknown number"))
        values = values_of(said, _keys(topic.options[option].unit), "an offer", report)
        if values is None:
            return None
        quantity, by, firmness, comment = values
        return Offer(quantity, firmness, key, by, comment)

    offers, comment = form.read_each(node, topic.id, topic.options, one, report)
    return OffersAnswer(place, offers, comment) if offers else None


def answer_schema(topic: OffersTopic) -> Schema:
    """Return the JSON Schema of an answer: a quantity of each item, or an offer in detail."""

    def offer(option: str) -> Schema:
        keys = _keys(topic.options[option].unit)
        return either(keys[SHORT_FOR].schema, schema_of(keys))

    return form.schema_of_each(topic.options, offer)


def explained(topic: OffersTopic) -> Iterator[str]:
    """Say what an answer looks like."""
    yield "a number, a range, or in detail:"
    yield sample_of(_keys(next(iter(topic.options.values())).unit))


def blank_keys(topic: OffersTopic, _context: ReaderContext) -> Iterator[form.BlankKey]:
    """Offer each item."""
    yield from (form.BlankKey(id_, f"{item.label} ({item.unit})") for id_, item in topic.options.items())
