"""Other processes that work for this one: each is asked for one thing after another, and can be ended alone."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from itertools import islice
from pathlib import Path
from threading import Event, Timer
from typing import TYPE_CHECKING, Any, BinaryIO

import responsegen
from responsegen.building.worker import Died, Raised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from responsegen.building.limits import Limits

PRELOAD = "responsegen.building.preload"
# With -P, and with the folder of this package let go of at once, no file there, nor in the current folder or the
# dossier, is taken for a module, whatever it is named like.
BEGIN = """
import sys
sys.path.insert(0, sys.argv[1])
import responsegen
del sys.path[0]
from responsegen.building.worker import main
main(*sys.argv[2:])
"""
PACKAGES = str(Path(responsegen.__file__).resolve().parents[1])
FORKS = sys.platform == "linux"  # elsewhere, the libraries below Pango do not live through it
SECONDS = 1.0  # between two looks: Windows hears Ctrl-C only then


class Ended(Exception):  # noqa: N818 -- said as one says it: "raises Ended"
    """A process was ended from outside."""


class Worker:
    """Another process, which works for this one."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO, process: subprocess.Popen[bytes]) -> None:
        """Take the ways to it and from it, and the process that has begun it, or that it is."""
        self._requests, self._answers, self._process = requests, answers, process

    @cached_property
    def pid(self) -> int:
        """Its number, as soon as it is there; 0 where it could not begin."""
        with suppress(OSError, EOFError):
            if isinstance(pid := pickle.load(self._answers), int):  # noqa: S301 -- this program's own
                return pid
        return 0

    def send(self, request: object) -> None:
        """Send it what is to be done, or a task with its limits. Raises OSError where it has ended."""
        pickle.dump(request, self._requests)
        self._requests.flush()

    def ask(self, task: object, limits: Limits) -> Any:  # noqa: ANN401 -- as the work has it
        """What comes of a task. Raises Ended, RanOut, and whatever the work has raised."""
        late = Event()

        def end_late() -> None:
            late.set()
            self.end()

        timer = Timer(limits.time, end_late)
        timer.start()
        try:
            self.send((task, limits))
            answer = pickle.load(self._answers)  # noqa: S301 -- as above
        except (OSError, EOFError):
            answer = Died.of(self._process.wait())
        finally:
            timer.cancel()
        match answer:
            case Died() if late.is_set():
                raise limits.ran_out(of="time")
            case Died("SIGXCPU"):
                raise limits.ran_out(of="processor")
            case Died("SIGABRT" | "SIGTRAP") | Raised(MemoryError()):  # so end C and GLib what cannot have memory
                raise limits.ran_out(of="memory")
            case Died(by):
                raise Ended(by)
            case Raised(error):
                raise error
        return answer

    def end(self) -> None:
        """End it alone, whatever it is at."""
        with suppress(OSError):  # it has ended
            os.kill(self.pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    def close(self) -> None:
        """Let go of it when it has ended."""
        for way in (self._requests, self._answers):
            with suppress(OSError):  # something was still to be sent
                way.close()


class Workers:
    """So many other processes, and a thread for each that waits for its answers."""

    def __init__(self, number: int) -> None:
        """Begin them. Raises OSError where there is no room for them."""
        if FORKS:
            with ExitStack() as ends:
                pairs = [tuple(map(ends.enter_context, socket.socketpair())) for _ in range(number)]
                process = _begin(*(there.fileno() for _, there in pairs))
                self._processes = [process]
                self._all = [Worker(here.makefile("wb"), here.makefile("rb"), process) for here, _ in pairs]
        else:
            self._processes = [_begin() for _ in range(number)]
            self._all = [Worker(process.stdin, process.stdout, process) for process in self._processes]  # type: ignore[arg-type] # pipes
        self._threads = ThreadPoolExecutor(number)

    def begin(self, work: Callable[[Any], Any]) -> bool:
        """Have them do this work from now on; whether any could begin."""
        self._begun = [worker for worker in self._all if worker.pid]
        for worker in self._begun:
            with suppress(OSError):  # said when it is asked for something
                worker.send(work)
        return bool(self._begun)

    def finished(self, tasks: Iterable[tuple[Any, Limits]]) -> Iterator[tuple[Any, Future[Any]]]:
        """Each task that is finished, as soon as it is: ask for the result, then the next one begins."""
        left = iter(tasks)
        busy: dict[Future[Any], tuple[Any, Worker]] = {}

        def begin_next(worker: Worker) -> None:
            for task, limits in islice(left, 1):
                busy[self._threads.submit(worker.ask, task, limits)] = task, worker

        for worker in self._begun:
            begin_next(worker)
        while busy:
            for future in wait(busy, SECONDS, FIRST_COMPLETED).done:
                task, worker = busy.pop(future)
                yield task, future
                begin_next(worker)

    def end(self) -> None:
        """End all of them, whatever they are at, and wait until they have ended."""
        for process in self._processes:
            with suppress(OSError):  # it has ended
                if sys.platform == "win32":
                    process.kill()
                else:
                    os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._threads.shutdown()
        for worker in self._all:
            worker.close()


idle: list[Workers] = []  # until the next build of this process


def cores() -> int:
    """How many processes can run at the same time, as far as this one may use them."""
    allowed = getattr(os, "sched_getaffinity", None)  # absent on macOS and Windows
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def warm_up(number: int) -> None:
    """Begin so many workers, which load what they need while this process does other things: the earlier the better.

    One is none: this process does the work itself. A second time costs nothing.
    """
    if number > 1 and not idle:
        with suppress(OSError):  # no room
            idle.append(Workers(number))


@contextmanager
def at_work(number: int) -> Iterator[Workers | None]:
    """Have those that were warmed up, or as many anew; none where the system has no room for them.

    They stay for the next build, but what ends this one ends them.
    """
    warm_up(number)
    workers = idle.pop() if idle else None
    try:
        yield workers
    except BaseException:
        if workers:
            workers.end()
        raise
    if workers:
        idle.append(workers)


def _begin(*sockets: int) -> subprocess.Popen[bytes]:
    """Begin a process that hears no Ctrl-C and has nothing to say to people: that is for this one."""
    command = [sys.executable, "-P", "-c", BEGIN, PACKAGES, PRELOAD, *map(str, sockets)]
    way = None if sockets else subprocess.PIPE
    apart: dict[str, Any] = {"process_group": 0, "pass_fds": sockets}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return subprocess.Popen(  # noqa: S603 -- this program's own
        command, stdin=way or subprocess.DEVNULL, stdout=way or subprocess.DEVNULL, stderr=subprocess.DEVNULL, **apart
    )
