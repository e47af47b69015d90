"""Name what an explanation is made of: headed parts, lines with or without a term, a picture of ranges."""

from __future__ import annotations

from dataclasses import dataclass

from responsegen.consensus.answer import Status
from responsegen.dossier.model import Interval

ARROW = "->"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or a few words; `term` is what they are about and stands in a column of its own."""

    words: str
    term: str = ""
    level: int = 0
    status: Status | None = None  # where the line is a verdict
    command: str = ""  # of this program, "explain sanctions": the words say what it does


@dataclass(frozen=True, slots=True)
class Bar:
    """A range, or a set of values, on an axis that all bars of a picture share."""

    term: str
    intervals: tuple[Interval, ...]
    words: str
    band: bool = False  # what carries, as against what one delegation states


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it; bars come before lines."""

    heading: str
    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.lines or self.bars)


@dataclass(frozen=True, slots=True)
class Explanation:
    """All parts, none of them empty."""

    title: str
    parts: tuple[Part, ...]
