"""Put other values into a tree of nodes, which itself is never altered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Mapping as Table
from dataclasses import replace

from responsegen.dossier import catalogue
from responsegen.dossier.keys import COMMENT
from responsegen.dossier.kinds import form_of
from responsegen.dossier.model import AnyTopic, PositionStatus
from responsegen.dossier.nodes import Items, Mapping, Node, Scalar, items_of, text_of, under, value_at
from responsegen.dossier.readers import Report
from responsegen.dossier.states import ISO_INSTEAD_OF_EU
from responsegen.problem import Place


def answer_with(
    tree: Mapping, topic: AnyTopic | None, path: Sequence[Scalar], value: Node | None, report: Report
) -> Mapping:
    """Put the value at this path of a position, or nothing; what is written short is written out first.

    `sanctions: support` says the same of every option, and `troops: no` is `troops: {stance: no}`.
    """
    if topic is not None and len(path) > 1 and topic.id in tree.entries:
        key, answer = tree.entries[topic.id]
        option, *further = path[1:]
        long = _written_out(answer, topic, option.text)
        if further and isinstance(long, Mapping) and option.text in long.entries:
            item, said = long.entries[option.text]
            long = long.put(item, _spelt_out(said, form_of(topic.kind).SHORT_FOR))
        tree = tree.put(key, long)
    return with_value(tree, path, value, report)


def with_value(tree: Mapping, path: Sequence[Scalar], value: Node | None, report: Report) -> Mapping:
    """Put the value at this path of a tree, or nothing; whatever is missing on the way is begun."""
    step, *further = path
    key, below = tree.entries.get(step.text, (step, Mapping(step.place, {})))
    if not further:
        return tree.put(step, value) if value else tree.without({step.text})
    if below.is_blank:
        below = Mapping(step.place, {})
    if not isinstance(below, Mapping):
        report.append(catalogue.WRONG_SHAPE.on(further[0], f'no key below "{step.text}"'))
        return tree
    return tree.put(key, with_value(below, further, value, report))


def replaced(node: Node, word: str, other: str) -> Node:
    """Put another word wherever this one stands as a value."""
    match node:
        case Scalar():
            return Scalar(node.place, other, node.plain) if node.text.strip() == word else node
        case Items():
            return replace(node, items=tuple(replaced(item, word, other) for item in node.items))
        case Mapping():
            entries = {name: (key, replaced(value, word, other)) for name, (key, value) in node.entries.items()}
            return Mapping(node.place, entries)


def _written_out(answer: Node, topic: AnyTopic, key: str) -> Node:
    """Write an answer out into keys like this one: options, where it is one, else those that an answer has itself."""
    form = form_of(topic.kind)
    long = _spelt_out(answer, form.SHORT_FOR)
    if topic.option_ids and not form.VOTED_ON:  # there one word cannot stand for all options
        return answer
    if key not in topic.option_ids or not isinstance(long, Mapping) or form.SHORT_FOR not in long.entries:
        return long
    said = long.without({COMMENT.name})
    on_the_whole = long.without(said.entries).entries
    each = said.entries[form.SHORT_FOR][1] if said.entries.keys() == {form.SHORT_FOR} else said
    return Mapping(long.place, {o: (word(long.place, o), each) for o in topic.option_ids} | on_the_whole)


def _spelt_out(said: Node, key: str) -> Node:
    return under(key, said) if isinstance(said, Scalar) and not said.is_blank else said


def begun(code: str, place: Place, speaker: Mapping | None, topics: Collection[str]) -> Mapping:
    """Begin a position: with what its speaker says for it on these topics, or else cleared and empty."""
    own = written(place, {"country": code, "status": PositionStatus.CLEARED, "cleared_by": "official"})
    if speaker is None:
        return own
    for key, value in speaker.entries.values():
        own = own.put(key, value) if key.text in {"status", "cleared_by", *topics} else own
    reserved = items_of(value_at(speaker, "reservations"))
    limits = tuple(r for r in reserved if text_of(value_at(r, "on")).partition(".")[0] in topics)
    return own.put(word(place, "reservations"), Items(place, limits)) if limits else own


def no_longer_for(speaker: Mapping, code: str) -> Mapping:
    """Let a position not speak for this delegation any more."""
    spoken_for = ((item, text_of(item)) for item in items_of(value_at(speaker, "speaks_for")))
    others = tuple(item for item, written in spoken_for if ISO_INSTEAD_OF_EU.get(written, written) != code)
    return speaker.put(word(speaker.place, "speaks_for"), Items(speaker.place, others))


def word(place: Place, text: str) -> Scalar:
    """Make a word that no file holds; it stands where the change stands that brought it."""
    return Scalar(place, text, plain=True)


def written(place: Place, said: Table[str, str | Node]) -> Mapping:
    """Make a mapping that no file holds, of words and other values."""
    nodes = {key: word(place, value) if isinstance(value, str) else value for key, value in said.items()}
    return Mapping(place, {key: (word(place, key), node) for key, node in nodes.items()})
