"""List the decision rules by name, one file a family: each decides on counts, never on who is who."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from responsegen.consensus.rules.majorities import QUALIFIED_MAJORITY, REINFORCED_QUALIFIED_MAJORITY, SIMPLE_MAJORITY
from responsegen.consensus.rules.rule import Rule
from responsegen.consensus.rules.unopposed import CONSENSUS, UNANIMITY
from responsegen.dossier.model import RuleName

# Where people opt in, no vote is taken: that rule weighs nothing, and has no entry.
_ALL = (UNANIMITY, CONSENSUS, QUALIFIED_MAJORITY, REINFORCED_QUALIFIED_MAJORITY, SIMPLE_MAJORITY)
RULES: Mapping[RuleName, Rule] = MappingProxyType({rule.name: rule for rule in _ALL})

__all__ = ["RULES"]
