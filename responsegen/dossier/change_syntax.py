"""Read a change as it is typed: `SE.sanctions.lng=oppose` has steps on its left and a value on its right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from responsegen.dossier import catalogue
from responsegen.dossier.nodes import Node, Scalar, quoted
from responsegen.dossier.readers import Report
from responsegen.dossier.yaml_tree import read_node
from responsegen.problem import Place, Problem

EXAMPLE = "SE.sanctions=oppose"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to suppose; the places are those in the argument, which stands in for a file."""

    path: tuple[Scalar, ...]  # SE, sanctions, lng
    value: Node  # whatever a file may hold there

    @property
    def names(self) -> tuple[str, ...]:
        """The steps as they are written."""
        return tuple(step.text for step in self.path)

    @property
    def place(self) -> Place:
        """Where the change starts."""
        return self.path[0].place


def read_changes(arguments: Iterable[str], report: Report) -> Iterator[Change]:
    """Read every change; one that cannot be read, or that undoes an earlier one, goes on the report."""
    earlier: dict[tuple[str, ...], str] = {}
    for argument in arguments:
        change = _read(argument, report)
        if change is None:
            continue
        if change.names in earlier:
            first = quoted(earlier[change.names])
            report.append(catalogue.DUPLICATE_KEY.says(change.place, f"{first} changes the same thing"))
        length = len(change.names)
        part = next((names for names in earlier if len(names) > length and names[:length] == change.names), None)
        if part is not None:
            sentence = f"this would undo {quoted(earlier[part])}"
            report.append(catalogue.DUPLICATE_KEY.says(change.place, sentence, "Put the whole before its parts"))
        earlier[change.names] = argument
        yield change


def _read(argument: str, report: Report) -> Change | None:
    left, equals, right = argument.partition("=")
    path = tuple(_steps(argument, left))
    if not equals or any(step.is_blank for step in path):
        expected = f"a change such as {EXAMPLE}"
        report.append(catalogue.WRONG_SHAPE.at(Place(argument), expected, quoted(argument)))
        return None
    met = len(report)
    start = len(left) + 1
    # Blanks instead of the left side: the value then stands in the column that it has in the argument.
    value = read_node(argument, (" " * start + right).encode("utf-8", "surrogateescape"), report)
    if value is None and len(report) > met:
        report[met:] = [_inside(argument, problem) for problem in report[met:]]
        return None
    return Change(path, value or Scalar(Place(argument, 1, start + 1), "", plain=True))


def _steps(argument: str, left: str) -> Iterator[Scalar]:
    column = 1
    for step in left.split("."):
        yield Scalar(Place(argument, 1, column), unicodedata.normalize("NFC", step.strip()), plain=True)
        column += len(step) + 1


def _inside(argument: str, problem: Problem) -> Problem:
    """Put what YAML misses after the end of the argument at its end."""
    past = problem.place.line > argument.count("\n") + 1
    return replace(problem, place=Place(argument, 1, len(argument) + 1)) if past else problem
