"""Where a dossier's files lie, and from any folder to the dossier that it belongs to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

DOSSIER_FILE: Final = "dossier.yaml"
POSITIONS: Final = "positions"


def find_dossier(start: Path) -> Path | None:
    """Return the nearest folder with a dossier.yaml, at `start` or above it."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if os.path.lexists(folder / DOSSIER_FILE)), None)
