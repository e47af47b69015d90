"""`export`: write the answers of all delegations as a workbook, as CSV or as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from responsegen.cli.options import dossier_command, dossier_option, examples
from responsegen.cli.report import writing
from responsegen.cli.terminal import echo, from_here

EXAMPLES = examples("export matrix.xlsx", "export answers.csv", "export answers.json --release internal")
FORMATS = (".xlsx", ".csv", ".json")


@dossier_command("export", epilog=EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option(
    "--release",
    type=click.Choice(["participants", "internal"]),
    default="participants",
    show_default=True,
    help="Who may get it: participants see no drafts; internal has them.",
)
@dossier_option
def command(file: Path, release: str, folder: Path) -> None:
    """Write the answers as a workbook (.xlsx), as CSV or as JSON: `receive` takes a workbook back.

    A workbook has a sheet for each question, and one of arithmetic: change there how a member counts, and counts,
    population and verdict follow. Nothing of `internal` is in any of them.
    """
    from responsegen.consensus.joint_answer import joint_answer
    from responsegen.dossier.model import without_internal
    from responsegen.dossier.reading import read_dossier
    from responsegen.editing.writing import replace
    from responsegen.intake.question_form import form_for
    from responsegen.intake.tidy_rows import as_csv, as_json
    from responsegen.intake.word_form import frame_for
    from responsegen.intake.workbook import workbook

    if file.suffix.lower() not in FORMATS:
        message = f"{file} should end in .xlsx, .csv or .json"
        raise click.UsageError(message)
    read = without_internal(read_dossier(folder).valid())
    frame = frame_for(read, "Answers")
    marks = " – ".join(filter(None, ("EXERCISE" if read.exercise else "", frame.marking, read.reference)))
    shown = [d for d, position in read.positions.items() if release == "internal" or read.counts(position)]
    forms = {d: form_for(read, d) for d in (read.delegations if file.suffix.lower() == ".xlsx" else shown)}
    forms = {d: form if d in shown else form.without_answers() for d, form in forms.items()}
    match file.suffix.lower():
        case ".xlsx":
            content = workbook(read, joint_answer(read), forms, marks)
        case ".csv":
            content = as_csv(forms)
        case _:
            content = as_json(forms, read, marks)
    with writing(file):
        replace(file, content)
    echo(f"Wrote {from_here(file)}")
