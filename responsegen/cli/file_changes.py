"""Show changes of the dossier's files, ask, and write all of them or none."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.report import NO_OUTPUT, writing
from responsegen.cli.terminal import echo, escape_controls, from_here, notify

if TYPE_CHECKING:
    from responsegen.editing.fixes import FileFix

STYLES = {"+++": None, "---": None, "rename ": None, "@@": "cyan", "+": "green", "-": "red"}  # None: bold


def show(changes: Sequence[FileFix], *sentences: str) -> None:
    """Print what would change, as a diff, and sentences below it."""
    from responsegen.editing.fixes import unified

    echo(*(_coloured(escape_controls(line)) for line in unified(changes)), "", *sentences)


def _coloured(line: str) -> str:
    for start, style in STYLES.items():
        if line.startswith(start):
            return click.style(line, bold=style is None or None, fg=style)
    return line


def may_write(*, yes: bool) -> bool:
    """Ask whether to write, unless that was said already; say that nothing is written where nobody can be asked."""
    if yes or (_somebody_is_there() and click.confirm("Write this?")):
        return True
    notify("nothing was written" + ("." if _somebody_is_there() else ": with --yes it would be."))
    return False


def _somebody_is_there() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def write(changes: Sequence[FileFix], folder: Path) -> None:
    """Write every file that is still as it was when it was read; if one is not, write none."""
    from responsegen.editing.writing import rewrite, write_new  # nothing else is written

    new = [change for change in changes if not change.before.content]
    old = [change for change in changes if change.before.content]
    for change in old:
        file = folder / change.before.path
        with writing(file):
            if file.read_bytes() != change.before.content:
                notify(f"{from_here(file)} has been changed meanwhile: nothing was written. Start again.")
                raise click.exceptions.Exit(NO_OUTPUT)
    with writing(folder):
        write_new(folder, {change.after.path: change.after.content for change in new})
        try:
            rewrite([(folder / change.before.path, folder / change.after.path, change.after.content) for change in old])
        except OSError:
            for change in new:
                (folder / change.after.path).unlink()
            raise
