"""From composed documents to their HTML, PDF and DOCX in the staging folder, by as many processes as there may be."""

from __future__ import annotations

import pickle
from collections import Counter
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from responsegen.building.limits import Limits, RanOut
from responsegen.building.workers import Ended, at_work
from responsegen.dossier import catalogue
from responsegen.problem import Place
from responsegen.rendering.failure import RenderingFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from responsegen.documents.compose import ComposedDocument
    from responsegen.problem import Problem
    from responsegen.rendering.pdf import Attachment

HALVES = (("html", "pdf"), ("docx",))
FORMATS = tuple(form for half in HALVES for form in half)
RAN_OUT = (
    "Look at loops and filters in templates, at margins, columns and variables in the style sheet, and at <use> in"
    " drawings"
)
ENDED = "Usually memory has run out: try --jobs 1"


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be rendered, in all formats or in some."""

    document: ComposedDocument
    attachments: tuple[Attachment, ...]
    formats: tuple[str, ...] = FORMATS
    size: int = 0  # of its content, in bytes

    @property
    def limits(self) -> Limits:
        """What it may take."""
        return Limits.of(self.size)

    @property
    def place(self) -> Place:
        """Where a problem of the whole document is."""
        return Place(f"{self.document.path}.html")


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
        _side_by_side(ordered, processes, render, collect)
    else:
        _here(ordered, render, collect)
    return tuple(rendered[path] for path in sorted(rendered))


def _ordered(jobs: Sequence[Job], processes: int) -> Iterator[Job]:
    """The largest first; one that is more than its share of the work comes in halves, so that nobody waits for it."""
    sizes = {job.document.path: len(pickle.dumps(job.document)) for job in jobs}
    share = sum(sizes.values()) / processes
    for job in sorted(jobs, key=lambda job: (sizes[job.document.path], job.document.path), reverse=True):
        halves = HALVES if sizes[job.document.path] > share else (job.formats,)
        yield from (replace(job, formats=formats, size=sizes[job.document.path]) for formats in halves)


def _here(jobs: Iterable[Job], render: Callable[[Job], Rendered], collect: Callable[[Rendered], None]) -> None:
    for job in jobs:
        try:
            with job.limits.alarm():
                rendered = render(job)
        except MemoryError as error:
            raise RenderingFailed(_ran_out(job, "the memory of this machine")) from error
        except RanOut as error:
            raise RenderingFailed(_ran_out(job, error)) from error
        collect(rendered)


def _side_by_side(
    jobs: Sequence[Job], processes: int, render: Callable[[Job], Rendered], collect: Callable[[Rendered], None]
) -> None:
    problems: list[Problem] = []
    until_one_fails = takewhile(lambda _: not problems, ((job, job.limits) for job in jobs))
    with at_work(processes) as workers:
        if not (workers and workers.begin(render)):
            _here(jobs, render, collect)
            return
        for job, answer in workers.finished(until_one_fails):
            try:
                collect(answer.result())
            except RenderingFailed as error:
                problems.extend(error.problems)
            except RanOut as error:
                problems.append(_ran_out(job, error))
            except Ended as error:
                problems.append(
                    catalogue.WORKER_ENDED.at(job.place, "a worker that finishes", f"an end by {error}", ENDED)
                )
        if problems:
            raise RenderingFailed(*problems)


def _ran_out(job: Job, most: object) -> Problem:
    return catalogue.RAN_OUT.at(job.place, f"a document that can be made within {most}", "more", RAN_OUT)
