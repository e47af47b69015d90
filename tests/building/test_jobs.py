"""Documents side by side: the largest first, all problems of those that failed, and no process left behind."""

import copyreg
import errno
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from responsegen.building import limits, workers
from responsegen.building.document import Job, Rendered
from responsegen.building.jobs import in_parts, render_all
from responsegen.building.output_folder import OutputFailed
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.templates import TemplateFolders
from tests.building import player
from tests.building.played import PlayedRenderer, PreparedRenderer, for_player
from tests.building.player import PlayedDocument
from tests.conftest import CHECKOUT

pytestmark = pytest.mark.waits

NAMES = ("a", "b", "c", "d", "e")


@pytest.fixture(autouse=True)
def _loading_what_plays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PRELOADED", player.__name__)
    monkeypatch.setitem(copyreg.dispatch_table, Job, for_player)
    monkeypatch.setenv("PYTHONPATH", str(CHECKOUT))


@pytest.fixture(scope="module", autouse=True)
def _none_left() -> Iterator[None]:
    """Let these tests have workers that play, and no others have them."""
    workers.end_idle()
    yield
    workers.end_idle()


@pytest.fixture
def _new_workers() -> Iterator[None]:
    """Let a test have workers that begin with what it sets, and no other test have them."""
    workers.end_idle()
    yield
    workers.end_idle()


def jobs(*documents: PlayedDocument) -> list[Job]:
    return [Job(document, ()) for document in documents]  # type: ignore[arg-type] -- played


def into(folder: Path) -> PlayedRenderer:
    return PlayedRenderer(TemplateFolders(()), folder)


def in_all_formats(path: str) -> list[str]:
    return [f"{path}.docx", f"{path}.html", f"{path}.pdf"]


def ignore(_: Rendered, __: int, ___: int) -> None:
    """Hear of a document, and do nothing."""


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_what_a_document_must_not_repeat_is_looked_for_in_one_of_its_parts(processes: int) -> None:
    documents = jobs(PlayedDocument("large", "x" * 900), PlayedDocument("small"))
    parts = [*in_parts(documents, processes)]
    assert sorted(part.document.path for part in parts if part.refuses_leaks) == ["large", "small"]
    assert len(parts) == (3 if processes > 1 else 2)


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
    rendering = {file.read_text() for file in tmp_path.glob("*.*")}
    assert f"{os.getpid()}" not in rendering
    assert 1 <= len(rendering) <= processes
    assert [those.number for those in workers.idle] == [processes]  # they wait for the next build


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
    assert asked == {"large": (".html .docx", ".pdf"), "middle": (".html .pdf .docx",), "small": (".html .pdf .docx",)}
    assert all(sorted(document.outputs) == in_all_formats(document.path) for document in rendered)
    assert sorted(heard) == ["large", "middle", "small"]


@pytest.mark.parametrize("processes", [1, 2])
def test_the_largest_is_prepared_for_while_several_processes_begin(tmp_path: Path, processes: int) -> None:
    render = PreparedRenderer(TemplateFolders(()), tmp_path)
    render_all(jobs(PlayedDocument("small"), PlayedDocument("large", "x" * 900)), processes, render, ignore)
    assert [file.read_text() for file in tmp_path.glob("prepared")] == ["large"] * (processes > 1)


def test_what_both_halves_stumble_over_is_said_once(tmp_path: Path) -> None:
    with pytest.raises(RenderingFailed) as raised:
        render_all(jobs(PlayedDocument("faulty")), 2, into(tmp_path), ignore)
    assert [problem.place.file for problem in raised.value.problems] == ["faulty.html"]


@pytest.mark.usefixtures("_new_workers")
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


LOOK = (
    "Look at loops and filters in templates, at margins, columns and variables in the style sheet, and at <use> in"
    " drawings"
)
TOO_MUCH = {
    "greedy": f"expected a document that can be made within 0.5 GB of memory (got more). {LOOK}",
    "spinning": f"expected a document that can be made within 1 seconds of processor time (got more). {LOOK}",
    "sleeping": f"expected a document that can be made within 1 seconds (got more). {LOOK}",
    "aborted": f"expected a document that can be made within 0.5 GB of memory (got more). {LOOK}",
    "fatal": "expected a worker that finishes (got an end by SIGKILL). Usually memory has run out: try --jobs 1",
}


