"""Find and read the files of a dossier, each of them once, and nothing outside its folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unicodedata import normalize

from responsegen.dossier import catalogue
from responsegen.problem import Place, Problem

DOSSIER_FILE: Final = "dossier.yaml"
DISTRIBUTION_FILE: Final = "distribution.yaml"
POSITIONS: Final = "positions"
BUILD: Final = "build"  # where outputs go, unless told otherwise
TEMPLATES: Final = "templates"
# What people call these instead, in small letters: under such a name nothing is read.
MEANT: Final = {
    **dict.fromkeys(("positions", "position"), POSITIONS),
    **dict.fromkeys(("templates", "template"), TEMPLATES),
    **dict.fromkeys(("dossier.yaml", "dossier.yml", "dossier.yaml.txt", "dossier.yml.txt"), DOSSIER_FILE),
}


def find_dossier(start: Path) -> Path | None:
    """Return the nearest folder with a dossier.yaml, at `start` or above it."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if os.path.lexists(folder / DOSSIER_FILE)), None)


def misnamed_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Find what has another name than it must have, and the right one: `Positions` and `positions`.

    The folder is listed, since some file systems open `positions` where there is `Positions`, and others do not.
    """
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return
    for name in names:
        meant = MEANT.get(name.casefold(), name)
        if meant != name and (folder / name).is_file() == (meant == DOSSIER_FILE):
            yield name, meant


SUFFIXES: Final = (".yaml", ".yml")
MAX_BYTES: Final = 262_144
# What git, file managers, office programs and editors keep beside the files that people write.
_LEFT_BEHIND: Final = re.compile(
    r"\.git(keep|ignore|attributes)|\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|~\$.*|\.~lock\..*#|\.?#.*|.*~"
    r"|.*\.(sw[a-p]|tmp|bak|orig)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was when it was read."""

    path: str  # relative to the dossier, with slashes: "positions/SE.yaml"
    content: bytes


def read_files(folder: Path) -> tuple[list[SourceFile], list[Problem]]:
    """Read dossier.yaml and the position files."""
    return _apart(_found_in(folder))


def read_file(folder: Path, name: str) -> tuple[list[SourceFile], list[Problem]]:
    """Read one more file of the dossier, if it is there, as the others are read."""
    return _apart([_read(folder, folder / name, name)] if os.path.lexists(folder / name) else [])


def _apart(found: Iterable[SourceFile | Problem]) -> tuple[list[SourceFile], list[Problem]]:
    met = tuple(found)
    return [each for each in met if isinstance(each, SourceFile)], [each for each in met if isinstance(each, Problem)]


def _found_in(folder: Path) -> Iterator[SourceFile | Problem]:
    advice = "Rename it, or move it away: under this name nothing is read"
    for name, meant in misnamed_in(folder):
        yield catalogue.NO_DOSSIER.at(Place(name), f"the name {meant}", f'"{name}"', advice)
    if os.path.lexists(folder / DOSSIER_FILE):  # where it is missing, the checking says so
        yield _read(folder, folder / DOSSIER_FILE, DOSSIER_FILE)
    positions = folder / POSITIONS
    if os.path.lexists(positions) and not _is_inside(folder, positions):
        yield catalogue.LEADS_OUT.at(Place(POSITIONS), "a folder of the dossier", "a link out of it")
        return
    try:
        paths = sorted(positions.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        yield catalogue.UNREADABLE.at(Place(POSITIONS), "a folder of position files", str(error.strerror))
        return
    for path in paths:
        name = f"{POSITIONS}/{printable(path.name)}"
        if not path.name.startswith((".", "~$")) and path.suffix.lower() in SUFFIXES:
            yield _read(folder, path, name)
        elif not _LEFT_BEHIND.fullmatch(path.name):
            expected = "only files that end in .yaml or .yml"
            yield catalogue.UNUSED_FILE.at(Place(name), expected, "", "This one is not read")


def _read(folder: Path, path: Path, name: str) -> SourceFile | Problem:
    if not _is_inside(folder, path):
        return catalogue.LEADS_OUT.at(Place(name), "a file inside the dossier's folder", "a link out of it")
    if path.exists() and path.resolve().suffix.lower() not in SUFFIXES:
        return catalogue.LEADS_OUT.at(Place(name), "a link to a .yaml or .yml file", "one to another file")
    if path.exists() and not path.is_file():
        return catalogue.UNREADABLE.at(Place(name), "a file", "a folder or a device")
    try:
        with path.open("rb") as stream:
            return SourceFile(name, stream.read(MAX_BYTES + 1))
    except OSError as error:
        return catalogue.UNREADABLE.at(Place(name), "a file that can be read", str(error.strerror))


def _is_inside(folder: Path, path: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a loop of links
        return False


def printable(name: str) -> str:
    """Make a file name fit for a line of text, whatever bytes it has."""
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "?" for letter in shown)


def text_cell(said: str) -> str:
    """Keep a spreadsheet from calculating or obeying a text in a CSV file."""
    return f"'{said}" if normalize("NFKC", said[:1]).startswith(("=", "+", "-", "@", "\t", "\r")) else said
