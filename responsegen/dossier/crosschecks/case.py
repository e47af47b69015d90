"""The whole dossier as read: what every rule of this room is given, with the places of what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.dossier.nodes import Items, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from responsegen.dossier.dossier_file import DossierFile
    from responsegen.dossier.model import Dossier, Question
    from responsegen.dossier.nodes import Node
    from responsegen.dossier.position_file import PositionFile
    from responsegen.problem import Place


@dataclass(frozen=True, slots=True)
class Case:
    """The whole dossier as read."""

    asked: DossierFile
    positions: tuple[PositionFile, ...]  # in the order of the files' names

    @property
    def dossier(self) -> Dossier:
        """What dossier.yaml says."""
        return self.asked.dossier

    def place(self, *path: str) -> Place:
        """Where something stands in dossier.yaml."""
        return place_of(self.asked.tree, *path)

    def questions(self) -> Iterator[tuple[Question, Node]]:
        """Each question, and its node in the tree."""
        node = self.asked.tree.entries["questions"][1] if self.dossier.questions else self.asked.tree
        nodes = {item.place: item for item in (node.items if isinstance(node, Items) else (node,))}
        for question in self.dossier.questions:
            if question.place:
                yield question, nodes[question.place]
