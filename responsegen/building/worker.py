"""Run in a worker process: answer one request after another for as long as the process that asks is there."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import connection
from threading import Thread
from typing import Any, NoReturn

from responsegen.rendering.failure import RenderingFailed

FAILED = 2  # the exit code of a process that could not begin


@dataclass(frozen=True, slots=True)
class Ended:
    """What is received in place of an answer where a worker ended first."""

    by: str  # "SIGKILL", "exit code 1"

    @classmethod
    def with_code(cls, code: int) -> Ended:
        """Read an exit code, which is a signal's number if it is negative."""
        return cls(signal.Signals(-code).name if code < 0 else f"exit code {code}")


def main(module: str, *pipes: str) -> None:
    """Load what every worker needs, then serve one pipe, or fork a worker for each of several."""
    try:
        import_module(module).preload()
        gc.freeze()  # what has been loaded stays
        ours = [_opened(int(pipe)) for pipe in pipes]
        if len(ours) == 1:
            _serve(ours[0])
        workers = {}
        for pipe in ours:
            if not (pid := os.fork()):
                for other in {*ours} - {pipe}:
                    other.close()  # or whoever sends something to a worker that has ended would wait
                _serve(pipe)
            workers[pid] = pipe
        while workers:
            pid, status = os.wait()
            with workers.pop(pid) as pipe:
                pipe.send(Ended.with_code(os.waitstatus_to_exitcode(status)))
    finally:
        os._exit(FAILED)


def _opened(pipe: int) -> Any:  # noqa: ANN401 -- of a class that depends on the system
    if sys.platform == "win32":
        return connection.PipeConnection(pipe)
    return connection.Connection(pipe)


def _serve(pipe: Any) -> NoReturn:  # noqa: ANN401 -- as above
    """Take a function, then answer each task that comes with what the function makes of it, until another one comes.

    A document is a few hundred thousand objects that all go at once: looking for unreachable ones as often as Python
    does takes a tenth of the time.
    """
    gc.set_threshold(1_000_000)
    Thread(target=_end_with_parent, daemon=True).start()
    work: Callable[[Any], Any] = repr
    while True:
        request = pipe.recv()
        if callable(request):
            work = request
        else:
            pipe.send(_answer(work, request))


def _end_with_parent() -> None:
    """End this process, whatever it is at, when the one that asks has ended: nobody else writes to standard input."""
    os.read(0, 1)
    os._exit(FAILED)


def _answer(work: Callable[[Any], Any], task: Any) -> object:  # noqa: ANN401 -- as the work has it
    """Return what the work makes of the task within its limits, or what it raised; of a fault, only the words."""
    try:
        with task.limits.on_this_process():
            return work(task)
    except Exception as raised:  # noqa: BLE001 -- raised again by the process that asks
        if isinstance(raised, MemoryError) or getattr(raised, "errno", None) == errno.ENOMEM:
            return Ended("SIGABRT")  # as libraries end that cannot have memory
        if not isinstance(raised, RenderingFailed | OSError):  # it may hold anything, or need anything to be made anew
            raised = RuntimeError(f"{type(raised).__name__}: {raised}")
        raised.add_note(traceback.format_exc())  # for --debug: it does not go along by itself
        return raised
