"""Decide by unanimity in the common foreign and security policy, which many declared abstentions can prevent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from responsegen.consensus.answer import Threshold
from responsegen.consensus.counting import Rounding, Weighing
from responsegen.consensus.rules.rule import Rule, members, nobody_against, population, somebody_for
from responsegen.dossier.model import RuleName

A_THIRD = Fraction(1, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanimity(Rule):
    """Nobody against and somebody for; constructive abstention prevents it from a third of members and population."""

    def carries(self, weighing: Weighing, rounding: Rounding = Rounding.AS_PUBLISHED) -> bool:
        """Let only both thirds together prevent the decision: Article 31(1) TEU, second subparagraph."""
        return (
            weighing.against.members == 0 and weighing.somebody_for and not prevented_by_abstention(weighing, rounding)
        )

    def thresholds(self, weighing: Weighing) -> tuple[Threshold, ...]:
        """Show both thirds once anybody abstains constructively; staying below one of them is enough."""
        always = (nobody_against(weighing), somebody_for(weighing))
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


UNANIMITY = Unanimity(name=RuleName.UNANIMITY)
