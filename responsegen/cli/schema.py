"""`schema`: from a dossier to the JSON Schema that editors complete and check its files with."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.form import Form
from responsegen.cli.options import (
    PROBLEMS_IN_FILES,
    find_folder,
    folder_option,
    from_here,
    say,
    writing,
)
from responsegen.cli.report import report

if TYPE_CHECKING:
    from responsegen.dossier.model import Dossier

EXAMPLES = """\b
Examples:
  responsegen schema > positions.schema.json
  responsegen schema dossier --output dossier.schema.json

An editor that knows YAML uses a schema that the first line of a file names:

\b
  # yaml-language-server: $schema=../build/positions.schema.json"""


@click.command("schema", epilog=EXAMPLES)
@click.argument("which", type=click.Choice(["positions", "dossier"]), default="positions")
@folder_option
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where the schema goes; otherwise it is printed.",
)
def command(which: str, folder: Path | None, output: Path | None) -> None:
    """Print the JSON Schema of position files, or with `dossier` that of dossier.yaml.

    Position files depend on what the dossier asks; dossier.yaml does not, and its schema needs no dossier.
    """
    from responsegen.dossier.schema import dossier_schema, positions_schema

    if output is not None:
        _refuse_own_files(output)
    text = dossier_schema() if which == "dossier" else positions_schema(_asked(find_folder(folder)))
    if output is None:
        sys.stdout.buffer.write(text.encode())  # UTF-8, whatever the terminal speaks
        sys.stdout.flush()
        return
    from responsegen.editing.writing import replace

    with writing(output):
        replace(output, text.encode())
    say(f"wrote {from_here(output)}.")


def _refuse_own_files(output: Path) -> None:
    """It is wrong usage to write a schema over what people have written."""
    from responsegen.dossier.folder import DOSSIER_FILE, POSITIONS, find_dossier

    target = Path(os.path.realpath(output))  # which says nothing of a link to itself
    folder = find_dossier(target.parent)
    if folder and any(target.is_relative_to(folder / own) for own in (DOSSIER_FILE, POSITIONS, "templates")):
        message = f"--output {output} is where the dossier's own files are: name another file"
        raise click.UsageError(message)


def _asked(folder: Path) -> Dossier:
    from responsegen.editing.asked import read_asked

    asked = read_asked(folder)
    if asked.dossier is None:
        report(asked.problems, Form.TEXT, folder)
        raise click.exceptions.Exit(PROBLEMS_IN_FILES)
    return asked.dossier
