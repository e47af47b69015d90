"""Notice which inputs of a dossier change, again and again, for as long as it is asked."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import TypeAlias

from responsegen.dossier.files import DOSSIER_FILE, POSITIONS
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.template_files import NAME as TEMPLATES
from responsegen.rendering.templates import TemplateFolders

# By path ("positions/SE.yaml"): a digest of what it holds; times are not asked, since some programs keep them.
Snapshot: TypeAlias = "Mapping[str, bytes]"

PAUSE = 0.5  # seconds between two looks where the file system is not asked to tell
UNTOLD = 1000  # milliseconds after which a look is taken though nothing was told: network drives tell nothing
REST = 0.05  # seconds for which nothing may change before a change counts as finished
RESTLESS = 40  # so many rests at most


def changes(folder: Path, *, poll: bool) -> Iterator[tuple[str, ...]]:
    """The inputs that have changed since the last look: nothing at first, then every time that some have, without end.

    Inputs are dossier.yaml, the positions, and the templates in effect with their styles and assets. The file system's
    word that something has happened, which `poll` does without, only makes the next look come sooner.
    """
    seen = snapshot(folder)
    yield ()
    for _ in _occasions(folder, poll=poll):
        now = snapshot(folder)
        if now != seen:
            now = _settle(folder, now)
            changed = sorted(path for path in {*seen, *now} if seen.get(path) != now.get(path))
            seen = now
            if changed:
                yield tuple(changed)


def snapshot(folder: Path) -> Snapshot:
    """What tells one state of every input from the next, by the path that the manifest lists it under."""
    return {label: _digest(path) for label, path in _inputs(folder) if os.path.lexists(path)}


def _digest(path: Path) -> bytes:
    """The digest of a file; nothing where it cannot be read, or is a pipe, which would never end."""
    try:
        if path.is_file():
            with path.open("rb") as stream:
                return file_digest(stream, "sha256").digest()
    except OSError:
        pass
    return b""


def _inputs(folder: Path) -> Iterator[tuple[str, Path]]:
    yield DOSSIER_FILE, folder / DOSSIER_FILE
    trees = _trees(folder)
    if TEMPLATES not in trees:
        yield TEMPLATES, folder / TEMPLATES
    for name, top in trees.items():
        for parent, _, files in os.walk(top):
            for file in files:
                if not file.startswith(".") and not file.endswith("~"):  # what editors keep beside a file
                    path = Path(parent, file)
                    yield f"{name}/{path.relative_to(top).as_posix()}", path


def _trees(folder: Path) -> Mapping[str, Path]:
    """The folders that hold inputs, as the manifest calls them; templates that a build refuses are not looked into."""
    trees = {POSITIONS: folder / POSITIONS, f"responsegen/{TEMPLATES}": TemplateFolders.of().folders[-1]}
    try:
        own, packaged = TemplateFolders.of(folder).folders
    except RenderingFailed:
        return trees
    if own.resolve() == packaged.resolve():
        del trees[f"responsegen/{TEMPLATES}"]
    return {**trees, TEMPLATES: own}


def _settle(folder: Path, before: Snapshot) -> Snapshot:
    """The look once nothing changes any more: files are often saved in several steps, and many of them together."""
    for _ in range(RESTLESS):
        time.sleep(REST)
        now = snapshot(folder)
        if now == before:
            break
        before = now
    return before


def _occasions(folder: Path, *, poll: bool) -> Iterator[None]:
    """The moments at which to look: when the file system tells of something, and every now and then."""
    if not poll:
        yield from _told(folder)
    while True:
        time.sleep(PAUSE)
        yield


def _told(folder: Path) -> Iterator[None]:
    """Moments as the file system tells them; the end where it cannot, as when a system's watches are used up.

    Only single folders are watched, since all that lies beside the inputs may be large, and is none of our business.
    """
    from watchfiles import watch  # noqa: PLC0415 -- `--poll` does without

    while True:
        folders = _folders(folder)
        if not folders:
            return
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
    """Every folder that holds inputs."""
    below = (Path(parent) for top in _trees(folder).values() for parent, _, _ in os.walk(top))
    return tuple(path for path in (folder, *sorted(below)) if path.is_dir())
