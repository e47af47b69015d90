"""`new`: from the codes of delegations to position files in which only the answers are missing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from responsegen.cli.called import command as typed
from responsegen.cli.completion import complete_delegations
from responsegen.cli.form import Form
from responsegen.cli.options import (
    PROBLEMS_IN_FILES,
    dossier_option,
    from_here,
    say,
    writing,
)
from responsegen.cli.report import report
from responsegen.cli.terminal import echo
from responsegen.dossier.folder import BUILD

if TYPE_CHECKING:
    from pathlib import Path

    from responsegen.dossier.model import Dossier

CODE_LENGTH = 2
EXAMPLES = """\b
Examples:
  responsegen new SE
  responsegen new EE LV LT"""


@click.command("new", epilog=EXAMPLES)
@click.argument("delegations", nargs=-1, required=True, metavar="DELEGATION...", shell_complete=complete_delegations)
@dossier_option
def command(delegations: tuple[str, ...], folder: Path) -> None:
    """Start position files: every topic with its allowed answers, all of them still commented out.

    A file that is there is left as it is; if one of the others cannot be written, none is.
    """
    from responsegen.dossier.folder import MEANT, POSITIONS
    from responsegen.editing.asked import read_asked
    from responsegen.editing.new_positions import new_positions
    from responsegen.editing.writing import write_new

    asked = read_asked(folder)
    if asked.dossier is None:
        report(asked.problems, Form.TEXT, folder)
        raise click.exceptions.Exit(PROBLEMS_IN_FILES)
    codes = tuple(dict.fromkeys(_delegation(word, asked.dossier) for word in delegations))
    if unread := [problem for problem in asked.met if MEANT.get(problem.place.file.casefold()) == POSITIONS]:
        report(unread, Form.TEXT, folder)
        say("nothing was written, since it cannot be told which positions are there already.")
        raise click.exceptions.Exit(PROBLEMS_IN_FILES)
    new = new_positions(asked.dossier, asked, codes)
    there = f"{' and '.join(new.there)} {'is' if len(new.there) == 1 else 'are'} there already"
    if not new.files:
        message = f"{there}: nothing was written"
        raise click.UsageError(message)
    if new.problems:
        report(new.problems, Form.TEXT, folder)
        say("nothing was written, since the new files would bring these errors.")
        raise click.exceptions.Exit(PROBLEMS_IN_FILES)
    with writing(folder):
        write_new(folder, new.files)
    if new.there:
        say(f"{there}: left as {'it is' if len(new.there) == 1 else 'they are'}.")
    for path in new.files:
        echo(f"Wrote {from_here(folder / path)}")
    echo(f"No topic is answered yet: fill in what you know, then run {typed('check')}.")
    if not os.path.lexists(folder / BUILD / "positions.schema.json"):
        echo(f"Editors complete and check these files once you have run {typed('build')}.")


def _delegation(word: str, dossier: Dossier) -> str:
    """The delegation that a word on the command line names: `SE`, `se`, or `GR` for EL."""
    from responsegen.dossier.delegations import delegation_among
    from responsegen.dossier.nodes import Scalar
    from responsegen.problem import Place, Problem

    problems: list[Problem] = []
    written = Scalar(Place(""), word.upper() if len(word) == CODE_LENGTH else word, plain=True)
    code = delegation_among(dossier.delegations)(written, problems)
    if code is None:
        raise click.UsageError(problems[-1].message)
    return code
