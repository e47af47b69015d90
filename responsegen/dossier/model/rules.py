"""Tabulate what each decision rule is in law and practice: reading, merging and papers all ask this table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from responsegen.dossier.model.vocabulary import Word


class RuleName(Word):
    """How a topic is decided."""

    UNANIMITY = "unanimity", "unanimous, unanimously, unanimous vote"
    CONSENSUS = "consensus", "consensual, no objection, general agreement"
    QUALIFIED_MAJORITY = (
        "qualified-majority",
        "QMV, QM, qualified majority voting, qualified, double majority, majority",
    )
    REINFORCED_QUALIFIED_MAJORITY = "reinforced-qualified-majority", "RQMV, reinforced majority, reinforced, majority"
    SIMPLE_MAJORITY = "simple-majority", "SMV, simple, majority, majority vote, absolute majority"
    OPT_IN = "opt-in", "optin, voluntary, volunteers, coalition of the willing, optional"

    @property
    def facts(self) -> RuleFacts:
        """What this rule is."""
        return RULE_FACTS[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFacts:
    """What a rule asks of its electorate, and what it knows."""

    article: str  # what is cited for it alone, whatever the policy: "Article 238(4) TFEU"; "" where nothing is
    article_of_some: str = ""  # the same where only some Member States decide, if it is another
    description: str  # one sentence
    votes: bool = True  # whether it counts stances at all
    within_eu: bool = False  # whether only Member States of the Union can decide by it
    military: bool = True  # whether it may decide what has military implications: Article 31(4) TEU
    unopposed: bool = False  # whether a single member that is against prevents it
    silence: bool = False  # whether a silence procedure can stand in for votes
    weighs_population: bool = False  # whether the population of those who are for decides


RULE_FACTS: Mapping[RuleName, RuleFacts] = {
    RuleName.UNANIMITY: RuleFacts(
        article="Article 238(4) TFEU",
        description="Carries when nobody is against and somebody is for; abstention does not prevent it.",
        within_eu=True,
        unopposed=True,
        silence=True,
    ),
    RuleName.CONSENSUS: RuleFacts(
        article="Practice of the North Atlantic Treaty Organisation and of informal meetings",
        description=(
            "Carries when nobody is against and somebody is for, in any electorate; it knows no constructive "
            "abstention."
        ),
        unopposed=True,
        silence=True,
    ),
    RuleName.QUALIFIED_MAJORITY: RuleFacts(
        article="Article 16(4) TEU",
        article_of_some="Article 238(3)(a) TFEU",
        description=(
            "Carries with 55 % of the members and 65 % of the population, or with 55 % of the members while fewer are "
            "not for it than a blocking minority needs."
        ),
        within_eu=True,
        military=False,
        weighs_population=True,
    ),
    RuleName.REINFORCED_QUALIFIED_MAJORITY: RuleFacts(
        article="Article 238(2) TFEU",
        article_of_some="Article 238(3)(b) TFEU",
        description="Carries with 72 % of the members and 65 % of the population.",
        within_eu=True,
        military=False,
        weighs_population=True,
    ),
    RuleName.SIMPLE_MAJORITY: RuleFacts(
        article="Article 238(1) TFEU",
        description="Carries with more than half of the members.",
        within_eu=True,
        military=False,
    ),
    RuleName.OPT_IN: RuleFacts(
        article="",
        description="No vote is taken: those who want to take part do so, and nobody else is bound.",
        votes=False,
    ),
}
