"""`init`: start a dossier, which can be built as it is."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from shlex import quote

import click

from responsegen.cli.new import IN_VSCODE
from responsegen.cli.options import dossier_command, examples, folder_option
from responsegen.cli.report import writing
from responsegen.cli.terminal import echo, from_here, typed

GITIGNORE = b"# What responsegen builds can be built again.\n/build/\n"
EXAMPLES = examples("init my-dossier", "init my-exercise --example")


@dossier_command("init", epilog=EXAMPLES)
@click.argument("directory", required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]")
@folder_option
@click.option("--example", "is_example", is_flag=True, help="The exercise that is shipped, with all its positions.")
def command(directory: Path | None, folder: Path | None, is_example: bool) -> None:  # noqa: FBT001 -- click calls it by name
    """Start a dossier in DIR, or here: one question for each kind of topic, to put your own in their place.

    It can be built as it is. A folder that holds a dossier already is left alone. --dossier DIR means the same as DIR.
    """
    from responsegen.dossier.files import DOSSIER_FILE, SourceFile
    from responsegen.dossier.reading import read_questions
    from responsegen.editing.editor_files import SETTINGS, editor_files
    from responsegen.editing.starter import example, starter
    from responsegen.editing.writing import write_new

    if directory and folder:
        raise click.UsageError("DIR and --dossier DIR mean the same: give one of them")
    target = directory or folder or Path()
    files = example() if is_example else starter(datetime.now().astimezone())
    there = [path for path in (*files, "positions") if os.path.lexists(target / path)]
    if there:
        raise click.UsageError(f"{from_here(target / there[0])} is there already: nothing was written")
    has_gitignore = os.path.lexists(target / ".gitignore")
    asked = read_questions([SourceFile(DOSSIER_FILE, files[DOSSIER_FILE])], ())
    beside = editor_files(target, asked) | ({} if has_gitignore else {".gitignore": GITIGNORE})
    with writing(target):
        write_new(target, files | beside)
    echo(f"Wrote {from_here(target / 'dossier.yaml')} and {len(files) - 1} positions beside it.")
    where = "" if from_here(target.resolve()) == "." else f" --dossier {quote(from_here(target))}"
    echo(f"It can be built as it is: {typed(f'build{where}')}")
    if SETTINGS in beside:
        echo(IN_VSCODE)
    else:
        echo(f"{from_here(target / '.vscode')} is left as it is: {typed('schema --help')} says what VS Code needs.")
    if has_gitignore and b"build" not in (target / ".gitignore").read_bytes():
        echo("Add /build/ to .gitignore: what is built can be built again.")
