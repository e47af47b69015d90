"""What every document has in common: the lines that each page repeats, and what a file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
    designation: str = ""  # "* This designation is without prejudice ...", where Kosovo is named
