"""Loads the engine with WeasyPrint, in half the time that its import alone takes."""

from __future__ import annotations

import ctypes.util
import os
import sys
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


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
