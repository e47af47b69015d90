"""Call git, and only here: so that it never writes, goes online, or starts a program of the repository's choice."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Final

from responsegen.dossier import catalogue
from responsegen.dossier.files import DOSSIER_FILE, MAX_BYTES, POSITIONS, SourceFile, printable
from responsegen.problem import HistoryUnavailable, Place, Problem

LAST_COMMITS: Final = 20  # so many are offered where a shell completes a revision
COMMIT: Final = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
LONGEST: Final = 20  # seconds
GIT: Final = "git.exe" if os.name == "nt" else "git"
NO_WRITING_NO_NETWORK: Final = {
    "GIT_ALLOW_PROTOCOL": "",  # a partial clone would fetch what it lacks
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
# A repository may have come with a dossier from anywhere: with settings that start programs, as the files of a bare
# repository among those of the dossier, or with objects to be read instead of those that its commits name.
TRUSTING_NOTHING: Final = (
    *("--no-optional-locks", "--no-pager", "--no-replace-objects"),
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "safe.bareRepository=explicit"),
)
# What `git rev-parse --local-env-vars` prints: where git calls a hook, they say in which repository it is. Those with
# which a caller sets something for one call (GIT_CONFIG_COUNT, GIT_CONFIG_PARAMETERS) hold in other repositories, too.
OF_ONE_REPOSITORY: Final = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_CONFIG",
        "GIT_DIR",
        "GIT_GRAFT_FILE",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_INTERNAL_SUPER_PREFIX",
        "GIT_NO_REPLACE_OBJECTS",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
)


def git(folder: Path, *arguments: str, given: bytes = b"", variables: Mapping[str, str] | None = None) -> bytes:
    """Call git in this folder, with `given` to read and `variables` in its environment, and return what it prints.

    Raises HistoryUnavailable.
    """
    environment = {name: value for name, value in os.environ.items() if name not in OF_ONE_REPOSITORY}
    environment |= NO_WRITING_NO_NETWORK | dict(variables or {})
    command = [find_git(folder), "-C", str(folder), *TRUSTING_NOTHING, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 -- no shell, own arguments
            command, input=given, capture_output=True, check=False, env=environment, timeout=LONGEST
        )
    except subprocess.TimeoutExpired as error:
        message = f"git gave no answer within {LONGEST} seconds"
        raise HistoryUnavailable(message) from error
    except OSError as error:
        message = f"git cannot be started: {error.strerror}"
        raise HistoryUnavailable(message) from error
    if done.returncode:
        raise HistoryUnavailable(_why(folder, done.stderr.decode(errors="replace").strip()))
    return done.stdout


def find_git(folder: Path) -> str:
    """Find git by its absolute path, as PATH says, but never in the current folder or in that of the dossier.

    Raises HistoryUnavailable.
    """
    for place in _searched(folder):
        if os.access(place / GIT, os.X_OK) and (place / GIT).is_file():
            return str(place / GIT)
    message = "git is not installed, or not where programs are looked for"
    raise HistoryUnavailable(message)


def _searched(folder: Path) -> Iterator[Path]:
    """Yield the folders in which programs are looked for: anybody may have put one into the others."""
    foreign = {folder.absolute(), folder.resolve()}
    with suppress(FileNotFoundError):  # the current folder may not be there any more
        foreign.add(Path.cwd())
    foreign = {place for place in foreign if place != place.parent}  # at the root, it holds all programs there are
    for entry in os.environ.get("PATH", os.defpath).split(os.pathsep):
        place = Path(entry)
        if place.is_absolute() and not any(foreign.intersection((at, *at.parents)) for at in (place, place.resolve())):
            yield place


def _why(folder: Path, said: str) -> str:
    if "not a git repository" in said or "cannot use bare repository" in said:
        return f"{folder} is in no git repository, so nothing is known of its past"
    if "dubious ownership" in said:
        trust = f"git config --global --add safe.directory {folder}"
        return f"git does not read the repository of {folder}, since it belongs to another user; to allow it: {trust}"
    if "promisor remote" in said:
        return "this clone is a partial one and lacks the files of that time; no command goes online to fetch them"
    return f"git failed: {said.rpartition('fatal: ')[2] or 'it did not say why'}"


def branches_and_tags(folder: Path) -> tuple[str, ...]:
    """List `main`, `last-night`, `origin/main`; those committed to last come first."""
    kinds = ("refs/heads", "refs/tags", "refs/remotes")
    printed = git(folder, "for-each-ref", "--sort=-creatordate", "--format=%(refname:short)", *kinds)
    return tuple(printed.decode(errors="replace").split())


def tags(folder: Path) -> tuple[str, ...]:
    """List the tags of the repository, the earliest first. Raises HistoryUnavailable."""
    printed = git(folder, "for-each-ref", "--sort=creatordate", "--format=%(refname:short)", "refs/tags")
    return tuple(printed.decode(errors="replace").split())


def last_commits(folder: Path) -> Mapping[str, str]:
    """List the subjects of the last commits that touched this folder by their short names, the last one first."""
    log = ("log", f"-{LAST_COMMITS}", "--no-show-signature", "--format=%h %s", "--", ".")
    lines = git(folder, *log).decode(errors="replace").splitlines()
    return {commit: printable(subject) for commit, _, subject in (line.partition(" ") for line in lines)}


def known_revisions(folder: Path) -> Mapping[str, str]:
    """List what a shell may complete a revision to, each with a word on it; nothing where there is no history."""
    try:
        return dict.fromkeys(branches_and_tags(folder), "branch or tag") | dict(last_commits(folder))
    except HistoryUnavailable:
        return {}


def last_commit(folder: Path) -> str | None:
    """Find the last commit that touched the dossier's files, with all its digits; None where git does not tell."""
    try:
        printed = git(folder, "log", "-1", "--no-show-signature", "--format=%H", "--", DOSSIER_FILE, POSITIONS)
    except HistoryUnavailable:
        return None
    commit = printed.decode(errors="replace").strip()
    return commit if COMMIT.fullmatch(commit) else None  # another program of this name may say anything


