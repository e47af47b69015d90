"""`questionnaire`: write the questions as Word documents that delegations fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.completion import complete_delegations
from responsegen.cli.options import dossier_command, dossier_option, examples, output_folder
from responsegen.cli.report import writing
from responsegen.cli.terminal import echo, from_here, notify, typed
from responsegen.problem import InvalidDossier

if TYPE_CHECKING:
    from responsegen.dossier.model import Dossier

EXAMPLES = examples("questionnaire SE EE", "questionnaire --outstanding --mail", "questionnaire SE --prefilled")
FOLDER = "questionnaires"


@dossier_command("questionnaire", epilog=EXAMPLES)
@click.argument("delegations", nargs=-1, metavar="[DELEGATION...]", shell_complete=complete_delegations)
@click.option("--outstanding", is_flag=True, help="For every delegation that has not spoken yet.")
@click.option("--prefilled", is_flag=True, help="With what is recorded for the delegation already.")
@click.option("--mail", is_flag=True, help="Also a draft of an e-mail for each, with the questionnaire attached.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where they go; otherwise build/questionnaires/ in the dossier's folder.",
)
@dossier_option
def command(  # noqa: PLR0913 -- click calls it by name
    *, delegations: tuple[str, ...], outstanding: bool, prefilled: bool, mail: bool, output: Path | None, folder: Path
) -> None:
    """Write a questionnaire in Word for each delegation named, or for all: `receive` takes it back.

    It holds the questions with lists to choose from and cells to write in, and of answers only those of its own
    delegation. A file that is there and says something else is kept beside it, as "SE (earlier).docx".
    """
    from responsegen.cli.topic_names import delegation_named
    from responsegen.intake.request_mail import draft
    from responsegen.intake.word_form import questionnaire
    from responsegen.rendering.templates import TemplateFolders

    if outstanding and delegations:
        message = "name delegations, or say --outstanding: not both"
        raise click.UsageError(message)
    dossier = _dossier(folder, with_answers=outstanding or prefilled or mail)
    named = tuple(dict.fromkeys(delegation_named(dossier.delegations, word) for word in delegations))
    waiting = [d for d in dossier.delegations if d not in dossier.stated_positions and d not in dossier.spoken_for]
    codes = waiting if outstanding else named or dossier.delegations
    if not codes:
        echo("Every delegation has spoken: nobody is outstanding.")
        return
    target = output_folder(folder, output) / ("" if output else FOLDER)
    templates = TemplateFolders.of(folder)
    addresses = _addresses(folder, dossier) if mail else {}
    for code in codes:
        docx = questionnaire(dossier, code, templates, prefilled=prefilled)
        _put(target / f"{code}.docx", docx)
        if mail:
            _put(target / f"{code}.eml", draft(dossier, code, docx, addresses.get(code, ())))
    echo(f"What comes back is read by {typed('receive FILE')}.")


def _addresses(folder: Path, dossier: Dossier) -> Mapping[str, Sequence[str]]:
    """Read from distribution.yaml where delegations receive mail; raise InvalidDossier where it has errors."""
    from responsegen.dossier.reading import distribution_of

    distribution, problems = distribution_of(folder, dossier)
    if any(problem.is_error for problem in problems):
        raise InvalidDossier(problems)
    return {d: [r.mail for r in those if r.mail] for d, those in distribution.addresses.items()}


def _dossier(folder: Path, *, with_answers: bool) -> Dossier:
    """Read the dossier; where no answers are shown, nothing that is wrong with a position stands in the way."""
    from responsegen.dossier.files import read_files
    from responsegen.dossier.reading import read_dossier, read_questions

    return read_dossier(folder).valid() if with_answers else read_questions(*read_files(folder))


def _put(file: Path, content: bytes) -> None:
    """Write a file; another one of this name may be an answer that came back, and is kept."""
    from responsegen.editing.writing import free_name, replace

    with writing(file):
        if file.exists() and file.read_bytes() != content:
            aside = file.rename(free_name(file, "earlier"))
            notify(f"{from_here(file)} was another file: it is kept as {aside.name}.")
        replace(file, content)
    echo(f"Wrote {from_here(file)}")
