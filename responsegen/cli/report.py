"""Write problems to stderr (for people, programs, a forge's review page, code scanners), and choose the exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from responsegen.building.output_folder import OutputFailed
from responsegen.cli.terminal import echo, escape_controls, from_here, notify
from responsegen.problem import HistoryUnavailable, InvalidDossier, Problem, Severity
from responsegen.rendering.failure import RenderingFailed

PROBLEMS_IN_FILES = 1
WRONG_USAGE = 2
NO_OUTPUT = 3
FOR_PEOPLE = "text"
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def report(problems: Iterable[Problem], folder: Path, form: str = FOR_PEOPLE) -> None:
    """Write problems, given in their order, to stderr; `folder` is the dossier's, which their places are relative to.

    The forms for programs are written even if there is nothing to say, so that there is always something to read.
    """
    if text := WRITERS[form](tuple(problems), folder):
        echo(*text.split("\n"), err=True)


@contextmanager
def exit_codes(folder: Path, form: str = FOR_PEOPLE) -> Iterator[None]:
    """Turn what stops a command into its message on stderr and its exit code."""
    try:
        yield
    except InvalidDossier as refused:
        report(refused.problems, folder, form)
        raise click.exceptions.Exit(PROBLEMS_IN_FILES) from refused
    except HistoryUnavailable as unavailable:
        raise click.UsageError(str(unavailable), click.get_current_context()) from unavailable
    except RenderingFailed as failed:
        report(failed.problems, folder, form)
        raise click.exceptions.Exit(NO_OUTPUT) from failed
    except OutputFailed as failed:
        notify(f"{failed}.")
        raise click.exceptions.Exit(NO_OUTPUT) from failed


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what stops a file from being written into one sentence and its exit code."""
    try:
        yield
    except OSError as error:
        notify(f"{from_here(Path(error.filename or path))} could not be written: {error.strerror}.")
        raise click.exceptions.Exit(NO_OUTPUT) from error


def _text(problems: tuple[Problem, ...], _: Path) -> str:
    return "\n".join(_coloured(problem) for problem in problems)


def _coloured(problem: Problem) -> str:
    severity = click.style(f"{problem.severity}:", fg=COLOURS[problem.severity], bold=True)
    return f"{escape_controls(str(problem.place))}: {severity} {escape_controls(problem.message)} [{problem.code}]"


def _json(problems: tuple[Problem, ...], _: Path) -> str:
    fields = [
        {
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
        for problem in problems
    ]
    return _dump({"format": 1, "problems": fields})


def _github(problems: tuple[Problem, ...], folder: Path) -> str:
    """Write workflow commands, which a forge's runner turns into notes beside the lines."""
    return "\n".join(
        f"::{problem.severity} file={_escaped(Path(from_here(folder / problem.place.file)).as_posix())},"
        f"line={problem.place.line},col={problem.place.column},title={problem.code}"
        f"::{_escaped(problem.message, value=False)}"
        for problem in problems
    )


def _escaped(text: str, *, value: bool = True) -> str:
    for character in "%\r\n" + (":," if value else ""):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _sarif(problems: tuple[Problem, ...], folder: Path) -> str:
    from responsegen.cli.sarif import sarif  # which takes every code that there is

    return _dump(sarif([(problem, folder / problem.place.file) for problem in problems]))


def _dump(content: object) -> str:
    import json

    return json.dumps(content, indent=1)


WRITERS: Mapping[str, Callable[[tuple[Problem, ...], Path], str]] = {
    FOR_PEOPLE: _text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
