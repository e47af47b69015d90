"""`status`: say where things stand, on the terminal or as the text of joint-answer.json."""

from __future__ import annotations

from pathlib import Path

import click

from responsegen.cli.options import dossier_command, dossier_option, examples
from responsegen.cli.terminal import echo, print_bytes


@dossier_command("status", epilog=examples("status", "status --format json > answer.json"))
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
    from responsegen.cli import page_text, status_text

    merged = merge(folder)
    if form == "json":
        print_bytes(merged.exchange)
        return
    columns = page_text.width()
    echo(
        *page_text.paragraphs((*status_text.heading(merged.dossier), *status_text.participation(merged)), columns),
        "",
        *page_text.table(status_text.blocks(merged), columns),
        "",
        *page_text.paragraphs(status_text.next_step(merged), columns),
    )
