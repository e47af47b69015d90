"""Whose an exception is: what WeasyPrint raises over a style or a picture is a problem of the document, and told so."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING

from weasyprint.urls import FatalURLFetchingError

from responsegen.problem import Place
from responsegen.rendering.failure import RenderingFailed, failure
from responsegen.rendering.pdf import finishing

if TYPE_CHECKING:
    from collections.abc import Iterator

WEASYPRINT, OURS = "weasyprint", "responsegen"
OF_ANOTHER_MEANING = (RenderingFailed, FatalURLFetchingError, MemoryError, OSError)
ADVICE = "If the dossier has a style sheet, template or picture of its own, that is the likely cause"


@contextmanager
def weasyprints_own(name: str) -> Iterator[None]:
    """Turn what WeasyPrint, or a library that it calls, raises into a problem of the document.

    What this program raises stays as it is: a fault of the program must not look like one of the files.
    """
    try:
        yield
    except OF_ANOTHER_MEANING:
        raise
    except Exception as error:
        if not _is_weasyprints(error):
            raise
        expected, found = "a page that WeasyPrint can lay out", f"{type(error).__name__}: {error}".removesuffix(": ")
        raise failure(Place(name), "RG924", expected, found, ADVICE) from error


def _is_weasyprints(error: Exception) -> bool:
    """Whether WeasyPrint was at work, and neither our finishing, nor a part of ours that WeasyPrint calls."""
    modules = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)]
    packages = [module.partition(".")[0] for module in modules]
    last = next((package for package in reversed(packages) if package in {WEASYPRINT, OURS}), OURS)
    return last == WEASYPRINT and finishing.__name__ not in modules
