"""A git repository for tests: made in a folder of their own, untouched by the machine's settings."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_COMMITTER_DATE": "2025-02-15T18:00:00+01:00",
}


def git(folder: Path, *arguments: str) -> str:
    """What git prints, without the last line's end."""
    command = ["git", "-C", str(folder), "-c", "init.defaultBranch=main", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | SETTINGS).stdout.strip()


def commit(folder: Path, message: str = "as it stands", **files: str | None) -> str:
    """Write files (`SE="…"` is positions/SE.yaml, None removes it), commit everything, and return the commit."""
    for name, text in files.items():
        file = folder / ("dossier.yaml" if name == "dossier" else f"positions/{name}.yaml")
        file.parent.mkdir(exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")
    if not (folder / ".git").exists() and not _inside(folder):
        git(folder, "init", "--quiet")
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def _inside(folder: Path) -> bool:
    return any((parent / ".git").exists() for parent in folder.parents)
