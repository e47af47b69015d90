"""From nothing to the engine with WeasyPrint loaded, in half the time that its import alone takes."""

from __future__ import annotations

import ctypes.util
import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def load_engine() -> None:
    """Import the engine. Raises OSError where a system library is missing."""
    with _without_searching():
        import_module("responsegen.rendering.pdf.engine")


@contextmanager
def _without_searching() -> Iterator[None]:
    """Libraries are known by several names; on Linux, Python asks a compiler for each that the loader does not know.

    All it could answer is the name that the loader does know, which is among them: `libpango-1.0.so.0`.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 -- called by position
    try:
        yield
    finally:
        ctypes.util.find_library = search
