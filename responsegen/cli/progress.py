"""From the steps of a build to a bar on a terminal, to plain lines elsewhere, or to nothing."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from responsegen.building.pipeline import Progress
from responsegen.cli.form import Form
from responsegen.cli.options import say, teller
from responsegen.cli.terminal import echo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.building.jobs import Rendered


@contextmanager
def progress(form: Form, *, quiet: bool) -> Iterator[Progress]:
    """Show on stderr how a build goes on; where that is not wanted, only what people have to know."""
    if quiet or form is not Form.TEXT:
        yield Progress(teller(form), lambda *_: None)
    elif sys.stderr.isatty():
        bar = click.progressbar(length=1, label="Rendering", show_eta=False, item_show_func=_name, file=sys.stderr)
        with bar:

            def move(document: Rendered, _: int, total: int) -> None:
                bar.length = total
                bar.update(1, document.path)

            yield Progress(say, move)
    else:
        yield Progress(say, _line)


def _name(path: str | None) -> str:
    return path or ""


def _line(document: Rendered, number: int, total: int) -> None:
    echo(f"Rendered {document.path} ({number} of {total})", err=True)
