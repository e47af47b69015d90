"""Decide by the majorities of the Treaties: simple, qualified and reinforced, of all Member States or some."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import ceil

from responsegen.consensus.answer import Threshold
from responsegen.consensus.counting import Bloc, Electorate, Rounding, Weighing
from responsegen.consensus.rules.rule import Rule, members, population
from responsegen.dossier.model import RuleName

_MEMBER_STATES = 27
POPULATION_NEEDED = Fraction(65, 100)
_POPULATION_TO_ASK = Fraction(55, 100) * Fraction(35, 100)
_MEMBERS_TO_ASK = 8  # at least 55 % of 13


@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleMajority(Rule):
    """More than half of the members."""

    def carries(self, weighing: Weighing, rounding: Rounding = Rounding.AS_PUBLISHED) -> bool:  # noqa: ARG002 - no shares in it
        """Ask for a majority of the component members, present or not: Article 238(1) TFEU."""
        return 2 * weighing.for_.members > weighing.electorate.whole.members

    def thresholds(self, weighing: Weighing) -> tuple[Threshold, ...]:
        """Show the one comparison of the rule."""
        needed = weighing.electorate.whole.members // 2 + 1
        return (members("members for", weighing.for_.members, "≥", needed, met=self.carries(weighing)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifiedMajority(Rule):
    """A share of the members with 65 % of the population; or, where few can block, with too few not for it."""

    members_needed: Fraction  # 55/100 or 72/100 of the members
    few_cannot_block: bool  # whether a blocking minority has to have a number of members

    def carries(self, weighing: Weighing, rounding: Rounding = Rounding.AS_PUBLISHED) -> bool:
        """Ask for both shares, or for too few to block: Article 16(4) TEU and Article 238(2) and (3) TFEU."""
        return self._enough_members(weighing) and (
            weighing.for_.has_share(POPULATION_NEEDED, weighing.electorate.whole, rounding)
            or (self.few_cannot_block and weighing.not_for < blocking_minority(weighing.electorate, rounding))
        )

    def thresholds(self, weighing: Weighing) -> tuple[Threshold, ...]:
        """Show members and population, and who is not for where less than a blocking minority is enough instead."""
        for_, whole = weighing.for_, weighing.electorate.whole
        needed, enough = ceil(self.members_needed * whole.members), for_.has_share(POPULATION_NEEDED, whole)
        both = (
            members("members for", for_.members, "≥", needed, met=self._enough_members(weighing)),
            population("population for", for_.share_of(whole), "≥", POPULATION_NEEDED, met=enough),
        )
        if not self.few_cannot_block:
            return both
        block = blocking_minority(weighing.electorate)
        not_for = weighing.not_for
        few_not_for = members("members not for", not_for, "<", block, met=not_for < block)
        return (*both, replace(few_not_for, instead=True))

    def _enough_members(self, weighing: Weighing) -> bool:
        needed, whole = self.members_needed, weighing.electorate.whole.members
        return weighing.for_.members * needed.denominator >= needed.numerator * whole > 0


@lru_cache(maxsize=64)
def blocking_minority(electorate: Electorate, rounding: Rounding = Rounding.AS_PUBLISHED) -> int:
    """Count the members that a blocking minority needs: four, or what Article 238(3)(a) TFEU says for some of them.

    That is one more than the smallest number of members with over 35 % of the population of those taking part.
    A favourable rounding makes the largest members smaller, so that more of them are needed.
    """
    if electorate.whole.members == _MEMBER_STATES:
        return 4
    largest = Bloc()
    for weight in sorted(map(electorate.population_of, electorate.members), reverse=True):
        # Over 35 % is the same as leaving less than 65 % to the others.
        if not (electorate.whole - largest).has_share(POPULATION_NEEDED, electorate.whole, rounding):
            break
        largest += Bloc(1, weight)
    return largest.members + 1


def may_ask_discussion(rule: RuleName, electorate: Electorate, against: Iterable[str]) -> bool:
    """Decide whether those against a qualified majority of all Member States can have the discussion continued.

    Decision 2009/857/EC, Article 4, asks for 55 % of the population, or of the members, that block: of 35 %, or
    of the 13 that leave fewer than 55 % of 27.
    """
    if rule is not RuleName.QUALIFIED_MAJORITY or electorate.whole.members != _MEMBER_STATES:
        return False
    bloc = electorate.bloc(against)
    return bloc.members >= _MEMBERS_TO_ASK or bloc.has_share(_POPULATION_TO_ASK, electorate.whole)


QUALIFIED_MAJORITY = QualifiedMajority(
    name=RuleName.QUALIFIED_MAJORITY, members_needed=Fraction(55, 100), few_cannot_block=True
)
REINFORCED_QUALIFIED_MAJORITY = QualifiedMajority(
    name=RuleName.REINFORCED_QUALIFIED_MAJORITY, members_needed=Fraction(72, 100), few_cannot_block=False
)
SIMPLE_MAJORITY = SimpleMajority(name=RuleName.SIMPLE_MAJORITY)
