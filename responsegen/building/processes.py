"""Other processes that work for this one: each is sent one thing after another, and sends back what comes of it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import traceback
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import wait
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from responsegen.building.interruption import HAS_MASK, held_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnContext

Task = TypeVar("Task")
Result = TypeVar("Result")

RENDERERS = "responsegen.building.renderers"
# Never by fork from this process, since it may have threads; and only on Linux from one that has loaded Pango.
METHOD = "forkserver" if sys.platform == "linux" else "spawn"


class Ended(Exception):  # noqa: N818 -- said as one says it: "raises Ended"
    """A process was ended before its time."""


@dataclass(frozen=True, slots=True)
class Raised:
    """What went wrong with one task, in the process that worked on it."""

    error: Exception


@dataclass(frozen=True, slots=True)
class Worker(Generic[Task, Result]):
    """Another process, which works for this one; `connection` says when there is something to hear from it."""

    connection: Connection

    def begin(self, task: Task) -> None:
        """Send it the next task. Raises Ended."""
        with _ended():
            self.connection.send(task)

    def result(self) -> Result:
        """What came of the task, as soon as there is something. Raises Ended, and whatever the work has raised."""
        with _ended():
            result = self.connection.recv()
        if isinstance(result, Raised):
            raise result.error
        return cast("Result", result)


def cores() -> int:
    """How many processes can run at the same time, as far as this one may use them."""
    allowed = getattr(os, "sched_getaffinity", None)  # absent on macOS and Windows
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def warm_up(processes: int, module: str = "") -> None:
    """Let another process load what workers begin with (all that renders, or `module`); without workers, do nothing.

    Meanwhile this one does other things: the earlier the better. A second time costs nothing.
    """
    if processes > 1 and METHOD == "forkserver":
        forkserver.set_forkserver_preload([module or RENDERERS])
        # Held back from that process for ever, and so from workers. Where it cannot be started, none of them can.
        with suppress(OSError), _ctrl_c_held_back():
            forkserver.ensure_running()


@contextmanager
def at_work(number: int, work: Callable[[Task], Result]) -> Iterator[tuple[Worker[Task, Result], ...]]:
    """Have so many processes that do this work, fewer where the system has no room for them; none outlives this."""
    with ExitStack() as ended:
        with _ctrl_c_held_back():
            begun = tuple(worker for worker in (_begin(ended) for _ in range(number)) if worker)
        for worker in begun:
            with suppress(OSError):  # said when it is asked for something
                worker.connection.send(work)
        yield begun


def finished(
    workers: Iterable[Worker[Task, Result]], tasks: Iterable[Task]
) -> Iterator[tuple[Task, Worker[Task, Result]]]:
    """Each task that is finished, as soon as it is, with its worker: ask for the result, then the next one begins."""
    left = iter(tasks)
    busy: dict[Connection, tuple[Task, Worker[Task, Result]]] = {}

    def begin_next(worker: Worker[Task, Result]) -> None:
        for task in islice(left, 1):
            with suppress(Ended):  # said when it is asked for the result
                worker.begin(task)
            busy[worker.connection] = task, worker

    for worker in workers:
        begin_next(worker)
    while busy:
        for ready in wait(list(busy)):
            task, worker = busy.pop(cast("Connection", ready))
            yield task, worker
            begin_next(worker)


def _begin(ended: ExitStack) -> Worker[Any, Any] | None:
    context = cast("SpawnContext", multiprocessing.get_context(METHOD))
    try:
        here, there = context.Pipe()
        ended.callback(here.close)
        with there:
            process = context.Process(target=serve, args=(there,), daemon=True)
            process.start()
    except (OSError, EOFError):  # EOFError: the process that it would be forked from could not begin
        return None
    ended.callback(process.join)
    ended.callback(process.kill)
    return Worker(here)


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C."""
    if HAS_MASK:
        with suppress(OSError):  # no room: then there is none for a process that needs it
            resource_tracker.ensure_running()  # it would let Ctrl-C through again
    with held_back():
        yield


@contextmanager
def _ended() -> Iterator[None]:
    try:
        yield
    except (EOFError, OSError) as error:
        raise Ended from error


def serve(there: Connection) -> None:
    """Be a worker, until this process is ended, nobody asks any more, or there is no room for it."""
    with suppress(EOFError, OSError):
        try:
            _settle()
            work = there.recv()
        except (MemoryError, RuntimeError):  # "can't start new thread": whoever asks hears that this has ended
            return
        while True:
            there.send_bytes(_answer(work, there.recv()))


def _settle() -> None:
    """End with the parent, which alone hears Ctrl-C.

    What has been loaded stays, and a document is a few hundred thousand objects that all go at once: looking for
    unreachable ones as often as Python does takes a tenth of the time.
    """
    gc.freeze()
    gc.set_threshold(1_000_000)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _answer(work: Callable[[Task], Result], task: Task) -> bytes:
    """What came of the task, or what was raised; where that cannot go to another process, its words do."""
    try:
        return pickle.dumps(work(task))
    except Exception as error:  # noqa: BLE001 -- raised again by who asked
        where = traceback.format_exc()  # for --debug: it does not go along by itself
        error.add_note(where)
        try:
            answer = pickle.dumps(Raised(error))
            pickle.loads(answer)  # noqa: S301 -- just written
        except Exception:  # noqa: BLE001 -- it may hold anything, or ask for anything when it is made anew
            return pickle.dumps(Raised(RuntimeError(where)))
        return answer


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
