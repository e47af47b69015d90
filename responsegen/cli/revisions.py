"""What a shell offers where a command takes a revision: branches, tags and the last commits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem


def complete_revision(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the revision that is being typed; in `main..wi` the second one."""
    from click.shell_completion import CompletionItem  # only a shell that completes needs it

    from responsegen.dossier.folder import find_dossier
    from responsegen.history.names import known_revisions

    first, dots, typed = incomplete.rpartition("..")
    folder = find_dossier(Path(ctx.params.get("folder") or Path.cwd()))
    known = known_revisions(folder) if folder else {}
    return [CompletionItem(f"{first}{dots}{n}", help=what) for n, what in known.items() if n.startswith(typed)]
