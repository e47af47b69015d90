"""Find a commit by the name of a revision, and read the dossier as it was then."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from responsegen.dossier.files import DOSSIER_FILE, POSITIONS, SourceFile, printable
from responsegen.dossier.reading import Reading, check_files, is_position
from responsegen.dossier.spelling import did_you_mean
from responsegen.history.git import branches_and_tags, git, last_commit, printed_objects, read_objects, understood
from responsegen.problem import HistoryUnavailable, Problem

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
        """Return the commit as people read it: `2f09ef5a81c0`."""
        return self.commit[:SHORT]


def find_revision(folder: Path, name: str) -> Revision:
    """Find the commit of this name in the repository of this folder. Raises HistoryUnavailable."""
    found = None
    if "\n" not in name:
        printed = git(folder, "cat-file", "--batch", given=os.fsencode(name) + b"^{commit}\n")
        with understood():
            ((kind, commit, content),) = printed_objects(printed)
            found = Revision(name, commit, _committed(content)) if kind == "commit" else None
    if found is None and (day := _day(name)):
        return replace(find_revision(folder, _as_of(folder, day)), name=name)
    if found is None:
        raise HistoryUnavailable(_unknown(folder, name))
    return found


def _day(name: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(name) if len(name) == len("2025-02-14") else None
    return None


def _as_of(folder: Path, day: date) -> str:
    """Find the last commit that was made by the end of a day, as its own clock said; the machine's plays no part."""
    log = git(folder, "log", "--first-parent", "--no-show-signature", "--format=%H %cI")
    made = [line.split() for line in log.decode(errors="replace").splitlines()]
    for commit, moment in made:
        if moment[: len("2025-02-14")] <= day.isoformat():
            return commit
    first = f"the first commit is of {made[-1][1][:10]}" if made else "there is no commit yet"
    message = f"{first}, so nothing is known of {day.isoformat()}"
    raise HistoryUnavailable(message)


def read_revision(folder: Path, revision: Revision) -> Reading:
    """Read and check the dossier as it was then; in problems its files are named `HEAD~3:positions/SE.yaml`.

    Raises HistoryUnavailable where there was none.
    """
    files, problems = files_at(folder, revision.commit)
    if DOSSIER_FILE not in {*(file.path for file in files), *(problem.place.file for problem in problems)}:
        message = f"{folder} held no {DOSSIER_FILE} at {revision.name} (commit {revision.short})"
        raise HistoryUnavailable(message)
    reading = check_files(files, problems)
    return replace(reading, problems=tuple(_then(problem, revision) for problem in reading.problems))


def files_at(folder: Path, commit: str) -> tuple[list[SourceFile], list[Problem]]:
    """Read the dossier's files in this commit; also return what is wrong with those that cannot be read.

    Raises HistoryUnavailable.
    """
    listed = git(folder, "ls-tree", "-z", "--name-only", commit, DOSSIER_FILE, f"{POSITIONS}/").split(b"\0")
    return read_objects(folder, {name: f"{commit}:./".encode() + name for name in listed if name})


def _then(problem: Problem, revision: Revision) -> Problem:
    return replace(problem, place=replace(problem.place, file=f"{revision.name}:{problem.place.file}"))


def _committed(commit: bytes) -> datetime:
    """Read when a commit was made from its line `committer Name <mail> 1739729400 +0100`."""
    (line,) = (line for line in commit.partition(b"\n\n")[0].split(b"\n") if line.startswith(b"committer "))
    seconds, zone = line.split()[-2:]
    hours, minutes = divmod(abs(int(zone)), 100)
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if zone.startswith(b"-") else 1)
    return datetime.fromtimestamp(int(seconds), UTC).astimezone(timezone(offset))


def _unknown(folder: Path, name: str) -> str:
    """Say why git knows no such revision, as far as that can be told."""
    if name == LAST_COMMIT:
        return "there is no commit yet, so there is nothing to compare with"
    shown = printable(name)
    hint = did_you_mean(name, branches_and_tags(folder))
    message = f'git knows no revision "{shown}" here' + (f". {hint}" if hint else "")
    if git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
        message += ". This clone is shallow, it holds only the latest commits: git fetch --unshallow brings the others"
    return message


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
    """Tell whether git holds what was read, be it with other line ends, as on Windows."""
    return held in (read, read.replace(b"\r\n", b"\n"))
