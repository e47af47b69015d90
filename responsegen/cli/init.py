"""`init`: from a folder to one that holds a new dossier, which can be built as it is."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from shlex import quote

import click

from responsegen.cli.called import command as typed
from responsegen.cli.options import folder_option, from_here, writing
from responsegen.cli.terminal import echo

GITIGNORE = b"# What responsegen builds can be built again.\n/build/\n"
EXAMPLES = """\b
Examples:
  responsegen init my-dossier
  responsegen init my-exercise --example"""


@click.command("init", epilog=EXAMPLES)
@click.argument("directory", required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]")
@folder_option
@click.option("--example", "is_example", is_flag=True, help="The exercise that is shipped, with all its positions.")
def command(directory: Path | None, folder: Path | None, is_example: bool) -> None:  # noqa: FBT001 -- click calls it by name
    """Start a dossier in DIR, or here: one question for each kind of topic, to put your own in their place.

    It can be built as it is. A folder that holds a dossier already is left alone. --dossier DIR means the same as DIR.
    """
    from responsegen.editing.starter import example, starter
    from responsegen.editing.writing import write_new

    if directory and folder:
        message = "DIR and --dossier DIR mean the same: give one of them"
        raise click.UsageError(message)
    target = directory or folder or Path()
    files = example() if is_example else starter(datetime.now().astimezone())
    there = [path for path in (*files, "positions") if os.path.lexists(target / path)]
    if there:
        message = f"{from_here(target / there[0])} is there already: nothing was written"
        raise click.UsageError(message)
    has_gitignore = os.path.lexists(target / ".gitignore")
    with writing(target):
        write_new(target, files if has_gitignore else files | {".gitignore": GITIGNORE})
    _say_what_is_next(target, len(files) - 1, has_gitignore=has_gitignore)


def _say_what_is_next(target: Path, positions: int, *, has_gitignore: bool) -> None:
    echo(f"Wrote {from_here(target / 'dossier.yaml')} and {positions} positions beside it.")
    where = "" if from_here(target.resolve()) == "." else f" --dossier {quote(from_here(target))}"
    echo(f"It can be built as it is: {typed(f'build{where}')}")
    if has_gitignore and b"build" not in (target / ".gitignore").read_bytes():
        echo("Add /build/ to .gitignore: what is built can be built again.")
