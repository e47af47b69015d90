"""Renderers as tests play them: quick, or slow, or failing, as a document's path says."""

import copyreg
from dataclasses import dataclass

from responsegen.building import pipeline, workers
from responsegen.building.document import Job, Rendered, Renderer
from responsegen.building.leak_guard import LeakGuard
from responsegen.building.transaction import write_output
from responsegen.dossier import catalogue
from responsegen.problem import Place
from responsegen.rendering.failure import RenderingFailed
from tests.building import player
from tests.building.player import PlayedDocument, PlayedJob, Player


@dataclass(frozen=True)
class PlayedRenderer(Renderer):
    """Has a player in each worker."""

    guard: LeakGuard | None = None  # type: ignore[assignment] -- nothing is looked at

    def prepare(self, job: Job) -> None:
        """Do nothing."""

    def __reduce__(self) -> tuple[object, ...]:
        """Send the player."""
        return Player, (self.folder,)


class PreparedRenderer(PlayedRenderer):
    """Leaves a mark when it prepares."""

    def prepare(self, job: Job) -> None:
        """See the class."""
        (self.folder / "prepared").write_text(job.document.path)


def for_player(job: Job) -> tuple[object, ...]:
    """Send of a job what a player has to know: it loads nothing to read it."""
    return PlayedJob, (PlayedDocument(job.document.path), job.formats, job.limits)


def play() -> None:
    """Let every build of this process be played, and its workers load little: they begin in a third of the time."""
    pipeline.Renderer = PlayedRenderer  # type: ignore[misc]
    workers.PRELOADED = player.__name__
    copyreg.pickle(Job, for_player)


@dataclass(frozen=True)
class ComposedRenderer(Renderer):
    """Writes in each format what the document is composed of."""

    def prepare(self, job: Job) -> None:
        """Do nothing."""

    def __call__(self, job: Job) -> Rendered:
        """See the class."""
        paths = [f"{job.document.path}{form}" for form in job.formats]
        content = repr(job.document).encode()
        return Rendered(job.document.path, {path: write_output(self.folder, path, content) for path in paths})


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
