"""Where a dossier's files lie, and from any folder to the dossier that it belongs to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOSSIER_FILE: Final = "dossier.yaml"
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
