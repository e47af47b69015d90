"""`schema`: print the JSON Schema that editors complete and check a dossier's files with."""

from __future__ import annotations

import os
from pathlib import Path

import click

from responsegen.cli.options import dossier_command, examples, find_folder, folder_option
from responsegen.cli.report import writing
from responsegen.cli.terminal import from_here, notify, print_bytes

EDITORS = """An editor that knows YAML uses a schema that the first line of a file names:

\b
  # yaml-language-server: $schema=../build/positions.schema.json

VS Code, with the YAML extension by Red Hat, also uses those that .vscode/settings.json names:

\b
  "yaml.schemas": {
    "./build/dossier.schema.json": "dossier.yaml",
    "./build/positions.schema.json": "positions/*.yaml",
    "./build/distribution.schema.json": "distribution.yaml"
  }"""
EXAMPLES = examples("schema > positions.schema.json", "schema dossier --output dossier.schema.json", after=EDITORS)


@dossier_command("schema", epilog=EXAMPLES)
@click.argument(
    "which", type=click.Choice(["positions", "dossier", "distribution", "joint-answer"]), default="positions"
)
@folder_option
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where the schema goes; otherwise it is printed.",
)
def command(which: str, folder: Path | None, output: Path | None) -> None:
    """Print the JSON Schema of position files, of dossier.yaml, of distribution.yaml, or of joint-answer.json.

    What stands in positions and in the distribution depends on what the dossier asks and orders; the others need none.
    """
    from responsegen.consensus.json_export import joint_answer_schema
    from responsegen.dossier.distribution_file import distribution_schema
    from responsegen.dossier.files import read_files
    from responsegen.dossier.reading import read_questions
    from responsegen.dossier.schema import dossier_schema, positions_schema

    if output is not None:
        _refuse_own_files(output)
    if which == "dossier":
        text = dossier_schema()
    elif which == "joint-answer":
        text = joint_answer_schema()
    else:
        asked = read_questions(*read_files(find_folder(folder)))
        text = distribution_schema(asked) if which == "distribution" else positions_schema(asked)
    if output is None:
        print_bytes(text)
        return
    from responsegen.editing.writing import replace

    with writing(output):
        replace(output, text.encode())
    notify(f"wrote {from_here(output)}.")


def _refuse_own_files(output: Path) -> None:
    """Refuse to write a schema over what people have written: that is wrong usage."""
    from responsegen.dossier.files import DOSSIER_FILE, POSITIONS, find_dossier

    target = Path(os.path.realpath(output))  # which says nothing of a link to itself
    folder = find_dossier(target.parent)
    if folder and any(target.is_relative_to(folder / own) for own in (DOSSIER_FILE, POSITIONS, "templates")):
        raise click.UsageError(f"--output {output} is where the dossier's own files are: name another file")