def changed_paths(folder: Path) -> tuple[str, ...]:
    """List the files below this folder that the last commit does not hold as they are. Raises HistoryUnavailable."""
    printed = git(folder, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".")
    prefix = len(git(folder, "rev-parse", "--show-prefix").strip())
    return tuple(printable(os.fsdecode(entry[3 + prefix :])) for entry in printed.split(b"\0") if entry)


def file_at(folder: Path, commit: str, path: str) -> bytes:
    """Return what a file of this folder held in a commit. Raises HistoryUnavailable."""
    return git(folder, "cat-file", "blob", f"{commit}:./{path}")


def read_objects(folder: Path, objects: Mapping[bytes, bytes]) -> tuple[list[SourceFile], list[Problem]]:
    """Read files by path, each from the object of this name; a link is followed within the repository.

    Raises HistoryUnavailable.
    """
    asked = {path: name for path, name in objects.items() if b"\n" not in name}
    printed = git(folder, "cat-file", "--batch", "--follow-symlinks", given=b"".join(n + b"\n" for n in asked.values()))
    with understood():
        answers = list(zip(asked, printed_objects(printed), strict=True))
    files, problems = [], []
    for path, (kind, _, content) in answers:
        name = printable(os.fsdecode(path))
        if kind == "blob":
            files.append(SourceFile(name, content[: MAX_BYTES + 1]))
        else:
            problems.append(catalogue.UNREADABLE.at(Place(name), "a file", _instead(kind)))
    return files, problems


def _instead(kind: str) -> str:
    return "a folder" if kind == "tree" else "another repository" if kind == "missing" else "a link that leads nowhere"


@contextmanager
def understood() -> Iterator[None]:
    """Raise HistoryUnavailable where git printed something else than git does."""
    try:
        yield
    except (ValueError, IndexError, OverflowError, OSError) as error:
        message = (
            "what git answers cannot be understood: it is another program of this name, or the repository is damaged"
        )
        raise HistoryUnavailable(message) from error


def printed_objects(printed: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Yield kind, name and content of each object that `git cat-file --batch` printed, in the order asked for.

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
