"""Read a dossier and merge its positions: the first half of a build, and all that `status` needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from responsegen.building.letters import problems_in_letters
from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.json_export import to_json
from responsegen.documents.version import Committed, Version
from responsegen.dossier.files import SourceFile
from responsegen.dossier.reading import read_dossier
from responsegen.problem import InvalidDossier, Problem, in_order


@dataclass(frozen=True, kw_only=True)
class Merged(Version):
    """A dossier without errors as its files are now, and what it comes to."""

    warnings: tuple[Problem, ...]
    files: tuple[SourceFile, ...]

    @cached_property
    def joint_answer_json(self) -> str:
        """Return the text of joint-answer.json."""
        return to_json(self.dossier, self.answer)


def merge(folder: Path) -> Merged:
    """Read a dossier and merge its positions. Raises InvalidDossier where its files have errors."""
    reading = read_dossier(folder)
    if letters := tuple(problems_in_letters(reading.files)):
        raise InvalidDossier(in_order((*reading.problems, *letters)))
    dossier = reading.valid()
    return Merged(dossier, joint_answer(dossier), warnings=reading.problems, files=reading.files)


def version_at(folder: Path, name: str, called: str | None = None) -> Version:
    """Read the dossier as it was at this revision, and merge it; people may have called it by another name.

    Raises HistoryUnavailable, or InvalidDossier with places such as `HEAD~3:positions/SE.yaml:4:2`.
    """
    from responsegen.history.revision import find_revision, read_revision  # noqa: PLC0415 -- only this asks git

    revision = find_revision(folder, name)
    dossier = read_revision(folder, revision).valid()
    return Version(dossier, joint_answer(dossier), Committed(called or name, revision.short, revision.committed))
