"""Very many files are read by several processes, which find what one would find, in the same order."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest

from responsegen.building import processes, side_by_side
from responsegen.building.checking import check_folder
from responsegen.building.processes import Worker, at_work
from responsegen.building.side_by_side import Found, check_side_by_side
from responsegen.dossier.reading import SourceFile, check_files, read_dossier
from tests.conftest import CHECKOUT
from tests.dossier.conftest import SMALL
from tests.dossier.test_sentences import CASES, Case

SHIPPED = {file.path: file.content.decode() for file in read_dossier(CHECKOUT).files}
SLIPS = {
    "in order": {},
    "an answer of its own, a key and a file that nobody knows": {
        "positions/SE.yaml": SHIPPED["positions/SE.yaml"].replace("support", "suport"),
        "positions/FI.yaml": SHIPPED["positions/FI.yaml"] + "colour: blue\n",
        "positions/PL.yaml": "country: [\n",
        "positions/XX.yaml": "",
    },
    "two files for one, and two who speak for a third": {
        "positions/SE2.yaml": SHIPPED["positions/SE.yaml"],
        "positions/DK.yaml": SHIPPED["positions/DK.yaml"] + "speaks_for: [MT, SE]\n",
        "positions/FI.yaml": SHIPPED["positions/FI.yaml"] + "speaks_for: [MT]\n",
    },
    "an event that nobody waits for": {
        "dossier.yaml": SHIPPED["dossier.yaml"].replace("\nevents:\n", "\nevents:\n  thaw: The ice has melted\n"),
    },
    "a dossier that cannot be read": {"dossier.yaml": "title: [", "positions/SE.yaml": "country: {"},
}

Workers = tuple[Worker[object, Found], ...]


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("slips", SLIPS.values(), ids=SLIPS)
def test_they_find_what_one_finds(slips: dict[str, str], processes: int) -> None:
    files = [SourceFile(path, text.encode()) for path, text in {**SHIPPED, **slips}.items()]
    alone = check_files(files)
    together = check_side_by_side(files, (), processes)
    assert together.problems == alone.problems
    assert bool(alone.problems) == bool(slips)
    assert (together.dossier is None) == (alone.dossier is None)
    if alone.dossier and together.dossier:
        assert tuple(together.dossier.positions) == tuple(alone.dossier.positions)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_is_handed_from_process_to_process_is_all_that_is_held_against_other_files(case: Case) -> None:
    texts = {path.relative_to(SMALL).as_posix(): path.read_text("utf-8") for path in SMALL.rglob("*.yaml")}
    texts[case.file] = texts[case.file].replace(case.before, case.after, 1)
    files = [SourceFile(path, text.encode()) for path, text in texts.items()]
    assert check_side_by_side(files, (), 1).problems == check_files(files).problems


@pytest.mark.parametrize(("many", "shared"), [(26, True), (27, False)])
def test_few_files_are_left_to_one_process(many: int, monkeypatch: pytest.MonkeyPatch, *, shared: bool) -> None:
    asked: list[int] = []

    def counted(number: int, work: Callable[[object], Found]) -> AbstractContextManager[Workers]:
        asked.append(number)
        return at_work(0, work)

    monkeypatch.setattr(processes, "cores", lambda: 3)
    monkeypatch.setattr(side_by_side, "at_work", counted)
    checked = check_folder(CHECKOUT, many)
    assert asked == ([2] if shared else [])
    assert checked.problems == ()
    assert checked.dossier is not None
    assert len(checked.dossier.positions) == 26


SHARES = [[SourceFile("positions/SE.yaml", b"")], [SourceFile("positions/FI.yaml", b"")]]


def once_elsewhere(here: int, file: Path, share: list[SourceFile]) -> Found:
    """Ends its process, unless that is the one which shares out the work."""
    if os.getpid() != here:
        file.write_text("begun")
        os.kill(os.getpid(), signal.SIGTERM)
    return Found((), tuple(share))  # type: ignore[arg-type] -- whatever is found is handed on


def test_the_share_of_a_process_that_was_killed_is_read_by_another(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    read = partial(once_elsewhere, os.getpid(), begun)
    found = list(side_by_side.everywhere(read, SHARES))
    assert begun.exists()
    assert [problem for share in found for problem in share.problems] == [file for share in SHARES for file in share]


def without_end(here: int, file: Path, _: object) -> Found:
    """Elsewhere it never ends; here it is interrupted as soon as that has begun."""
    if os.getpid() != here:
        file.with_suffix(".tmp").write_text(str(os.getpid()))
        file.with_suffix(".tmp").rename(file)
        time.sleep(600)
    while not file.exists():
        time.sleep(0.01)
    raise KeyboardInterrupt


def test_on_ctrl_c_nobody_goes_on(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    with pytest.raises(KeyboardInterrupt):
        list(side_by_side.everywhere(partial(without_end, os.getpid(), begun), SHARES))
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun.read_text()), 0)
