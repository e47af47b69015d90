"""Keep the board of a dossier ready while its files change: the last good state, and what is wrong with a newer one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from responsegen.board import board, may_be_public
from responsegen.board.suppositions import Question
from responsegen.board.verdicts import Standing, standing_of
from responsegen.documents.words import FILTERS, counted_figures
from responsegen.dossier.reading import read_trees
from responsegen.dossier.redaction import for_participants
from responsegen.dossier.what_if import ReadDossier
from responsegen.problem import InvalidDossier, Problem
from responsegen.rendering.templates import TemplateFolders, environment_of

HERE = Path(__file__).parent
NO_BOARD = "No paper for the participants names who says what, and so no board for them may."


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of the index."""

    name: str
    about: str  # whom it is for, or how the delegation stands
    links: tuple[tuple[str, str], ...]  # ("PDF", "/response.pdf")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a page of the server's own says, be it the index."""

    title: str
    trouble: str = ""
    marks: str = ""
    exercise: bool = False
    stand: str = ""  # of all papers
    link: str = ""  # to the board
    tables: Sequence[tuple[str, Sequence[Paper]]] = ()


@dataclass(frozen=True, slots=True)
class State:
    """The files as they were read last without an error."""

    read: ReadDossier
    standing: Standing
    seal: str  # differs where anything that the board shows may


@dataclass(slots=True)
class LiveBoard:
    """What suppositions are tried on; `public` cuts it down to what participants may see."""

    folder: Path
    public: bool = False
    state: State | None = None
    problems: tuple[Problem, ...] = field(default=())

    def refresh(self) -> None:
        """Read the files again; where they have errors, the last good state stays."""
        try:
            trees = read_trees(self.folder)
            read = ReadDossier.of(trees)
            if self.public:
                read = ReadDossier.of(for_participants(trees, read))
        except InvalidDossier as invalid:
            self.problems = tuple(problem for problem in invalid.problems if problem.is_error)
            return
        seal = sha256(b"".join(file.content for file in trees.files)).hexdigest()
        self.state, self.problems = State(read, standing_of(read), seal), ()

    def page(self, query: str, trouble: str) -> str:
        """Draw the board as this query wants it."""
        state = self.state
        if state is None or (self.public and not may_be_public(state.read)):
            return drawn("index", page=Contents("No board", trouble=trouble or NO_BOARD))
        content = board(state.read, state.standing, Question.of(query), public=self.public)
        return drawn("board", board=content, trouble=trouble, digest=self.digest(trouble))

    def digest(self, trouble: str) -> str:
        """Tell apart what a page shows from what it would show by now."""
        return sha256(f"{self.state.seal if self.state else ''} {trouble}".encode()).hexdigest()

    def told(self, problems: Iterable[Problem]) -> str:
        """Say what is wrong with the files in one line; where everybody reads it, no more than where."""
        errors = [problem for problem in problems if problem.is_error]
        if not errors:
            return ""
        first = errors[0]
        said = f"{first.place}: {first.severity}" if self.public else f"{first}"
        more = f"; and {counted_figures(len(errors) - 1, 'other')}" if len(errors) > 1 else ""
        return f"{said} [{first.code}]{more}"


def drawn(name: str, **content: object) -> str:
    """Fill in one of the server's own pages."""
    page: str = _environment().get_template(f"{name}.html.j2").render(**content)
    return page


@cache
def _environment() -> Any:  # noqa: ANN401 -- Jinja's, which only `rendering` knows
    return environment_of(TemplateFolders((HERE,)), FILTERS)
