"""`check`: from a dossier to its problems, or to one sentence that it is in order; nothing is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from responsegen.cli.called import command as typed
from responsegen.cli.form import Form
from responsegen.cli.options import PROBLEMS_IN_FILES, exit_codes, find_folder, folder_option, problems_option
from responsegen.cli.report import report
from responsegen.cli.terminal import echo
from responsegen.problem import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from responsegen.dossier.model import Dossier
    from responsegen.dossier.reading import Reading
    from responsegen.problem import Problem

EXAMPLES = """\b
Examples:
  responsegen check
  responsegen check --dossier examples/public-record
  responsegen check --staged
  responsegen check --format json 2> problems.json"""


@click.command("check", epilog=EXAMPLES)
@folder_option
@click.option("--staged", is_flag=True, help="Check what is staged in git, not what is in the folder.")
@problems_option
def command(folder: Path | None, staged: bool, form: Form) -> None:  # noqa: FBT001 -- click calls it by name
    """Look for problems in the dossier's files; build nothing."""
    folder = find_folder(folder, may_be_gone=staged)
    reading, in_print = _staged(folder, form) if staged else _in_folder(folder)
    problems = in_order((*reading.problems, *in_print))
    report(problems, form, folder)
    if form is Form.TEXT and (mendable := sum(bool(problem.instead) for problem in problems)):
        echo(_mendable(mendable, len(problems)))
    if reading.dossier is None or any(problem.is_error for problem in problems):
        raise click.exceptions.Exit(PROBLEMS_IN_FILES)
    if form is Form.TEXT:
        echo(_summary(reading.dossier, len(problems)))


def _in_folder(folder: Path) -> tuple[Reading, Iterable[Problem]]:
    from responsegen.building.print_checks import problems_in_print
    from responsegen.dossier.reading import read_dossier

    reading = read_dossier(folder)
    return reading, problems_in_print(folder, reading)


def _staged(folder: Path, form: Form) -> tuple[Reading, Iterable[Problem]]:
    from responsegen.building.letters import problems_in_letters
    from responsegen.history.staged import read_staged

    with exit_codes(folder, form):
        reading = read_staged(folder)
    return reading, problems_in_letters(reading.files)


def _mendable(some: int, of_all: int) -> str:
    those = "it" if of_all == 1 else "all of them" if some == of_all else f"{some} of them"
    return f"{typed('fix')} can fix {those}."


def _summary(dossier: Dossier, warnings: int) -> str:
    counts = {
        "question": len(dossier.questions),
        "topic": len(dossier.topics),
        "position": len(dossier.positions),
        "delegation": len(dossier.delegations),
    }
    *first, last = (_counted(count, noun) for noun, count in counts.items())
    but = f", with {_counted(warnings, 'warning')}" if warnings else ""
    return f"In order{but}: {', '.join(first)} and {last}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
