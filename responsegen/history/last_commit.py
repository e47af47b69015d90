"""Which commit touched a dossier last; it loads next to nothing, since a build with nothing to do asks for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from responsegen.dossier.files import DOSSIER_FILE, POSITIONS
from responsegen.history.failure import HistoryUnavailable
from responsegen.history.git import git

if TYPE_CHECKING:
    from pathlib import Path

_COMMIT: Final = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")


def last_commit(folder: Path) -> str | None:
    """The last commit that touched the dossier's files, with all its digits; None where git does not tell."""
    try:
        printed = git(folder, "log", "-1", "--no-show-signature", "--format=%H", "--", DOSSIER_FILE, POSITIONS)
    except HistoryUnavailable:
        return None
    commit = printed.decode(errors="replace").strip()
    return commit if _COMMIT.fullmatch(commit) else None  # another program of this name may say anything
