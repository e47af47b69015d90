"""From a state's code to its English name, alone or in running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.dossier.states import KOSOVO_NOTE, STATES

if TYPE_CHECKING:
    from collections.abc import Iterable

KOSOVO, DESIGNATION = "XK", "*"


def name_of(code: str, *, article: bool = False) -> str:
    """`Netherlands`, or with its article `the Netherlands`; a code that is no state's stands for itself.

    Kosovo carries the asterisk of the EU's Interinstitutional Style Guide, whose text `designation` gives.
    """
    state = STATES.get(code)
    mark = DESIGNATION if code == KOSOVO else ""
    return code if state is None else (state.name_in_text if article else state.name) + mark


def designation(codes: Iterable[str]) -> str:
    """The footnote that has to stand on a paper which names these, or nothing."""
    return f"{DESIGNATION} {KOSOVO_NOTE}" if KOSOVO in codes else ""
