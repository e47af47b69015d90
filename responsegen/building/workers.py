"""From composed documents to their HTML, PDF and DOCX in the staging folder, one document a process."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import forkserver
from threading import Thread
from typing import TYPE_CHECKING

from responsegen.problems import Place
from responsegen.rendering.failure import RenderingFailed, failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from responsegen.documents.compose import ComposedDocument
    from responsegen.problems import Problem
    from responsegen.rendering.pdf.attachment import Attachment


RENDERERS = "responsegen.building.renderers"
# Never by fork from this process, since it may have threads; and only on Linux from one that has loaded Pango.
_METHOD = "forkserver" if sys.platform == "linux" else "spawn"


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be rendered."""

    document: ComposedDocument
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """One document that lies in its folder in all formats."""

    path: str  # without a suffix: "fiches/SE"
    outputs: Mapping[str, str]  # sha256 by path, of every format
    templates: tuple[str, ...] = ()  # every template, style and asset that was asked for


def cores() -> int:
    """How many processes can run at the same time, as far as this one may use them."""
    allowed = getattr(os, "sched_getaffinity", None)  # absent on macOS and Windows
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def warm_up(processes: int) -> None:
    """Let another process load what rendering needs, while this one still reads; without workers, do nothing."""
    if processes > 1 and _METHOD == "forkserver":
        forkserver.set_forkserver_preload([RENDERERS])
        forkserver.ensure_running()


def render_all(
    jobs: Iterable[Job],
    processes: int,
    render: Callable[[Job], Rendered],
    done: Callable[[Rendered, int, int], None],
) -> tuple[Rendered, ...]:
    """Render every document, the largest first, and return all of them by path.

    `done` hears of each, how many there are so far, and how many there will be.

    Raises RenderingFailed with the problems of all documents that had been begun when the first of them failed, and
    OSError where a file cannot be written.
    """
    ordered = sorted(jobs, key=_size, reverse=True)
    workers = min(processes, len(ordered))
    rendered: list[Rendered] = []

    def collect(document: Rendered) -> None:
        rendered.append(document)
        done(document, len(rendered), len(ordered))

    if processes > 1 and ordered:
        _side_by_side(ordered, workers, render, collect)
    else:
        for job in ordered:
            collect(render(job))
    return tuple(sorted(rendered, key=lambda document: document.path))


def _size(job: Job) -> tuple[int, str]:
    return len(pickle.dumps(job.document)), job.document.path


def _side_by_side(
    jobs: Sequence[Job], workers: int, render: Callable[[Job], Rendered], collect: Callable[[Rendered], None]
) -> None:
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context(_METHOD), initializer=_begin, initargs=(render,))
    problems: list[Problem] = []
    try:
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
    """Prepare a worker: it ends with its parent, and on Ctrl-C without a word.

    What it has loaded stays, and a document is a few hundred thousand objects that all go at once: looking for
    unreachable ones as often as Python does takes a tenth of the time.
    """
    _renderer[:] = [render]
    gc.freeze()
    gc.set_threshold(200_000)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _render(job: Job) -> Rendered:
    (render,) = _renderer
    return render(job)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
