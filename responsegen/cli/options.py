"""The options that several commands share, and the exit codes of what stops a command: the same everywhere."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.building.failures import OutputFailed
from responsegen.cli.form import Form
from responsegen.cli.terminal import echo
from responsegen.history.failure import HistoryUnavailable
from responsegen.problem import InvalidDossier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROBLEMS_IN_FILES = 1
NO_OUTPUT = 3


def find_folder(given: Path | None, *, may_be_gone: bool = False) -> Path:
    """Find the dossier's folder that was named, or else the nearest; it is wrong usage if there is none.

    Where its dossier.yaml may be gone, the folder that was named or the current one will do.
    """
    from responsegen.dossier.folder import DOSSIER_FILE, find_dossier, misnamed_in

    start = (given or Path.cwd()).absolute()
    if given is not None and start.name == DOSSIER_FILE:
        start = start.parent
    folder = find_dossier(start)
    if may_be_gone and (folder is None or given is not None):
        return start
    if folder is None or (given is not None and folder != start):
        where = f"in {given}" if given is not None else "here or in any folder above"
        message = f"there is no {DOSSIER_FILE} {where}: name the dossier's folder with --dossier DIR"
        for place in (start,) if given else (start, *start.parents):
            if name := next((name for name, meant in misnamed_in(place) if meant == DOSSIER_FILE), None):
                message = (
                    f"there is no {DOSSIER_FILE} {where}, but {from_here(place / name)}: rename it to {DOSSIER_FILE}"
                )
                break
        raise click.UsageError(message)
    return folder


_folder_option = partial(
    click.option,
    "--dossier",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The dossier's folder; otherwise the one with dossier.yaml at or above here.",
)
dossier_option = _folder_option(callback=lambda _, __, given: find_folder(given))
folder_option = _folder_option()  # for commands that can do without a dossier

problems_option = click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Form]),
    default=Form.TEXT.value,
    callback=lambda _, __, value: Form(value),
    show_default=True,
    help="How problems are written to stderr.",
)


def say(sentence: str) -> None:
    """Tell people something that is no result of the command: to stderr."""
    echo(f"responsegen: {sentence}", err=True)


def teller(form: Form) -> Callable[[str], None]:
    """How to tell people something: on stdout where stderr holds problems for a program to read."""
    return say if form is Form.TEXT else echo


def from_here(path: Path) -> str:
    """A path as people see it from where the command was started; whole where that folder is not there any more."""
    path = path.absolute()
    with suppress(FileNotFoundError):
        here = Path.cwd()
        return str(path.relative_to(here) if path.is_relative_to(here) else path)
    return str(path)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what stops a file from being written into one sentence and its exit code."""
    try:
        yield
    except OSError as error:
        say(f"{from_here(Path(error.filename or path))} could not be written: {error.strerror}.")
        raise click.exceptions.Exit(NO_OUTPUT) from error


@contextmanager
def exit_codes(folder: Path, form: Form = Form.TEXT) -> Iterator[None]:
    """Turn what stops a command into its message on stderr and its exit code."""
    from responsegen.cli.report import report  # a build with nothing to do does without
    from responsegen.rendering.failure import RenderingFailed

    try:
        yield
    except InvalidDossier as refused:
        report(refused.problems, form, folder)
        raise click.exceptions.Exit(PROBLEMS_IN_FILES) from refused
    except HistoryUnavailable as unavailable:
        raise click.UsageError(str(unavailable)) from unavailable
    except RenderingFailed as failed:
        report(failed.problems, form, folder)
        raise click.exceptions.Exit(NO_OUTPUT) from failed
    except OutputFailed as failed:
        say(f"{failed}.")
        raise click.exceptions.Exit(NO_OUTPUT) from failed
