"""Tell the kinds of topic apart, for all that has something else for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar, assert_never

from responsegen.dossier.model import (
    AnyTopic,
    ContributionTopic,
    NeedsTopic,
    OffersTopic,
    OptionsTopic,
    RangeTopic,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByKind(Generic[T]):
    """Holds what there is for each kind of topic; where one is missing, the type checker says so."""

    options: T
    range_: T
    contribution: T
    needs: T
    offers: T

    def of(self, topic: AnyTopic) -> T:
        """Choose what there is for the kind of this topic."""
        match topic:
            case OptionsTopic():
                return self.options
            case RangeTopic():
                return self.range_
            case ContributionTopic():
                return self.contribution
            case NeedsTopic():
                return self.needs
            case OffersTopic():
                return self.offers
            case _:
                assert_never(topic)
