"""Very many files in, the problems in them out, as if one process had read them; but each process reads its share."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from responsegen.building.processes import Ended, at_work, warm_up
from responsegen.dossier.crosschecks import all_that_is_crosschecked
from responsegen.dossier.folder import DOSSIER_FILE
from responsegen.dossier.position_file import read_position_file
from responsegen.dossier.reading import Trees, asked_in, conclude, is_position
from responsegen.dossier.yaml_tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from responsegen.building.processes import Worker
    from responsegen.dossier.dossier_file import DossierFile
    from responsegen.dossier.position_file import PositionFile
    from responsegen.dossier.reading import Reading, SourceFile
    from responsegen.problems import Problem

    Share = Sequence[SourceFile]


@dataclass(frozen=True, slots=True)
class Found:
    """What a share of the position files says, and the problems in it."""

    answered: tuple[PositionFile, ...]
    problems: tuple[Problem, ...]


def check_side_by_side(files: Sequence[SourceFile], problems: Iterable[Problem], processes: int) -> Reading:
    """Find what `check_files` finds. The positions of the dossier hold only what is held against other files."""
    warm_up(processes, __name__)
    report = list(problems)
    positions = sorted((file for file in files if is_position(file.path)), key=lambda file: file.path)
    asking = {f.path: read_tree(f.path, f.content, report) for f in files if f.path == DOSSIER_FILE}
    parsed = Trees(tuple(files), {**asking, **dict.fromkeys(file.path for file in positions)}, ())
    asked = asked_in(parsed, report)
    shares = [positions[n::processes] for n in range(processes)]
    answered: list[PositionFile] = []
    for found in everywhere(partial(_read, asked), shares):
        answered += found.answered
        report += found.problems
    answered.sort(key=lambda file: file.tree.place.file)
    return conclude(parsed, asked, tuple(answered), report)


def _read(asked: DossierFile | None, share: Share) -> Found:
    answered: list[PositionFile] = []
    report: list[Problem] = []
    for file in share:
        tree = read_tree(file.path, file.content, report)
        if tree and asked:
            answered.append(all_that_is_crosschecked(read_position_file(file.path, tree, asked, report)))
    return Found(tuple(answered), tuple(report))


def everywhere(read: Callable[[Share], Found], shares: Sequence[Share]) -> Iterator[Found]:
    """Have every share read, the first one here; no process outlives this, whatever ends it."""
    first, *others = shares
    with at_work(len(others), read) as workers:
        elsewhere = tuple(zip_longest(others, workers))
        for share, worker in elsewhere:
            if worker:
                with suppress(Ended):  # said when it is asked what it has found
                    worker.begin(share)
        yield read(first)
        for share, worker in elsewhere:
            yield _found(worker) or read(share)


def _found(worker: Worker[Share, Found] | None) -> Found | None:
    """What another process has found; None where it could not be started, or was ended before its time."""
    if worker:
        with suppress(Ended):
            return worker.result()
    return None
