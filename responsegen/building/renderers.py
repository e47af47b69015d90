"""What every worker needs, loaded once by the process that workers are forked from: importing this module does it."""

from __future__ import annotations

from contextlib import suppress

from responsegen.building import document, watched
from responsegen.rendering import docx, html, templates
from responsegen.rendering.pdf.loading import load_engine

__all__ = ["document", "docx", "html", "templates", "watched"]

with suppress(OSError):  # no Pango: said where a document is rendered
    load_engine()
