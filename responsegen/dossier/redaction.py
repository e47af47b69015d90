"""Cut the files of a dossier down to what everybody who takes part may see, so that nothing supposed brings it back."""

from __future__ import annotations

import yaml

from responsegen.dossier.kinds import answer_words
from responsegen.dossier.model import Dossier, Position, Stance
from responsegen.dossier.nodes import Mapping
from responsegen.dossier.reading import Trees
from responsegen.dossier.tree_edits import answer_with, word

KEPT_BACK = ("internal", "received")
OF_A_DRAFT = ("reservations", "clearance")


def for_participants(parsed: Trees, dossier: Dossier) -> Trees:
    """Leave out what is internal and what a draft says; that it has spoken, and so is not silent, stays.

    An answer that was changed since it was cleared is a draft's, too.
    """
    trees = dict(parsed.trees)
    for position in dossier.positions.values():
        tree = trees.get(position.place.file)
        if tree is not None:
            trees[position.place.file] = _cut(tree, position, dossier)
    return Trees(parsed.files, trees, ())


def _cut(tree: Mapping, position: Position, dossier: Dossier) -> Mapping:
    draft = not dossier.counts(position)
    unsaid = (
        [(topic, None) for topic in dossier.topics]
        if draft and position.has_spoken
        else sorted({(topic, option) for topic, option in position.stale if not dossier.count_drafts}, key=repr)
    )
    gone = {*KEPT_BACK, "sources", *(OF_A_DRAFT if draft else ()), *(dossier.topics if draft else ())}
    cut = tree.without(gone)
    for name, option in unsaid:
        topic, path = dossier.topics[name], [word(tree.place, step) for step in (name, option) if step]
        undecided = word(tree.place, Stance.UNDECIDED) if Stance.UNDECIDED in answer_words(topic) else None
        cut = answer_with(cut, topic, path, undecided, [])
    return cut


def without_internal(content: bytes) -> bytes:
    """Write a position without comments and the keys that are kept back: they may hold what must not leave.

    The file has been checked: it is one mapping, in UTF-8, without aliases or tags.
    """
    root = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode):
        message = "a position file is one mapping"
        raise TypeError(message)
    root.value = [(key, value) for key, value in root.value if key.value not in {*KEPT_BACK, "clearance"}]
    text: str = yaml.serialize(root, Dumper=yaml.CSafeDumper, allow_unicode=True, width=100)
    return text.encode()
