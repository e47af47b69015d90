"""From problems to stderr: for people, for programs, for a forge's review page, for code scanners."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.form import Form
from responsegen.cli.options import from_here
from responsegen.cli.terminal import echo, escape_controls
from responsegen.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from responsegen.problem import Problem

Problems = tuple["Problem", ...]
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def report(problems: Iterable[Problem], form: Form, folder: Path) -> None:
    """Write problems, given in their order, to stderr; `folder` is the dossier's, which their places are relative to.

    The forms for programs are written even if there is nothing to say, so that there is always something to read.
    """
    if text := WRITERS[form](tuple(problems), folder):
        echo(*text.split("\n"), err=True)


def _text(problems: Problems, _: Path) -> str:
    return "\n".join(_coloured(problem) for problem in problems)


def _coloured(problem: Problem) -> str:
    severity = click.style(f"{problem.severity}:", fg=COLOURS[problem.severity], bold=True)
    return f"{escape_controls(str(problem.place))}: {severity} {escape_controls(problem.message)} [{problem.code}]"


def _json(problems: Problems, _: Path) -> str:
    return _dump({"format": 1, "problems": [_fields(problem) for problem in problems]})


def _fields(problem: Problem) -> Mapping[str, str | int]:
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "expected": problem.expected,
        "found": problem.found,
        "advice": problem.advice,
        "message": problem.message,
    }


def _github(problems: Problems, folder: Path) -> str:
    """Workflow commands, which a forge's runner turns into notes beside the lines."""
    return "\n".join(
        f"::{problem.severity} file={_escaped(_from_here(problem, folder))},line={problem.place.line},"
        f"col={problem.place.column},title={problem.code}::{_escaped(problem.message, value=False)}"
        for problem in problems
    )


def _escaped(text: str, *, value: bool = True) -> str:
    for character in "%\r\n" + (":," if value else ""):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _sarif(problems: Problems, folder: Path) -> str:
    from responsegen.cli.sarif import sarif  # which takes every code that there is

    return _dump(sarif([(problem, folder / problem.place.file) for problem in problems]))


def _from_here(problem: Problem, folder: Path) -> str:
    """The file as seen from where the command was started, which in a forge is the top of the checkout."""
    return Path(from_here(folder / problem.place.file)).as_posix()


def _dump(content: object) -> str:
    return json.dumps(content, indent=1)


WRITERS: Mapping[Form, Callable[[Problems, Path], str]] = {
    Form.TEXT: _text,
    Form.JSON: _json,
    Form.GITHUB: _github,
    Form.SARIF: _sarif,
}
