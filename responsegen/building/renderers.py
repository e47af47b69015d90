"""What every worker needs, loaded once by the process that workers are forked from: importing this module does it."""

from __future__ import annotations

from contextlib import suppress

from responsegen.building import document, keeping_back, watched
from responsegen.rendering import docx, everything, html, templates
from responsegen.rendering.fonts import drawable
from responsegen.rendering.pdf.loading import load_engine

__all__ = ["document", "docx", "everything", "html", "keeping_back", "templates", "watched"]

drawable()
with suppress(OSError):  # no Pango: said where a document is rendered
    load_engine()
