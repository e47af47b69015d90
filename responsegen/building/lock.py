"""Let one build at a time write to an output folder: hold it, or wait until whoever holds it has finished."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

LOCK = ".lock"


@contextmanager
def locked(output: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the folder, made if need be and taken away again if it stays empty; `say` is told who is waited for.

    Raises OSError where the folder cannot be made or written.
    """
    try:
        with _acquired(output, say):
            with suppress(OSError):  # Windows: the lock itself forbids it, and whoever waits is told less
                (output / LOCK).write_text(f"{os.getpid()}", encoding="ascii")
            try:
                yield
            finally:
                # An open file stays on Windows; elsewhere, who waits notices that its name is gone.
                with suppress(OSError):
                    (output / LOCK).unlink()
    finally:
        with suppress(OSError):
            output.rmdir()


def _acquired(output: Path, say: Callable[[str], None]) -> AbstractContextManager[object]:
    from filelock import FileLock, Timeout  # noqa: PLC0415 (60 ms, which a build with nothing to do does without)

    at_once, forever = 0, -1
    timeout = at_once
    while True:
        output.mkdir(parents=True, exist_ok=True)
        try:
            return FileLock(output / LOCK).acquire(timeout=timeout)
        except FileNotFoundError:
            continue  # the one who was waited for failed, and took the empty folder away
        except Timeout:
            holder = _holder(output)
            process = f" (process {holder})" if holder else ""
            say(f"Another build{process} is writing to {output.name}/; waiting until it has finished.")
            timeout = forever


def _holder(output: Path) -> int | None:
    with suppress(OSError, ValueError):
        return int((output / LOCK).read_text(encoding="ascii"))
    return None
