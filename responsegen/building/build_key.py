"""Take one sha256 of all that a build of a dossier depends on: a build in the same state has nothing to do."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread

from responsegen.building.fingerprint import fingerprint
from responsegen.building.manifest import digest_of, trusted_manifest
from responsegen.building.output_folder import leftovers
from responsegen.building.toolchain import program
from responsegen.dossier.files import DOSSIER_FILE, POSITIONS
from responsegen.history.git import last_commit
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.template_files import NAME as TEMPLATES
from responsegen.rendering.template_files import own_folder, packaged_folder


def snapshot(folder: Path) -> Mapping[str, str]:
    """Return the sha256 of every input by its path in the manifest; nothing for what cannot be read, such as a pipe.

    Contents are compared, since some programs keep a file's times.
    """
    return {label: _digest(path) for label, path in inputs(folder) if os.path.lexists(path)}


def inputs(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield dossier.yaml, and whatever lies in the folders of positions and templates: its label, and where it is."""
    yield DOSSIER_FILE, folder / DOSSIER_FILE
    folders = input_folders(folder)
    if TEMPLATES not in folders:
        yield TEMPLATES, folder / TEMPLATES
    for name, top in folders.items():
        for path in top.rglob("*"):
            if path.is_symlink() or not path.is_dir():
                yield f"{name}/{path.relative_to(top).as_posix()}", path


def input_folders(folder: Path) -> Mapping[str, Path]:
    """Return the folders that hold inputs, as the manifest calls them; templates that a build refuses are left out."""
    positions, packaged = {POSITIONS: folder / POSITIONS}, packaged_folder()
    try:
        own = own_folder(folder)
    except RenderingFailed:
        return positions | {f"responsegen/{TEMPLATES}": packaged}
    if own.resolve() == packaged:
        return positions | {TEMPLATES: own}
    return positions | {f"responsegen/{TEMPLATES}": packaged, TEMPLATES: own}


def _digest(path: Path) -> str:
    with suppress(OSError):
        return digest_of(path)
    return ""


def build_key(folder: Path) -> str | None:
    """Return one sha256 for the state of a dossier and of this program; outputs made in the same state are the same.

    None where that cannot be told: something cannot be read, or is a link, and what a link leads to may change unseen.
    """
    commits: list[str | None] = []  # with the files' contents they decide which one the documents name
    asking = Thread(target=lambda: commits.append(last_commit(folder)))  # git takes as long as all the rest
    asking.start()
    digests = snapshot(folder)
    own = program()
    asking.join()
    if not all(digests.values()) or any(path.is_symlink() for _, path in inputs(folder)):
        return None
    return fingerprint((sorted(digests.items()), commits, own))


def nothing_to_do(folder: Path, output: Path) -> tuple[str, ...] | None:
    """Return the paths of all documents where a build would leave every output as it is; otherwise None.

    Where a build is going on or was killed, that is for the next build to see.
    """
    last = trusted_manifest(output)
    if last.state is None or leftovers(output):
        return None
    left: list[bool] = []
    looking = Thread(target=lambda: left.append(last.left(output, last.outputs)))  # beside reading what they depend on
    looking.start()
    state = build_key(folder)
    looking.join()
    return tuple(last.documents) if left == [True] and state and last.state == state else None
