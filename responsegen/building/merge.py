"""Read a dossier and merge its positions: the first half of a build, and all that `status` needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from responsegen.building.letters import problems_in_letters
from responsegen.consensus.answer import JointAnswer
from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.json_export import to_json
from responsegen.documents.version import Committed, Version
from responsegen.dossier.files import SourceFile
from responsegen.dossier.model import Dossier
from responsegen.dossier.reading import Reading, read_dossier
from responsegen.problem import InvalidDossier, Problem, in_order


@dataclass(frozen=True)
class Merged:
    """A dossier without errors, and what it comes to."""

    dossier: Dossier
    answer: JointAnswer
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
    return merge_reading(reading)


def merge_reading(reading: Reading) -> Merged:
    """Merge what has been read. Raises InvalidDossier where there were errors."""
    dossier = reading.valid()
    return Merged(dossier, joint_answer(dossier), reading.problems, reading.files)


def version_at(folder: Path, name: str, called: str | None = None) -> Version:
    """Read the dossier as it was at this revision, and merge it; people may have called it by another name.

    Raises HistoryUnavailable, or InvalidDossier with places such as `HEAD~3:positions/SE.yaml:4:2`.
    """
    from responsegen.history.revision import find_revision, read_revision  # noqa: PLC0415 -- only this asks git

    revision = find_revision(folder, name)
    then = merge_reading(read_revision(folder, revision))
    return Version(then.dossier, then.answer, Committed(called or name, revision.short, revision.committed))


def version_now(folder: Path) -> Version:
    """Read the dossier as its files are now, and merge it. Raises InvalidDossier."""
    now = merge(folder)
    return Version(now.dossier, now.answer)
