"""Name what goes along in a PDF, beside its pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """One embedded file; its dates are the document's own."""

    name: str  # "joint-answer.json"
    description: str
    content: bytes
    is_source: bool = False  # the document was made from it; else it belongs to the document as data
