"""Hold a dossier with its joint answer at one time, as one side of a comparison, and say when that was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from responsegen.consensus.answer import JointAnswer
from responsegen.documents.words import moment
from responsegen.dossier.model import Dossier


@dataclass(frozen=True, slots=True)
class Committed:
    """A commit, and how it was asked for."""

    revision: str  # "HEAD~3"
    commit: str  # "2f09ef5a81c0"
    on: datetime

    @property
    def words(self) -> str:
        """`commit 2f09ef5a81c0 (last-night) of 15 February 2025, 18.00 (UTC+1)`, but no name that moves."""
        passing = self.revision.startswith(("HEAD", "@")) or self.commit.startswith(self.revision)
        return f"commit {self.commit}{'' if passing else f' ({self.revision})'} of {moment(self.on)}"


@dataclass(frozen=True, slots=True)
class Version:
    """What was said, what came of it, and since when it stands."""

    dossier: Dossier
    answer: JointAnswer
    committed: Committed | None = None  # None: the files as they are now

    @property
    def short(self) -> str:
        """Name the version in a foot: `REV 1` where it was asked for as that, or the day of its commit: `17.2.2025`."""
        if self.committed is None:
            return "now"
        issued, on = re.fullmatch(r"REV(\d+)", self.committed.revision), self.committed.on
        return f"REV {issued[1]}" if issued else f"{on.day}.{on.month}.{on.year}"

    @property
    def words(self) -> str:
        """Which version this is, for a sentence."""
        return self.committed.words if self.committed else "the files as they are now"
