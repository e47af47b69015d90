"""From one section to what a page of the response shows of it: whether any text, any footnote, anybody's silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.documents.sections import NeedsSection, OptionsSection, RangeSection
from responsegen.documents.unvoted import ContributionSection, OffersSection
from responsegen.dossier.model import IfNotAgreed

if TYPE_CHECKING:
    from responsegen.documents.sections import TopicSection


def prints_text(section: TopicSection) -> bool:
    """Whether there is any text that the dossier proposes, whoever is for it."""
    return isinstance(section, OptionsSection | NeedsSection) and any(s.in_answer for s in section.statements)


def has_footnotes(section: TopicSection) -> bool:
    """Whether a reservation stands in a footnote to it, outside the summary by the chair."""
    match section:
        case OptionsSection() | NeedsSection():
            return any(section.reservations or s.reservations for s in section.statements if s.in_answer)
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
    match section:
        case OptionsSection() | NeedsSection():
            return any(s.silent for s in section.statements)
        case RangeSection():
            return bool(section.silent)
        case _:
            return False
