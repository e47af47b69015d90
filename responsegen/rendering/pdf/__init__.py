"""From a page's tree to a tagged, archivable PDF (PDF/A-3a and PDF/UA-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.problem import Place
from responsegen.rendering.failure import failure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from responsegen.rendering.pdf.attachment import Attachment
    from responsegen.rendering.tree import Element

HOW_TO_INSTALL_PANGO = (
    "Install Pango: Debian, Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: dnf install pango; macOS: brew install pango; Windows: in MSYS2, pacman -S mingw-w64-x86_64-pango"
)


def write_pdf(root: Element, name: str, attachments: Iterable[Attachment] = ()) -> bytes:
    """The bytes of the PDF; the same tree and attachments give the same bytes, anywhere and at any time.

    `root` comes from `responsegen.rendering.html.parse`; `name` is the document's name in messages (`synthesis.html`).
    Raises RenderingFailed where Pango is missing, and for whatever WeasyPrint would only warn of.
    """
    from responsegen.rendering.pdf.loading import load_engine  # noqa: PLC0415 -- only where a PDF is wanted

    try:
        load_engine()
    except OSError as error:
        library = str(error).split(":", maxsplit=1)[0]
        raise failure(Place(name), "RG920", "the system library Pango", library, HOW_TO_INSTALL_PANGO) from error
    from responsegen.rendering.pdf import engine  # noqa: PLC0415 -- it needs Pango

    return engine.write_pdf(root, name, tuple(attachments))
