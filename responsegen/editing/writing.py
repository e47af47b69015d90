"""Write the files that people edit: each of them whole, and those that belong together all or none."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from responsegen.editing.interruption import undivided

OWN_OUTPUT = (1, 2)  # /dev/stdout may be any file, to which a shell has let this process write, or go on writing


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are not there yet, under their paths below the folder; all of them, or none.

    Raises FileExistsError where one is there already, and any other OSError where one cannot be written.
    """
    folder = folder.absolute()
    root = next(place for place in (folder, *folder.parents) if place.is_dir())
    paths = [(folder / path).relative_to(root) for path in files]
    placed: list[Path] = []
    with undivided():
        try:
            with tempfile.TemporaryDirectory(prefix=".responsegen-", dir=root) as staging:
                for path, content in zip(paths, files.values(), strict=True):
                    (staging / path).parent.mkdir(parents=True, exist_ok=True)
                    (staging / path).write_bytes(content)
                for path in paths:
                    if not os.path.lexists(staging / path):
                        continue  # it went along with its folder
                    placed.append(_place(path, Path(staging), root))
        except BaseException as error:
            for new in placed:
                shutil.rmtree(new) if new.is_dir() else new.unlink()
            if isinstance(error, OSError):
                raise OSError(error.errno, error.strerror, error.filename2 or str(folder)) from error
            raise


def _place(path: Path, staging: Path, root: Path) -> Path:
    """Put a file in its place together with the folders that are not there yet: with one step, so whole or not."""
    missing = next((step for step in (*reversed(path.parents), path) if not (root / step).is_dir()), path)
    if os.path.lexists(root / missing):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(staging), None, str(root / missing))
    return (staging / missing).rename(root / missing)


def rewrite(changes: Sequence[tuple[Path, Path, bytes]]) -> None:
    """Give files new contents and names, if all of that can be done: old name, new name, content.

    Raises OSError; nothing that has a new name already is lost.
    """
    staged: list[Path] = []
    with undivided():
        try:
            for before, after, content in changes:
                if after.exists() and not after.samefile(before):  # se.yaml and SE.yaml are one file on some systems
                    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(after))
                before.rename(before)  # refused by Windows while another program has it open
                staged.append(_stage(before.resolve(), content))
            for (before, after, _), new in zip(changes, staged, strict=True):
                before.rename(after)
                new.replace(after.resolve())  # what a symbolic link points to, so that the link stays one
        finally:
            for new in staged:
                new.unlink(missing_ok=True)


def free_name(file: Path, why: str) -> Path:
    """Return a name beside a file that nothing there has: `SE (earlier).docx`, `SE (earlier 2).docx`."""
    names = (f"{file.stem} ({why}{f' {number}' if number > 1 else ''}){file.suffix}" for number in count(1))
    return next(path for name in names if not os.path.lexists(path := file.with_name(name)))


def replace(file: Path, content: bytes) -> None:
    """Write a file anew, or for the first time: whole, or, where OSError is raised, not at all.

    What is there and no file, such as a pipe or a device, is written into, and so is this process's own output.
    """
    try:
        if (number := _stream(file)) is not None:
            with os.fdopen(number, "wb") as stream:
                stream.write(content)
            return
        target = file.resolve()  # as above
        with undivided():
            target.parent.mkdir(parents=True, exist_ok=True)
            staged = _stage(target, content)
            try:
                staged.replace(target)
            finally:
                staged.unlink(missing_ok=True)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error


def _stage(target: Path, content: bytes) -> Path:
    """Write a file that can take the place of the target, with the same rights."""
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    staged = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        staged.chmod(_mode(target))
    except OSError:
        staged.unlink()
        raise
    return staged


def _stream(file: Path) -> int | None:
    """Open a stream where there is something that nothing can take the place of. Raises OSError."""
    try:
        there = file.stat()  # refuses a link to itself
    except FileNotFoundError:
        return None
    for own in OWN_OUTPUT:
        with suppress(OSError):  # it may be closed
            if os.path.samestat(there, os.fstat(own)):
                return os.dup(own)
    return None if stat.S_ISREG(there.st_mode) or stat.S_ISDIR(there.st_mode) else os.open(file, os.O_WRONLY)


def _mode(file: Path) -> int:
    """Return the rights of the file that is replaced, or those of any new one."""
    if file.exists():
        return file.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
