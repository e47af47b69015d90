"""Name the two reasons for which a build stops: a dossier with errors, and a folder that cannot be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from responsegen.problem import Problem


class DossierRefused(Exception):  # noqa: N818 -- said as one says it: "raises DossierRefused"
    """The dossier's files have errors; `problems` holds them all, warnings included."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Take the problems in the order in which they are to be printed."""
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        """One line for each problem."""
        return "\n".join(map(str, self.problems))


class OutputFailed(Exception):  # noqa: N818 -- as above
    """The outputs may not or cannot be put in place; the sentence says why, and in which state the folder is."""
