"""The options that several commands share, and the exit codes of what stops a command: the same everywhere."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.building.failures import DossierRefused, OutputFailed
from responsegen.cli.report import Form, report
from responsegen.rendering.failure import RenderingFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROBLEMS_IN_FILES = 1
NO_OUTPUT = 3
BUILD = "build"


def _find_dossier(_: click.Context, __: click.Parameter, given: Path | None) -> Path:
    from responsegen.dossier.files import DOSSIER_FILE, find_dossier  # noqa: PLC0415 -- `--help` does without

    start = (given or Path.cwd()).absolute()
    if given is not None and start.name == DOSSIER_FILE:
        start = start.parent
    folder = find_dossier(start)
    if folder is None or (given is not None and folder != start):
        where = f"in {given}" if given is not None else "here or in any folder above"
        message = f"there is no {DOSSIER_FILE} {where}: name the dossier's folder with --dossier DIR"
        raise click.UsageError(message)
    return folder


dossier_option = click.option(
    "--dossier",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    callback=_find_dossier,
    help="The dossier's folder; otherwise the one with dossier.yaml at or above here.",
)

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
    click.echo(f"responsegen: {sentence}", err=True)


def teller(form: Form) -> Callable[[str], None]:
    """How to tell people something: not at all where stderr holds problems for a program to read."""
    return say if form is Form.TEXT else lambda _: None


@contextmanager
def exit_codes(folder: Path, form: Form = Form.TEXT) -> Iterator[None]:
    """Turn what stops a command into its message on stderr and its exit code."""
    try:
        yield
    except DossierRefused as refused:
        report(refused.problems, form, folder)
        raise click.exceptions.Exit(PROBLEMS_IN_FILES) from refused
    except RenderingFailed as failed:
        report(failed.problems, form, folder)
        raise click.exceptions.Exit(NO_OUTPUT) from failed
    except OutputFailed as failed:
        say(f"{failed}.")
        raise click.exceptions.Exit(NO_OUTPUT) from failed


def tidy_default_output(folder: Path, form: Form = Form.TEXT) -> None:
    """Mend build/ if a build was killed there: every command does so, whether or not it needs the outputs."""
    from responsegen.building.mending import tidy  # noqa: PLC0415 -- `--help` does without

    tidy(folder / BUILD, teller(form))
