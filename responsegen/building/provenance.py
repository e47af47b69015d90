"""From a dossier folder to the git commit that its files come from, where git is there."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("dossier.yaml", "positions")


def commit_of(folder: Path) -> str | None:
    """The last commit that touched the dossier's files: `2f09ef5a81c0`, or None where git or its history is missing.

    Changes that are not committed are said: `2f09ef5a81c0 with uncommitted changes`.
    """
    commit = _git(folder, "log", "-1", "--format=%h", "--abbrev=12")
    if not commit:
        return None
    return f"{commit} with uncommitted changes" if _git(folder, "status", "--porcelain") else commit


def _git(folder: Path, *arguments: str) -> str:
    """What git prints of the dossier's files; nothing where it fails, since a dossier need not lie in git."""
    command = ["git", "-C", str(folder), *arguments, "--", *FILES]
    environment = os.environ | {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=environment, timeout=20)  # noqa: S603 (no shell, own arguments)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""
