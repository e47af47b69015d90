"""`receive`: merge what came back from delegations into the position files."""

from __future__ import annotations

from pathlib import Path

import click

from responsegen.cli.file_changes import may_write, show, write
from responsegen.cli.options import dossier_command, dossier_option, examples
from responsegen.cli.report import PROBLEMS_IN_FILES, report
from responsegen.cli.terminal import echo, notify, typed

EXAMPLES = examples("receive SE.docx", "receive 'Reply from Sweden.eml' EE.odt", "receive matrix.xlsx --yes")


@dossier_command("receive", epilog=EXAMPLES)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@dossier_option
@click.option("--yes", is_flag=True, help="Write what is shown, without asking.")
@click.option("--notes", is_flag=True, help="Take comments in the margin into the internal notes.")
def command(*, files: tuple[Path, ...], folder: Path, yes: bool, notes: bool) -> None:
    """Merge questionnaires and workbooks that came back, or e-mails that hold them, into the position files.

    Reads .docx and .odt, .xlsx and .ods, and .eml. What would be written is shown first. A blank cell leaves what is
    recorded, "withdraw" takes it back, and what is recorded already changes nothing. What is not an answer as `check`
    knows it is named with its row and cell. One error in any of the files, and none is written.
    """
    from responsegen.dossier.reading import read_trees
    from responsegen.intake.arrivals import Arrival
    from responsegen.intake.opening import opened
    from responsegen.intake.receiving import receive
    from responsegen.problem import Problem, in_order

    met: list[Problem] = []
    arrivals: list[Arrival] = []
    for file in files:
        arrivals += opened(file, met)
    receipt = receive(arrivals, read_trees(folder), with_remarks=notes)
    problems = in_order((*met, *receipt.problems))
    report(problems, folder)
    if any(problem.is_error for problem in problems):
        notify("nothing was written.")
        raise click.exceptions.Exit(PROBLEMS_IN_FILES)
    if not receipt.files:
        echo("Nothing is new: all that was received is recorded already.")
        return
    count = len(receipt.files)
    show(receipt.files, *(f"{sentence}." for sentence in receipt.uncovered))
    if may_write(yes=yes):
        write(receipt.files, folder)
        echo(f"Wrote {count} position file{'s' if count > 1 else ''}. See what follows from it with {typed('status')}.")
