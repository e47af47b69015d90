"""Hold what all papers have in common: the lines that each page repeats, and the block on top of the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from responsegen.documents.words import counted_figures, day, designation, moment
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

    @classmethod
    def of(
        cls, dossier: Dossier, kind: str, marking: str | None, named: Iterable[str], handling: str = ""
    ) -> PageFrame:
        """Lay out the pages of a paper of this dossier, which names these beside the addressee."""
        return cls(
            title=dossier.title,
            kind=kind,
            reference=dossier.reference,
            revision=revision_label(dossier.revision),
            marking=marking or "",
            exercise=dossier.exercise,
            author=dossier.sender,
            handling=handling,
            designation=designation((*named, dossier.addressee)),
            as_of=dossier.as_of,
        )


def cover(dossier: Dossier, *, to: str, about: str = "", more: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Lay out the cover block of a Council paper; `more` are rows of one kind of paper, in place of the usual last."""
    previous = f"{dossier.reference} {revision_label(dossier.revision - 1)}".strip()
    meeting = f"{dossier.meeting.place}, {day(dossier.meeting.date)}" if dossier.meeting else ""
    rows = {
        "Previous document:": previous if dossier.revision else "",
        "From:": dossier.sender,
        "To:": to,
        "Subject:": f"{dossier.title}{f' – {about}' if about else ''}",
        "Meeting:": meeting,
    }
    usual = {
        "Reply by:": moment(dossier.reply_by) if dossier.reply_by else "",
        "Position as of:": moment(dossier.as_of),
    }
    return {label: value for label, value in {**rows, **(more or usual)}.items() if value}


def deadline(dossier: Dossier, *, counting: bool) -> str:
    """Say by when a reply is wanted, or when silence becomes consent; `counting` how long that is from now."""
    ends, reply_by = dossier.silence_deadline, dossier.reply_by
    parts = [f"{moment(reply_by)}{_left(dossier, reply_by) if counting else ''}"] if reply_by else []
    if ends and ends <= dossier.as_of:
        parts.append(f"the silence procedure ended on {moment(ends)}")
    elif ends:
        parts.append(f"{moment(ends)}, end of the silence procedure{_left(dossier, ends) if counting else ''}")
    return "; ".join(parts)


def _left(dossier: Dossier, until: datetime) -> str:
    hours = int((until - dossier.as_of).total_seconds() // 3600)
    days, few = hours // 24, 48
    if hours < 1:
        return ""
    return f", in {counted_figures(hours, 'hour') if hours < few else counted_figures(days, 'day')}"


def revision_label(revision: int) -> str:
    """Name a revision: `REV 1`; nothing on the first issue."""
    return f"REV {revision}" if revision else ""


def heading_of(dossier: Dossier, question: Question) -> str:
    """Make a heading of the titles of a question's topics: `Size of the force – Duration of the deployment`."""
    return " – ".join(dossier.topics[topic].title for topic in question.topics) or "No topic"
