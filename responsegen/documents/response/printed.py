"""From one section to what a page of the response shows of it: whether any text, any footnote, anybody's silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.documents.sections import (
    ContributionSection,
    NeedsSection,
    OffersSection,
    OptionsSection,
    RangeSection,
)
from responsegen.dossier.model import IfNotAgreed

if TYPE_CHECKING:
    from responsegen.documents.sections import Statement, TopicSection


def statements_of(section: TopicSection) -> tuple[Statement, ...]:
    """The sentences that a dossier proposes on a topic; none where it has no options."""
    match section:
        case OptionsSection():
            return section.statements
        case NeedsSection():
            return tuple(need.statement for need in section.needs)
        case _:
            return ()


def prints_text(section: TopicSection) -> bool:
    """Whether there is any text that the dossier proposes, whoever is for it."""
    return any(statement.in_answer for statement in statements_of(section))


def has_footnotes(section: TopicSection) -> bool:
    """Whether a reservation stands in a footnote to it, outside the summary by the chair."""
    match section:
        case OptionsSection() | NeedsSection():
            printed = [statement for statement in statements_of(section) if statement.in_answer]
            return any(section.reservations or statement.reservations for statement in printed)
        case RangeSection():
            apart = section.if_not_agreed is IfNotAgreed.CHAIRS_SUMMARY
            shown = section.agreed or (section.shown and section.variants and not apart)
            return bool(shown and section.reservations)
        case ContributionSection():
            return bool(section.reservations)
        case OffersSection():
            return any(section.reservations or offer.reservations for offer in section.offers)


def counts_silence(section: TopicSection) -> bool:
    """Whether anybody counts as for because it said nothing."""
    if isinstance(section, RangeSection):
        return bool(section.silent)
    return any(statement.silent for statement in statements_of(section))
