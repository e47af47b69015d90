"""State what every decision rule can say: its facts, whether a weighing carries, and what it compares."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction

from responsegen.consensus.answer import Threshold
from responsegen.consensus.counting import Rounding, Weighing
from responsegen.dossier.model import RuleFacts, RuleName


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(ABC):
    """A way of deciding; more support never makes one fail."""

    name: RuleName

    @property
    def facts(self) -> RuleFacts:
        """What this rule is in law and practice."""
        return self.name.facts

    @abstractmethod
    def carries(self, weighing: Weighing, rounding: Rounding = Rounding.AS_PUBLISHED) -> bool:
        """Decide, with the population shares read as `rounding` says, for or against the decision."""

    @abstractmethod
    def thresholds(self, weighing: Weighing) -> tuple[Threshold, ...]:
        """Show every comparison that the rule makes."""


def members(label: str, reached: int, comparison: str, required: int, *, met: bool) -> Threshold:
    """Compare numbers of members."""
    return Threshold(label, Fraction(reached), Fraction(required), comparison, met)


def population(label: str, reached: Fraction, comparison: str, required: Fraction, *, met: bool) -> Threshold:
    """Compare shares of the electorate's population, 0 to 1."""
    return Threshold(label, reached, required, comparison, met, is_share=True)
