"""`what-if`: print what supposed changes would move, before and after; write nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.completion import complete_changes
from responsegen.cli.options import dossier_command, dossier_option, examples, format_option, without_option
from responsegen.cli.report import WRONG_USAGE, report
from responsegen.cli.terminal import echo, print_bytes
from responsegen.problem import InvalidDossier

if TYPE_CHECKING:
    from responsegen.dossier.model import Dossier
    from responsegen.dossier.what_if import ReadDossier

CHANGES = """\b
A change is
  SE.TOPIC=ANSWER, SE.TOPIC.OPTION=ANSWER  as a position file says it
  SE.troops.pledge=2000, SE.status=draft   any other key of a position
  SE=silent, SE.TOPIC=silent               no position, no answer
  need.NEED=no, event.EVENT=yes            in every scenario
  basis.TOPIC=BASIS, rule.TOPIC=RULE       another way to decide
  electorate.TOPIC=WHO                     other members
  as_of=MOMENT                             any other key of dossier.yaml"""
EPILOG = examples(
    "what-if SE.sanctions.shadow-fleet=oppose",
    'what-if HU=silent DE.force_size="at least 20000"',
    "what-if us.air-defence=no event.ceasefire=yes",
    "what-if basis.sanctions=restrictive-measures-regulation",
    "what-if --search sanctions.lng --without HU",
    before=CHANGES,
)


@dossier_command("what-if", epilog=EPILOG)
@click.argument("changes", metavar="CHANGE...|TOPIC[.OPTION]...", nargs=-1, shell_complete=complete_changes)
@click.option("--search", is_flag=True, help="List the smallest moves that would carry each TOPIC[.OPTION].")
@without_option
@format_option()
@dossier_option
def command(*, changes: tuple[str, ...], search: bool, without: str, form: str, folder: Path) -> None:
    """Try changes, several at once, and print what they would move. Nothing is written."""
    from responsegen.documents.changes.changes_json import effects_json
    from responsegen.dossier.reading import read_trees
    from responsegen.dossier.what_if import ReadDossier

    _refuse_what_does_not_fit(changes, without, form, search=search)
    dossier = ReadDossier.of(read_trees(folder))
    if search:
        echo(*_searched(dossier, changes, without))
        return
    supposed, notes = _supposed(dossier, changes, folder)
    if form == "json":
        print_bytes(effects_json(dossier, supposed, changes, notes))
    else:
        echo(*compared(dossier, supposed, notes))


def _refuse_what_does_not_fit(named: Sequence[str], without: str, form: str, *, search: bool) -> None:
    """Refuse options that do not go together, a command that names nothing, or a change where a topic is wanted."""
    change = next((name for name in named if "=" in name), None)
    json = "--search prints no JSON: `carried_by` in what `explain TOPIC --format json` prints is the same"
    for wrong, message in (
        (search and form == "json", json),
        (without and not search, "--without goes with --search: it names who is taken not to move"),
        (search and change, f'--search takes topics and options, not a change ("{change}"): try that without --search'),
        (search and not named, "name what is to be carried, such as --search sanctions"),
        (whole := _torn(named), f"put quotation marks around a value with a blank: {whole}"),
        (not named, "name a change, such as SE.sanctions=oppose, or what is to be carried, such as --search sanctions"),
    ):
        if wrong:
            raise click.UsageError(message)


def _torn(named: Sequence[str]) -> str:
    """Put quotation marks around the changes that the shell has torn apart; give nothing where it has not."""
    whole: list[str] = []
    for name in named:
        if whole and "=" in whole[-1] and not re.search(r"=|[^\W\d]\.\w", name):
            whole[-1] += f" {name}"
        else:
            whole.append(name)
    if len(whole) == len(named):
        return ""
    command = click.get_current_context().command_path
    return " ".join((command, *(f'"{change}"' if " " in change else change for change in whole)))


def _supposed(dossier: ReadDossier, changes: Sequence[str], folder: Path) -> tuple[Dossier, tuple[str, ...]]:
    """Suppose the changes, and say what they take along; whatever is wrong with them is wrong usage."""
    try:
        supposed, notes, warnings = dossier.supposing(changes)
    except InvalidDossier as invalid:
        report(invalid.problems, folder)
        raise click.exceptions.Exit(WRONG_USAGE) from invalid
    report(warnings, folder)
    return supposed, notes


def compared(before: Dossier, after: Dossier, notes: Sequence[str]) -> Iterator[str]:
    """Say what moved, and how many points stand how; nothing else."""
    from responsegen.cli import page_text, status_text
    from responsegen.consensus.comparison import compare
    from responsegen.consensus.joint_answer import joint_answer
    from responsegen.explaining.effects import effects

    yield from page_text.exercise(after)
    answered, answers = joint_answer(before), joint_answer(after)
    parts = tuple(effects(after, compare(before, answered, after, answers)))
    yield from page_text.paragraphs(notes)
    yield from page_text.laid_out(parts, apart=bool(notes))
    if not parts:
        yield "Nothing moves."
        return
    counts = [status_text.tally(answer) for answer in (answered, answers)]
    yield ""
    if counts[0] == counts[1]:
        yield from page_text.lines(f"Points, as before: {counts[0]}")
    else:
        yield from page_text.lines(f"Points before: {counts[0]}")
        yield from page_text.lines(f"Points after:  {counts[1]}")


def _searched(dossier: Dossier, names: Sequence[str], without: str) -> Iterator[str]:
    from responsegen.cli import page_text
    from responsegen.cli.topic_names import named
    from responsegen.consensus.joint_answer import joint_answer
    from responsegen.explaining.explanation import search

    yield from page_text.exercise(dossier)
    every = [named(dossier, name, without) for name in names]
    answer = joint_answer(dossier)
    for i, asked in enumerate(every):
        if asked.delegation:
            raise click.UsageError(f"--search takes topics and options, not a delegation ({asked.name})")
        yield from page_text.laid_out(search(dossier, answer, asked), apart=i > 0)
