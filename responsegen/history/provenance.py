"""Name the git commit that holds the files which a dossier was read from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from responsegen.dossier.files import DOSSIER_FILE, SourceFile
from responsegen.dossier.reading import is_position
from responsegen.history.git import last_commit
from responsegen.history.revision import SHORT, files_at
from responsegen.problem import HistoryUnavailable


def commit_of(folder: Path, files: Iterable[SourceFile]) -> str | None:
    """Name the last commit that touched the dossier's files, `2f09ef5a81c0`; None where git does not tell.

    Where it does not hold these files as they were read, and no others: `2f09ef5a81c0 with uncommitted changes`.
    """
    commit = last_commit(folder)
    if commit is None:
        return None
    try:
        then, _ = files_at(folder, commit)
    except HistoryUnavailable:
        return None
    held = {file.path: file.content for file in then if file.path == DOSSIER_FILE or is_position(file.path)}
    read = {file.path: file.content for file in files}
    same = held.keys() == read.keys() and all(_is_same(content, held[path]) for path, content in read.items())
    return commit[:SHORT] if same else f"{commit[:SHORT]} with uncommitted changes"


def _is_same(read: bytes, held: bytes) -> bool:
    """Whether git holds what was read, be it with other line ends, as on Windows."""
    return held in (read, read.replace(b"\r\n", b"\n"))
