"""Renderers of builds of which all the HTML is real, but none of the PDF and DOCX, or that of some papers only."""

import sys
from unittest.mock import patch

from responsegen.building.document import Job, Rendered, Renderer

# Of large and small states, for and against, one with a draft, one that another speaks for, one without an answer.
FICHES = {"CY", "DE", "HU", "IE", "LU", "SE", "UK"}


class OnlyHtmlRenderer(Renderer):
    """Writes words in place of PDF and DOCX."""

    def __call__(self, job: Job) -> Rendered:
        """See `Renderer`."""
        with (
            patch("responsegen.rendering.pdf.write_pdf", lambda *_: b"PDF"),
            patch("responsegen.rendering.docx.write_docx", lambda *_, **__: b"DOCX"),
        ):
            return super().__call__(job)


class FewPapersRenderer(OnlyHtmlRenderer):
    """Writes PDF and DOCX of those papers only that differ: seven fiches show all that the others do."""

    def __call__(self, job: Job) -> Rendered:
        """See `Renderer`."""
        return Renderer.__call__(self, job) if is_whole(job.document.path) else super().__call__(job)


def is_whole(path: str) -> bool:
    """Whether this document has its PDF and DOCX in a build of few papers."""
    return not path.startswith("fiches/") or path.removeprefix("fiches/") in FICHES


def preload() -> None:
    """Load nothing but what HTML needs, when it does."""


def main() -> None:
    """Run one command of the program, which writes few papers."""
    from responsegen.building import pipeline  # noqa: PLC0415 -- workers do without
    from responsegen.cli.program import run  # noqa: PLC0415 -- as above
    from tests.building import only_html  # noqa: PLC0415 -- by name, so that workers find it

    pipeline.Renderer = only_html.FewPapersRenderer  # type: ignore[misc]
    run(sys.argv[1:])


if __name__ == "__main__":
    main()
