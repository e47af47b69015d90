"""From a state's code to its English name, alone or in running text."""

from __future__ import annotations

from responsegen.dossier.states import STATES


def name_of(code: str, *, article: bool = False) -> str:
    """`Netherlands`, or with its article `the Netherlands`; a code that is no state's stands for itself."""
    state = STATES.get(code)
    return code if state is None else state.name_in_text if article else state.name
