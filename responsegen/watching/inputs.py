"""Notice which inputs of a dossier change, again and again, for as long as it is asked."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from responsegen.building.build_key import snapshot

# Seconds between two looks, each of which takes a millisecond of the processor; and to another one after a change.
PAUSE, SOON = 0.05, 0.02
KEPT_BESIDE = re.compile(r"/\.[^/]*$|~$")


def changes(folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield the inputs that have changed since the last time: none at first, then each time some have, without end.

    Inputs are dossier.yaml, the positions, and the templates in effect with their styles and assets. A change is told
    once two looks have found the same: files are often saved in several steps, and many of them together.
    """
    told = before = look(folder)
    yield ()
    while True:
        time.sleep(PAUSE if before == told else SOON)
        now = look(folder)
        if now == before != told:
            yield tuple(sorted(path for path in {*told, *now} if told.get(path) != now.get(path)))
            told = now
        before = now


def look(folder: Path) -> Mapping[str, str]:
    """Take a snapshot without what editors and file managers keep beside a file."""
    return {path: digest for path, digest in snapshot(folder).items() if not KEPT_BESIDE.search(path)}
