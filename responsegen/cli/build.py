"""`build`: from a dossier to its outputs, with a summary of what was written and where things stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.building.interruption import defer_sigint
from responsegen.cli.form import Form
from responsegen.cli.options import dossier_option, exit_codes, from_here, problems_option
from responsegen.cli.revisions import complete_revision
from responsegen.cli.terminal import echo
from responsegen.dossier.folder import BUILD

if TYPE_CHECKING:
    from responsegen.building.pipeline import Built

EXAMPLES = """\b
Examples:
  responsegen build
  responsegen build --dossier examples/public-record --output /tmp/public-record
  responsegen build --since HEAD~3
  responsegen build --quiet --jobs 1"""


output_option = click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the outputs go; otherwise build/ in the dossier's folder.",
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Use at most N processes; otherwise one for each core."
)


@click.command("build", epilog=EXAMPLES)
@dossier_option
@output_option
@jobs_option
@click.option(
    "--since",
    metavar="REV",
    shell_complete=complete_revision,
    help="Let internal documents show what has changed since this git revision.",
)
@click.option("--again", is_flag=True, help="Build everything anew, also what is there as you built it.")
@click.option("--quiet", is_flag=True, help="Print nothing but problems.")
@problems_option
def command(  # noqa: PLR0913 -- one parameter an option
    *, folder: Path, output: Path | None, jobs: int | None, since: str | None, again: bool, quiet: bool, form: Form
) -> None:
    """Write every document of the dossier, as PDF, DOCX and HTML, and the joint answer as data."""
    with defer_sigint():
        from responsegen.building.build_key import nothing_to_do

    target = output_folder(folder, output)
    there = nothing_to_do(folder, target) if since is None and not again else None
    if there is None:
        _build(folder, target, jobs, since, form, again=again, quiet=quiet)
        return
    if form is not Form.TEXT:
        from responsegen.cli.report import report  # for people there is nothing to report

        report((), form, folder)
    if not quiet:
        _say_up_to_date(there, target)


def _build(  # noqa: PLR0913 -- what the command was given
    folder: Path, target: Path, jobs: int | None, since: str | None, form: Form, *, again: bool, quiet: bool
) -> None:
    with defer_sigint():
        from responsegen.building.workers import cores, warm_up  # a build with nothing to do does without

    processes = jobs or cores()
    warm_up(processes)  # beside the next line, which takes as long as all that comes before rendering
    with defer_sigint():
        from responsegen.building.pipeline import build
        from responsegen.cli.progress import progress
        from responsegen.cli.report import report

    with exit_codes(folder, form), progress(form, quiet=quiet) as shown:
        built = build(folder, target, processes, shown, since, again=again)
    report(built.merged.warnings, form, folder)
    if not quiet:
        _summarise(built, target)


def output_folder(folder: Path, output: Path | None) -> Path:
    """Where the outputs go; it is wrong usage to have them among files that are not theirs."""
    from responsegen.building.output_folder import refusal

    target = (output or folder / BUILD).absolute()
    if reason := refusal(target, folder):
        message = f"--output {output} {reason}" if output else f"{from_here(target)} {reason}"
        raise click.UsageError(message)
    return target


def _say_up_to_date(documents: tuple[str, ...], target: Path) -> None:
    from responsegen.cli import summary

    for sentence in summary.up_to_date(documents, shown_folder(target)):  # layout would load half the program
        echo(sentence.replace("\N{NO-BREAK SPACE}", " "))


def _summarise(built: Built, output: Path) -> None:
    from responsegen.cli import layout, participation, standing, summary

    columns = layout.width()
    layout.show(
        *layout.paragraphs(summary.written(built, shown_folder(output)), columns),
        "",
        *layout.table(standing.blocks(built.merged), columns),
        "",
        *layout.paragraphs(participation.participation(built.merged), columns),
        *layout.paragraphs(participation.next_step(built.merged), columns),
    )


def shown_folder(output: Path) -> str:
    """The folder as seen from here: `build/`."""
    return f"{from_here(output)}/"
