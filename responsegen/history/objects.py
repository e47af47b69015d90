"""Read the contents of files as git keeps them, by the name of each object, all in one call."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from responsegen.dossier import catalogue
from responsegen.dossier.files import MAX_BYTES, SourceFile, printable
from responsegen.history.git import git
from responsegen.problem import HistoryUnavailable, Place, Problem


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
