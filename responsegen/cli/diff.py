"""`diff`: say what changed in positions and outcomes between two revisions, and what moved them."""

from __future__ import annotations

from pathlib import Path

import click

from responsegen.cli.completion import complete_revision
from responsegen.cli.options import dates_in_words, dossier_command, dossier_option, examples, format_option
from responsegen.cli.terminal import echo, print_bytes

LAST_COMMIT = "HEAD"
EXAMPLES = examples("diff", "diff REV1", "diff yesterday", "diff REV0..REV1 --format markdown")


@dossier_command("diff", epilog=EXAMPLES)
@click.argument(
    "revisions", metavar="[REV[..REV]]", default=LAST_COMMIT, callback=dates_in_words, shell_complete=complete_revision
)
@format_option("markdown: for a pull request or an e-mail; json: for programs.", "text markdown json")
@dossier_option
def command(revisions: str, form: str, folder: Path) -> None:
    """Say what changed in positions and outcomes since REV, or from one REV to the other.

    Without REV: since the last commit. REV1 is the revision that was issued; every name that git knows will do, and so
    will a date, yesterday or a day of the week: they stand for the last commit of that day or before. Nothing is
    checked out or fetched.
    """
    from responsegen.building.merge import merge
    from responsegen.issuing.issued_before import version_named

    earlier, later = _sides(revisions)
    before = version_named(folder, earlier)
    after = version_named(folder, later) if later else merge(folder)
    if form == "json":
        from responsegen.documents.changes.changes_json import changes_json

        print_bytes(changes_json(before, after))
        return
    from responsegen.cli import diff_text, page_text
    from responsegen.documents.attribution import BY_NAME
    from responsegen.documents.changes.version_changes import version_changes

    found = version_changes(before, after, BY_NAME)
    echo(
        *page_text.exercise(after.dossier),
        *(diff_text.markdown(found) if form == "markdown" else diff_text.text(found)),
    )


def _sides(revisions: str) -> tuple[str, str | None]:
    """Find the earlier revision and the later one, None for the files as they are; `a..` and `..b` reach to HEAD."""
    if "..." in revisions:
        raise click.UsageError(
            f"{revisions}: three dots are not understood; name the two revisions with two dots between them"
        )
    earlier, dots, later = revisions.partition("..")
    return earlier or LAST_COMMIT, (later or LAST_COMMIT) if dots else None
