"""Documents side by side: the largest first, all problems of those that failed, and no process left behind."""

import errno
import multiprocessing
import os
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path

import pytest

from responsegen.building import processes
from responsegen.building.jobs import Job, Rendered, render_all
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.templates import TemplateFolders
from tests.building import played
from tests.building.played import PlayedDocument, PlayedRenderer
from tests.conftest import CHECKOUT

pytestmark = pytest.mark.waits

NAMES = ("a", "b", "c", "d", "e")


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every process start with what plays."""
    monkeypatch.setattr(processes, "RENDERERS", played.__name__)
    processes.warm_up(2)


def jobs(*documents: PlayedDocument) -> list[Job]:
    return [Job(document, ()) for document in documents]  # type: ignore[arg-type] -- played


def into(folder: Path) -> PlayedRenderer:
    return PlayedRenderer(TemplateFolders(()), folder)


def in_all_formats(path: str) -> list[str]:
    return [f"{path}.docx", f"{path}.html", f"{path}.pdf"]


def ignore(_: Rendered, __: int, ___: int) -> None:
    """Hear of a document, and do nothing."""


@pytest.mark.parametrize("processes", [1, 2, 9])
def test_every_document_is_rendered_whatever_the_number_of_processes(tmp_path: Path, processes: int) -> None:
    heard: list[tuple[int, int]] = []
    rendered = render_all(
        jobs(*map(PlayedDocument, reversed(NAMES))),
        processes,
        into(tmp_path),
        lambda _, number, total: heard.append((number, total)),
    )
    assert [document.path for document in rendered] == list(NAMES)
    assert [sorted(document.outputs) for document in rendered] == [in_all_formats(name) for name in NAMES]
    assert heard == [(number, 5) for number in range(1, 6)]
    rendering = {file.read_text() for file in tmp_path.iterdir()}
    assert (rendering == {f"{os.getpid()}"}) == (processes == 1)
    assert len(rendering) <= processes


def test_the_largest_document_comes_first(tmp_path: Path) -> None:
    heard: list[str] = []
    sizes = {"small": 1, "large": 9000, "middle": 500}
    documents = [PlayedDocument(name, "x" * size) for name, size in sizes.items()]
    render_all(jobs(*documents), 1, into(tmp_path), lambda document, _, __: heard.append(document.path))
    assert heard == ["large", "middle", "small"]


def test_one_that_is_most_of_the_work_comes_in_halves(tmp_path: Path) -> None:
    heard: list[str] = []
    documents = [PlayedDocument("large", "x" * 900), PlayedDocument("middle", "x" * 450), PlayedDocument("small")]
    rendered = render_all(jobs(*documents), 2, into(tmp_path), lambda document, _, __: heard.append(document.path))
    asked = {document.path: document.templates for document in rendered}
    assert asked == {"large": ("docx", "html pdf"), "middle": ("html pdf docx",), "small": ("html pdf docx",)}
    assert all(sorted(document.outputs) == in_all_formats(document.path) for document in rendered)
    assert sorted(heard) == ["large", "middle", "small"]


@pytest.mark.parametrize(("processes", "expected"), [(1, []), (2, ["large"])])
def test_the_largest_is_prepared_for_before_other_processes_begin(
    tmp_path: Path, processes: int, expected: list[str]
) -> None:
    heard: list[str] = []
    documents = [PlayedDocument("small"), PlayedDocument("large", "x" * 900)]
    render_all(jobs(*documents), processes, into(tmp_path), ignore, lambda job: heard.append(job.document.path))
    assert heard == expected


def test_what_both_halves_stumble_over_is_said_once(tmp_path: Path) -> None:
    with pytest.raises(RenderingFailed) as raised:
        render_all(jobs(PlayedDocument("faulty")), 2, into(tmp_path), ignore)
    assert [problem.place.file for problem in raised.value.problems] == ["faulty.html"]


def test_a_failure_ends_the_work_and_all_problems_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYED_SECONDS", "0.05")
    documents = [PlayedDocument("faulty-1", "x" * 99), PlayedDocument("faulty-2", "x" * 98)]
    documents += [PlayedDocument(f"{number:02}") for number in range(40)]
    with pytest.raises(RenderingFailed) as raised:
        render_all(jobs(*documents), 2, into(tmp_path), ignore)
    files = [problem.place.file for problem in raised.value.problems]
    assert files
    assert set(files) <= {"faulty-1.html", "faulty-2.html"}
    assert len(list(tmp_path.iterdir())) < 40


def test_a_process_that_is_killed_is_a_problem_with_advice(tmp_path: Path) -> None:
    with pytest.raises(RenderingFailed) as raised:
        render_all(
            jobs(PlayedDocument("a", "x" * 99), PlayedDocument("fatal", template="fatal.html.j2")),
            2,
            into(tmp_path),
            ignore,
        )
    (problem,) = raised.value.problems
    assert problem.place.file == "templates/fatal.html.j2"
    assert problem.advice == "Usually memory has run out: try --jobs 1"


def test_problems_that_were_found_before_a_process_was_killed_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYED_SECONDS", "0.3")  # for the one that is fatal; who is faulty fails at once
    documents = [
        PlayedDocument("faulty", "x" * 106),
        PlayedDocument("slowly-fatal", "x" * 100),
    ]  # of one size: no halves
    with pytest.raises(RenderingFailed) as raised:
        render_all(jobs(*documents), 2, into(tmp_path), ignore)
    assert [problem.code for problem in raised.value.problems] == ["RG903", "RG990"]


@pytest.mark.parametrize("kind", ["two-arguments", "unpicklable"])
def test_what_a_process_raises_and_cannot_send_is_told_in_words(tmp_path: Path, kind: str) -> None:
    with pytest.raises(Exception, match="went wrong") as raised:
        render_all(jobs(PlayedDocument(kind), PlayedDocument("a")), 2, into(tmp_path), ignore)
    assert not isinstance(raised.value, RenderingFailed)
    assert "in __call__" in str(raised.value)


def test_where_the_tracker_of_resources_cannot_be_started_fewer_processes_do_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(processes.resource_tracker, "ensure_running", fail)
    assert len(render_all(jobs(*map(PlayedDocument, NAMES)), 2, into(tmp_path), ignore)) == len(NAMES)


def test_a_disk_that_is_full_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("in the way")
    with pytest.raises(FileExistsError):
        render_all(jobs(*map(PlayedDocument, NAMES)), 2, into(tmp_path), ignore)


@pytest.mark.parametrize("room", [0, 1])
def test_where_there_is_no_room_for_so_many_processes_fewer_do_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    pipes = [multiprocessing.Pipe() for _ in range(room)]

    def a_pipe(_: object) -> tuple[Connection, Connection]:
        if not pipes:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return pipes.pop()

    monkeypatch.setattr(BaseContext, "Pipe", a_pipe)
    rendered = render_all(jobs(*map(PlayedDocument, NAMES)), 2, into(tmp_path), ignore)
    assert [document.path for document in rendered] == list(NAMES)
    (rendering,) = {file.read_text() for file in tmp_path.iterdir()}
    assert (rendering == f"{os.getpid()}") == (room == 0)


@pytest.mark.parametrize("error", [RuntimeError("can't start new thread"), MemoryError()], ids=repr)
def test_a_process_that_has_no_room_for_itself_ends_without_a_word(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(processes, "_settle", fail)
    here, there = multiprocessing.Pipe()
    processes.serve(there)
    there.close()
    waiting: processes.Worker[None, None] = processes.Worker(here)
    with pytest.raises(processes.Ended):
        waiting.result()


def test_there_is_at_least_one_core() -> None:
    assert processes.cores() >= 1


KILLED = """
import sys
from pathlib import Path
from responsegen.building.jobs import render_all
from tests.building.played import PlayedDocument
from tests.building.test_jobs import ignore, into, jobs
if __name__ == "__main__":
    render_all(jobs(*map(PlayedDocument, "abcdefgh")), 2, into(Path(sys.argv[1])), ignore)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_workers_end_with_a_parent_that_was_killed_and_nobody_says_a_word(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    environment = os.environ | {"PLAYED_SECONDS": "30"}
    process = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stderr=subprocess.PIPE, text=True)
    while len(workers := {int(pid) for pid in map(Path.read_text, tmp_path.iterdir()) if pid}) < 2:
        time.sleep(0.02)
    process.kill()
    _, said = process.communicate(timeout=60)
    assert said == ""
    for _ in range(250):
        if not any(map(is_running, workers)):
            break
        time.sleep(0.02)
    assert [pid for pid in workers if is_running(pid)] == []


