"""Show how a build goes on: in one line of a terminal, which is written over, in plain lines elsewhere, or not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from responsegen.building.document import Rendered
from responsegen.building.pipeline import Progress
from responsegen.cli.report import FOR_PEOPLE
from responsegen.cli.terminal import echo, notify, write_over

BAR = 20  # columns


@contextmanager
def progress(*, quiet: bool, form: str = FOR_PEOPLE) -> Iterator[Progress]:
    """Show on stderr how a build goes on; where that is not wanted, only what people have to know."""
    if quiet or form != FOR_PEOPLE:
        # On stdout where stderr holds problems for a program to read.
        yield Progress(notify if form == FOR_PEOPLE else echo, lambda *_: None)
    elif sys.stderr.isatty():
        _overwrite("Rendering")
        try:
            yield Progress(
                _notify_above, lambda document, number, total: _overwrite(drawn(document.path, number, total))
            )
        finally:
            _overwrite("")
    else:
        yield Progress(notify, _line)


def drawn(path: str, number: int, total: int) -> str:
    """Draw `Rendering [#####---------------] 8 of 31 fiches/SE`."""
    done = BAR * number // total
    return f"Rendering [{'#' * done:-<{BAR}}] {number} of {total} {path}"


def fitting(text: str, columns: int) -> str:
    """Cut a text to less than a terminal's width, which would break it into a second line that stays."""
    return text if len(text) < columns else text.rpartition("] ")[2][: max(columns - 1, 0)]


def _overwrite(text: str) -> None:
    """Write over the terminal's last line; the terminal may have been made narrower since."""
    columns = 80
    with suppress(OSError, ValueError):  # a stream that is no terminal
        columns = os.get_terminal_size(sys.stderr.fileno()).columns or columns
    write_over(fitting(text, columns), max(columns - 1, 0))


def _notify_above(sentence: str) -> None:
    """Say something where the line is written over next, so that it goes on below."""
    _overwrite("")
    notify(sentence)


def _line(document: Rendered, number: int, total: int) -> None:
    echo(f"Rendered {document.path} ({number} of {total})", err=True)
