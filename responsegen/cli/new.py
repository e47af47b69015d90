"""`new`: start position files in which only the answers are missing."""

from __future__ import annotations

from pathlib import Path

import click

from responsegen.cli.completion import complete_delegations
from responsegen.cli.options import dossier_command, dossier_option, examples
from responsegen.cli.report import PROBLEMS_IN_FILES, report, writing
from responsegen.cli.terminal import echo, from_here, notify, typed

IN_VSCODE = "VS Code completes and checks while you type: open the folder, and take the extension that it recommends."
EXAMPLES = examples("new SE", "new EE LV LT")


@dossier_command("new", epilog=EXAMPLES)
@click.argument("delegations", nargs=-1, required=True, metavar="DELEGATION...", shell_complete=complete_delegations)
@dossier_option
def command(delegations: tuple[str, ...], folder: Path) -> None:
    """Start position files: every topic with its allowed answers, all of them still commented out.

    A file that is there is left as it is; if one of the others cannot be written, none is.
    """
    from responsegen.cli.topic_names import delegation_named
    from responsegen.dossier.files import MEANT, POSITIONS, read_files
    from responsegen.dossier.reading import read_questions
    from responsegen.editing.blank_position import new_positions
    from responsegen.editing.editor_files import SETTINGS, editor_files
    from responsegen.editing.writing import write_new

    files, met = read_files(folder)
    asked = read_questions(files, met)
    codes = tuple(dict.fromkeys(delegation_named(asked.delegations, word) for word in delegations))
    if unread := [problem for problem in met if MEANT.get(problem.place.file.casefold()) == POSITIONS]:
        report(unread, folder)
        notify("nothing was written, since it cannot be told which positions are there already.")
        raise click.exceptions.Exit(PROBLEMS_IN_FILES)
    paths = dict.fromkeys((*(file.path for file in files), *(problem.place.file for problem in met)))
    new = new_positions(asked, files, paths, codes)
    there = f"{' and '.join(new.there)} {'is' if len(new.there) == 1 else 'are'} there already"
    if not new.files:
        raise click.UsageError(f"{there}: nothing was written")
    if new.problems:
        report(new.problems, folder)
        notify("nothing was written, since the new files would bring these errors.")
        raise click.exceptions.Exit(PROBLEMS_IN_FILES)
    beside = editor_files(folder, asked)
    with writing(folder):
        write_new(folder, {**new.files, **beside})
    if new.there:
        notify(f"{there}: left as {'it is' if len(new.there) == 1 else 'they are'}.")
    for path in new.files:
        echo(f"Wrote {from_here(folder / path)}")
    echo(f"No topic is answered yet: fill in what you know, then run {typed('check')}.")
    if SETTINGS in beside:
        echo(IN_VSCODE)
