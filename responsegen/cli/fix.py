"""`fix`: correct the mistakes in files that can only be meant in one way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.file_changes import may_write, show, write
from responsegen.cli.options import dossier_command, dossier_option, examples, files_argument, named_files
from responsegen.cli.report import PROBLEMS_IN_FILES, report
from responsegen.cli.terminal import echo
from responsegen.problem import Problem

if TYPE_CHECKING:
    from responsegen.editing.fixes import Fixes

EXAMPLES = examples("fix", "fix positions/SE.yaml", "fix --yes")


@dossier_command("fix", epilog=EXAMPLES)
@files_argument
@dossier_option
@click.option("--yes", is_flag=True, help="Write what is shown, without asking.")
def command(files: tuple[Path, ...], folder: Path, yes: bool) -> None:  # noqa: FBT001 -- click calls it by name
    """Fix mistakes that can only be meant in one way, in all files or in those named.

    GR becomes EL and GB becomes UK, in names of files too; Sweden becomes SE, suport support, and 16 February 2025
    the date 2025-02-16; 1.000.000 is written with spaces. A text that YAML misreads is put in quotation marks, and
    dashes, colons and blanks of word processors that lay out the file become those of the keyboard. What has two
    readings, such as 30.000, is left to you.

    The change is shown first; comments and layout stay as they are. The exit code is that of `check` afterwards.
    """
    from responsegen.dossier.files import read_files
    from responsegen.dossier.reading import check_files
    from responsegen.editing.fixes import fix_files

    read, met = read_files(folder)
    chosen = named_files(files, folder, [file.path for file in read]) or [file.path for file in read]
    found = fix_files(read, met, chosen)
    problems = found.problems
    if not found.files:
        echo(_left([p for p in problems if not files or p.place.file in chosen]))
    else:
        show(found.files, f"{_counted(found)} can be fixed.")
        if may_write(yes=yes):
            write(found.files, folder)
            echo(f"{_counted(found)} fixed.")
        else:
            problems = check_files(read, met).problems
    report(problems, folder)
    if any(problem.is_error for problem in problems):
        raise click.exceptions.Exit(PROBLEMS_IN_FILES)


def _left(problems: Sequence[Problem]) -> str:
    """Say why nothing is fixed: there is no problem, or none that only one thing can be meant by."""
    if not problems:
        return "There is nothing to fix."
    left = "1 problem is" if len(problems) == 1 else f"{len(problems)} problems are"
    return f"Nothing can be fixed automatically: {left} left to you."


def _counted(found: Fixes) -> str:
    mistakes, files = sum(fix.mistakes for fix in found.files), len(found.files)
    return f"{mistakes} mistake{'' if mistakes == 1 else 's'} in {files} file{'' if files == 1 else 's'}"
