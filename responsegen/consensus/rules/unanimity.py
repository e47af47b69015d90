"""Unanimity in the common foreign and security policy: abstention does not prevent it, save when declared by many."""

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
        """Article 31(1) TEU, second subparagraph: both thirds together prevent the decision, one of them does not."""
        return (
            weighing.against.members == 0 and weighing.somebody_for and not prevented_by_abstention(weighing, rounding)
        )

    def thresholds(self, weighing: Weighing) -> tuple[Threshold, ...]:
        """Both thirds are shown once anybody abstains constructively; staying below one of them is enough."""
        always = (nobody_against(weighing), somebody_for(weighing))
        declared, whole = weighing.constructive, weighing.electorate.whole
        if not declared.members:
            return always
        return (
            *always,
            members(
                "members abstaining constructively",
                declared.members,
                "<",
                -(-whole.members // 3),
                met=3 * declared.members < whole.members,
            ),
            replace(
                population(
                    "population abstaining constructively",
                    declared.share_of(whole),
                    "<",
                    A_THIRD,
                    met=not declared.has_share(A_THIRD, whole),
                ),
                instead=True,
            ),
        )


def prevented_by_abstention(weighing: Weighing, rounding: Rounding = Rounding.AS_PUBLISHED) -> bool:
    """Whether those that abstain constructively are a third of the members and of the population."""
    declared, whole = weighing.constructive, weighing.electorate.whole
    return 3 * declared.members >= whole.members > 0 and declared.has_share(A_THIRD, whole, -rounding)


UNANIMITY = Unanimity(name=RuleName.UNANIMITY)
