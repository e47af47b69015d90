"""`build`: make the outputs of a dossier, and say what was written and where things stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.completion import since_option
from responsegen.cli.options import (
    dossier_command,
    dossier_option,
    examples,
    jobs_option,
    output_folder,
    output_option,
    problems_option,
)
from responsegen.cli.report import report
from responsegen.cli.terminal import echo, from_here, typed
from responsegen.editing.interruption import undivided

if TYPE_CHECKING:
    from responsegen.building.pipeline import Built

EXAMPLES = examples(
    "build",
    "build --dossier examples/public-record --output /tmp/public-record",
    "build --since HEAD~3",
    "build --quiet --jobs 1",
)


@dossier_command("build", epilog=EXAMPLES)
@dossier_option
@output_option
@jobs_option
@since_option("Show what has changed since this revision or date, and build marked revisions.")
@click.option("--again", is_flag=True, help="Build everything anew, also what is there as you built it.")
@click.option("--no-cache", is_flag=True, help="Keep no drawn pages in build/.cache, and use none.")
@click.option("--quiet", is_flag=True, help="Print nothing but problems.")
@problems_option
def command(  # noqa: PLR0913 -- one parameter an option
    *,
    folder: Path,
    output: Path | None,
    jobs: int | None,
    since: str | None,
    again: bool,
    no_cache: bool,
    quiet: bool,
    problem_format: str,
) -> None:
    """Write every document of the dossier, as PDF, DOCX and HTML, and the joint answer as data."""
    with undivided():
        from responsegen.building.build_key import nothing_to_do

    target = output_folder(folder, output)
    there = nothing_to_do(folder, target) if since is None and not again else None
    if there is not None:
        report((), folder, problem_format)
        if not quiet:
            sentences = up_to_date(there, f"{from_here(target)}/")
            echo(*(sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in sentences))
        return
    with undivided():
        from responsegen.building.workers import cores, warm_up  # a build with nothing to do does without

    processes = jobs or cores()
    warm_up(processes)  # beside the next line, which takes as long as all that comes before rendering
    with undivided():
        from responsegen.building.pipeline import build
        from responsegen.cli.progress import progress

        if since is not None:
            from responsegen.issuing.issued_before import version_named

    with progress(quiet=quiet, form=problem_format) as display:
        earlier = version_named(folder, since) if since is not None else None
        built = build(folder, target, processes, display, earlier, again=again, cache=not no_cache)
    report(built.merged.warnings, folder, problem_format)
    if not quiet:
        _summarise(built, f"{from_here(target)}/")


def _summarise(built: Built, output: str) -> None:
    from responsegen.cli import page_text, status_text

    echo(
        *page_text.paragraphs(written(built, output)),
        "",
        *page_text.table(status_text.blocks(built.merged)),
        "",
        *page_text.paragraphs(status_text.participation(built.merged)),
        *page_text.paragraphs(status_text.next_step(built.merged)),
    )


def written(built: Built, output: str) -> Iterator[str]:
    """Say what lies in the output folder now, and what this build did to it."""
    from responsegen.documents.words import joined

    change = built.change
    yield f"{output} holds {_contents([document.path for document in built.documents])}"
    touched = ((change.added, "new"), (change.changed, "changed"), (change.removed, "removed"))
    done = [f"{len(paths)} {word}" for paths, word in touched if paths]
    yield f"Files: {joined(done)}." if done else "Nothing had changed: every file was up to date."
    if change.removed:
        yield f"Removed, since the dossier no longer has them: {joined(change.removed)}."
    for document in built.documents:
        for reason in document.whole:
            yield f"{document.path} was laid out as a whole, which takes longer: {reason}."
    uncommitted = " Git does not hold the files as they are." if built.commit and " " in built.commit else ""
    yield f"These are working copies; {typed('issue')} freezes and registers a revision.{uncommitted}"


def up_to_date(documents: Sequence[str], output: str) -> Iterator[str]:
    """Say the same where there was nothing to do."""
    yield f"{output} is up to date: {_contents(documents)}"
    yield f"{typed('status')} says where things stand."


def _contents(paths: Sequence[str]) -> str:
    """`response, synthesis and 29 fiches, each as PDF …`."""
    from responsegen.building.output_folder import FORMATS
    from responsegen.documents.words import counted_figures, joined

    folders = Counter(path.rpartition("/")[0] for path in paths)
    single = [path for path in paths if "/" not in path]
    many = [counted_figures(count, folder.removesuffix("s")) for folder, count in folders.items() if folder]
    formats = [suffix[1:].upper() for suffix in FORMATS]
    return f"{joined([*single, *many])}, each as {joined(formats)}, and the data behind them."
