"""Read and check a whole dossier, from its folder or from bytes in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import is_
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeVar

from responsegen.dossier import catalogue
from responsegen.dossier.checks import Case, crosscheck
from responsegen.dossier.delegations import code_of
from responsegen.dossier.distribution_file import Distribution, read_distribution
from responsegen.dossier.dossier_file import read_dossier_file
from responsegen.dossier.files import (
    DISTRIBUTION_FILE,
    DOSSIER_FILE,
    MEANT,
    POSITIONS,
    SUFFIXES,
    SourceFile,
    read_file,
    read_files,
)
from responsegen.dossier.model import Dossier
from responsegen.dossier.nodes import Mapping as MappingNode
from responsegen.dossier.position_file import read_position_file
from responsegen.dossier.readers import Report
from responsegen.dossier.states import in_protocol_order
from responsegen.dossier.yaml_tree import read_tree
from responsegen.problem import InvalidDossier, Place, Problem, in_order

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: a dossier exactly where no problem is an error."""

    dossier: Dossier | None
    problems: tuple[Problem, ...]  # sorted by file and line
    files: tuple[SourceFile, ...]

    def valid(self) -> Dossier:
        """Return the dossier. Raises InvalidDossier where there are errors."""
        if self.dossier is None:
            raise InvalidDossier(self.problems)
        return self.dossier


@dataclass(frozen=True, slots=True)
class Trees:
    """What the files hold, before any of it is understood; a file that could not be parsed is there without a tree."""

    files: tuple[SourceFile, ...]
    trees: Mapping[str, MappingNode | None]  # by path
    problems: tuple[Problem, ...]  # met so far
    # By path, what the first tree of each file came to, of what, and with which problems: most suppositions change one.
    read: dict[str, tuple[tuple[object, ...], Any, Report]] = field(default_factory=dict, compare=False, repr=False)


def read_dossier(folder: Path) -> Reading:
    """Read and check the dossier in this folder; each file is read once."""
    return check_trees(read_trees(folder))


def read_questions(files: Sequence[SourceFile], met: Iterable[Problem]) -> Dossier:
    """Read and check dossier.yaml alone: nothing that is wrong with a position stands in its way.

    Takes what `read_files` returns. Raises InvalidDossier.
    """
    own = [problem for problem in met if problem.place.file == DOSSIER_FILE]
    reading = check_files([file for file in files if file.path == DOSSIER_FILE], own)
    return replace(reading, problems=tuple(p for p in reading.problems if p.place.file == DOSSIER_FILE)).valid()


def distribution_of(folder: Path, dossier: Dossier) -> tuple[Distribution, tuple[Problem, ...]]:
    """Read the distribution.yaml of a folder; where there is none, nothing goes to anybody."""
    files, problems = read_file(folder, DISTRIBUTION_FILE)
    return read_distribution(files[0], dossier) if files else (Distribution({}), tuple(problems))


def problems_in_distribution(folder: Path, reading: Reading) -> tuple[Problem, ...]:
    """Find what is wrong in distribution.yaml; nothing where the dossier itself cannot be read."""
    return distribution_of(folder, reading.dossier)[1] if reading.dossier else ()


def read_trees(folder: Path) -> Trees:
    """Read and parse the files of the dossier in this folder."""
    return _parsed(*read_files(folder))


def check_files(files: Sequence[SourceFile], problems: Iterable[Problem] = ()) -> Reading:
    """Check a dossier from memory; `problems` are those already met in getting hold of the files."""
    return check_trees(_parsed(files, problems))


def _parsed(files: Sequence[SourceFile], problems: Iterable[Problem]) -> Trees:
    report = list(problems)
    parsed = {
        file.path: read_tree(file.path, file.content, report)
        for file in sorted(files, key=lambda file: file.path)
        if file.path == DOSSIER_FILE or is_position(file.path)
    }
    return Trees(tuple(files), parsed, tuple(report))


def check_trees(parsed: Trees) -> Reading:
    """Make sense of all files and hold them against each other."""
    report = list(parsed.problems)
    if DOSSIER_FILE not in parsed.trees and not any(problem.place.file == DOSSIER_FILE for problem in report):
        report.append(catalogue.NO_DOSSIER.at(Place(DOSSIER_FILE), f"the file {DOSSIER_FILE}", "none"))
    tree = parsed.trees.get(DOSSIER_FILE)
    asked = _read(parsed, DOSSIER_FILE, report, read_dossier_file, tree) if tree else None
    if asked is None:  # where the format is a later one, whatever else was found may be as it should be
        later = [problem for problem in report if problem.code == catalogue.LATER_FORMAT.code]
        return Reading(None, in_order(later or report), parsed.files)
    answered = tuple(
        _read(parsed, path, report, read_position_file, path, tree, asked)
        for path, tree in parsed.trees.items()
        if tree and is_position(path)
    )
    met = {*parsed.trees, *(problem.place.file for problem in report)}
    if not any(MEANT.get(path.casefold()) == POSITIONS or is_position(path) for path in met):
        advice = "All delegations count as outstanding"
        report.append(catalogue.NO_POSITIONS.at(Place(POSITIONS), "position files such as SE.yaml", "none", advice))
    # An error may be why something looks unused.
    may_hide = asked.unreadable or any(p.is_error and p.place.file != DOSSIER_FILE for p in report)
    report += crosscheck(Case(asked, answered), complete=bool(answered) and not may_hide)
    problems = in_order(_with_names_that_are_free(report, met))
    if any(problem.is_error for problem in report):
        return Reading(None, problems, parsed.files)
    said = {file.position.delegation: file.position for file in answered}
    positions = {delegation: said[delegation] for delegation in in_protocol_order(said)}
    return Reading(replace(asked.dossier, positions=positions), problems, parsed.files)


def _read(parsed: Trees, path: str, report: Report, read: Callable[..., Read], *given: object) -> Read:
    """Read a file, or take what was read in it before, if it is of the same tree and read in the same light."""
    before, said, problems = parsed.read.get(path, ((), None, []))
    if not (before and all(map(is_, before, given))):
        problems = []
        said = read(*given, problems)
        parsed.read.setdefault(path, (given, said, problems))
    report += problems
    found: Read = said
    return found


def is_position(path: str) -> bool:
    """Tell whether this is the path of a position file."""
    folder, _, name = path.rpartition("/")
    return folder == POSITIONS and name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$"))


_OF_NAMES: Final = {catalogue.WRONG_FILE_NAME.code, catalogue.OLD_FILE_NAME.code}  # of names that files should not have


def _with_names_that_are_free(problems: Iterable[Problem], there: Collection[str]) -> list[Problem]:
    """Leave a name to a person where `there`, the paths of all that was met, or another problem holds it.

    A copy of a delegation's file needs no name, since it has to go.
    """
    problems = list(problems)
    copies = {problem.place for problem in problems if problem.code == catalogue.TWO_FILES.code}
    wanted = Counter(path for problem in problems if (path := renamed(problem)))
    return [
        problem.fixed_by("") if (path := renamed(problem)) and (path in there or wanted[path] > 1) else problem
        for problem in problems
        if not (
            problem.code in _OF_NAMES
            and problem.place in copies
            # A name that is another state's may be right, and the country in the file wrong.
            and (problem.instead or not code_of(PurePosixPath(problem.place.file).stem))
        )
    ]


def renamed(problem: Problem) -> str:
    """Return the path that the file of this problem should have; nothing where it is right, or none is certain."""
    if problem.code not in _OF_NAMES or not problem.instead:
        return ""
    return str(PurePosixPath(problem.place.file).with_name(problem.instead))
