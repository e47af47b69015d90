"""Decide by what one member can prevent: consensus, and unanimity, which many declared abstentions prevent, too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from responsegen.consensus.answer import Threshold
from responsegen.consensus.counting import Rounding, Weighing
from responsegen.consensus.rules.rule import Rule, members, population
from responsegen.dossier.model import RuleName

A_THIRD = Fraction(1, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus(Rule):
    """Nobody against and somebody for, in any electorate: what NATO and informal meetings practise."""

    def carries(self, weighing: Weighing, rounding: Rounding = Rounding.AS_PUBLISHED) -> bool:  # noqa: ARG002 - no shares in it
        """Decide by numbers alone: no population is weighed, so no rounding matters."""
        return weighing.against.members == 0 and weighing.somebody_for

    def thresholds(self, weighing: Weighing) -> tuple[Threshold, ...]:
        """Show by what one member prevents a decision, and what abstention alone never meets."""
        against, for_ = weighing.against.members, weighing.for_.members
        nobody_against = members("members against", against, "=", 0, met=against == 0)
        return nobody_against, members("members for", for_, "≥", 1, met=weighing.somebody_for)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanimity(Consensus):
    """The same, but that constructive abstention prevents it from a third of members and population."""

    def carries(self, weighing: Weighing, rounding: Rounding = Rounding.AS_PUBLISHED) -> bool:
        """Let only both thirds together prevent the decision: Article 31(1) TEU, second subparagraph."""
        return Consensus.carries(self, weighing) and not prevented_by_abstention(weighing, rounding)

    def thresholds(self, weighing: Weighing) -> tuple[Threshold, ...]:
        """Show both thirds once anybody abstains constructively; staying below one of them is enough."""
        always = Consensus.thresholds(self, weighing)
        declared, whole = weighing.constructive, weighing.electorate.whole
        if not declared.members:
            return always
        few, light = 3 * declared.members < whole.members, not declared.has_share(A_THIRD, whole)
        what, share = "abstaining constructively", declared.share_of(whole)
        by_number = members(f"members {what}", declared.members, "<", -(-whole.members // 3), met=few)
        by_population = population(f"population {what}", share, "<", A_THIRD, met=light)
        return (*always, by_number, replace(by_population, instead=True))


def prevented_by_abstention(weighing: Weighing, rounding: Rounding = Rounding.AS_PUBLISHED) -> bool:
    """Decide whether those that abstain constructively are a third of the members and of the population."""
    declared, whole = weighing.constructive, weighing.electorate.whole
    return 3 * declared.members >= whole.members > 0 and declared.has_share(A_THIRD, whole, -rounding)


CONSENSUS = Consensus(name=RuleName.CONSENSUS)
UNANIMITY = Unanimity(name=RuleName.UNANIMITY)
