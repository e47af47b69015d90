"""`check`: report the problems of a dossier, or that it is in order; build nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.options import (
    dossier_command,
    examples,
    files_argument,
    find_folder,
    folder_option,
    named_files,
    problems_option,
)
from responsegen.cli.report import FOR_PEOPLE, PROBLEMS_IN_FILES, report
from responsegen.cli.terminal import echo, typed
from responsegen.dossier.files import DOSSIER_FILE
from responsegen.problem import in_order

if TYPE_CHECKING:
    from responsegen.dossier.model import Dossier

EXAMPLES = examples("check", "check positions/SE.yaml", "check --staged", "check --format json 2> problems.json")


@dossier_command("check", epilog=EXAMPLES)
@files_argument
@folder_option
@click.option("--staged", is_flag=True, help="Check what is staged in git, not what is in the folder.")
@problems_option
def command(*, files: tuple[Path, ...], folder: Path | None, staged: bool, problem_format: str) -> None:
    """Look for problems in the dossier's files; build nothing.

    With FILE, tell only the problems of these files, and what is wrong with dossier.yaml: it says what they answer.
    """
    folder = find_folder(folder, may_be_gone=staged)
    if staged:
        from responsegen.building.letters import problems_in_letters
        from responsegen.history.staged import read_staged

        reading = read_staged(folder)
        in_print = tuple(problems_in_letters(reading.files))
    else:
        from responsegen.building.print_checks import problems_in_print
        from responsegen.dossier.reading import problems_in_distribution, read_dossier

        reading = read_dossier(folder)
        in_print = (*problems_in_print(folder, reading), *problems_in_distribution(folder, reading))
    found = in_order((*reading.problems, *in_print))
    paths = {*(file.path for file in reading.files), *(problem.place.file for problem in found)}
    named = named_files(files, folder, paths)
    problems = [p for p in found if not named or p.place.file in named or (p.is_error and p.place.file == DOSSIER_FILE)]
    is_for_people = problem_format == FOR_PEOPLE
    report(problems, folder, problem_format)
    if is_for_people and (fixable := sum(bool(problem.instead) for problem in problems)):
        those = "it" if len(problems) == 1 else "all of them" if fixable == len(problems) else f"{fixable} of them"
        echo(f"{typed('fix')} can fix {those}.")
    if any(problem.is_error for problem in problems):
        raise click.exceptions.Exit(PROBLEMS_IN_FILES)
    if is_for_people and named:
        elsewhere = len(found) - len(problems)
        more = f" {_counted(elsewhere, 'problem')} elsewhere: {typed('check')}." if elsewhere else ""
        echo(f"In order{_but(len(problems))}: {', '.join(sorted(named))}.{more}")
    elif is_for_people and reading.dossier:
        echo(_summary(reading.dossier, len(problems)))


def _but(warnings: int) -> str:
    return f", with {_counted(warnings, 'warning')}" if warnings else ""


def _summary(dossier: Dossier, warnings: int) -> str:
    counts = {
        "question": len(dossier.questions),
        "topic": len(dossier.topics),
        "position": len(dossier.positions),
        "delegation": len(dossier.delegations),
    }
    *first, last = (_counted(count, noun) for noun, count in counts.items())
    return f"In order{_but(warnings)}: {', '.join(first)} and {last}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
