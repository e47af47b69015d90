"""Put staged outputs in place, all of them or none: what has been decided is only ever completed.

build/.staging-x1/new/     the new files, whole and on the disk before anything else is touched
build/.staging-x1/commit   from here on they are to be in place; it holds the seal of their manifest, and becomes it
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from filecmp import cmp
from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from responsegen.building.failures import OutputFailed
from responsegen.building.manifest import is_as_built, listed_outputs, obsolete
from responsegen.building.output_folder import COMMIT, MANIFEST, NEW, RECORD, SEAL, is_output_path
from responsegen.editing.writing import undivided

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path


def commit(staging: Path, output: Path, seal: bytes, begun: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Decide that all staged files are to be in place, and put them there.

    Raises OSError where nothing has been decided, and OutputFailed where the next build has to complete it.
    """
    with undivided():
        for copied in (staging, *(path for path in staging.rglob("*") if path.is_dir())):
            _sync(copied)
        write_durably(staging / RECORD, seal)
        (staging / RECORD).replace(staging / COMMIT)
        roll_forward(staging, output, begun, say)


def roll_forward(staging: Path, output: Path, begun: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Put the staged files in place and take away what is no longer made; each step may be done a second time.

    A file that is not as a build left it, by its manifest or by what one had `begun`, is put aside and said.
    Raises OutputFailed where a file cannot be replaced now: the next build completes it.
    """
    try:
        _sync(staging)
        new, gone = staged(staging), obsolete(output, staging / NEW)
        for path in (*new, *gone):
            if os.path.lexists(output / path):
                (output / path).replace(output / path)  # refused by Windows while another program has it open
        built = listed_outputs(output)
        for path in (*new, *gone):
            if path != MANIFEST and not is_as_built(output / path, built.get(path), begun.get(path)):
                _put_aside(output, path, say)
        for path in gone:
            (output / path).unlink(missing_ok=True)
        _take_away_empty(output, gone)
        for path in new:
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            (staging / NEW / path).replace(output / path)
            _sync((output / path).parent)
        (staging / COMMIT).replace(output / SEAL)
    except OSError as error:
        message = f"{_words(error)}. The new outputs are ready: the next build puts them in place"
        raise OutputFailed(message) from error
    clear(staging)


def staged(staging: Path) -> list[str]:
    """List what is to be put in place; the manifest last, since what is no longer made is told by the one before."""
    files = (path for path in (staging / NEW).rglob("*") if path.is_symlink() or not path.is_dir())
    paths = sorted(path.relative_to(staging / NEW).as_posix() for path in files)
    return sorted(paths, key=lambda path: path == MANIFEST)


def _put_aside(output: Path, path: str, say: Callable[[str], None]) -> None:
    """Give a file a name of its own beside the new one, and never that of an earlier one."""
    pure = PurePosixPath(path)
    names = (f"{pure.stem} (edited{f' {number}' if number > 1 else ''}){pure.suffix}" for number in count(1))
    name = next(name for name in names if not os.path.lexists(output / pure.with_name(name)))
    (output / path).rename(output / pure.with_name(name))
    say(f"{output.name}/{path} was edited after it was built: it is kept as {pure.with_name(name)}.")


def write_durably(file: Path, content: bytes) -> None:
    """Write a new file so that it survives a power cut."""
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def same(one: Path, other: Path) -> bool:
    """Tell whether both are plain files with the same bytes."""
    return other.is_file() and not other.is_symlink() and cmp(one, other, shallow=False)


def refuse_detour(folder: Path, path: str) -> None:
    """Raise OutputFailed for a path that leads out of the folder, or through a link or a file on the way."""
    way = (folder / parent for parent in PurePosixPath(path).parents if parent.parts)
    detour = next((step for step in way if os.path.lexists(step) and (step.is_symlink() or not step.is_dir())), None)
    if detour is not None or not is_output_path(path):
        message = f"{detour or path} is in the way of the outputs: remove it, and build again"
        raise OutputFailed(message)


def failed(output: Path, error: OSError) -> OutputFailed:
    """Say why something could not be written, before anything was touched."""
    return OutputFailed(f"{_words(error)}. {output.name}/ is as it was before")


def _take_away_empty(output: Path, paths: Iterable[str]) -> None:
    """Take away folders that have become empty."""
    folders = {parent for path in paths for parent in PurePosixPath(path).parents if parent.parts}
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        with suppress(OSError):
            (output / folder).rmdir()
    _sync(output)


def clear(staging: Path) -> None:
    """Take the decision away first: a folder that is only half cleared must not be put in place.

    Then the name, so that a worker of a killed build which has not ended yet finds no place to write to any more.
    """
    with suppress(OSError):
        (staging / COMMIT).unlink(missing_ok=True)
        with suppress(OSError):  # Windows: not while one of its files is open
            staging = staging.rename(staging.with_name(f"{staging.name}-gone"))
        shutil.rmtree(staging, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Make the names in a folder survive a power cut; Windows does so by itself."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _words(error: OSError) -> str:
    reason = error.strerror or str(error)
    hint = " (is it open in another program?)" if isinstance(error, PermissionError) and error.filename2 else ""
    file = error.filename2 or error.filename
    return f"cannot write {file}: {reason}{hint}" if file else f"cannot write the outputs: {reason}"
