"""What is wrong with the input, as values: where, what was expected, what was found, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """An error stops a build; a warning is said and lived with."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file relative to the dossier, a line and a column, both from 1."""

    file: str
    line: int = 1
    column: int = 1
    cell: str = ""  # in a table, and people look for it by its name: "row 6.4 (Liquefied natural gas), answer"

    def __str__(self) -> str:
        """As compilers print it, so that editors can jump there: `positions/SE.yaml:12:9`."""
        if self.cell:
            return f"{self.file}, {self.cell}"
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """What certainly fixes a file that cannot be read: other characters in the place of some."""

    place: Place
    old: str  # what stands there
    new: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a person has to fix (error) or to know (warning)."""

    place: Place
    code: str  # "RG012": stable, and explained in the catalogue
    severity: Severity
    expected: str  # "support, accept, abstain, oppose or undecided"; empty where nothing was expected
    found: str = ""  # '"suport"' prints as (got "suport"); where nothing was expected, the sentence: "two files for PL"
    advice: str = ""  # 'Did you mean "support"?'
    instead: str = ""  # what to write in this place, or to call this file, where nothing else can be meant
    edit: Edit | None = None  # the same for a part of a value, or for what is no value at all

    @property
    def message(self) -> str:
        """What was expected and found, or what is the case; then what to do."""
        found = f" (got {self.found})" if self.found else ""
        said = f"expected {self.expected}{found}" if self.expected else self.found
        return f"{said}. {self.advice}" if self.advice else said

    def __str__(self) -> str:
        """Write one line: place, severity and message."""
        return f"{self.place}: {self.severity}: {self.message}"

    def fixed_by(self, instead: str) -> Problem:
        """Add what certainly fixes it; nothing where that is not certain."""
        return replace(self, instead=instead)

    def edited(self, place: Place, old: str, new: str) -> Problem:
        """Add the characters that fix it in this place."""
        return replace(self, edit=Edit(place, old, new))

    @property
    def is_error(self) -> bool:
        """Whether this stops a build."""
        return self.severity is Severity.ERROR


class HistoryUnavailable(Exception):  # noqa: N818 -- said as one says it: "raises HistoryUnavailable"
    """There is no history, no such revision, or no dossier in it; the sentence says why, and what to do."""


class InvalidDossier(Exception):  # noqa: N818 -- said as one says it: "raises InvalidDossier"
    """The dossier's files have errors; `problems` holds them all, warnings included."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Take the problems in the order in which they are to be printed."""
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        """Write one line for each problem."""
        return "\n".join(map(str, self.problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by file, line and column; the same problem said twice is said once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.code, p.expected, p.found)))
