"""Write into a position file that it was cleared, by whom, when, and what its answers said then."""

from __future__ import annotations

from datetime import date

from responsegen.dossier.clearance import fingerprint_of
from responsegen.dossier.model import ClearedBy, Position, PositionStatus
from responsegen.dossier.nodes import Mapping, Node, Scalar
from responsegen.dossier.tree_edits import word
from responsegen.dossier.yaml_tree import read_tree
from responsegen.editing.patching import patched


def cleared(position: Position, content: bytes, by: ClearedBy, on: date) -> bytes:
    """Return the file of this position as cleared; `content` is what it holds now, without an error."""
    old = read_tree(position.place.file, content, [])
    if old is None:
        message = "a position that was read cannot be read again"
        raise AssertionError(message)
    place = old.place

    def entry(key: str, value: Node) -> dict[str, tuple[Scalar, Node]]:
        return {key: (word(place, key), value)}

    def text(value: str) -> Scalar:
        return Scalar(place, value, plain=False)

    record = (
        entry("by", word(place, by))
        | entry("date", word(place, on.isoformat()))
        | entry("of", text(fingerprint_of(position)))
    )
    said = (
        entry("status", word(place, PositionStatus.CLEARED))
        | entry("cleared_by", word(place, by))
        | entry("clearance", Mapping(place, record))
    )
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key, value in old.entries.items():
        if key not in said:
            entries[key] = value
        if key == "country":
            entries |= said
    return patched(content, old, Mapping(place, entries))
