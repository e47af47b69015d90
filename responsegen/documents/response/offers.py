"""Word what delegations offer, in sums."""

from __future__ import annotations

from responsegen.consensus.answer import OffersOutcome
from responsegen.consensus.intervals import NOTHING
from responsegen.documents.attribution import Attributor
from responsegen.documents.response.parts import WITHHELD, Column, Paragraph, Part, Row, Table
from responsegen.documents.topics.offers import OfferRow, offered
from responsegen.documents.topics.topic import Members
from responsegen.documents.words import all_of, counted, joined, sentence, total

LEAD = "The following is on offer; firm and indicative offers are shown apart."


def offers(outcome: OffersOutcome, members: Members, by: Attributor) -> Part:
    """Word a topic on which delegations offer quantities."""
    topic = outcome.topic
    on_offer = offered(outcome, by)
    found, missing = on_offer.rows, on_offer.not_offered
    columns = (
        Column("Item", 31, is_number=False),
        Column("Firm", 20),
        Column("Indicative", 20),
        Column("Unit", 13, is_number=False),
        Column("Offered by" if by.named else "Delegations", 16, is_number=not by.named),
    )
    table = Table("offers", f"{topic.title}: what is offered", columns, tuple(_row(o) for o in found))
    headings = (counted if missing else all_of)(len(found), "heading")
    withheld = any(None in (o.firm, o.indicative) and o.together is None for o in found)
    return Part(
        title=topic.title,
        gist=f"Offers under {headings}." if found else "Nothing has been offered so far.",
        members=members,
        is_heard=bool(found),
        paragraphs=(Paragraph(sentence(topic.text) if topic.text else LEAD, on_offer.notes),) if found else (),
        table=table if found else None,
        remarks=(
            *((WITHHELD,) if withheld else ()),
            *((f"Nothing has been offered so far under: {joined(missing)}.",) if missing and found else ()),
        ),
    )


def _row(offer: OfferRow) -> Row:
    who = " ".join(offer.who.codes) or str(offer.who.count)
    if offer.together is not None:
        return Row(
            offer.label,
            (f"{total(offer.together)} (firm and indicative)", offer.unit, who),
            offer.reservations,
            is_merged=True,
        )
    sums = ("–" if amount == NOTHING else total(amount) for amount in (offer.firm, offer.indicative))
    return Row(offer.label, (*sums, offer.unit, who), offer.reservations)
