"""`explain`: say why a point stands as it does, where a delegation stands, or what a problem code means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.completion import complete_points
from responsegen.cli.options import dossier_command, examples, find_folder, folder_option, format_option, without_option
from responsegen.cli.terminal import echo, print_bytes

if TYPE_CHECKING:
    from responsegen.building.merge import Merged
    from responsegen.dossier.model import Dossier

EXAMPLES = examples(
    "explain",
    "explain sanctions.shadow-fleet",
    "explain force_size",
    "explain HU",
    "explain HU.sanctions",
    "explain lng --without HU,SK",
    "explain RG012",
)


@dossier_command("explain", epilog=EXAMPLES)
@click.argument("name", metavar="[TOPIC[.OPTION]|SE[.TOPIC]|CODE]", required=False, shell_complete=complete_points)
@without_option
@click.option("--lines", is_flag=True, help="Say of every answer in which line it stands.")
@format_option()
@folder_option
def command(*, name: str | None, without: str, lines: bool, form: str, folder: Path | None) -> None:
    """Say why a point stands as it does and what would change it, or where a delegation stands, or what a code means.

    An option does without its topic where no other is called so. Without a name, list what can be explained.
    """
    from responsegen.building.merge import merge

    if name is not None and re.fullmatch("RG[0-9]{1,9}", name.upper()):
        echo(*_fault(name))
    elif name is not None:
        show(merge(find_folder(folder)), name, without, form, lines=lines)
    else:
        echo(*_names(merge(find_folder(folder)).dossier))


def _fault(code: str) -> Iterator[str]:
    from responsegen.cli import page_text, problem_page
    from responsegen.dossier.catalogue import CATALOGUE

    fault = CATALOGUE.get(f"RG{int(code[2:]):03}")
    if fault is None:
        reading = [known.code for known in CATALOGUE.values() if known.is_of_input]
        making = CATALOGUE.keys() - reading
        raise click.UsageError(
            f'there is no problem code "{code}": they go from {min(reading)} to {max(reading)},'
            f" and from {min(making)} to {max(making)} for templates and rendering"
        )
    title, explanation = problem_page.entries()[fault.code]
    yield click.style(f"{fault.code}, {fault.severity}: {title}", bold=True)
    yield from page_text.lines(explanation, others="")


def _names(dossier: Dossier) -> Iterator[str]:
    from responsegen.cli import page_text

    for topic in dossier.topics.values():
        yield click.style(f"{topic.id}  {page_text.plain(topic.title)}", bold=True)
        names = ", ".join(f"{topic.id}.{option}" for option in topic.option_ids)
        yield from page_text.lines(names, "  ")


def show(merged: Merged, name: str, without: str, form: str, *, lines: bool = False) -> None:
    """Explain what is named, as text or as JSON."""
    from responsegen.cli import page_text
    from responsegen.cli.topic_names import named
    from responsegen.explaining.explanation import explain, explanation_json

    asked = replace(named(merged.dossier, name, without), lines=lines)
    if form == "json":
        print_bytes(explanation_json(merged.dossier, merged.answer, asked))
        return
    parts = explain(merged.dossier, merged.answer, asked)
    told = page_text.laid_out(parts, aligned=asked.delegation is not None)
    echo(*page_text.exercise(merged.dossier), *told)
