"""Name what an explanation is made of: headed parts, lines with or without a term, a picture of ranges."""

from __future__ import annotations

from dataclasses import dataclass

from responsegen.consensus.answer import Status
from responsegen.dossier.model import AnyTopic, Interval

ARROW = "->"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be explained: a topic, an option of it, a delegation, or what a delegation says on one of them."""

    delegation: str | None = None
    topic: AnyTopic | None = None
    option: str | None = None
    unmoved: tuple[str, ...] = ()  # who is taken not to move
    lines: bool = False  # whether of every answer it is said in which line it stands

    @property
    def name(self) -> str:
        """What it is called on the command line: `sanctions.lng`, `HU.sanctions`."""
        return ".".join(filter(None, (self.delegation, self.topic.id if self.topic else None, self.option)))


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or a few words; `term` is what they are about and stands in a column of its own."""

    words: str
    term: str = ""
    level: int = 0
    status: Status | None = None  # where the line is a verdict
    note: str = ""  # stands in a third column
    command: str = ""  # of this program, "explain sanctions": the words say what it does


@dataclass(frozen=True, slots=True)
class Bar:
    """A range on an axis that all bars of a picture share."""

    term: str
    interval: Interval
    words: str
    preferred: Interval | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it; bars come before lines."""

    heading: str
    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    tight: bool = False  # whether it goes on without a blank line where the part before is so, too

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.lines or self.bars)
