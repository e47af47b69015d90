"""Complete what a build had decided before it was killed, and clear up after those that had decided nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from responsegen.building.failures import OutputFailed
from responsegen.building.manifest import content_of, digest_of, listed_outputs
from responsegen.building.output_folder import COMMIT, MANIFEST, NEW, leftovers
from responsegen.building.seal import fits
from responsegen.building.transaction import clear, refuse_detour, roll_forward, staged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

COMPLETED = "A build was stopped while it replaced the outputs: all of its outputs are in place now."


def recover(output: Path, say: Callable[[str], None]) -> Mapping[str, str]:
    """Make the folder hold a whole build again; `say` is told of one that has been completed.

    Nothing but what this user decided is completed. Returns the sha256 by path of what others had begun to put in
    place. Only for one who holds the lock. Raises OutputFailed where a file cannot be replaced now.
    """
    begun: dict[str, str] = {}
    for staging in leftovers(output):
        if _is_decided(staging, output):
            roll_forward(staging, output, {}, say)
            say(COMPLETED)
        else:
            begun |= listed_outputs(staging / NEW)
            clear(staging)
    return begun


def _is_decided(staging: Path, output: Path) -> bool:
    """Tell whether this user's build decided on these very files."""
    with suppress(OSError, OutputFailed):
        paths = staged(staging)
        manifest = (staging / NEW if MANIFEST in paths else output) / MANIFEST
        listed = {**listed_outputs(manifest.parent), MANIFEST: digest_of(manifest)}
        for path in paths:
            refuse_detour(staging / NEW, path)
            refuse_detour(output, path)
        files = {path: staging / NEW / path for path in paths}
        whole = all(not file.is_symlink() and digest_of(file) == listed.get(path) for path, file in files.items())
        return whole and fits(content_of(staging / COMMIT), content_of(manifest))
    return False
