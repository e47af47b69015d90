"""List the decision rules by name, one file a family: each decides on counts, never on who is who."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from responsegen.consensus.rules.majorities import QUALIFIED_MAJORITY, REINFORCED_QUALIFIED_MAJORITY, SIMPLE_MAJORITY
from responsegen.consensus.rules.no_vote import CONSENSUS, OPT_IN
from responsegen.consensus.rules.rule import Rule
from responsegen.consensus.rules.unanimity import UNANIMITY
from responsegen.dossier.model import RuleName

RULES: Mapping[RuleName, Rule] = MappingProxyType(
    {
        rule.name: rule
        for rule in (
            UNANIMITY,
            CONSENSUS,
            QUALIFIED_MAJORITY,
            REINFORCED_QUALIFIED_MAJORITY,
            SIMPLE_MAJORITY,
            OPT_IN,
        )
    }
)

__all__ = ["RULES"]
