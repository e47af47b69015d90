"""From composed documents to their HTML, PDF and DOCX in the staging folder, by as many processes as there may be."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import forkserver, resource_tracker
from threading import Thread
from typing import TYPE_CHECKING

from responsegen.problems import Place
from responsegen.rendering.failure import RenderingFailed, failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from responsegen.documents.compose import ComposedDocument
    from responsegen.problems import Problem
    from responsegen.rendering.pdf.attachment import Attachment


RENDERERS = "responsegen.building.renderers"
# Never by fork from this process, since it may have threads; and only on Linux from one that has loaded Pango.
METHOD = "forkserver" if sys.platform == "linux" else "spawn"
CTRL_C = {signal.SIGINT}
POSIX = hasattr(signal, "pthread_sigmask")

HALVES = (("html", "pdf"), ("docx",))
FORMATS = tuple(form for half in HALVES for form in half)


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be rendered, in all formats or in some."""

    document: ComposedDocument
    attachments: tuple[Attachment, ...]
    formats: tuple[str, ...] = FORMATS


@dataclass(frozen=True, slots=True)
class Rendered:
    """One document that lies in its folder, in the formats that were asked for."""

    path: str  # without a suffix: "fiches/SE"
    outputs: Mapping[str, str]  # sha256 by path, of every format
    templates: tuple[str, ...] = ()  # every template, style and asset that was asked for

    def __or__(self, other: Rendered) -> Rendered:
        """The same document in the formats of both."""
        templates = {*self.templates, *other.templates}
        return Rendered(self.path, {**self.outputs, **other.outputs}, tuple(sorted(templates)))


def cores() -> int:
    """How many processes can run at the same time, as far as this one may use them."""
    allowed = getattr(os, "sched_getaffinity", None)  # absent on macOS and Windows
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def warm_up(processes: int, module: str = "") -> None:
    """Let another process load what workers begin with (all that renders, or this module); without workers, do nothing.

    Meanwhile this one does other things: the earlier the better. A second time costs nothing.
    """
    if processes > 1 and METHOD == "forkserver":
        forkserver.set_forkserver_preload([module or RENDERERS])
        with _ctrl_c_held_back():  # from that process for ever, and so from workers
            forkserver.ensure_running()


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Hear Ctrl-C only afterwards; processes that are started in the meantime do not hear it."""
    if not POSIX:
        yield
        return
    resource_tracker.ensure_running()  # it would let Ctrl-C through again
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, CTRL_C)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def render_all(
    jobs: Iterable[Job],
    processes: int,
    render: Callable[[Job], Rendered],
    done: Callable[[Rendered, int, int], None],
    prepare: Callable[[Job], None] | None = None,
) -> tuple[Rendered, ...]:
    """Render every document, the largest first, and return all of them by path.

    `done` hears of each, how many there are so far, and how many there will be. `prepare` is given the largest while
    other processes load what they begin with.

    Raises RenderingFailed with the problems of all documents that had been begun when the first of them failed, and
    OSError where a file cannot be written.
    """
    ordered = tuple(_ordered(tuple(jobs), processes))
    left = Counter(job.document.path for job in ordered)
    total = len(left)
    rendered: dict[str, Rendered] = {}

    def collect(part: Rendered) -> None:
        path = part.path
        rendered[path] = rendered[path] | part if path in rendered else part
        left[path] -= 1
        if not left[path]:
            done(rendered[path], sum(not parts for parts in left.values()), total)

    if processes > 1 and ordered:
        if prepare:
            prepare(ordered[0])
        _side_by_side(ordered, min(processes, len(ordered)), render, collect)
    else:
        for job in ordered:
            collect(render(job))
    return tuple(rendered[path] for path in sorted(rendered))


def _ordered(jobs: Sequence[Job], processes: int) -> Iterator[Job]:
    """The largest first; one that is more than its share of the work comes in halves, so that nobody waits for it."""
    sizes = {job.document.path: len(pickle.dumps(job.document)) for job in jobs}
    share = sum(sizes.values()) / processes
    for job in sorted(jobs, key=lambda job: (sizes[job.document.path], job.document.path), reverse=True):
        halves = HALVES if sizes[job.document.path] > share else (job.formats,)
        yield from (replace(job, formats=formats) for formats in halves)


def _side_by_side(
    jobs: Sequence[Job], workers: int, render: Callable[[Job], Rendered], collect: Callable[[Rendered], None]
) -> None:
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context(METHOD), initializer=_begin, initargs=(render,))
    problems: list[Problem] = []
    try:
        with _ctrl_c_held_back():  # a process that is sent half of what it begins with would say so
            waiting = {pool.submit(_render, job) for job in jobs}
        while waiting:
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                try:
                    collect(future.result())
                except RenderingFailed as error:
                    problems.extend(error.problems)
            if problems:
                waiting = {future for future in waiting if not future.cancel()}
    except KeyboardInterrupt:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    except BrokenProcessPool as error:
        advice = "Usually memory has run out: try --jobs 1"
        place = Place(f"templates/{jobs[0].document.template}")
        raise failure(place, "RG990", "a renderer that finishes", "a process that was ended", advice) from error
    finally:
        pool.shutdown(cancel_futures=True)
    if problems:
        raise RenderingFailed(problems)


_renderer: list[Callable[[Job], Rendered]] = []  # of this worker


def _begin(render: Callable[[Job], Rendered]) -> None:
    """Prepare a worker that renders."""
    _renderer[:] = [render]
    settle()


def settle() -> None:
    """Prepare a process that works for another: it ends with its parent, which alone hears Ctrl-C and ends it.

    One that ended by itself while others are being started would leave the pool waiting for those (Python 3.11).
    What it has loaded stays, and a document is a few hundred thousand objects that all go at once: looking for
    unreachable ones as often as Python does takes a tenth of the time.
    """
    gc.freeze()
    gc.set_threshold(1_000_000)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _render(job: Job) -> Rendered:
    (render,) = _renderer
    return render(job)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