SIGNALLED = """
import sys
from signal import Signals
from pathlib import Path
from responsegen.building import processes
from responsegen.building.jobs import render_all
from responsegen.rendering.templates import TemplateFolders
from tests.building.played import HeavyRenderer, PlayedDocument
from tests.building.test_jobs import ignore, jobs
if __name__ == "__main__":
    processes.RENDERERS = "tests.building.played"
    processes.warm_up(2)
    try:
        when = int(sys.argv[2]), float(sys.argv[3])
        renderer = HeavyRenderer(TemplateFolders(()), Path(sys.argv[1]), None, when, Signals[sys.argv[4]])
        render_all(jobs(*map(PlayedDocument, "abcdefgh")), 2, renderer, ignore)
    except KeyboardInterrupt:
        print("stopped")
"""


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("when", [("1", "0.05"), ("2", "0"), ("2", "0.01")])
def test_ctrl_c_while_a_process_is_sent_what_it_begins_with_is_heard_afterwards(
    tmp_path: Path, when: tuple[str, str]
) -> None:
    assert signalled(tmp_path, *when, "SIGINT") == ("stopped\n", "")


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("when", [("1", "0"), ("1", "0.05"), ("2", "0"), ("2", "0.01")])
def test_killed_while_a_process_is_sent_what_it_begins_with_nobody_says_a_word(
    tmp_path: Path, when: tuple[str, str]
) -> None:
    assert signalled(tmp_path, *when, "SIGKILL") == ("", "")


def signalled(folder: Path, *how: str) -> tuple[str, str]:
    """What a build prints that is sent a signal; all whom it began have ended, too, since they could print as well."""
    command = [sys.executable, "-c", SIGNALLED, str(folder), *how]
    still_at_it = os.environ | {"PLAYED_SECONDS": "0.5"}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=CHECKOUT, env=still_at_it, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as process:
        return process.communicate(timeout=60)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return not Path("/proc/self").exists() or b" Z " not in Path(f"/proc/{pid}/stat").read_bytes()
    except (ProcessLookupError, FileNotFoundError):  # it may end between the two questions
        return False
