"""`explain`: from a topic, an option or a problem code to why it is so, in words that need no manual."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from responsegen.cli.completion import complete_points
from responsegen.cli.options import exit_codes, find_folder, folder_option

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from responsegen.dossier.model import Dossier

EXAMPLES = """\b
Examples:
  responsegen explain
  responsegen explain sanctions.shadow-fleet
  responsegen explain force_size
  responsegen explain RG012"""


@click.command("explain", epilog=EXAMPLES)
@click.argument("name", metavar="[TOPIC[.OPTION]|CODE]", required=False, shell_complete=complete_points)
@folder_option
def command(name: str | None, folder: Path | None) -> None:
    """Say why a topic or an option stands as it does, and what would change it; or what a problem code means.

    Without a name, list what can be explained.
    """
    from responsegen.cli import layout

    layout.show(*(_fault(name) if name and _is_code(name) else _explanation(find_folder(folder), name)))


def _is_code(name: str) -> bool:
    return bool(re.fullmatch("RG[0-9]{1,9}", name.upper()))


def _fault(code: str) -> Iterator[str]:
    from responsegen.cli import layout
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
    columns = layout.width()
    yield click.style(f"{fault.code}, {fault.severity}: {fault.title}", bold=True)
    yield from layout.lines(fault.explanation, columns, others="")


def _explanation(folder: Path, name: str | None) -> Iterator[str]:
    from responsegen.building.merge import merge
    from responsegen.cli import layout, prose
    from responsegen.cli.naming import named
    from responsegen.explaining.explanation import explain
    from responsegen.explaining.page import Part

    with exit_codes(folder):
        merged = merge(folder)
    if name is None:
        yield from _list(merged.dossier)
        return
    found = explain(merged.dossier, merged.answer, *named(merged.dossier, name))
    yield from prose.laid_out((Part(found.title), *found.parts), layout.width())


def _list(dossier: Dossier) -> Iterator[str]:
    from responsegen.cli import layout
    from responsegen.cli.naming import options_of

    for topic in dossier.topics.values():
        yield click.style(f"{topic.id}  {layout.plain(topic.title)}", bold=True)
        if names := [f"{topic.id}.{option}" for option in options_of(topic)]:
            yield from layout.lines(", ".join(names), layout.width(), "  ")
