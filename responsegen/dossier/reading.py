"""A folder in, the checked dossier or all problems in its way out; `check_files` does the same for bytes in memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from responsegen.dossier import catalogue
from responsegen.dossier.crosschecks import Case, crosscheck
from responsegen.dossier.dossier_file import DossierFile, read_dossier_file
from responsegen.dossier.files import DOSSIER_FILE, POSITIONS, SUFFIXES, SourceFile, find_dossier, read_files
from responsegen.dossier.position_file import PositionFile, read_position_file
from responsegen.dossier.states import in_protocol_order
from responsegen.dossier.yaml_tree import read_tree
from responsegen.problems import Place, Problem, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from responsegen.dossier.model import Dossier

__all__ = ["Reading", "SourceFile", "check_files", "find_dossier", "read_dossier"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: a dossier exactly where no problem is an error."""

    dossier: Dossier | None
    problems: tuple[Problem, ...]  # sorted by file and line
    files: tuple[SourceFile, ...]


def read_dossier(folder: Path) -> Reading:
    """Read and check the dossier in this folder; each file is read once."""
    files, problems = read_files(folder)
    return check_files(files, problems)


def check_files(files: Sequence[SourceFile], problems: Iterable[Problem] = ()) -> Reading:
    """Check a dossier from memory; `problems` are those already met in getting hold of the files."""
    report = list(problems)
    asked = _asked(files, report)
    answered = tuple(_positions(files, asked, report))
    met = {*(file.path for file in files), *(problem.place.file for problem in report)}
    if not any(path == POSITIONS or _is_position(path) for path in met):
        advice = "All delegations count as outstanding"
        report.append(catalogue.NO_POSITIONS.at(Place(POSITIONS), "position files such as SE.yaml", "none", advice))
    if asked is None:
        return Reading(None, in_order(report), tuple(files))
    report += crosscheck(Case(asked, answered), complete=bool(answered) and not _may_hide(asked, report))
    fit = not any(problem.is_error for problem in report)
    return Reading(_whole(asked, answered) if fit else None, in_order(report), tuple(files))


def _may_hide(asked: DossierFile, report: Iterable[Problem]) -> bool:
    """Whether an error may be why something looks unused."""
    return bool(asked.unreadable) or any(p.is_error and p.place.file != DOSSIER_FILE for p in report)


def _asked(files: Sequence[SourceFile], report: list[Problem]) -> DossierFile | None:
    file = next((file for file in files if file.path == DOSSIER_FILE), None)
    if file is None:
        if not any(problem.place.file == DOSSIER_FILE for problem in report):
            report.append(catalogue.NO_DOSSIER.at(Place(DOSSIER_FILE), f"the file {DOSSIER_FILE}", "none"))
        return None
    tree = read_tree(file.path, file.content, report)
    return read_dossier_file(tree, report) if tree else None


def _positions(files: Sequence[SourceFile], asked: DossierFile | None, report: list[Problem]) -> Iterable[PositionFile]:
    """Read every position file; without a dossier, at least its YAML is checked."""
    for file in sorted(files, key=lambda file: file.path):
        if _is_position(file.path):
            tree = read_tree(file.path, file.content, report)
            if tree and asked:
                yield read_position_file(file.path, tree, asked, report)


def _is_position(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return folder == POSITIONS and name.lower().endswith(SUFFIXES) and not name.startswith(".")


def _whole(asked: DossierFile, answered: Iterable[PositionFile]) -> Dossier:
    by_delegation = {file.position.delegation: file.position for file in answered}
    return replace(asked.dossier, positions={d: by_delegation[d] for d in in_protocol_order(by_delegation)})
