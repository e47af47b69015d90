"""From staged files to outputs in place, all or none; what a build that was killed had begun is completed or undone.

build/.staging-x1/new/     the new files, whole and on the disk before anything else is touched
build/.staging-x1/old/     the files that they replace
build/.staging-x1/commit   from here on the new files are to be in place: a killed build is completed
build/.staging-x1/undo     one of them could not be put in place: the old ones are put back
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from filecmp import cmp
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from responsegen.building.failures import OutputFailed
from responsegen.building.output_folder import is_output_path

if TYPE_CHECKING:
    from pathlib import Path

COMMIT, UNDO = "commit", "undo"


@dataclass(frozen=True, slots=True)
class Change:
    """What a replacement does to the output folder; paths as in the manifest: `fiches/SE.pdf`."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that is touched."""
        return self.added + self.changed + self.removed


def commit(staging: Path, output: Path, change: Change) -> None:
    """Carry out a change whose files all lie in the staging folder.

    Raises OutputFailed where that cannot be done, with the output folder as it was before.
    """
    for copied in (staging, *(path for path in staging.rglob("*") if path.is_dir())):
        _sync(copied)
    write_durably(staging / "record", json.dumps(asdict(change)).encode())
    (staging / "record").replace(staging / COMMIT)
    complete(staging, output, change)


def decided(staging: Path) -> str:
    """What a build has decided about the files in its staging folder: `commit`, `undo`, or nothing yet."""
    return next((name for name in (UNDO, COMMIT) if (staging / name).is_file()), "")


def write_durably(file: Path, content: bytes) -> None:
    """Write a new file so that it survives a power cut."""
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def keep(file: Path, copy: Path) -> None:
    """Have the same file under a second name."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.unlink(missing_ok=True)
    try:
        os.link(file, copy, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system, or a Python, without hard links
        shutil.copy2(file, copy, follow_symlinks=False)


def same(one: Path, other: Path) -> bool:
    """Whether both are plain files with the same bytes."""
    return other.is_file() and not other.is_symlink() and cmp(one, other, shallow=False)


def refuse_detour(folder: Path, path: str) -> None:
    """Raise OutputFailed for a path that leads out of the folder, by its name or through a link on the way."""
    way = (folder / parent for parent in PurePosixPath(path).parents if parent.parts)
    detour = next((step for step in way if os.path.lexists(step) and step.is_symlink()), None)
    if detour is not None or not is_output_path(path):
        message = f"{detour or path} leads out of {folder.name}/: remove it, and build again"
        raise OutputFailed(message)


def failed(output: Path, error: OSError) -> OutputFailed:
    """Say why something could not be written, after everything was put back."""
    return OutputFailed(f"{_words(error)}. {output.name}/ is as it was before")


def complete(staging: Path, output: Path, change: Change) -> None:
    """Put the new files in place; every step may be done again, so that this can be completed after a kill, too.

    Raises OutputFailed where that cannot be done, with the output folder as it was before.
    """
    try:
        _sync(staging)
        for path in change.added + change.changed:
            if (staging / "new" / path).exists():
                (output / path).parent.mkdir(parents=True, exist_ok=True)
                (staging / "new" / path).replace(output / path)
        for path in change.removed:
            (output / path).unlink(missing_ok=True)
        _finish(output, change)
    except BaseException as error:
        (staging / COMMIT).replace(staging / UNDO)
        undo(staging, output, change)
        if isinstance(error, OSError):
            raise failed(output, error) from error
        raise
    clear(staging)


def undo(staging: Path, output: Path, change: Change) -> None:
    """Put the old files back; every step may be done again. Raises OutputFailed.

    Where the record has been damaged, a path that cannot be that of an output stands for none.
    """
    try:
        for path in change.changed + change.removed:
            if _is_output(staging / "old" / path) and not same(staging / "old" / path, output / path):
                (output / path).parent.mkdir(parents=True, exist_ok=True)
                keep(staging / "old" / path, staging / "back" / path)
                (staging / "back" / path).replace(output / path)
        for path in change.added:
            if _is_output(output / path) and not os.path.lexists(staging / "new" / path):
                (output / path).unlink()
        _finish(output, change)
    except OSError as error:
        message = f"{_words(error)}. {output.name}/ is half old and half new until the next command has mended it"
        raise OutputFailed(message) from error
    clear(staging)


def _finish(output: Path, change: Change) -> None:
    """Take away folders that have become empty, and make the names in the others last."""
    folders = {parent for name in change.paths for parent in PurePosixPath(name).parents if parent.parts}
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        with suppress(OSError):
            (output / folder).rmdir()
    for path in (output, *(output / folder for folder in folders)):
        if os.path.lexists(path) and path.is_dir():
            _sync(path)


def _is_output(file: Path) -> bool:
    """Whether something is there that is no folder."""
    return os.path.lexists(file) and (file.is_symlink() or not file.is_dir())


def clear(staging: Path) -> None:
    """Take the decision away first: a folder that is only half cleared must not be replayed.

    Then the name, so that a worker of a killed build which has not ended yet finds no place to write to any more.
    """
    for name in (UNDO, COMMIT):
        with suppress(OSError):
            (staging / name).unlink()
    if not decided(staging):
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
