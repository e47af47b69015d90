"""Begin processes that work for this one; each takes one task after another, and its end is told by name."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from multiprocessing.connection import Pipe, wait
from pathlib import Path
from typing import Any

from responsegen.building.output_folder import OutputFailed
from responsegen.building.worker import Ended

PRELOADED = "responsegen.building.document"  # its function `preload` is called once
# With -P, and with the folder of this package let go of at once, no file there, nor in the current folder or the
# dossier, is taken for a module, whatever it is named like.
BEGIN = """
import sys
sys.path.insert(0, sys.argv[1])
import responsegen
del sys.path[0]
from importlib import import_module
import_module(sys.argv[2]).main(*sys.argv[3:])
"""
PACKAGES = str(Path(__file__).resolve().parents[2])
FORKS = sys.platform == "linux"  # elsewhere, the libraries below Pango do not live through it
SECONDS = 1.0  # between two looks: Windows hears Ctrl-C only then


class Workers:
    """Other processes that work for this one."""

    def __init__(self, number: int) -> None:
        """Begin so many. Raises OSError where there is no room for them."""
        self.number = number
        pipes = [Pipe() for _ in range(number)]
        theirs = [there for _, there in pipes]
        self._processes = [_begin(*group) for group in ([theirs] if FORKS else zip(theirs))]
        self._pipes: dict[Any, subprocess.Popen[bytes]] = {
            here: process for (here, _), process in zip(pipes, cycle(self._processes), strict=False)
        }
        for there in theirs:
            there.close()

    def answers(
        self, work: Callable[[Any], Any], tasks: Iterable[Any], meanwhile: Callable[[], object] | None = None
    ) -> Iterator[tuple[Any, Any]]:
        """Have them do this work; yield each task with its answer, or with what was raised, as soon as it is there.

        `meanwhile` is what this process does once all of them have something to do.
        """
        left = iter(tasks)
        free: list[Any] = list(self._pipes)
        busy: dict[Any, Any] = {}
        for pipe in free:
            _send(pipe, work)
        while free or busy:
            for pipe, task in zip(free, left, strict=False):
                busy[pipe] = task
                _send(pipe, task)
            if meanwhile:
                meanwhile()
                meanwhile = None
            if not busy:
                break
            free[:] = wait(busy, SECONDS)
            for pipe in free:
                try:
                    answer = pipe.recv()
                except (OSError, EOFError):
                    answer = Ended.with_code(self._pipes[pipe].wait())
                yield busy.pop(pipe), answer

    def end(self) -> None:
        """End all of them, whatever they are at, and wait until they have ended."""
        for process in self._processes:
            with suppress(OSError):  # it has ended
                if sys.platform == "win32":
                    process.kill()
                else:
                    os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        for pipe in self._pipes:
            pipe.close()


idle: list[Workers] = []  # until the next build of this process


@atexit.register
def end_idle() -> None:
    """End the workers that wait for another build."""
    while idle:
        idle.pop().end()


def own_process(module: str, *arguments: str) -> list[str]:
    """Return the command that calls `main` of one of this program's modules in a process of its own."""
    return [sys.executable, "-P", "-c", BEGIN, PACKAGES, module, *arguments]


def cores() -> int:
    """Count the processes that can run at the same time, as far as this one may use them."""
    allowed = getattr(os, "sched_getaffinity", None)  # absent on macOS and Windows
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def warm_up(number: int) -> None:
    """Begin so many workers, which load what they need while this process does other things: the earlier the better.

    A second time costs nothing. Raises OutputFailed where there is no room for them.
    """
    if [workers.number for workers in idle] == [number]:
        return
    end_idle()
    try:
        idle.append(Workers(number))
    except OSError as error:
        raise OutputFailed(f"no process can be begun that makes the documents: {error.strerror}") from error


@contextmanager
def at_work(number: int) -> Iterator[Workers]:
    """Yield those that were warmed up, or as many new ones; they stay for the next build, unless this one fails."""
    warm_up(number)
    workers = idle.pop()
    try:
        yield workers
    except BaseException:
        workers.end()
        raise
    idle.append(workers)


def _send(pipe: Any, request: object) -> None:  # noqa: ANN401 -- of a class that depends on the system
    with suppress(OSError):  # it has ended, which its answer will tell
        pipe.send(request)


def _begin(*pipes: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401 -- as above
    """Begin a process that hears no Ctrl-C, says nothing to people, and has these ends of pipes."""
    numbers = [pipe.fileno() for pipe in pipes]
    apart: dict[str, Any] = {"process_group": 0, "pass_fds": numbers}
    if sys.platform == "win32":
        for number in numbers:
            os.set_handle_inheritable(number, True)  # noqa: FBT003 -- as Windows has it
        startup = subprocess.STARTUPINFO(lpAttributeList={"handle_list": numbers})
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP, "startupinfo": startup}
    return subprocess.Popen(  # noqa: S603 -- this program's own
        own_process("responsegen.building.worker", PRELOADED, *map(str, numbers)),
        stdin=subprocess.PIPE,  # which ends with this process
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **apart,
    )
