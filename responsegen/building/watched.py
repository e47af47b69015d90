"""Template folders that remember what was looked for in them, and so what a document depends on."""

from __future__ import annotations

from dataclasses import dataclass, field
from posixpath import normpath
from typing import TYPE_CHECKING

from responsegen.rendering.templates import TemplateFolders

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Watched(TemplateFolders):
    """The same folders; `sought` holds every name, found or not."""

    sought: set[str] = field(default_factory=set)

    def find(self, name: str) -> Path:
        """See `TemplateFolders.find`."""
        self.sought.add(normpath(name))
        return TemplateFolders.find(self, name)
