"""Draft position files for the delegations that have none, or say what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from responsegen.dossier.files import POSITIONS, SourceFile
from responsegen.dossier.reading import check_files, is_position
from responsegen.dossier.states import ISO_INSTEAD_OF_EU
from responsegen.editing.blank_position import blank_position

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from responsegen.dossier.model import Dossier
    from responsegen.editing.asked import Asked
    from responsegen.problem import Problem


@dataclass(frozen=True, slots=True)
class NewPositions:
    """Files to write, unless something stands in the way."""

    files: Mapping[str, bytes]  # by path: "positions/SE.yaml"
    there: tuple[str, ...]  # files that some of these delegations have already: they get no other
    problems: tuple[Problem, ...]  # errors that the new files would bring, such as speaking for whom another speaks


def new_positions(dossier: Dossier, asked: Asked, delegations: Collection[str]) -> NewPositions:
    """Draft the files for a folder in which all of `asked` was found; what cannot be read is there, too."""
    files = asked.files
    paths = dict.fromkeys((*(file.path for file in files), *(problem.place.file for problem in asked.met)))
    there = {path: code for path in paths if is_position(path) and (code := _named(path)) in delegations}
    missing = [d for d in delegations if d not in there.values()]
    new = {f"{POSITIONS}/{d}.yaml": blank_position(dossier, d).encode() for d in missing}
    before = set(check_files(files).problems)
    after = check_files([*files, *(SourceFile(path, content) for path, content in new.items())]).problems
    return NewPositions(new, tuple(there), tuple(p for p in after if p.is_error and p not in before))


def _named(path: str) -> str:
    """The delegation that a file is named after; SE.yml and GB.yaml are names, too."""
    stem = PurePosixPath(path).stem
    return ISO_INSTEAD_OF_EU.get(stem, stem)
