"""Rendering as tests play it: quick, or slow, or failing, as a document's path says; runs in worker processes, too."""

import os
import signal
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from responsegen.building.jobs import Job, Rendered
from responsegen.building.leak_guard import LeakGuard
from responsegen.building.staging import write_output
from responsegen.problems import Place
from responsegen.rendering.failure import failure
from responsegen.rendering.templates import TemplateFolders


@dataclass(frozen=True)
class PlayedDocument:
    """Stands in for a composed document; `content` makes it large or small."""

    path: str
    content: str = ""
    template: str = "played.html.j2"


@dataclass(frozen=True)
class PlayedRenderer:
    """Stands in for the renderer of a build, and takes what it takes."""

    templates: TemplateFolders
    folder: Path
    guard: LeakGuard | None = None

    def __call__(self, job: Job) -> Rendered:
        """Render `faulty…` with a problem, `…fatal` with the end of its process, the others as its number.

        In place of templates it says which formats it was asked for at once.
        """
        path = job.document.path
        if path.startswith("faulty"):
            raise failure(Place(f"{path}.html"), "RG903", "a name that this document has", "'tittle'")
        if path.endswith("fatal"):
            time.sleep(float(os.environ.get("PLAYED_SECONDS", "0")) if path.startswith("slowly") else 0)
            os.kill(os.getpid(), signal.SIGKILL)
        if path == "two-arguments":
            raise TwoArgumentsError(path, 2)
        if path == "unpicklable":
            raise UnpicklableError
        outputs = [f"{path}.{suffix}" for suffix in job.formats]
        number = f"{os.getpid()}".encode()
        written = {output: write_output(self.folder, output, number) for output in outputs}
        time.sleep(float(os.environ.get("PLAYED_SECONDS", "0")))
        return Rendered(path, written, (" ".join(job.formats),))


class TwoArgumentsError(Exception):
    """Goes to another process, but cannot be made there: `args` holds one."""

    def __init__(self, path: str, number: int) -> None:
        """Take two, and keep one."""
        super().__init__(f"{path} {number} went wrong")


class UnpicklableError(Exception):
    """Cannot be sent to another process."""

    def __init__(self) -> None:
        """Hold what stays where it is."""
        super().__init__("this went wrong")
        self.lock = threading.Lock()


@dataclass(frozen=True)
class HeavyRenderer(PlayedRenderer):
    """More than fits into a pipe at once, so that sending it takes a while, in which a signal comes."""

    when: tuple[int, float] = (1, 0.05)  # with which process, and how many seconds after
    sent: signal.Signals = signal.SIGINT  # Ctrl-C, which everybody hears; any other is for the program alone
    weight: bytes = bytes(1_000_000)

    def __reduce__(self) -> tuple[type[PlayedRenderer], tuple[object, ...]]:
        """Be sent to another process."""
        SENT.append(self)
        number, seconds = self.when
        if len(SENT) == number:
            send = os.killpg if self.sent is signal.SIGINT else os.kill
            threading.Timer(seconds, send, (os.getpid(), self.sent)).start()
        return HeavyRenderer, (self.templates, self.folder, self.guard, self.when, self.sent, self.weight)


SENT: list[HeavyRenderer] = []
