"""`build`: from a dossier to its outputs, with a summary of what was written and where things stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.options import BUILD, dossier_option, exit_codes, problems_option
from responsegen.cli.report import Form, report

if TYPE_CHECKING:
    from responsegen.building.pipeline import Built

EXAMPLES = """\b
Examples:
  responsegen build
  responsegen build --dossier examples/public-record --output /tmp/public-record
  responsegen build --quiet --jobs 1"""


@click.command("build", epilog=EXAMPLES)
@dossier_option
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the outputs go; otherwise build/ in the dossier's folder.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="At most so many processes; otherwise one a core."
)
@click.option("--quiet", is_flag=True, help="Say nothing but problems.")
@problems_option
def command(folder: Path, output: Path | None, jobs: int | None, quiet: bool, form: Form) -> None:  # noqa: FBT001 -- click calls it by name
    """Write every document of the dossier, as PDF, DOCX and HTML, and the joint answer as data."""
    from responsegen.building.pipeline import build  # noqa: PLC0415 -- `--help` does without
    from responsegen.building.workers import cores  # noqa: PLC0415
    from responsegen.cli.progress import progress  # noqa: PLC0415

    target = _target(folder, output)
    with exit_codes(folder, form), progress(form, quiet=quiet) as shown:
        built = build(folder, target, jobs or cores(), shown)
    report(built.merged.warnings, form, folder)
    if not quiet:
        _summarise(built, target)


def _target(folder: Path, output: Path | None) -> Path:
    target = (output or folder / BUILD).absolute()
    inputs = [folder, folder / "positions", folder / "templates"]
    if target == folder or any(target.is_relative_to(place) for place in inputs[1:]):
        message = f"--output {output} is where the dossier's own files are: name another folder"
        raise click.UsageError(message)
    return target


def _summarise(built: Built, output: Path) -> None:
    from responsegen.cli import layout, participation, standing, summary  # noqa: PLC0415 -- `--help` does without

    columns = layout.width()
    layout.show(
        *layout.paragraphs(summary.written(built, _shown(output)), columns),
        "",
        *layout.table(standing.blocks(built.merged), columns),
        "",
        *layout.paragraphs(participation.participation(built.merged), columns),
        *layout.paragraphs(participation.next_step(built.merged), columns),
    )


def _shown(output: Path) -> str:
    """The folder as seen from here: `build/`."""
    here = Path.cwd()
    return f"{output.relative_to(here) if output.is_relative_to(here) else output}/"
