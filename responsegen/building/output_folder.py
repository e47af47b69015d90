"""Decide which folder a build may write to, and which names its files may have there."""

import os
from contextlib import suppress
from pathlib import Path, PurePosixPath

from responsegen.dossier.files import POSITIONS, find_dossier

MANIFEST, SEAL, CACHE = "manifest.json", ".seal", ".cache"
PREFIX, NEW, RECORD, COMMIT = ".staging-", "new", "record", "commit"
# The formats of every document by their suffixes, and how browsers call them.
FORMATS = {
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
SUFFIXES = (*FORMATS, ".json")
TEMPLATES = "templates"
GIT = ".git"
BARE_GIT = ("HEAD", "objects", "refs")  # what a repository without a working tree begins with


class OutputFailed(Exception):  # noqa: N818 -- said as one says it: "raises OutputFailed"
    """The outputs may not or cannot be put in place; the sentence says why, and in which state the folder is."""


def is_output_path(path: str) -> bool:
    """Tell whether a build may write under this path: below the folder, hidden nowhere, in a format that it makes."""
    names = path.split("/")
    odd = not path.isprintable() or set(path) & set(":\\") or not all(names)
    return not odd and PurePosixPath(path).suffix in SUFFIXES and not any(name.startswith(".") for name in names)


def leftovers(output: Path) -> list[Path]:
    """List the folders in which builds got their outputs ready; what another program keeps there is its own."""
    return sorted(path for path in output.glob(f"{PREFIX}*") if _is_staging(path))


def _is_staging(path: Path) -> bool:
    with suppress(OSError):
        return not path.is_symlink() and {entry.name for entry in path.iterdir()} <= {NEW, RECORD, COMMIT}
    return False


def refusal(output: Path, dossier: Path) -> str | None:
    """Say why outputs must not go to this folder, in words that follow its name; None where they may."""
    output, dossier = Path(os.path.abspath(output)), Path(os.path.abspath(dossier))  # noqa: PTH100 -- without any `..`
    here = _real(output)
    known = dossier if output.is_relative_to(dossier) else output.parent  # links that lead to it are its user's own
    if os.path.normcase(here) != os.path.normcase(_real(known) / output.relative_to(known)):
        return f"is a link to {here}: remove the link, or name that folder with --output"
    reason = None
    if any(part.lower() == GIT for part in here.parts):
        reason = "belongs to git"
    elif here == _real(Path("~").expanduser()):
        reason = "is your home folder"
    elif _real(dossier).is_relative_to(here) or _is_among_its_own(here):
        reason = "is where the dossier's own files are"
    elif os.path.lexists(here / GIT) or all(os.path.lexists(here / name) for name in BARE_GIT):
        reason = "holds a git repository"
    return reason and f"{reason}: name another folder with --output"


def _is_among_its_own(folder: Path) -> bool:
    """Tell whether the folder is a dossier's own, or lies in one that people fill."""
    dossier = find_dossier(folder)
    if dossier is None or folder == dossier:
        return dossier is not None
    own = dossier / folder.relative_to(dossier).parts[0]
    return any(_is_same(own, dossier / name) for name in (POSITIONS, TEMPLATES))


def _is_same(one: Path, other: Path) -> bool:
    """Tell whether both are one folder: some systems take capitals for small letters."""
    return one == other or (one.exists() and other.exists() and one.samefile(other))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # which says nothing of a link to itself
