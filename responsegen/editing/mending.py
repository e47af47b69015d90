"""Correct the mistakes in files that have one certain correction, and leave all others alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from responsegen.dossier.file_names import renamed
from responsegen.dossier.reading import SourceFile, check_files
from responsegen.editing.rewriting import rewritten

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from responsegen.problem import Problem

_MOST_ROUNDS: Final = 20  # a mended key lets what stands below it be read, which may have slips of its own


@dataclass(frozen=True, slots=True)
class Mend:
    """A file before and after; its name may change, too."""

    before: SourceFile
    after: SourceFile
    slips: int


@dataclass(frozen=True, slots=True)
class Mended:
    """What can be mended, and what is left to a person."""

    mends: tuple[Mend, ...]
    problems: tuple[Problem, ...]  # of the dossier with all of it mended


def mended(files: Sequence[SourceFile], met: Sequence[Problem], chosen: Collection[str]) -> Mended:
    """Mend the chosen files, by path; `met` are the problems already met in getting hold of the files."""
    mends = {file.path: Mend(file, file, 0) for file in files}
    for _ in range(_MOST_ROUNDS):
        problems = check_files([mend.after for mend in mends.values()], met).problems
        certain = [problem for problem in problems if problem.instead or problem.edit]
        again = {path: _again(mend, certain) for path, mend in mends.items() if path in chosen}
        if all(mend == mends[path] for path, mend in again.items()):
            break
        mends |= again
    return Mended(tuple(mend for mend in mends.values() if mend.slips), problems)


def _again(mend: Mend, certain: Sequence[Problem]) -> Mend:
    """Mend what is known by now to be a slip in this file."""
    path, own = mend.after.path, [problem for problem in certain if problem.place.file == mend.after.path]
    names = [name for problem in own if (name := renamed(problem))]
    values = {problem.place: problem.instead for problem in own if problem.instead and not renamed(problem)}
    edits = {problem.edit for problem in own if problem.edit}
    name = names[0] if names else path
    content = rewritten(mend.after.content, values, edits) if values or edits else mend.after.content
    slips = len(values) + len(edits) + (name != path)
    return Mend(
        mend.before,
        SourceFile(name, content),
        mend.slips + (slips if content != mend.after.content or name != path else 0),
    )
