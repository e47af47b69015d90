"""Read what dossier.yaml asks, in whatever state the positions are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.dossier.files import DOSSIER_FILE, read_files
from responsegen.dossier.reading import check_files

if TYPE_CHECKING:
    from pathlib import Path

    from responsegen.dossier.files import SourceFile
    from responsegen.dossier.model import Dossier
    from responsegen.problem import Problem


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of reading dossier.yaml alone, and what else is in the folder."""

    dossier: Dossier | None  # without positions
    problems: tuple[Problem, ...]  # of dossier.yaml
    files: tuple[SourceFile, ...]  # all that could be read
    met: tuple[Problem, ...]  # in getting hold of the positions


def read_asked(folder: Path) -> Asked:
    """Read and check dossier.yaml alone; nothing that is wrong with a position stands in its way."""
    files, met = read_files(folder)
    own = [problem for problem in met if problem.place.file == DOSSIER_FILE]
    reading = check_files([file for file in files if file.path == DOSSIER_FILE], own)
    problems = tuple(problem for problem in reading.problems if problem.place.file == DOSSIER_FILE)
    return Asked(reading.dossier, problems, tuple(files), tuple(problem for problem in met if problem not in own))
