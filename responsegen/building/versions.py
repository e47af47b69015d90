"""From a dossier folder and the name of a revision to the version of that time: one side of a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.building.merged import merge, merged
from responsegen.documents.version import Committed, Version
from responsegen.history.revision import find_revision, read_revision

if TYPE_CHECKING:
    from pathlib import Path


def version_at(folder: Path, name: str) -> Version:
    """The dossier as it was at this revision, merged.

    Raises HistoryUnavailable, or InvalidDossier with places such as `HEAD~3:positions/SE.yaml:4:2`.
    """
    revision = find_revision(folder, name)
    then = merged(read_revision(folder, revision))
    return Version(then.dossier, then.answer, Committed(name, revision.short, revision.committed))


def version_now(folder: Path) -> Version:
    """The dossier as its files are now, merged. Raises InvalidDossier."""
    now = merge(folder)
    return Version(now.dossier, now.answer)
