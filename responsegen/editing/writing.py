"""Texts in, files on the disk out: new ones only where nothing stands yet, changed ones whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN_OUTPUT = (1, 2)  # /dev/stdout may be any file, to which a shell has let this process write, or go on writing


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are not there yet, under their paths below the folder; all of them, or none.

    Raises FileExistsError where one is there already, and any other OSError where one cannot be written.
    """
    written: list[Path] = []
    try:
        for path, content in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as stream:
                written.append(file)
                stream.write(content)
    except OSError:
        for file in written:
            file.unlink(missing_ok=True)
        raise


def rename(file: Path, name: Path) -> None:
    """Give a file another name; nothing that has this name already is lost. Raises OSError."""
    if name.exists() and not name.samefile(file):  # se.yaml and SE.yaml are one file on some systems
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(name))
    file.rename(name)


def replace(file: Path, content: bytes) -> None:
    """Write a file anew, or for the first time: whole, or, where OSError is raised, not at all.

    What is there and no file, such as a pipe or a device, is written into, and so is this process's own output.
    """
    staged: Path | None = None
    try:
        if (number := _stream(file)) is not None:
            with os.fdopen(number, "wb") as stream:
                stream.write(content)
            return
        target = file.resolve()  # what a symbolic link points to, so that the link stays one
        if not target.parent.exists():
            target.parent.mkdir(parents=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        staged = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        staged.chmod(_mode(target))
        staged.replace(target)
    except OSError as error:
        if staged:
            staged.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(file)) from error


def _stream(file: Path) -> int | None:
    """The number of an open stream, where there is something that nothing can take the place of. Raises OSError."""
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
    """The rights of the file that is replaced, or those of any new one."""
    if file.exists():
        return file.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
