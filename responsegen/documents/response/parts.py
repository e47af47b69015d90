"""Name what the response is made of: a part for each topic, with numbered paragraphs, lists and a table."""

from __future__ import annotations

from dataclasses import dataclass

from responsegen.consensus.answer import Status
from responsegen.documents.topics.topic import Members, Notes
from responsegen.documents.words import A_SMALL_CONTRIBUTION, capital

NO_POSITION = "No position yet."
WITHHELD = (
    f"“{capital(A_SMALL_CONTRIBUTION)}” stands for a figure that would tell what fewer than three delegations pledged."
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered paragraph, perhaps with a list, or one line of that list."""

    text: str
    notes: Notes = ()
    backing: str = ""  # who stands where, in brackets behind it
    label: str = ""  # in bold before it
    items: tuple[Paragraph, ...] = ()
    after: str = ""  # behind the list


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; the first one holds what its rows are about."""

    head: str
    width: int  # in percent
    is_number: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    head: str
    cells: tuple[str, ...]
    notes: Notes = ()
    is_merged: bool = False  # whether its first cell takes the room of two


@dataclass(frozen=True, slots=True)
class Table:
    """Figures, a row for each scenario or item."""

    look: str  # the class that the style sheet knows
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What the chair reports of a text: `Four delegations supported the following text; one delegation opposed it`."""

    said: str
    text: str  # "" where it is a range, whose values stand in what was said
    notes: Notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the response says of one topic."""

    title: str
    gist: str  # what became of it, for page 1
    members: Members
    statuses: tuple[Status, ...] = ()  # of each point that a rule decides and the answer does not leave out
    is_heard: bool
    paragraphs: tuple[Paragraph, ...] = ()
    table: Table | None = None
    remarks: tuple[str, ...] = ()  # in small print below
    reports: tuple[Report, ...] = ()  # for the chair's summary, outside the answer
    says_support: bool = False  # whether a text that is not agreed stands behind "Supported by"
    counts_silence: bool = False  # whether anybody counts as for because it said nothing
    assumes: tuple[str, ...] = ()  # what has to be so for the figures on page 1

    @property
    def subject(self) -> str:
        """How the answer speaks of it: `these points`."""
        return "these points" if len(self.statuses) > 1 else "this point"

    @property
    def texts(self) -> tuple[Paragraph, ...]:
        """Every paragraph and every line of a list."""
        return (*self.paragraphs, *(item for paragraph in self.paragraphs for item in paragraph.items))

    @property
    def has_notes(self) -> bool:
        """Whether a reservation stands in a footnote."""
        rows = self.table.rows if self.table else ()
        return any([*(t.notes for t in self.texts), *(row.notes for row in rows), *(r.notes for r in self.reports)])

    @property
    def has_brackets(self) -> bool:
        """Whether a text stands in square brackets."""
        return any(text.text.startswith("[") for text in self.texts)
