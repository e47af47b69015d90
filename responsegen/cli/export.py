"""`export`: write the answers of all delegations as a workbook, as CSV or as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from responsegen.cli.options import dossier_command, dossier_option, examples
from responsegen.cli.report import writing
from responsegen.cli.terminal import echo, from_here

EXAMPLES = examples("export matrix.xlsx", "export answers.csv", "export answers.json --release internal")
_ELSEWHERE = {
    "addressee": "who said what goes to participants, not to the addressee: what it may see is the response",
    "delegation": "what one delegation has answered stands in its own questionnaire: questionnaire SE --prefilled",
}


@dossier_command("export", epilog=EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option(
    "--release",
    type=click.Choice(["participants", "internal", *_ELSEWHERE]),
    metavar="[participants|internal]",
    default="participants",
    show_default=True,
    help="Who may get it: internal has drafts, red lines and notes.",
)
@dossier_option
def command(file: Path, release: str, folder: Path) -> None:
    """Write the answers as a workbook (.xlsx), as CSV or as JSON: `receive` takes a workbook back.

    A workbook has a sheet for each question, what became of ranges, contributions and offers, and a sheet that
    calculates: change an answer, or how a member counts, and counts, population and verdict follow.
    """
    from responsegen.dossier.model import Release
    from responsegen.dossier.reading import read_dossier
    from responsegen.editing.writing import replace
    from responsegen.intake.exporting import FORMATS, export

    suffix = file.suffix.lower()
    if suffix not in FORMATS:
        message = f"{file} should end in .xlsx, .csv or .json"
        raise click.UsageError(message)
    if release in _ELSEWHERE:
        raise click.UsageError(_ELSEWHERE[release])
    content = export(read_dossier(folder).valid(), Release(release), suffix)
    with writing(file):
        replace(file, content)
    echo(f"Wrote {from_here(file)}")
