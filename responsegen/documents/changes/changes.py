"""Two versions of a dossier in, all that a reader of the later one has to know of the way from the earlier one out."""

from __future__ import annotations

from dataclasses import dataclass

from responsegen.documents.attribution import Attributor
from responsegen.documents.changes.edits import Edit, EditedPosition, edited_positions, edited_terms
from responsegen.documents.changes.outcome_changes import Movement, movements
from responsegen.documents.version import Version
from responsegen.dossier.changes import changed_positions


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one version to another."""

    before: str  # which version: "commit 2f09ef5a81c0 (last-night) of 15 February 2025, 18.00 (UTC+1)"
    after: str
    positions: tuple[EditedPosition, ...]  # empty where delegations are not named
    edited: int  # how many positions say something else, named or not
    terms: tuple[Edit, ...]  # what dossier.yaml says otherwise
    outcomes: tuple[Movement, ...]

    @property
    def moved(self) -> int:
        """How many outcomes are others than they were."""
        return sum(len(movement.points) for movement in self.outcomes)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.edited or self.terms or self.outcomes)


def changes(before: Version, after: Version, by: Attributor) -> Changes:
    """Compare positions by delegation and field, then outcomes with what moved them."""
    changed = changed_positions(before.dossier, after.dossier)
    return Changes(
        before.words,
        after.words,
        edited_positions(before.dossier, after.dossier, changed) if by.named else (),
        len(changed),
        edited_terms(before.dossier, after.dossier),
        movements(before, after, changed, by),
    )
