"""Read and merge one side of a comparison: a dossier as its files are now, or as they were at a revision."""

from __future__ import annotations

from pathlib import Path

from responsegen.building.merge import merge, merge_reading
from responsegen.documents.version import Committed, Version
from responsegen.history.revision import find_revision, read_revision


def version_at(folder: Path, name: str) -> Version:
    """Read the dossier as it was at this revision, and merge it.

    Raises HistoryUnavailable, or InvalidDossier with places such as `HEAD~3:positions/SE.yaml:4:2`.
    """
    revision = find_revision(folder, name)
    then = merge_reading(read_revision(folder, revision))
    return Version(then.dossier, then.answer, Committed(name, revision.short, revision.committed))


def version_now(folder: Path) -> Version:
    """Read the dossier as its files are now, and merge it. Raises InvalidDossier."""
    now = merge(folder)
    return Version(now.dossier, now.answer)
