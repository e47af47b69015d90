"""A dossier's folder in, what its dossier.yaml asks out, in whatever state the positions are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.dossier.files import read_files
from responsegen.dossier.folder import DOSSIER_FILE
from responsegen.dossier.reading import Reading, check_files

if TYPE_CHECKING:
    from pathlib import Path


def read_asked(folder: Path) -> Reading:
    """Read and check dossier.yaml alone; the dossier has no positions, and the problems are those of this file."""
    files, met = read_files(folder)
    reading = check_files([file for file in files if file.path == DOSSIER_FILE], met)
    problems = tuple(problem for problem in reading.problems if problem.place.file == DOSSIER_FILE)
    return Reading(reading.dossier, problems, tuple(files))
