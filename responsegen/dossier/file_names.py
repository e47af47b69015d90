"""The names that files should have: one is certain only if no other file has it or needs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath
from typing import Final

from responsegen.dossier.catalogue import OLD_FILE_NAME, TWO_FILES, WRONG_FILE_NAME
from responsegen.dossier.delegations import code_of
from responsegen.problem import Problem

CODES: Final = {WRONG_FILE_NAME.code, OLD_FILE_NAME.code}


def with_names_that_are_free(problems: Iterable[Problem], there: Collection[str]) -> list[Problem]:
    """Leave a name to a person where `there`, the paths of all that was met, or another problem holds it.

    A copy of a delegation's file needs no name, since it has to go.
    """
    problems = list(problems)
    copies = {problem.place for problem in problems if problem.code == TWO_FILES.code}
    wanted = Counter(path for problem in problems if (path := renamed(problem)))
    return [
        problem.mended_by("") if (path := renamed(problem)) and (path in there or wanted[path] > 1) else problem
        for problem in problems
        if not (problem.code in CODES and problem.place in copies and _is_of_nobody_else(problem))
    ]


def _is_of_nobody_else(problem: Problem) -> bool:
    """Whether the file's name is that of no other state, so that the name is wrong and not the country in it."""
    return bool(problem.instead) or not code_of(PurePosixPath(problem.place.file).stem)


def renamed(problem: Problem) -> str:
    """The path that the file of this problem should have; nothing where its name is no problem, or no name certain."""
    if problem.code not in CODES or not problem.instead:
        return ""
    return str(PurePosixPath(problem.place.file).with_name(problem.instead))
