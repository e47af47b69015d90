"""A folder and the name of a revision in, the commit or the dossier of that time out; nothing is checked out."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import TYPE_CHECKING

from responsegen.dossier import catalogue
from responsegen.dossier.files import MAX_BYTES, SourceFile, printable
from responsegen.dossier.folder import DOSSIER_FILE, POSITIONS
from responsegen.dossier.readers import did_you_mean
from responsegen.dossier.reading import check_files
from responsegen.history.failure import HistoryUnavailable
from responsegen.history.git import git
from responsegen.history.names import branches_and_tags
from responsegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from responsegen.dossier.reading import Reading
    from responsegen.problems import Problem

LAST_COMMIT = "HEAD"
SHORT = 12  # digits of a commit's name, as the synthesis prints them


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit, and how it was asked for."""

    name: str  # "HEAD~3", "last-night", "2f09ef5"
    commit: str  # all digits
    committed: datetime

    @property
    def short(self) -> str:
        """The commit as people read it: `2f09ef5a81c0`."""
        return self.commit[:SHORT]


def find_revision(folder: Path, name: str) -> Revision:
    """The commit of this name in the repository of this folder. Raises HistoryUnavailable."""
    found = None
    if "\n" not in name:
        printed = git(folder, "cat-file", "--batch", given=os.fsencode(name) + b"^{commit}\n")
        with _understood():
            ((kind, commit, content),) = _objects(printed)
            found = Revision(name, commit, _committed(content)) if kind == "commit" else None
    if found is None:
        raise HistoryUnavailable(_unknown(folder, name))
    return found


def read_revision(folder: Path, revision: Revision) -> Reading:
    """Read and check the dossier as it was then; in problems its files are named `HEAD~3:positions/SE.yaml`.

    Raises HistoryUnavailable where there was none.
    """
    listed = git(folder, "ls-tree", "-z", "--name-only", revision.commit, DOSSIER_FILE, f"{POSITIONS}/")
    names = [name for name in listed.split(b"\0") if name]
    if DOSSIER_FILE.encode() not in names:
        message = f"{folder} held no {DOSSIER_FILE} at {revision.name} (commit {revision.short})"
        raise HistoryUnavailable(message)
    reading = check_files(*_files(folder, revision, names))
    return replace(reading, problems=tuple(_then(problem, revision) for problem in reading.problems))


def _files(folder: Path, revision: Revision, names: Sequence[bytes]) -> tuple[list[SourceFile], list[Problem]]:
    """The files themselves, all in one go; a link is followed within the repository, as in the folder."""
    readable = [name for name in names if b"\n" not in name]
    asked = b"".join(f"{revision.commit}:./".encode() + name + b"\n" for name in readable)
    files, problems = [], []
    printed = git(folder, "cat-file", "--batch", "--follow-symlinks", given=asked)
    with _understood():
        answers = list(zip(readable, _objects(printed), strict=True))
    for name, (kind, _, content) in answers:
        path = printable(os.fsdecode(name))
        if kind == "blob":
            files.append(SourceFile(path, content[: MAX_BYTES + 1]))
        else:
            problems.append(catalogue.UNREADABLE.at(Place(path), "a file", _instead(kind)))
    return files, problems


def _instead(kind: str) -> str:
    return "a folder" if kind == "tree" else "another repository" if kind == "missing" else "a link that leads nowhere"


def _then(problem: Problem, revision: Revision) -> Problem:
    return replace(problem, place=replace(problem.place, file=f"{revision.name}:{problem.place.file}"))


@contextmanager
def _understood() -> Iterator[None]:
    """Raise HistoryUnavailable where git printed something else than git does."""
    try:
        yield
    except (ValueError, IndexError, OverflowError, OSError) as error:
        message = (
            "what git answers cannot be understood: it is another program of this name, or the repository is damaged"
        )
        raise HistoryUnavailable(message) from error


def _objects(printed: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Kind, name and content of each object that `git cat-file --batch` printed, in the order asked for.

    It says `2f09… blob 12` with twelve bytes below, `symlink 6` with six, or `HEAD~99^{commit} missing`.
    """
    stream = BytesIO(printed)
    while header := stream.readline():
        first, *rest = header.decode(errors="replace").split()
        if rest[-1].isdigit():
            content = stream.read(int(rest[-1]))
            stream.readline()
            yield (rest[0], first, content) if len(rest) > 1 else (first, "", content)
        else:
            yield rest[-1], "", b""


def _committed(commit: bytes) -> datetime:
    """When a commit was made: its line `committer Name <mail> 1739729400 +0100`."""
    (line,) = (line for line in commit.partition(b"\n\n")[0].split(b"\n") if line.startswith(b"committer "))
    seconds, zone = line.split()[-2:]
    hours, minutes = divmod(abs(int(zone)), 100)
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if zone.startswith(b"-") else 1)
    return datetime.fromtimestamp(int(seconds), UTC).astimezone(timezone(offset))


def _unknown(folder: Path, name: str) -> str:
    """Why git knows no such revision, as far as that can be told."""
    if name == LAST_COMMIT:
        return "there is no commit yet, so there is nothing to compare with"
    shown = printable(name)
    hint = did_you_mean(name, branches_and_tags(folder))
    message = f'git knows no revision "{shown}" here' + (f". {hint}" if hint else "")
    if git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
        message += ". This clone is shallow, it holds only the latest commits: git fetch --unshallow brings the others"
    return message
