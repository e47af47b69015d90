"""Who answers, and what the dossier holds that an answer may name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Answerer:
    """The delegation whose file is read, with those it speaks for, and the names it may use."""

    delegation: str
    speaks_for: tuple[str, ...]
    delegations: tuple[str, ...]  # of the dossier
    needs: tuple[str, ...] | None  # None: a topic that cannot be read may hold others
    events: tuple[str, ...]

    def is_among(self, electorate: Iterable[str]) -> bool:
        """Whether its answer counts for at least one member of the electorate."""
        return not {self.delegation, *self.speaks_for}.isdisjoint(electorate)
