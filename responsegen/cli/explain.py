"""`explain`: say why a topic or an option stands as it does, or what a problem code means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from responsegen.cli.completion import complete_points
from responsegen.cli.options import dossier_command, examples, find_folder, folder_option
from responsegen.cli.terminal import echo

EXAMPLES = examples("explain", "explain sanctions.shadow-fleet", "explain force_size", "explain RG012")


@dossier_command("explain", epilog=EXAMPLES)
@click.argument("name", metavar="[TOPIC[.OPTION]|CODE]", required=False, shell_complete=complete_points)
@folder_option
def command(name: str | None, folder: Path | None) -> None:
    """Say why a topic or an option stands as it does, and what would change it; or what a problem code means.

    Without a name, list what can be explained.
    """
    is_code = name is not None and re.fullmatch("RG[0-9]{1,9}", name.upper())
    echo(*(_fault(name) if name and is_code else _explanation(find_folder(folder), name)))


def _fault(code: str) -> Iterator[str]:
    from responsegen.cli import page_text, problem_page
    from responsegen.dossier.catalogue import CATALOGUE

    fault = CATALOGUE.get(f"RG{int(code[2:]):03}")
    if fault is None:
        reading = [known.code for known in CATALOGUE.values() if known.is_of_input]
        making = CATALOGUE.keys() - reading
        message = (
            f'there is no problem code "{code}": they go from {min(reading)} to {max(reading)},'
            f" and from {min(making)} to {max(making)} for templates and rendering"
        )
        raise click.UsageError(message)
    title, explanation = problem_page.entries()[fault.code]
    yield click.style(f"{fault.code}, {fault.severity}: {title}", bold=True)
    yield from page_text.lines(explanation, page_text.width(), others="")


def _explanation(folder: Path, name: str | None) -> Iterator[str]:
    from responsegen.building.merge import merge
    from responsegen.cli import page_text
    from responsegen.cli.topic_names import named, options_of
    from responsegen.explaining.explanation import explain
    from responsegen.explaining.page import Part

    merged = merge(folder)
    if name is not None:
        yield from page_text.exercise(merged.dossier)
        found = explain(merged.dossier, merged.answer, *named(merged.dossier, name))
        yield from page_text.laid_out((Part(found.title), *found.parts), page_text.width())
        return
    for topic in merged.dossier.topics.values():
        yield click.style(f"{topic.id}  {page_text.plain(topic.title)}", bold=True)
        if names := [f"{topic.id}.{option}" for option in options_of(topic)]:
            yield from page_text.lines(", ".join(names), page_text.width(), "  ")
