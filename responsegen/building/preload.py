"""Load what every worker needs, once, in the process that workers are forked from: importing this module does it."""

from __future__ import annotations

from contextlib import suppress

from responsegen.building import document, leak_guard
from responsegen.rendering import docx, html, searchable_text, templates
from responsegen.rendering.fonts import drawable
from responsegen.rendering.pdf import load_engine

__all__ = ["document", "docx", "html", "leak_guard", "searchable_text", "templates"]

drawable()
with suppress(OSError):  # no Pango: said where a document is rendered
    load_engine()
