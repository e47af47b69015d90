"""Write a page's tree as a tagged, archivable PDF (PDF/A-3a and PDF/UA-1)."""

from __future__ import annotations

import ctypes.util
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

from responsegen.dossier import catalogue
from responsegen.problem import Place
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.pdf.attachment import Attachment
from responsegen.rendering.pdf.kept_pages import KeptPages
from responsegen.rendering.tree import Element

HOW_TO_INSTALL_PANGO = (
    "Install Pango: Debian, Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: dnf install pango; macOS: brew install pango; Windows: in MSYS2, pacman -S mingw-w64-x86_64-pango"
)


def write_pdf(root: Element, name: str, attachments: Iterable[Attachment] = (), kept: KeptPages | None = None) -> bytes:
    """Return the bytes of the PDF; the same tree and attachments give the same bytes, whatever is kept of its pages.

    `root` comes from `responsegen.rendering.html.parse`; `name` is the document's name in messages (`synthesis.html`).
    Raises RenderingFailed where Pango is missing, and for whatever WeasyPrint would only warn of.
    """
    try:
        load_engine()
    except OSError as error:
        library = str(error).split(":", maxsplit=1)[0]
        raise RenderingFailed(
            catalogue.NO_PANGO.at(Place(name), "the system library Pango", library, HOW_TO_INSTALL_PANGO)
        ) from error
    from responsegen.rendering.pdf import engine  # noqa: PLC0415 -- it needs Pango

    return engine.write_pdf(root, name, tuple(attachments), kept)


def load_engine() -> None:
    """Import the engine. Raises OSError where a system library is missing."""
    with _known_places():
        import_module("responsegen.rendering.pdf.engine")


@contextmanager
def _known_places() -> Iterator[None]:
    """Keep the search for libraries away from the current folder, and from starting any program.

    Libraries are known by several names. On Linux, Python asks a compiler for each that the loader does not know; all
    that it could answer is the name that the loader does know, which is among them: `libpango-1.0.so.0`. Elsewhere, a
    file of such a name in the current folder would be loaded.
    """
    if sys.platform != "linux":
        with _in_folder(Path(__file__).parent):
            yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 -- called by position
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    """As `contextlib.chdir`, for a current folder that may not be there any more."""
    here = None
    with suppress(FileNotFoundError):
        here = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        if here:
            os.chdir(here)
