"""A folder in, the names by which people call revisions out: branches, tags, and the last commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.dossier.files import printable
from responsegen.history.failure import HistoryUnavailable
from responsegen.history.git import git

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COMMITS = 20


def branches_and_tags(folder: Path) -> tuple[str, ...]:
    """`main`, `last-night`, `origin/main`: those committed to last come first."""
    kinds = ("refs/heads", "refs/tags", "refs/remotes")
    printed = git(folder, "for-each-ref", "--sort=-creatordate", "--format=%(refname:short)", *kinds)
    return tuple(printed.decode(errors="replace").split())


def last_commits(folder: Path) -> Mapping[str, str]:
    """The subject of each of the last commits that touched this folder, by its short name, the last one first."""
    log = ("log", f"-{COMMITS}", "--no-show-signature", "--format=%h %s", "--", ".")
    lines = git(folder, *log).decode(errors="replace").splitlines()
    return {commit: printable(subject) for commit, _, subject in (line.partition(" ") for line in lines)}


def known_revisions(folder: Path) -> Mapping[str, str]:
    """What a shell may complete a revision to, each with a word on what it is; nothing where there is no history."""
    try:
        return dict.fromkeys(branches_and_tags(folder), "branch or tag") | dict(last_commits(folder))
    except HistoryUnavailable:
        return {}
