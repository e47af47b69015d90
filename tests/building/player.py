"""What plays rendering in worker processes: it loads little, since they begin anew for many a test."""

import os
import signal
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from responsegen.building.limits import Limits
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
class PlayedJob:
    """Stands in for a job: what a player has to know of it."""

    document: PlayedDocument
    formats: tuple[str, ...]
    limits: Limits


@dataclass(frozen=True)
class PlayedPaper:
    """What a player has written, which arrives as what a renderer has."""

    path: str
    outputs: dict[str, str]
    templates: tuple[str, ...]

    def __reduce__(self) -> tuple[object, ...]:
        """Let the process that asks make of it what it expects."""
        return as_rendered, (self.path, self.outputs, self.templates)


def as_rendered(*parts: object) -> object:
    """Return what a renderer has made."""
    from responsegen.building.document import Rendered  # noqa: PLC0415 -- the worker does without

    return Rendered(*parts)  # type: ignore[arg-type] -- as they were taken apart


@dataclass(frozen=True)
class Player:
    """Stands in for the renderer of a build, and takes what it takes."""

    folder: Path

    def __call__(self, job: PlayedJob) -> PlayedPaper:
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
        return PlayedPaper(path, written, (" ".join(job.formats),))


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
