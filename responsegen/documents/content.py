"""Hold what all papers have in common: the lines that each page repeats, and the block on top of the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from responsegen.documents.words import day, moment
from responsegen.dossier.model import Dossier, Question


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The page header and footer, and the properties of the file."""

    title: str  # "Joint European response to the United States questionnaire"
    kind: str  # "Response", "Synthesis", "Fiche: Sweden"
    reference: str  # "RG 0001/25"
    revision: str  # "REV 1", or "" for the first issue
    marking: str  # "LIMITE", or ""
    exercise: bool
    author: str  # "Pen-holder"
    as_of: datetime  # the only date that goes into the file's own properties
    language: str = "en"
    handling: str = ""  # "Pen-holder's team only – not for delegations", or ""
    foot: str = ""  # the spare line of every page: "Working copy, positions as of 16 February 2025, 18.00", or ""
    designation: str = ""  # "* This designation is without prejudice ...", where Kosovo is named


def cover(dossier: Dossier, *, to: str) -> Mapping[str, str]:
    """Lay out the cover block of a Council paper: from, to, subject, and the meeting that the paper is for."""
    meeting = {"Meeting:": f"{dossier.meeting.place}, {day(dossier.meeting.date)}"} if dossier.meeting else {}
    by = {"Reply by:": moment(dossier.reply_by)} if dossier.reply_by else {}
    rows = {"From:": dossier.sender, "To:": to, "Subject:": dossier.title}
    return {**rows, **meeting, **by, "Position as of:": moment(dossier.as_of)}


def revision_label(revision: int) -> str:
    """Name a revision: `REV 1`; nothing on the first issue."""
    return f"REV {revision}" if revision else ""


def heading_of(dossier: Dossier, question: Question) -> str:
    """Make a heading of the titles of a question's topics: `Size of the force – Duration of the deployment`."""
    return " – ".join(dossier.topics[topic].title for topic in question.topics) or "No topic"
