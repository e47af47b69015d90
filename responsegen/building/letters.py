"""Find letters in a dossier's files that no font of ours has, where they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from responsegen.dossier import catalogue
from responsegen.dossier.files import DOSSIER_FILE, SourceFile
from responsegen.dossier.nodes import Items, Mapping, Node, Scalar
from responsegen.dossier.reading import is_position
from responsegen.dossier.yaml_tree import read_tree
from responsegen.problem import Problem
from responsegen.rendering.fonts import ORDINARY, undrawable

WORTH_READING = re.compile(rf"[^{ORDINARY}]|\\[uUx]")  # in YAML "\U0001F44D" is a thumb


def problems_in_letters(files: Iterable[SourceFile]) -> Iterator[Problem]:
    """Find letters that no font of ours has, each with the place of the text that it stands in."""
    for file in files:
        if file.path != DOSSIER_FILE and not is_position(file.path):
            continue
        if not WORTH_READING.search(file.content.decode(errors="replace")):
            continue
        tree = read_tree(file.path, file.content, [])
        for scalar in _scalars(tree) if tree else ():
            if found := ", ".join(undrawable(scalar.text)):
                yield catalogue.NO_GLYPH.at(scalar.place, "characters that our fonts can draw", found)


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Items():
            for item in node.items:
                yield from _scalars(item)
        case Mapping():
            for key, value in node.entries.values():
                yield key
                yield from _scalars(value)
