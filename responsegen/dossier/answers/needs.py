"""An answer to a needs topic: how necessary each need is, or one word for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.dossier import fields, readers
from responsegen.dossier.answers.per_option import read_each
from responsegen.dossier.model import Necessity, NeedsAnswer, NeedStance, NeedsTopic
from responsegen.dossier.nodes import Mapping, Node, Scalar
from responsegen.dossier.topics import term

if TYPE_CHECKING:
    from responsegen.dossier.readers import Report
    from responsegen.problem import Place

_necessity = readers.said_in(Necessity)


def read(topic: NeedsTopic, place: Place, node: Node, report: Report) -> NeedsAnswer | None:
    """Read the answer to a needs topic."""
    if isinstance(node, Scalar):
        found = _necessity(node, report)
        return NeedsAnswer(place, dict.fromkeys(topic.options, NeedStance(found, place))) if found else None
    needs, comment = read_each(node, topic.id, topic.options, _need, report)
    return NeedsAnswer(place, needs | _blank(topic, node), comment) if needs else None


def _need(_option: str, key: Place, value: Node, report: Report) -> NeedStance | None:
    if not isinstance(value, Mapping):
        found = _necessity(value, report)
        return NeedStance(found, key) if found else None
    entry = fields.Fields.of(value, ("necessity", "term", "comment"), "a need", report)
    found = entry.required("necessity", _necessity, None) if entry else None
    if entry is None or found is None:
        return None
    return NeedStance(found, key, entry.optional("term", term, None), entry.optional("comment", readers.text, None))


def _blank(topic: NeedsTopic, node: Node) -> dict[str, NeedStance]:
    """Record blank needs as undecided: left out, they would count as not mentioned, which is an abstention."""
    entries = node.entries.items() if isinstance(node, Mapping) else ()
    return {
        name: NeedStance(Necessity.UNDECIDED, key.place)
        for name, (key, value) in entries
        if name in topic.options and value.is_blank
    }
