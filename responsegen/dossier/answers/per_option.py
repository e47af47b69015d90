"""What answers to options, needs and offers have in common: one value per option, and a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from responsegen.dossier import fields, readers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from responsegen.dossier.nodes import Node
    from responsegen.dossier.readers import Report
    from responsegen.problem import Place

Value = TypeVar("Value")


def read_each(
    node: Node,
    topic: str,
    options: Collection[str],
    read: Callable[[str, Place, Node, Report], Value | None],
    report: Report,
) -> tuple[dict[str, Value], str | None]:
    """Read what is said to each option (option, place of its key, value), in the dossier's order; and the comment."""
    entry = fields.Fields.of(node, (*options, "comment"), f'the topic "{topic}"', report)
    if entry is None:
        return {}, None
    found: dict[str, Value] = {}
    for option in options:
        if option not in entry.node.entries:
            continue
        key, value = entry.node.entries[option]
        if value.is_blank:
            report.append(fields.unanswered(value, f"{topic}.{option}"))
        elif (one := read(option, key.place, value, report)) is not None:
            found[option] = one
    if entry.node.entries.keys() <= {"comment"}:  # an unknown key has been said aloud
        report.append(fields.unanswered(node, topic))
    return found, entry.optional("comment", readers.text, None)
