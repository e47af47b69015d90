"""Compose the brief: what whoever chairs takes into the room, and nobody else sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from responsegen.documents.content import cover
from responsegen.documents.registers import RedLines, red_lines
from responsegen.dossier.model import Dossier


@dataclass(frozen=True, slots=True)
class BriefContent:
    """All that the templates of an internal document can see."""

    cover: Mapping[str, str]  # by label
    remarks: tuple[RedLines, ...]
    exercise: bool


def brief(dossier: Dossier, to: str) -> BriefContent:
    """Compose the brief."""
    return BriefContent(cover=cover(dossier, to=to), remarks=tuple(red_lines(dossier)), exercise=dossier.exercise)
