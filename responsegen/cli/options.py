"""Share between commands their options and examples, and how they end where a dossier has problems."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from responsegen.cli.report import FOR_PEOPLE, WRITERS, exit_codes
from responsegen.cli.terminal import from_here

Decorated = TypeVar("Decorated", bound=Callable[..., object])


class DossierCommand(click.Command):
    """A command on a dossier: what stops it is reported in the form that was asked for, and has its exit code."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        with exit_codes(ctx.params.get("folder") or Path(), ctx.params.get("problem_format", FOR_PEOPLE)):
            return super().invoke(ctx)


dossier_command = partial(click.command, cls=DossierCommand)


def examples(*commands: str, before: str = "", after: str = "") -> str:
    """Write what help ends with: examples, one a line, between other paragraphs."""
    listed = "\n".join(("\b\nExamples:", *(f"  responsegen {command}" for command in commands)))
    return "\n\n".join(filter(None, (before, listed, after)))


def find_folder(given: Path | None, *, may_be_gone: bool = False) -> Path:
    """Find the dossier's folder that was named, or else the nearest; it is wrong usage if there is none.

    Where its dossier.yaml may be gone, the folder that was named or the current one will do.
    """
    from responsegen.dossier.files import DOSSIER_FILE, find_dossier, misnamed_in

    start = (given or Path.cwd()).absolute()
    if given is not None and start.name == DOSSIER_FILE:
        start = start.parent
    folder = find_dossier(start)
    if may_be_gone and (folder is None or given is not None):
        return start
    if folder is None or (given is not None and folder != start):
        where = f"in {given}" if given is not None else "here or in any folder above"
        places = (start,) if given else (start, *start.parents)
        advice = ": name the dossier's folder with --dossier DIR"
        if others := [place / name for place in places for name, meant in misnamed_in(place) if meant == DOSSIER_FILE]:
            advice = f", but {from_here(others[0])}: rename it to {DOSSIER_FILE}"
        raise click.UsageError(f"there is no {DOSSIER_FILE} {where}{advice}")
    return folder


def named_files(files: Sequence[Path], folder: Path, paths: Iterable[str]) -> Collection[str]:
    """Find the paths, as the dossier knows them, of files named on the command line; any other file is wrong usage."""
    known = {(folder / path).resolve(): path for path in paths} if files else {}
    for file in files:
        if file.resolve() not in known:
            raise click.UsageError(f"{file} is no file of the dossier in {from_here(folder)}")
    return {known[file.resolve()] for file in files}


def output_folder(folder: Path, output: Path | None) -> Path:
    """Find where the outputs go; it is wrong usage to have them among files that are not theirs."""
    from responsegen.building.output_folder import refusal
    from responsegen.dossier.files import BUILD

    target = (output or folder / BUILD).absolute()
    if reason := refusal(target, folder):
        raise click.UsageError(f"--output {output} {reason}" if output else f"{from_here(target)} {reason}")
    return target


def dated(revisions: str, today: date) -> str:
    """Write the date in the place of `yesterday` or of a day of the last week, in `REV` and in `REV..REV`."""
    days = {"today": today, "yesterday": today - timedelta(1)}
    days |= {f"{day:%A}".lower(): day for day in (today - timedelta(back) for back in range(7, 0, -1))}
    return "..".join(str(days.get(word.lower(), word)) for word in revisions.split(".."))


def dates_in_words(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    """Read `yesterday` by the clock: nowhere else is it looked at."""
    return given and dated(given, datetime.now().astimezone().date())


_folder_option = partial(
    click.option,
    "--dossier",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The dossier's folder; otherwise the one with dossier.yaml at or above here.",
)
dossier_option = _folder_option(callback=lambda _, __, given: find_folder(given))
files_argument = click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE...]")
folder_option = _folder_option()  # for commands that can do without a dossier

output_option = click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the outputs go; otherwise build/ in the dossier's folder.",
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Use at most N processes; otherwise one for each core."
)
problems_option = click.option(
    "--format",
    "problem_format",
    type=click.Choice([*WRITERS]),
    default=FOR_PEOPLE,
    show_default=True,
    help="How problems are written to stderr.",
)


def format_option(
    says: str = "json: the same for programs.", forms: str = "text json"
) -> Callable[[Decorated], Decorated]:
    """Offer a result as text, as JSON, and in other forms."""
    return click.option(
        "--format", "form", type=click.Choice(forms.split()), default="text", show_default=True, help=says
    )


without_option = click.option(
    "--without", default="", metavar="SE,FI", help="Which moves are left if these delegations will not move?"
)
