"""From a folder in which a build was killed to one that holds a whole build again, the new one or the old one."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from responsegen.building.failures import OutputFailed
from responsegen.building.output_folder import PREFIX
from responsegen.building.replacement import (
    Change,
    clear,
    complete,
    decided,
    refuse_detour,
    undo,
)
from responsegen.building.turn import LOCK, TurnTaken, turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMPLETED = "A build was killed while it replaced the outputs: all of its outputs are in place now."
UNDONE = "A build failed while it replaced the outputs: those of the build before it are back in place."


def tidy(output: Path, say: Callable[[str], None]) -> None:
    """Mend the folder if a build was killed in it, and say so; a build that is going on is left alone."""
    try:
        with suppress(TurnTaken, OSError):  # where the folder cannot even be looked at, the next build says so
            if _leftovers(output) or (output / LOCK).is_file():
                with turn(output):
                    mend(output, say)
    except OutputFailed as failure:
        say(f"{failure}")


def mend(output: Path, say: Callable[[str], None]) -> None:
    """Complete or undo what killed builds had begun, and clear up after them; `say` hears which.

    Only for one who holds the turn. Raises OutputFailed where a file cannot be replaced now.
    """
    for staging in _leftovers(output):
        decision = decided(staging)
        change = _recorded(staging / decision, output) if decision else None
        match decision, change:
            case "commit", Change():
                complete(staging, output, change)
                say(COMPLETED)
            case "undo", Change():
                undo(staging, output, change)
                say(UNDONE)
            case _:
                clear(staging)


def _recorded(record: Path, output: Path) -> Change | None:
    """What a killed build had decided; None for anything that this program did not write."""
    try:
        listed = json.loads(record.read_bytes())
        change = Change(*(tuple(listed[name]) for name in ("added", "changed", "removed")))
        for path in change.paths:
            for folder in (output, record.parent / "new", record.parent / "old"):
                refuse_detour(folder, path)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, OutputFailed):
        return None
    return change


def _leftovers(output: Path) -> list[Path]:
    return sorted(path for path in output.glob(f"{PREFIX}*") if path.is_dir() and not path.is_symlink())
