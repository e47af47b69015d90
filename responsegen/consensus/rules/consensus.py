"""Consensus, as the Atlantic Alliance and informal meetings practise it: no vote is taken, and nobody objects."""

from __future__ import annotations

from dataclasses import dataclass

from responsegen.consensus.answer import Threshold
from responsegen.consensus.counting import Rounding, Weighing
from responsegen.consensus.rules.rule import Rule, nobody_against, somebody_for
from responsegen.dossier.model import RuleName


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus(Rule):
    """Nobody against and somebody for, in any electorate."""

    def carries(self, weighing: Weighing, rounding: Rounding = Rounding.AS_PUBLISHED) -> bool:  # noqa: ARG002 - no shares in it
        """No population is weighed, so no rounding matters."""
        return weighing.against.members == 0 and weighing.somebody_for

    def thresholds(self, weighing: Weighing) -> tuple[Threshold, ...]:
        """The two comparisons of the rule."""
        return nobody_against(weighing), somebody_for(weighing)


CONSENSUS = Consensus(name=RuleName.CONSENSUS)
