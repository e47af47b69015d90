"""What only a whole dossier can show: one rule, one function, one line in the tables here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from responsegen.dossier.crosschecks import answered, asked
from responsegen.dossier.crosschecks.case import Case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.problem import Problem

__all__ = ["Case", "crosscheck"]

_ON_DOSSIER: Final = (
    asked.numbers_are_unique,
    asked.questions_list_known_topics_once,
    asked.topics_are_asked,
    asked.rules_go_with_kinds,
    asked.no_majority_on_military_matters,
    asked.electorates_are_within_reach,
    asked.needs_have_one_id_each,
    asked.requirements_are_forces,
    asked.contributions_have_scenarios,
    asked.grouped_documents_have_groups,
    asked.groups_do_not_overlap,
)
_ON_POSITIONS: Final = (
    answered.one_file_a_delegation,
    answered.nobody_speaks_for_those_who_speak,
    answered.each_is_spoken_for_once,
    answered.under_eu_rules_speak_for_one,
)
_ON_ALL_POSITIONS: Final = (answered.events_are_waited_for,)


def crosscheck(case: Case, *, complete: bool) -> Iterator[Problem]:
    """Apply every rule; unless the case is `complete`, what looks unused may be used by what could not be read."""
    for rule in (*_ON_DOSSIER, *_ON_POSITIONS, *(_ON_ALL_POSITIONS if complete else ())):
        yield from rule(case)
