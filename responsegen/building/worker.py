"""What runs in a worker: it answers one request after another until nobody asks any more."""

from __future__ import annotations

import errno
import gc
import os
import pickle
import signal
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from responsegen.building.limits import Limits, lift
from responsegen.rendering.failure import RenderingFailed

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Raised:
    """What went wrong with one task."""

    error: Exception


@dataclass(frozen=True, slots=True)
class Died:
    """How a worker ended: by which signal (SIGKILL), or with which exit code."""

    by: str

    @classmethod
    def of(cls, code: int) -> Died:
        """What an exit code says, which is a signal's number if it is negative."""
        return cls(signal.Signals(-code).name if code < 0 else f"exit code {code}")


def main(preload: str, *sockets: str) -> None:
    """Load what workers begin with, then fork one for each socket; without any, be a worker at standard input."""
    import_module(preload)
    gc.freeze()  # what has been loaded stays
    if not sockets:
        answers = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)  # what a library prints is no answer
        serve(sys.stdin.buffer, answers)
    forked = {}
    for number in map(int, sockets):
        try:
            pid = os.fork()
        except OSError:  # no room for another process
            _tell(number, Died("no room"))
            continue
        if not pid:
            serve(os.fdopen(number, "rb"), os.fdopen(number, "wb", closefd=False))
        forked[pid] = number
    while forked:
        pid, status = os.wait()
        _tell(forked.pop(pid), Died.of(os.waitstatus_to_exitcode(status)))


def _tell(number: int, died: Died) -> None:
    with suppress(OSError):  # nobody asks any more
        os.write(number, pickle.dumps(died))


def serve(requests: BinaryIO, answers: BinaryIO) -> NoReturn:
    """Be a worker: say who it is; then take what is to be done, and answer each task that comes with its limits.

    A document is a few hundred thousand objects that all go at once: looking for unreachable ones as often as Python
    does takes a tenth of the time.
    """
    try:
        gc.set_threshold(1_000_000)
        asked: SimpleQueue[Any] = SimpleQueue()
        Thread(target=_hear, args=(requests, asked), daemon=True).start()
        answer, work = pickle.dumps(os.getpid()), asked.get
        while True:
            answers.write(answer)
            answers.flush()
            while callable(request := asked.get()):
                work = request
            answer = _answer(work, *request)
    finally:
        os._exit(1)


def _hear(requests: BinaryIO, asked: SimpleQueue[Any]) -> None:
    """Take requests; when whoever asks has ended, end this process, whatever it is at."""
    try:
        while True:
            asked.put(pickle.load(requests))  # noqa: S301 -- this program's own
    finally:
        os._exit(1)


def _answer(work: Callable[[Any], Any], task: object, limits: Limits) -> bytes:
    """What came of the task, or what was raised; of a fault, its words."""
    try:
        limits.hold_this_process()
        return pickle.dumps(work(task))
    except Exception as raised:  # noqa: BLE001 -- raised again by who asked
        lift()
        match raised:
            case MemoryError() | OSError(errno=errno.ENOMEM):
                error: Exception = MemoryError()
            case RenderingFailed() | OSError():
                error = raised
            case _:  # it may hold anything, or ask for anything when it is made anew
                error = RuntimeError(f"{type(raised).__name__}: {raised}")
        error.add_note(traceback.format_exc())  # for --debug: it does not go along by itself
        return pickle.dumps(Raised(error))
