"""Render all documents of a build in this process, or side by side in several."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from responsegen.building.limits import Limits, RanOut
from responsegen.building.worker import Ended
from responsegen.building.workers import at_work
from responsegen.documents.compose import ComposedDocument
from responsegen.dossier import catalogue
from responsegen.problem import Place, Problem
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.pdf import Attachment

USUAL = Limits.of(0)
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
    limits: Limits = USUAL

    @property
    def place(self) -> Place:
        """Return where a problem of the whole document is."""
        return Place(f"{self.document.path}.html")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One document that lies in its folder, in the formats that were asked for."""

    path: str  # without a suffix: "fiches/SE"
    outputs: Mapping[str, str]  # sha256 by path, of every format
    templates: tuple[str, ...] = ()  # every template, style and asset that was asked for

    def __or__(self, other: Rendered) -> Rendered:
        """Return the same document in the formats of both."""
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

    `done` is told of each, how many there are so far, and how many there will be. `prepare` is given the largest while
    other processes load what they need.

    Raises RenderingFailed with the problems of all documents that had been begun when the first of them failed, and
    OSError where a file cannot be written.
    """
    ordered = tuple(_ordered(tuple(jobs), processes))
    left = Counter(job.document.path for job in ordered)
    total = len(left)
    rendered: dict[str, Rendered] = {}
    problems: list[Problem] = []
    if processes > 1 and ordered and prepare:
        prepare(ordered[0])
    until_one_fails = takewhile(lambda _: not problems, ordered)
    with at_work(processes if ordered else 1) as workers:
        for job, answer in workers.answers(render, until_one_fails) if workers else _here(render, until_one_fails):
            match answer:
                case Rendered(path):
                    rendered[path] = rendered[path] | answer if path in rendered else answer
                    left[path] -= 1
                    if not left[path]:
                        done(rendered[path], sum(not parts for parts in left.values()), total)
                case RenderingFailed():
                    problems.extend(answer.problems)
                case Ended():
                    most = job.limits.ran_out(answer.by)
                    problems.append(_ran_out(job, most) if most else _ended(job, answer))
                case RanOut():
                    problems.append(_ran_out(job, answer))
                case _:
                    raise answer
        if problems:
            raise RenderingFailed(*problems)
    return tuple(rendered[path] for path in sorted(rendered))


def _ordered(jobs: Sequence[Job], processes: int) -> Iterator[Job]:
    """Put the largest first; one that is more than its share of the work comes in halves: nobody waits for it."""
    sizes = {job.document.path: len(pickle.dumps(job.document)) for job in jobs}
    share = sum(sizes.values()) / processes
    for job in sorted(jobs, key=lambda job: (sizes[job.document.path], job.document.path), reverse=True):
        halves = HALVES if sizes[job.document.path] > share else (job.formats,)
        limits = Limits.of(sizes[job.document.path])
        yield from (replace(job, formats=formats, limits=limits) for formats in halves)


def _here(render: Callable[[Job], Rendered], jobs: Iterable[Job]) -> Iterator[tuple[Job, Rendered | BaseException]]:
    """Yield each job with what this process makes of it, or what stops it."""
    for job in jobs:
        answer: Rendered | BaseException
        try:
            with job.limits.alarm():
                answer = render(job)
        except (RenderingFailed, RanOut) as error:
            answer = error
        except MemoryError:
            answer = RanOut("the memory of this machine")
        yield job, answer


def _ran_out(job: Job, most: RanOut) -> Problem:
    return catalogue.RAN_OUT.at(job.place, f"a document that can be made within {most}", "more", RAN_OUT)


def _ended(job: Job, ended: Ended) -> Problem:
    return catalogue.WORKER_ENDED.at(job.place, "a worker that finishes", f"an end by {ended.by}", ENDED)
