"""What stops a document from being rendered: problems with their places, raised together."""

from __future__ import annotations

from collections.abc import Iterable

from responsegen.problem import Place, Problem, Severity, in_order


class RenderingFailed(Exception):  # noqa: N818 -- said as one says it: "raises RenderingFailed"
    """A template or a rendered document is at fault; `problems` say where and why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of their places."""
        self.problems = in_order(problems)
        super().__init__(self.problems)  # positional, so that it can be pickled on its way back from a worker

    def __str__(self) -> str:
        """One line for each problem."""
        return "\n".join(map(str, self.problems))


def problem(place: Place, code: str, expected: str, found: str = "", advice: str = "") -> Problem:
    """An error in a template or a rendered document; RG900 to RG999 are this room's codes."""
    return Problem(place, code, Severity.ERROR, expected, found, advice)


def failure(place: Place, code: str, expected: str, found: str = "", advice: str = "") -> RenderingFailed:
    """One such error as an exception."""
    return RenderingFailed((problem(place, code, expected, found, advice),))
