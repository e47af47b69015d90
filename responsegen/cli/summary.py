"""From a finished build to sentences: what was written, replaced and removed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from responsegen.cli.called import command
from responsegen.documents.wording import counted_figures, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from responsegen.building.pipeline import Built


def written(built: Built, output: str) -> Iterator[str]:
    """What lies in the output folder now, and what this build did to it."""
    change = built.change
    documents = _documents([document.path for document in built.documents])
    yield f"{output} holds {documents}, each as PDF, DOCX and HTML, and the data behind them."
    touched = ((change.added, "new"), (change.changed, "changed"), (change.removed, "removed"))
    done = [f"{len(paths)} {word}" for paths, word in touched if paths]
    yield f"Files: {joined(done)}." if done else "Nothing had changed: every file was up to date."
    if change.removed:
        yield f"Removed, since the dossier no longer has them: {joined(change.removed)}."


def up_to_date(documents: Sequence[str], output: str) -> Iterator[str]:
    """The same where there was nothing to do."""
    yield f"{output} is up to date: {_documents(documents)}, each as PDF, DOCX and HTML, and the data behind them."
    yield f"{command('status')} says where things stand."


def _documents(paths: Sequence[str]) -> str:
    """`response, synthesis and 29 fiches`."""
    folders = Counter(path.rpartition("/")[0] for path in paths)
    single = [path for path in paths if "/" not in path]
    many = [counted_figures(count, folder.removesuffix("s")) for folder, count in folders.items() if folder]
    return joined([*single, *many])
