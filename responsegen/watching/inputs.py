"""Notice which inputs of a dossier change, again and again, for as long as it is asked."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from responsegen.building.snapshot import input_folders, snapshot

PAUSE = 0.5  # seconds between two looks where the file system is not asked to tell
UNTOLD = 1000  # milliseconds after which a look is taken though nothing was told: network drives tell nothing
REST = 0.05  # seconds for which nothing may change before a change counts as finished
RESTLESS = 40  # so many rests at most
KEPT_BESIDE = re.compile(r"/\.[^/]*$|~$")


def changes(folder: Path, *, poll: bool) -> Iterator[tuple[str, ...]]:
    """Yield the inputs that have changed since the last look: none at first, then each time some have, without end.

    Inputs are dossier.yaml, the positions, and the templates in effect with their styles and assets. The file system's
    word that something has happened, which `poll` does without, only makes the next look come sooner.
    """
    seen = look(folder)
    yield ()
    for _ in _occasions(folder, poll=poll):
        now = look(folder)
        if now != seen:
            now = _settle(folder, now)
            changed = sorted(path for path in {*seen, *now} if seen.get(path) != now.get(path))
            seen = now
            if changed:
                yield tuple(changed)


def look(folder: Path) -> Mapping[str, str]:
    """Take a snapshot without what editors and file managers keep beside a file."""
    return {path: digest for path, digest in snapshot(folder).items() if not KEPT_BESIDE.search(path)}


def _settle(folder: Path, before: Mapping[str, str]) -> Mapping[str, str]:
    """Look until nothing changes any more: files are often saved in several steps, and many of them together."""
    for _ in range(RESTLESS):
        time.sleep(REST)
        now = look(folder)
        if now == before:
            break
        before = now
    return before


def _occasions(folder: Path, *, poll: bool) -> Iterator[None]:
    """Yield at each moment to look: when the file system tells of something, and every now and then."""
    if not poll:
        yield from _told(folder)
    while True:
        time.sleep(PAUSE)
        yield


def _told(folder: Path) -> Iterator[None]:
    """Yield whenever the file system tells of something, until it cannot, as when a system's watches are used up.

    Only single folders are watched, since all that lies beside the inputs may be large, and is none of our business.
    """
    from watchfiles import watch  # noqa: PLC0415 -- `--poll` does without

    while folders := _folders(folder):
        try:
            for _ in watch(
                *folders,
                watch_filter=None,
                rust_timeout=UNTOLD,
                yield_on_timeout=True,
                force_polling=False,
                recursive=False,
                ignore_permission_denied=True,
            ):
                yield
                if _folders(folder) != folders:
                    break
        except FileNotFoundError:
            time.sleep(REST)  # a folder went away in between
        except (OSError, RuntimeError):
            return


def _folders(folder: Path) -> tuple[Path, ...]:
    """Return every folder that holds inputs."""
    below = (path for top in input_folders(folder).values() for path in (top, *top.rglob("*")))
    return tuple(path for path in (folder, *sorted(below)) if path.is_dir())
