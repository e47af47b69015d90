"""The error that stops a document from being rendered."""

from __future__ import annotations

from responsegen.problem import Problem, in_order


class RenderingFailed(Exception):  # noqa: N818 -- said as one says it: "raises RenderingFailed"
    """A template or a rendered document is at fault; `problems` say where and why."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems in the order of their places."""
        self.problems = in_order(problems)
        super().__init__(*self.problems)  # as given, so that it can be pickled on its way back from a worker

    def __str__(self) -> str:
        """Return one line for each problem."""
        return "\n".join(map(str, self.problems))
