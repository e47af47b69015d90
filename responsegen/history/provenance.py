"""From a dossier folder to the git commit that its files come from, where git is there."""

from __future__ import annotations

import re
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Final

from responsegen.dossier.folder import DOSSIER_FILE, POSITIONS
from responsegen.history.failure import HistoryUnavailable
from responsegen.history.git import git, without_filters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_COMMIT: Final = re.compile("[0-9a-f]{12,64}")


def commit_of(folder: Path) -> str | None:
    """The last commit that touched the dossier's files: `2f09ef5a81c0`, or None where git does not tell.

    Changes that are not committed are said: `2f09ef5a81c0 with uncommitted changes`.
    """
    settings: list[Mapping[str, str]] = []
    asking = Thread(target=lambda: settings.extend(_without_filters(folder)))  # beside the next question: git is slow
    try:
        asking.start()
        commit = _said(folder, "log", "-1", "--no-show-signature", "--format=%h", "--abbrev=12")
        asking.join()
        if not settings or not _COMMIT.fullmatch(commit):  # another program of this name may say anything
            return None
        changed = _said(folder, "status", "--porcelain", "--ignore-submodules=dirty", settings=settings[0])
    except (HistoryUnavailable, RuntimeError):  # RuntimeError: no room for a thread
        return None
    if changed and settings[0]:  # with its own filter, which is not started, git might see none
        return None
    return f"{commit} with uncommitted changes" if changed else commit


def _without_filters(folder: Path) -> Iterator[Mapping[str, str]]:
    """The settings to look into files with; none where git fails."""
    with suppress(HistoryUnavailable):
        yield without_filters(folder)


def _said(folder: Path, *arguments: str, settings: Mapping[str, str] | None = None) -> str:
    """What git says of the dossier's files. Raises HistoryUnavailable; a dossier need not lie in git."""
    return git(folder, *arguments, "--", DOSSIER_FILE, POSITIONS, settings=settings).decode(errors="replace").strip()