@pytest.fixture
def _little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let documents take little."""
    monkeypatch.setattr(limits, "SECONDS", 0.6)
    monkeypatch.setattr(limits, "MEMORY", 500_000_000)
    monkeypatch.setattr(limits, "BUSY", 600)


@pytest.mark.usefixtures("_little")
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere, systems limit less")
@pytest.mark.parametrize("path", TOO_MUCH)
def test_what_takes_too_much_is_ended_alone_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    if path == "sleeping":
        monkeypatch.setattr(limits, "BUSY", 1)
    documents = [PlayedDocument(name, "x" * (99 - len(name))) for name in (path, "faulty")]  # of one size: no halves
    with pytest.raises(RenderingFailed) as raised:
        render_all(jobs(*documents), 2, into(tmp_path), ignore)
    faulty, named = sorted(raised.value.problems, key=lambda problem: problem.place.file != "faulty.html")
    assert faulty.code == "RG903"
    assert named.code == ("RG990" if path == "fatal" else "RG925")
    assert str(named).startswith(f"{path}.html:1:1: error: {TOO_MUCH[path]}")


@pytest.mark.usefixtures("_little")
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere, systems limit less")
def test_each_document_has_seconds_of_its_own(tmp_path: Path) -> None:
    documents = [PlayedDocument(f"busy-{number}") for number in range(4)]  # three tenths of a second each
    assert len(render_all(jobs(*documents), 1, into(tmp_path), ignore)) == 4


def test_a_long_paper_is_given_more_than_it_takes() -> None:
    of_three_thousand_delegations, shipped = (8_700_000, 190, 5.9e9), (220_000, 3, 0.5e9)
    for size, seconds, memory in (of_three_thousand_delegations, shipped):
        assert limits.Limits.of(size).processor > 5 * seconds
        assert limits.Limits.of(size).memory > 2 * memory


def test_no_limit_is_set_in_the_process_that_asks(tmp_path: Path) -> None:
    kinds = (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_CORE)
    before = [resource.getrlimit(kind) for kind in kinds]
    render_all(jobs(PlayedDocument("a")), 1, into(tmp_path), ignore)
    assert [resource.getrlimit(kind) for kind in kinds] == before


def test_a_fault_in_a_process_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="UnpicklableError: this went wrong") as raised:
        render_all(jobs(PlayedDocument("unpicklable"), PlayedDocument("a")), 2, into(tmp_path), ignore)
    assert "in __call__" in "".join(raised.value.__notes__)


def test_a_disk_that_is_full_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("in the way")
    with pytest.raises(FileExistsError):
        render_all(jobs(*map(PlayedDocument, NAMES)), 2, into(tmp_path), ignore)
    assert not workers.idle


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere, no worker has a copy of another's pipe")
@pytest.mark.timeout(20)
@pytest.mark.usefixtures("_new_workers")
def test_nobody_waits_for_a_worker_that_was_ended_between_two_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYED_PROCESSES", "2")
    render_all(jobs(*map(PlayedDocument, NAMES)), 2, into(tmp_path), ignore)
    os.kill(int((tmp_path / "a.html").read_text()), signal.SIGKILL)
    with pytest.raises(RenderingFailed, match="an end by SIGKILL"):
        render_all(
            jobs(*(PlayedDocument(f"large-{name}", name * 4_000_000) for name in "12")), 2, into(tmp_path), ignore
        )


@pytest.mark.usefixtures("_new_workers")
def test_where_there_is_no_room_for_processes_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object, **__: object) -> None:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(workers.subprocess, "Popen", no_room)
    with pytest.raises(OutputFailed) as raised:
        render_all(jobs(PlayedDocument("a")), 2, into(tmp_path), ignore)
    assert str(raised.value) == "no process can be begun that makes the documents: Resource temporarily unavailable"


@pytest.mark.usefixtures("_new_workers")
@pytest.mark.parametrize("preload", ["no.such.module", "tests.building.forkless"])
def test_where_processes_cannot_begin_one_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, preload: str
) -> None:
    monkeypatch.setattr(workers, "PRELOADED", preload)
    with pytest.raises(RenderingFailed, match="try --jobs 1"):
        render_all(jobs(PlayedDocument("a")), 2, into(tmp_path), ignore)


@pytest.mark.usefixtures("_new_workers")
def test_where_no_process_is_forked_each_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FORKS", False)
    monkeypatch.setenv("PLAYED_PROCESSES", "2")
    render_all(jobs(*map(PlayedDocument, NAMES)), 2, into(tmp_path), ignore)
    assert len({file.read_text() for file in tmp_path.glob("*.*")} - {f"{os.getpid()}"}) == 2


def test_there_is_at_least_one_core() -> None:
    assert workers.cores() >= 1


BUILD = """
import sys
from pathlib import Path
from responsegen.building.jobs import in_parts, render_all
from tests.building.played import PlayedDocument, play
from tests.building.test_jobs import ignore, into, jobs
if __name__ == "__main__":
    play()
    render_all(jobs(*map(PlayedDocument, "abcdefgh")), 2, into(Path(sys.argv[1])), ignore)
"""


def test_workers_that_wait_for_another_build_end_with_the_program(tmp_path: Path) -> None:
    command = [sys.executable, "-X", "dev", "-c", BUILD, str(tmp_path)]
    ended = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert ended.stderr == ""  # no "subprocess … is still running"
    assert not any(map(is_running, {int(file.read_text()) for file in tmp_path.glob("*.*")}))


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_workers_end_with_a_parent_that_was_killed_and_nobody_says_a_word(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BUILD, str(tmp_path)]
    environment = os.environ | {"PLAYED_UNTIL": "never"}
    process = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stderr=subprocess.PIPE, text=True)
    while len(workers := {int(pid) for pid in map(Path.read_text, tmp_path.glob("*.*")) if pid}) < 2:
        time.sleep(0.02)
    process.kill()
    _, said = process.communicate()
    assert said == ""
    while any(map(is_running, workers)):
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return not Path("/proc/self").exists() or b" Z " not in Path(f"/proc/{pid}/stat").read_bytes()
    except (ProcessLookupError, FileNotFoundError):  # it may end between the two questions
        return False
