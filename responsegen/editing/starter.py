"""Give the files of a new dossier: one question for each kind of topic, or the exercise that is shipped."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Final

from responsegen.dossier.files import DOSSIER_FILE, POSITIONS

_STARTER: Final = Path(__file__).parent / "starter"
_PACKAGE: Final = Path(__file__).resolve().parents[1]
_IN_WHEEL: Final = _PACKAGE / "sample"


def starter(as_of: datetime) -> dict[str, bytes]:
    """Return a small dossier to put one's own questions into, by path; its deadlines are judged at `as_of`."""
    files = _files(_STARTER)
    dated = f"as_of: {as_of.isoformat(timespec='minutes')}".encode()
    return files | {DOSSIER_FILE: re.sub(rb"(?m)^as_of: \S+", dated, files[DOSSIER_FILE])}


def example() -> dict[str, bytes]:
    """Return the exercise that is shipped, by path."""
    return _files(_IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parent)


def _files(folder: Path) -> dict[str, bytes]:
    paths = (folder / DOSSIER_FILE, *sorted((folder / POSITIONS).glob("*.yaml")))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
