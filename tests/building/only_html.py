"""The renderer of a build, of which only the HTML is real."""

from unittest.mock import patch

from responsegen.building.document import Renderer
from responsegen.building.jobs import Job, Rendered


class OnlyHtmlRenderer(Renderer):
    """Writes words in place of PDF and DOCX."""

    def __call__(self, job: Job) -> Rendered:
        """See `Renderer`."""
        with (
            patch("responsegen.rendering.pdf.write_pdf", lambda *_: b"PDF"),
            patch("responsegen.rendering.docx.write_docx", lambda *_: b"DOCX"),
        ):
            return super().__call__(job)


def preload() -> None:
    """Load nothing but what HTML needs, when it does."""
