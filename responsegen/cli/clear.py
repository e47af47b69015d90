"""`clear`: record that a position was cleared, and which answers that covers."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.completion import complete_delegations
from responsegen.cli.options import dossier_command, dossier_option, examples
from responsegen.cli.terminal import echo
from responsegen.dossier.model import ClearedBy

if TYPE_CHECKING:
    from responsegen.dossier.model import Dossier

EXAMPLES = examples("clear SE --by ambassador", "clear EE LV LT --by minister --date 2025-02-16")


@dossier_command("clear", epilog=EXAMPLES)
@click.argument("delegations", nargs=-1, required=True, metavar="SE...", shell_complete=complete_delegations)
@click.option("--by", required=True, type=click.Choice([each.value for each in ClearedBy]), help="Who cleared it.")
@click.option(
    "--date", "on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="When it was cleared; otherwise today."
)
@dossier_option
def command(delegations: tuple[str, ...], by: str, on: datetime | None, folder: Path) -> None:
    """Record that positions were cleared, with a fingerprint of what each of their answers says.

    An answer that is changed later counts as a draft's until the position is cleared anew; the others stay cleared.
    Comments and layout of the files stay as they are.
    """
    from responsegen.cli.file_changes import write
    from responsegen.dossier.files import SourceFile
    from responsegen.dossier.reading import read_trees
    from responsegen.dossier.what_if import ReadDossier
    from responsegen.editing.clearing import cleared
    from responsegen.editing.fixes import FileFix

    trees = read_trees(folder)
    dossier = ReadDossier.of(trees)
    day = (on or datetime.now().astimezone()).date()
    chosen = [_position(dossier, name) for name in dict.fromkeys(delegations)]
    files = {file.path: file for file in trees.files}
    changes = []
    for code in chosen:
        before = files[dossier.positions[code].place.file]
        after = cleared(dossier.positions[code], before.content, ClearedBy(by), day)
        changes.append(FileFix(before, SourceFile(before.path, after), 0))
    write(changes, folder)
    echo(*(_said(dossier, code, by, day) for code in chosen))


def _position(dossier: Dossier, name: str) -> str:
    from responsegen.cli.topic_names import delegation_named

    code = delegation_named(dossier.delegations, name)
    if code not in dossier.positions:
        message = f"{name} has no position file that could be cleared"
        raise click.UsageError(message)
    return code


def _said(dossier: Dossier, code: str, by: str, day: date) -> str:
    from responsegen.documents.words import day as in_words

    stale = len(dossier.positions[code].stale)
    anew = f"; {stale} of its answers had been changed since the last time" if stale else ""
    return f"{code}: cleared by {by.replace('-', ' ')} on {in_words(day)}{anew}.".replace("\N{NO-BREAK SPACE}", " ")
