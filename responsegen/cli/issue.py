"""`issue`: freeze, number and register a revision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.completion import since_option
from responsegen.cli.options import dossier_command, dossier_option, examples, jobs_option
from responsegen.cli.report import PROBLEMS_IN_FILES, report
from responsegen.cli.terminal import echo, from_here, notify

if TYPE_CHECKING:
    from responsegen.issuing.issue import Issued

EXAMPLES = examples("issue", "issue --copies --mail", "issue --copies --mail --since REV1")


@dossier_command("issue", epilog=EXAMPLES)
@dossier_option
@click.option("--copies", is_flag=True, help="Number a copy for each recipient in distribution.yaml.")
@click.option("--mail", is_flag=True, help="Draft an e-mail to each recipient, with its papers.")
@since_option("Issue response and synthesis with the changes since this revision marked, too.")
@jobs_option
@click.option("--quiet", is_flag=True, help="Print nothing but problems.")
def command(  # noqa: PLR0913 -- one parameter an option
    *, folder: Path, copies: bool, mail: bool, since: str | None, jobs: int | None, quiet: bool
) -> None:
    """Freeze and register the revision that dossier.yaml names, in issued/REV1 or its like.

    Its papers say no longer that they are working copies. What was issued is never made again: where an answer has
    changed since, the next revision is due. Nothing is sent: drafts of e-mails wait for you in issued/REV1/mail.
    """
    from responsegen.building.workers import cores
    from responsegen.cli.progress import progress
    from responsegen.issuing.issue import Wanted, issue
    from responsegen.issuing.issued_before import IssueRefused, version_named

    with progress(quiet=quiet) as display:
        try:
            issued = issue(
                folder,
                Wanted(copies, mail, version_named(folder, since) if since is not None else None),
                datetime.now().astimezone().replace(microsecond=0),
                jobs or cores(),
                display.say,
                display.rendered,
            )
        except IssueRefused as refused:
            notify(f"{refused}.")
            raise click.exceptions.Exit(PROBLEMS_IN_FILES) from refused
    report(issued.warnings, folder)
    if not quiet:
        echo(*_said(issued))


def _said(issued: Issued) -> Iterator[str]:
    from responsegen.documents.words import counted_figures, moment, number
    from responsegen.issuing.issued_before import tag_of

    register, where = issued.register, f"{from_here(issued.folder)}/"
    if not issued.is_new:
        yield f"{register.name} was issued on {moment(register.issued)}, and nothing has changed since: {where}"
        return
    papers = counted_figures(len({paper.document for paper in register.papers}), "paper")
    numbered = sum(len(paper.copies) for paper in register.papers)
    copies = f", and {number(numbered)} numbered {'copy' if numbered == 1 else 'copies'}" if numbered else ""
    yield f"{where} holds {register.name}: {papers} as PDF and DOCX{copies}."
    if register.commit:
        subject = f"Issue {register.name}"
        yield "To keep it in git, with a tag that proves what was issued:"
        yield f"  git add {where} && git commit -m '{subject}'"
        yield f"  git tag -a {tag_of(register)} -m '{subject}'"
    else:
        yield "This dossier is in no git repository, so the register alone records the issue."
