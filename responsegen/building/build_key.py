"""Take one sha256 of all that a build of a dossier depends on: a build in the same state has nothing to do."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from responsegen.building.fingerprint import fingerprint
from responsegen.building.manifest import trusted_manifest
from responsegen.building.output_folder import leftovers
from responsegen.building.snapshot import inputs, snapshot
from responsegen.building.toolchain import libraries, sources
from responsegen.history.git import last_commit


def build_key(folder: Path) -> str | None:
    """Return one sha256 for the state of a dossier and of this program; outputs made in the same state are the same.

    None where that cannot be told: something cannot be read, or is a link, and what a link leads to may change unseen.
    """
    commits: list[str | None] = []  # with the files' contents they decide which one the documents name
    asking = Thread(target=lambda: commits.append(last_commit(folder)))  # git takes as long as all the rest
    asking.start()
    digests = snapshot(folder)
    program = sources(), libraries()
    asking.join()
    if not all(digests.values()) or any(path.is_symlink() for _, path in inputs(folder)):
        return None
    return fingerprint((sorted(digests.items()), commits, *program))


def nothing_to_do(folder: Path, output: Path) -> tuple[str, ...] | None:
    """Return the paths of all documents where a build would leave every output as it is; otherwise None.

    Where a build is going on or was killed, that is for the next build to see.
    """
    last = trusted_manifest(output)
    if last.state is None or leftovers(output):
        return None
    left: list[bool] = []
    looking = Thread(target=lambda: left.append(last.left(output, last.outputs)))  # beside reading what they depend on
    looking.start()
    state = build_key(folder)
    looking.join()
    return tuple(last.documents) if left == [True] and state and last.state == state else None
