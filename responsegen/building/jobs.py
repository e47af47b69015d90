"""Have workers render all documents of a build, the largest first."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from responsegen.building.document import Job, Rendered, Renderer
from responsegen.building.limits import Limits
from responsegen.building.worker import Ended
from responsegen.building.workers import at_work
from responsegen.dossier import catalogue
from responsegen.problem import Place, Problem
from responsegen.rendering.failure import RenderingFailed

RAN_OUT = (
    "Look at loops and filters in templates, at margins, columns and variables in the style sheet, and at <use> in"
    " drawings"
)
ENDED = "Usually memory has run out: try --jobs 1"


def render_all(
    jobs: Iterable[Job],
    processes: int,
    render: Renderer,
    done: Callable[[Rendered, int, int], None],
    meanwhile: Callable[[], object] = lambda: None,
) -> tuple[Rendered, ...]:
    """Render every document, the largest first, and return all of them by path.

    `done` is told of each, how many there are so far, and how many there will be; `meanwhile` is called while others
    render.

    Raises RenderingFailed with the problems of all documents that had been begun when the first of them failed, and
    OSError where a file cannot be written.
    """
    ordered = tuple(in_parts(tuple(jobs), processes))
    if not ordered:
        meanwhile()
        return ()
    left = Counter(job.document.path for job in ordered)
    total = len(left)
    rendered: dict[str, Rendered] = {}
    problems: list[Problem] = []
    if processes > 1:
        render.prepare(ordered[0])
    with at_work(processes) as workers:
        for job, answer in workers.answers(render, takewhile(lambda _: not problems, ordered), meanwhile):
            match answer:
                case Rendered(path):
                    rendered[path] = rendered[path] | answer if path in rendered else answer
                    left -= Counter([path])
                    if path not in left:
                        done(rendered[path], total - len(left), total)
                case RenderingFailed():
                    problems.extend(answer.problems)
                case Ended():
                    problems.append(_ended(job, answer.by))
                case _:
                    raise answer
        if problems:
            raise RenderingFailed(*problems)
    return tuple(rendered[path] for path in sorted(rendered))


def in_parts(jobs: Sequence[Job], processes: int) -> Iterator[Job]:
    """Put the largest first; one that is more than its share of the work comes in halves: nobody waits for it."""
    sizes = {job.document.path: len(pickle.dumps(job.document)) for job in jobs}
    share = sum(sizes.values()) / processes
    for job in sorted(jobs, key=lambda job: (sizes[job.document.path], job.document.path), reverse=True):
        size = sizes[job.document.path]
        pages = [form for form in job.formats if form == ".pdf"]  # takes as long as the other formats together
        others = [form for form in job.formats if form != ".pdf"]
        parts = [pages, others] if pages and others and size > share else [job.formats]
        for formats in parts:
            yield replace(job, formats=tuple(formats), limits=Limits.of(size), refuses_leaks=formats is parts[-1])


def _ended(job: Job, how: str) -> Problem:
    place = Place(f"{job.document.path}.html")
    if most := job.limits.that_ended(how):
        return catalogue.RAN_OUT.at(place, f"a document that can be made within {most}", "more", RAN_OUT)
    return catalogue.WORKER_ENDED.at(place, "a worker that finishes", f"an end by {how}", ENDED)
