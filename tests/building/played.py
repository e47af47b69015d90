"""Rendering as tests play it: quick, or slow, or failing, as a document's path says; runs in worker processes, too."""

import os
import signal
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from responsegen.building.document import Job, Rendered, Renderer
from responsegen.building.leak_guard import LeakGuard
from responsegen.building.transaction import write_output
from responsegen.dossier import catalogue
from responsegen.problem import Place
from responsegen.rendering.failure import RenderingFailed


@dataclass(frozen=True)
class PlayedDocument:
    """Stands in for a composed document; `content` makes it large or small."""

    path: str
    content: str = ""
    template: str = "played.html.j2"


@dataclass(frozen=True)
class PlayedRenderer(Renderer):
    """Stands in for the renderer of a build, and takes what it takes."""

    guard: LeakGuard | None = None  # type: ignore[assignment] -- nothing is looked at

    def prepare(self, job: Job) -> None:
        """Do nothing."""

    def __call__(self, job: Job) -> Rendered:
        """Render `faulty…` with a problem, `…fatal` with the end of its process, the others as its number.

        In place of templates it says which formats it was asked for at once.
        """
        path = job.document.path
        if path.startswith("faulty"):
            raise RenderingFailed(
                catalogue.NO_SUCH_NAME.at(Place(f"{path}.html"), "a name that this document has", "'tittle'")
            )
        if path.endswith("fatal"):
            os.kill(os.getpid(), signal.SIGKILL)
        if path == "unpicklable":
            raise UnpicklableError
        take(path.partition("-")[0])
        outputs = [f"{path}{suffix}" for suffix in job.formats]
        number = f"{os.getpid()}".encode()
        written = {output: write_output(self.folder, output, number) for output in outputs}
        wait(self.folder)
        return Rendered(path, written, (" ".join(job.formats),))


@dataclass(frozen=True)
class ComposedRenderer(PlayedRenderer):
    """Writes in each format what the document is composed of."""

    def __call__(self, job: Job) -> Rendered:
        """See the class."""
        paths = [f"{job.document.path}{form}" for form in job.formats]
        content = repr(job.document).encode()
        return Rendered(job.document.path, {path: write_output(self.folder, path, content) for path in paths})


class PreparedRenderer(PlayedRenderer):
    """Leaves a mark when it prepares."""

    def prepare(self, job: Job) -> None:
        """See the class."""
        (self.folder / "prepared").write_text(job.document.path)


class FaultyTemplates(ComposedRenderer):
    """Finds a fault in each template."""

    def __call__(self, job: Job) -> Rendered:
        """See the class."""
        place = Place(f"templates/{job.document.template}", 7)
        raise RenderingFailed(catalogue.NO_SUCH_NAME.at(place, "a name that this document has", "'tittle'"))


class FullDisk(ComposedRenderer):
    """Finds no room for any document."""

    def __call__(self, _: Job) -> Rendered:
        """See the class."""
        raise OSError(28, "No space left on device", "response.pdf")


def preload() -> None:
    """Load nothing: who plays needs nothing that renders."""


def wait(folder: Path) -> None:
    """Wait for what a test names: some seconds, a file, or documents by so many processes."""
    time.sleep(float(os.environ.get("PLAYED_SECONDS", "0")))
    until, processes = os.environ.get("PLAYED_UNTIL"), int(os.environ.get("PLAYED_PROCESSES", "0"))
    while until and not Path(until).exists():
        time.sleep(0.01)
    while processes and len({file.read_bytes() for file in folder.glob("*.*")} - {b""}) < processes:
        time.sleep(0.01)


def take(much: str) -> None:
    """Take what the system does not let a document have."""
    begun = time.process_time()
    match much:
        case "greedy":
            bytearray(2**40)
        case "aborted":
            os.abort()
        case "spinning":
            pow(7, 10**10)  # one step in Python, in which nothing else is heard
        case "sleeping":
            time.sleep(600)
        case "busy":
            while time.process_time() - begun < 0.3:
                pass


class UnpicklableError(Exception):
    """Cannot be sent to another process."""

    def __init__(self) -> None:
        """Hold what stays where it is."""
        super().__init__("this went wrong")
        self.lock = threading.Lock()
