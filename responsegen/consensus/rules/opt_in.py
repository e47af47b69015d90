"""Opt-in, for contributions and offers: no vote is taken, and whoever wants to take part takes part."""

from __future__ import annotations

from dataclasses import dataclass

from responsegen.consensus.answer import Threshold
from responsegen.consensus.counting import Rounding, Weighing
from responsegen.consensus.rules.rule import Rule, somebody_for
from responsegen.dossier.model import RuleName


@dataclass(frozen=True, slots=True, kw_only=True)
class OptIn(Rule):
    """Those who come, come."""

    def carries(self, weighing: Weighing, rounding: Rounding = Rounding.AS_PUBLISHED) -> bool:  # noqa: ARG002 - no shares in it
        """Nobody can prevent it, and one is enough."""
        return weighing.somebody_for

    def thresholds(self, weighing: Weighing) -> tuple[Threshold, ...]:
        """That somebody comes."""
        return (somebody_for(weighing),)


OPT_IN = OptIn(name=RuleName.OPT_IN)
