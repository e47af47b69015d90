"""One build at a time: hold an output folder, or wait until whoever holds it has finished."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from filelock import BaseFileLock

LOCK = ".lock"
A_MOMENT = 2  # seconds: what a process was just starting when it was killed may hold its lock until it runs


class TurnTaken(Exception):  # noqa: N818 -- said as one says it: "raises TurnTaken"
    """Somebody else is building into this folder; the sentence says who."""


@contextmanager
def turn(output: Path, say: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the folder, made if need be and taken away again if it stays empty.

    Whoever gives `say` waits for the holder, and hears who that is; others get TurnTaken.
    Raises OSError where the folder cannot be made or written.
    """
    lock = _acquire(output, say)
    try:
        with suppress(OSError):  # Windows: the lock itself forbids it, and whoever waits is told less
            (output / LOCK).write_text(f"{os.getpid()}", encoding="ascii")
        yield
    finally:
        with suppress(OSError):  # Windows: an open file stays; elsewhere those who wait notice that its name is gone
            (output / LOCK).unlink()
        lock.release()
        with suppress(OSError):
            output.rmdir()


def _acquire(output: Path, say: Callable[[str], None] | None) -> BaseFileLock:
    from filelock import FileLock, Timeout  # noqa: PLC0415 (60 ms, which check and status do without)

    forever, timeout = -1, 0
    while True:
        output.mkdir(parents=True, exist_ok=True)
        lock = FileLock(output / LOCK)
        try:
            lock.acquire(timeout=timeout)
        except FileNotFoundError:
            continue  # the one who was waited for failed, and took the empty folder away
        except Timeout:
            holder = _holder(output)
            if not timeout and _is_gone(holder):
                timeout = A_MOMENT
                continue
            message = f"Another build{f' (process {holder})' if holder else ''} is writing to {output.name}/"
            if say is None:
                raise TurnTaken(message) from None
            say(f"{message}; waiting until it has finished.")
            timeout = forever
        else:
            return lock


def _holder(output: Path) -> int | None:
    with suppress(OSError, ValueError):
        return int((output / LOCK).read_text(encoding="ascii"))
    return None


def _is_gone(process: int | None) -> bool:
    """Whether there is no such process any more, as far as the system lets one ask."""
    if process is None or os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except OSError as error:
        return isinstance(error, ProcessLookupError)
    return False
