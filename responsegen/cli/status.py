"""`status`: say where things stand, on the terminal or as the text of joint-answer.json."""

from __future__ import annotations

from pathlib import Path

import click

from responsegen.cli.completion import complete_delegations
from responsegen.cli.options import dossier_command, dossier_option, examples, format_option
from responsegen.cli.terminal import echo, notify, print_bytes


@dossier_command("status", epilog=examples("status", "status SE", "status --format json > answer.json"))
@click.argument("delegation", required=False, shell_complete=complete_delegations)
@dossier_option
@format_option("json: exactly what joint-answer.json would hold.")
def command(delegation: str | None, folder: Path, form: str) -> None:
    """Say who has answered, and where every topic stands; with a delegation, what it blocks and what waits for it."""
    from responsegen.building.merge import merge
    from responsegen.cli import page_text, status_text
    from responsegen.cli.explain import show
    from responsegen.cli.topic_names import delegation_named
    from responsegen.issuing.issued_before import told

    merged = merge(folder)
    if delegation is not None:
        show(merged, delegation_named(merged.dossier.delegations, delegation), "", form)
        return
    if form == "json":
        print_bytes(merged.joint_answer_json)
        return
    echo(
        *page_text.paragraphs(
            (*status_text.heading(merged.dossier), *status_text.participation(merged), *told(folder, notify))
        ),
        "",
        *page_text.table(status_text.blocks(merged)),
        "",
        *page_text.paragraphs(status_text.next_step(merged)),
    )
