"""`status`: from a dossier to where things stand, on the terminal or as the text of joint-answer.json."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from responsegen.cli.options import dossier_option, exit_codes

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = """\b
Examples:
  responsegen status
  responsegen status --format json > answer.json"""


@click.command("status", epilog=EXAMPLES)
@dossier_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json: exactly what joint-answer.json would hold.",
)
def command(folder: Path, form: str) -> None:
    """Say who has answered, and where every topic stands."""
    from responsegen.building.merge import merge
    from responsegen.cli import layout, participation, standing

    with exit_codes(folder):
        merged = merge(folder)
    if form == "json":
        sys.stdout.buffer.write(merged.exchange.encode())  # UTF-8, whatever the terminal speaks
        sys.stdout.flush()
        return
    columns = layout.width()
    layout.show(
        *layout.paragraphs((*participation.heading(merged.dossier), *participation.participation(merged)), columns),
        "",
        *layout.table(standing.blocks(merged), columns),
        "",
        *layout.paragraphs(participation.next_step(merged), columns),
    )
