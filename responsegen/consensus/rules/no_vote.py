"""Decide without a vote: by consensus, or by whoever opts in."""

from __future__ import annotations

from dataclasses import dataclass

from responsegen.consensus.answer import Threshold
from responsegen.consensus.counting import Rounding, Weighing
from responsegen.consensus.rules.rule import Rule, nobody_against, somebody_for
from responsegen.dossier.model import RuleName


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus(Rule):
    """Nobody against and somebody for, in any electorate: what NATO and informal meetings practise."""

    def carries(self, weighing: Weighing, rounding: Rounding = Rounding.AS_PUBLISHED) -> bool:  # noqa: ARG002 - no shares in it
        """Decide by numbers alone: no population is weighed, so no rounding matters."""
        return weighing.against.members == 0 and weighing.somebody_for

    def thresholds(self, weighing: Weighing) -> tuple[Threshold, ...]:
        """Show the two comparisons of the rule."""
        return nobody_against(weighing), somebody_for(weighing)


@dataclass(frozen=True, slots=True, kw_only=True)
class OptIn(Rule):
    """Whoever wants to take part takes part: for contributions and offers."""

    def carries(self, weighing: Weighing, rounding: Rounding = Rounding.AS_PUBLISHED) -> bool:  # noqa: ARG002 - no shares in it
        """Ask for one that comes; nobody can prevent it."""
        return weighing.somebody_for

    def thresholds(self, weighing: Weighing) -> tuple[Threshold, ...]:
        """Show that somebody comes."""
        return (somebody_for(weighing),)


CONSENSUS = Consensus(name=RuleName.CONSENSUS)
OPT_IN = OptIn(name=RuleName.OPT_IN)
