"""Find the files that a dossier's documents depend on, and take the sha256 of each."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from hashlib import file_digest
from pathlib import Path

from responsegen.dossier.files import DOSSIER_FILE, POSITIONS
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
    try:
        if path.is_file():
            with path.open("rb") as stream:
                return file_digest(stream, "sha256").hexdigest()
    except OSError:
        pass
    return ""
