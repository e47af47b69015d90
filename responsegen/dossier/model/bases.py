"""Tabulate what each legal basis brings to a topic: reading, merging, explaining and papers all ask this table.

Where each of these facts stands in the Treaties is listed in docs/rules.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from responsegen.dossier.model.rules import RuleName
from responsegen.dossier.model.vocabulary import Word


class BasisName(Word):
    """Where a decision comes from."""

    CFSP_UNANIMITY = "cfsp-unanimity", "cfsp, common foreign and security policy, foreign policy, 31(1), article 31(1)"
    CFSP_MAJORITY = "cfsp-majority", "cfsp-qmv, 31(2), article 31(2)"
    RESTRICTIVE_MEASURES = "restrictive-measures", "sanctions, sanction, restrictive measure, 29, article 29"
    RESTRICTIVE_MEASURES_REGULATION = (
        "restrictive-measures-regulation",
        "sanctions-regulation, sanctions regulation, 215, 215(1), article 215",
    )
    MILITARY_MISSION = "military-mission", "mission, csdp, csdp-mission, operation, 42(4), 43, article 43"
    ENTRUSTING_A_GROUP = "entrusting-a-group", "group, entrusting, 44, article 44"
    STRUCTURED_COOPERATION = "structured-cooperation", "pesco, permanent structured cooperation, 46, article 46"
    DEFENCE_AGENCY = "defence-agency", "eda, defense-agency, european defence agency, 45(2), article 45"
    ECONOMIC_SITUATION = "economic-situation", "economic, emergency, 122, article 122"
    TRADE = "trade", "commercial-policy, common commercial policy, tariffs, 207, article 207"
    ORDINARY = "ordinary", "ordinary-legislative-procedure, olp, codecision, co-decision, 294, article 294"
    TAX_AND_UNANIMOUS_INTERNAL = "tax-and-unanimous-internal", "tax, taxation, unanimous-internal, internal-unanimity"
    ENHANCED_COOPERATION = "enhanced-cooperation", "enhanced, 20, 330, article 20"
    PROCEDURE = "procedure", "procedural, procedural-question, 31(5), 240(3)"
    NO_LEGAL_ACT = "no-legal-act", "none, political, political-text, statement, declaration, conclusions, informal"
    NATO = "nato", "north atlantic council, alliance, allies"

    @property
    def facts(self) -> BasisFacts:
        """What this basis brings."""
        return BASIS_FACTS[self]


class Voters(Enum):
    """Who decides on a basis."""

    MEMBER_STATES = auto()  # all 27
    PARTICIPANTS = auto()  # those Member States that cooperate, which the dossier has to name
    ALLIES = auto()  # those of NATO
    ANYBODY = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisFacts:
    """What a basis asks for and allows."""

    articles: tuple[str, ...]  # what is cited for it, besides the rule's own article
    description: str  # what is decided on it, in a few words
    rule: RuleName | None  # None: more than one can be meant, and the dossier has to say which
    other_rules: tuple[RuleName, ...] = ()  # that the dossier may name instead
    voters: Voters = Voters.MEMBER_STATES
    constructive_abstention: bool = False  # Article 31(1) TEU, second subparagraph
    military: bool = False  # whether it may decide what has military or defence implications
    one_can_stop: bool = False  # whether a member can prevent the vote: Article 31(2) TEU, second subparagraph
    first: str = ""  # what has to come before, as a sentence
    then: str = ""  # what follows, as a sentence

    @property
    def rules(self) -> tuple[RuleName, ...]:
        """The rules that go with it; the first is its own, where it has one."""
        return (self.rule, *self.other_rules) if self.rule else self.other_rules

    def may_be_military(self, rule: RuleName) -> bool:
        """Tell whether it may decide military matters by this rule; cooperations leave that to the rule."""
        return self.military or (self.voters is Voters.PARTICIPANTS and rule.facts.military)


_MAJORITY_WITHOUT_A_PROPOSAL = (RuleName.REINFORCED_QUALIFIED_MAJORITY,)  # Article 238(2) TFEU

BASIS_FACTS: Mapping[BasisName, BasisFacts] = {
    BasisName.CFSP_UNANIMITY: BasisFacts(
        articles=("Article 31(1) TEU",),
        description="a decision in the common foreign and security policy",
        rule=RuleName.UNANIMITY,
        constructive_abstention=True,
        military=True,
    ),
    BasisName.CFSP_MAJORITY: BasisFacts(
        articles=("Article 31(2) TEU",),
        description="one of the four kinds of decision in that policy which Article 31(2) TEU leaves to a majority",
        rule=RuleName.QUALIFIED_MAJORITY,
        other_rules=_MAJORITY_WITHOUT_A_PROPOSAL,
        one_can_stop=True,
        first=(
            "A decision of the European Council, its request to the High Representative, or the decision that is"
            " implemented has to come first, unless a special representative is appointed."
        ),
    ),
    BasisName.RESTRICTIVE_MEASURES: BasisFacts(
        articles=("Article 29 TEU", "Article 31(1) TEU"),
        description="a decision on restrictive measures (sanctions)",
        rule=RuleName.UNANIMITY,
        constructive_abstention=True,
        military=True,
        then=(
            "Where the decision interrupts or reduces economic and financial relations, a regulation under"
            " Article 215 TFEU has to follow, by qualified majority."
        ),
    ),
    BasisName.RESTRICTIVE_MEASURES_REGULATION: BasisFacts(
        articles=("Article 215(1) TFEU",),
        description="a regulation that carries out a decision on restrictive measures",
        rule=RuleName.QUALIFIED_MAJORITY,
        first="A decision under Article 29 TEU, by unanimity, has to come first.",
    ),
    BasisName.MILITARY_MISSION: BasisFacts(
        articles=("Article 42(4) TEU", "Article 43(2) TEU"),
        description="a decision on a mission of the common security and defence policy",
        rule=RuleName.UNANIMITY,
        constructive_abstention=True,
        military=True,
    ),
    BasisName.ENTRUSTING_A_GROUP: BasisFacts(
        articles=("Article 44 TEU", "Article 42(4) TEU"),
        description="a decision that entrusts a task to a group of willing and able Member States",
        rule=RuleName.UNANIMITY,
        constructive_abstention=True,
        military=True,
        first="The task has to be laid down in a decision under Article 43 TEU, by unanimity.",
        then=(
            "The Member States of the group, with the High Representative, agree among themselves how the task is"
            " managed."
        ),
    ),
    BasisName.STRUCTURED_COOPERATION: BasisFacts(
        articles=("Article 46 TEU",),
        description="a decision within permanent structured cooperation",
        rule=None,
        other_rules=(RuleName.UNANIMITY, RuleName.QUALIFIED_MAJORITY),
        voters=Voters.PARTICIPANTS,
        military=True,
    ),
    BasisName.DEFENCE_AGENCY: BasisFacts(
        articles=("Article 45(2) TEU",),
        description="a decision on statute, seat and working rules of the European Defence Agency",
        rule=RuleName.QUALIFIED_MAJORITY,
        other_rules=_MAJORITY_WITHOUT_A_PROPOSAL,
        military=True,
    ),
    BasisName.ECONOMIC_SITUATION: BasisFacts(
        articles=("Article 122 TFEU",),
        description="measures for the economic situation, or assistance to a Member State in severe difficulties",
        rule=RuleName.QUALIFIED_MAJORITY,
    ),
    BasisName.TRADE: BasisFacts(
        articles=("Article 207 TFEU",),
        description="an act or an agreement of the common commercial policy",
        rule=RuleName.QUALIFIED_MAJORITY,
        other_rules=(RuleName.UNANIMITY,),
    ),
    BasisName.ORDINARY: BasisFacts(
        articles=("Article 16(3) TEU", "Article 294 TFEU"),
        description="an act of the ordinary legislative procedure",
        rule=RuleName.QUALIFIED_MAJORITY,
        then="The European Parliament has to adopt the same text.",
    ),
    BasisName.TAX_AND_UNANIMOUS_INTERNAL: BasisFacts(
        articles=("An article of the TFEU on unanimity",),
        description="an act for which the TFEU asks for unanimity, such as one on taxes",
        rule=RuleName.UNANIMITY,
    ),
    BasisName.ENHANCED_COOPERATION: BasisFacts(
        articles=("Article 20 TEU", "Article 330 TFEU"),
        description="an act within an enhanced cooperation",
        rule=None,
        other_rules=(RuleName.UNANIMITY, RuleName.QUALIFIED_MAJORITY, RuleName.REINFORCED_QUALIFIED_MAJORITY),
        voters=Voters.PARTICIPANTS,
        first="The Council has to have authorised the cooperation, of at least nine Member States.",
    ),
    BasisName.PROCEDURE: BasisFacts(
        articles=("Article 31(5) TEU", "Article 240(3) TFEU"),
        description="a procedural question",
        rule=RuleName.SIMPLE_MAJORITY,
        military=True,
    ),
    BasisName.NO_LEGAL_ACT: BasisFacts(
        articles=("Practice of informal meetings",),
        description="a political text, which binds nobody in law",
        rule=RuleName.CONSENSUS,
        voters=Voters.ANYBODY,
        military=True,
    ),
    BasisName.NATO: BasisFacts(
        articles=("Practice of the North Atlantic Treaty Organisation",),
        description="a decision of the North Atlantic Council",
        rule=RuleName.CONSENSUS,
        voters=Voters.ALLIES,
        military=True,
    ),
}
