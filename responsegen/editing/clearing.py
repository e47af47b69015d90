"""Write into a position file that it was cleared, by whom, when, and what its answers said then."""

from __future__ import annotations

from datetime import date

from responsegen.dossier.clearance import fingerprint_of
from responsegen.dossier.model import ClearedBy, Position, PositionStatus
from responsegen.dossier.nodes import Mapping, Node, Scalar
from responsegen.dossier.tree_edits import written
from responsegen.dossier.yaml_tree import read_tree
from responsegen.editing.patching import patched


def cleared(position: Position, content: bytes, by: ClearedBy, on: date) -> bytes:
    """Return the file of this position as cleared; `content` is what it holds now, without an error."""
    old = read_tree(position.place.file, content, [])
    if old is None:
        message = "a position that was read cannot be read again"
        raise AssertionError(message)
    fingerprint = Scalar(old.place, fingerprint_of(position), plain=False)
    record = written(old.place, {"by": by, "date": on.isoformat(), "of": fingerprint})
    said = written(old.place, {"status": PositionStatus.CLEARED, "cleared_by": by, "clearance": record}).entries
    entries: dict[str, tuple[Scalar, Node]] = {}
    for name, entry in old.without(said).entries.items():
        entries[name] = entry
        if name == "country":
            entries |= said
    return patched(content, old, Mapping(old.place, entries))
