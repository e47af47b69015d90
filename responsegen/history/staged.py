"""Read the dossier as it is staged in git: what the next commit would hold, whatever is in the folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final

from responsegen.dossier import catalogue
from responsegen.dossier.files import DOSSIER_FILE, printable
from responsegen.dossier.reading import Reading, check_files, is_position
from responsegen.history.git import git, read_objects, understood
from responsegen.problem import HistoryUnavailable, Place

INDEX: Final = "GIT_INDEX_FILE"


@dataclass(frozen=True, slots=True)
class _Staged:
    name: bytes  # of the object that holds the content
    is_link: bool
    is_unmerged: bool  # a merge has left several versions


def read_staged(folder: Path) -> Reading:
    """Read and check the dossier as it is staged. Raises HistoryUnavailable outside of a git repository."""
    staged = _staged_files(folder)
    problems = []
    objects: dict[bytes, bytes] = {}
    for path, file in _without_links(folder, staged).items():
        if file is None or file.is_unmerged:
            instead = "a link that leads nowhere" if file is None else "several versions that a merge has left"
            problems.append(catalogue.UNREADABLE.at(Place(printable(path)), "a file", instead))
        else:
            objects[os.fsencode(path)] = file.name
    files, unread = read_objects(folder, objects)
    return check_files(files, (*problems, *unread))


def _staged_files(folder: Path) -> Mapping[str, _Staged]:
    """List what git has staged in this folder, by path. Of each file it says `100644 2f09… 0`, a tab, and the path."""
    listed = git(folder, "ls-files", "--stage", "-z", variables=_index_of_hook(folder))
    with understood():
        return dict(map(_staged, filter(None, listed.split(b"\0"))))


def _staged(said: bytes) -> tuple[str, _Staged]:
    facts, _, path = said.partition(b"\t")
    mode, name, stage = facts.split()
    return os.fsdecode(path), _Staged(name, is_link=mode == b"120000", is_unmerged=stage != b"0")


def _without_links(folder: Path, staged: Mapping[str, _Staged]) -> Mapping[str, _Staged | None]:
    """Return the dossier's files, a link as the file that it leads to; None where that is not staged here."""
    read = {path: file for path, file in staged.items() if path == DOSSIER_FILE or is_position(path)}
    links, _ = read_objects(folder, {os.fsencode(path): file.name for path, file in read.items() if file.is_link})
    targets = {link.path: normpath(join(dirname(link.path), os.fsdecode(link.content))) for link in links}
    led = {path: staged.get(target) for path, target in targets.items()}
    return {**read, **{path: None if file is None or file.is_link else file for path, file in led.items()}}


def _index_of_hook(folder: Path) -> Mapping[str, str]:
    """Name the index that a hook of `git commit FILE` is to look at; nothing if it is of another repository."""
    index = os.environ.get(INDEX)
    if not index:
        return {}
    with suppress(HistoryUnavailable, FileNotFoundError):  # the current folder may be in no repository, or gone
        here, there = (git(place, "rev-parse", "--absolute-git-dir") for place in (Path.cwd(), folder))
        return {INDEX: index} if here == there else {}
    return {}
