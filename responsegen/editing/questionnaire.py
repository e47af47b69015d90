"""Read what dossier.yaml asks, in whatever state the positions are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from responsegen.dossier.files import DOSSIER_FILE, SourceFile, read_files
from responsegen.dossier.model import Dossier
from responsegen.dossier.reading import check_files
from responsegen.problem import Problem


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What came of reading dossier.yaml alone, and what else is in the folder."""

    dossier: Dossier | None  # without positions
    problems: tuple[Problem, ...]  # of dossier.yaml
    files: tuple[SourceFile, ...]  # all that could be read
    met: tuple[Problem, ...]  # in getting hold of the positions


def read_questionnaire(folder: Path) -> Questionnaire:
    """Read and check dossier.yaml alone; nothing that is wrong with a position stands in its way."""
    files, met = read_files(folder)
    own = [problem for problem in met if problem.place.file == DOSSIER_FILE]
    reading = check_files([file for file in files if file.path == DOSSIER_FILE], own)
    problems = tuple(problem for problem in reading.problems if problem.place.file == DOSSIER_FILE)
    return Questionnaire(
        reading.dossier, problems, tuple(files), tuple(problem for problem in met if problem not in own)
    )
