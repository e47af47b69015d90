"""Take one sha256 of all that a build of a dossier depends on: a build in the same state has nothing to do."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from threading import Thread

from responsegen.building.fingerprint import fingerprint
from responsegen.building.manifest import trusted_manifest
from responsegen.building.output_folder import TEMPLATES, leftovers
from responsegen.building.toolchain import PACKAGE, libraries, sources
from responsegen.dossier.files import DOSSIER_FILE, POSITIONS
from responsegen.history.git import last_commit


def build_key(folder: Path) -> str | None:
    """Return one sha256 for the state of a dossier and of this program; outputs made in the same state are the same.

    None where that cannot be told: something cannot be read, or is a link, and what a link leads to may change unseen.
    """
    packaged = PACKAGE / TEMPLATES if (PACKAGE / TEMPLATES).is_dir() else PACKAGE.parent / TEMPLATES
    places = (folder / DOSSIER_FILE, folder / POSITIONS, folder / TEMPLATES, packaged)
    commits: list[str | None] = []  # with the files' contents they decide which one the documents name
    asking = Thread(target=lambda: commits.append(last_commit(folder)))  # git takes as long as all the rest
    asking.start()
    try:
        contents = [dict(_contents(place, "")) for place in places]
        program = sources(), libraries()
    except OSError:
        return None
    finally:
        asking.join()
    return fingerprint((contents, commits, *program))


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


def _contents(path: Path, name: str) -> Iterator[tuple[str, str]]:
    """Yield the sha256 of the file, or of every file below the folder, by its path from there."""
    if path.is_symlink() or (path.exists() and not path.is_file() and not path.is_dir()):
        raise OSError
    if path.is_dir():
        for entry in sorted(path.iterdir()):
            yield from _contents(entry, f"{name}/{entry.name}")
    elif path.exists():
        yield name, sha256(path.read_bytes()).hexdigest()
