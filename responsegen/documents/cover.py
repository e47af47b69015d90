"""From a dossier to the block on the first page that says what a paper is, from whom, to whom and about what."""

from __future__ import annotations

from dataclasses import dataclass

from responsegen.documents.wording import day, moment
from responsegen.dossier.model import Dossier


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One line of the cover block."""

    label: str
    value: str


def cover(dossier: Dossier, *, to: str) -> tuple[CoverRow, ...]:
    """The cover block as Council papers have it: from, to, subject, and the meeting that the paper is for."""
    rows = [CoverRow("From:", dossier.sender), CoverRow("To:", to), CoverRow("Subject:", dossier.title)]
    if dossier.meeting:
        rows.append(CoverRow("Meeting:", f"{dossier.meeting.place}, {day(dossier.meeting.date)}"))
    return (*rows, CoverRow("Position as of:", moment(dossier.as_of)))


def revision_label(revision: int) -> str:
    """`REV 1` from the first revision on; nothing on the first issue."""
    return f"REV {revision}" if revision else ""
