"""A tree with another value at the end of a path: a tree, steps and a value in, a new tree out; nothing is altered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.dossier import catalogue
from responsegen.dossier.model import ContributionTopic, NeedsTopic, OffersTopic, OptionsTopic, RangeTopic
from responsegen.dossier.nodes import Items, Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from responsegen.dossier.model import AnyTopic
    from responsegen.dossier.readers import Report

# What a single word in place of a mapping stands for, in an answer to a topic and in one to an option.
_OF_TOPIC: dict[type[AnyTopic], str] = {RangeTopic: "acceptable", ContributionTopic: "stance"}
_OF_OPTION: dict[type[AnyTopic], str] = {OptionsTopic: "stance", NeedsTopic: "necessity", OffersTopic: "quantity"}


def answer_with(
    tree: Mapping, topic: AnyTopic | None, path: Sequence[Scalar], value: Node | None, report: Report
) -> Mapping:
    """A position in which the value stands at this path, or nothing; what is written short is written out first.

    `sanctions: support` says the same of every option, and `troops: no` is `troops: {stance: no}`.
    """
    if topic is not None and len(path) > 1 and topic.id in tree.entries:
        key, answer = tree.entries[topic.id]
        long = _written_out(answer, topic)
        option, *further = path[1:]
        if further and isinstance(long, Mapping) and option.text in long.entries:
            item, said = long.entries[option.text]
            long = Mapping(long.place, long.entries | {option.text: (item, _under(said, _OF_OPTION.get(type(topic))))})
        tree = Mapping(tree.place, tree.entries | {topic.id: (key, long)})
    return with_value(tree, path, value, report)


def with_value(tree: Mapping, path: Sequence[Scalar], value: Node | None, report: Report) -> Mapping:
    """A tree in which the value stands at this path, or nothing; whatever is missing on the way is begun."""
    step, *further = path
    key, below = tree.entries.get(step.text, (step, Mapping(step.place, {})))
    if not further and value is None:
        return Mapping(tree.place, {name: entry for name, entry in tree.entries.items() if name != step.text})
    if not further and value is not None:
        return Mapping(tree.place, tree.entries | {step.text: (step, value)})
    if below.is_blank:
        below = Mapping(step.place, {})
    if not isinstance(below, Mapping):
        report.append(catalogue.WRONG_SHAPE.at(further[0].place, f'no key below "{step.text}"', str(further[0])))
        return tree
    return Mapping(tree.place, tree.entries | {step.text: (key, with_value(below, further, value, report))})


def replaced(node: Node, word: str, other: str) -> Node:
    """The same node with another word wherever this one stands as a value."""
    match node:
        case Scalar():
            return Scalar(node.place, other, node.plain) if node.text.strip() == word else node
        case Items():
            return Items(node.place, tuple(replaced(item, word, other) for item in node.items))
        case Mapping():
            entries = {name: (key, replaced(value, word, other)) for name, (key, value) in node.entries.items()}
            return Mapping(node.place, entries)


def _written_out(answer: Node, topic: AnyTopic) -> Node:
    if isinstance(topic, OptionsTopic | NeedsTopic) and isinstance(answer, Scalar) and not answer.is_blank:
        return Mapping(
            answer.place, {option: (Scalar(answer.place, option, plain=True), answer) for option in topic.options}
        )
    return _under(answer, _OF_TOPIC.get(type(topic)))


def _under(said: Node, key: str | None) -> Node:
    """A single value under the key that it is short for."""
    if key is None or not isinstance(said, Scalar) or said.is_blank:
        return said
    return Mapping(said.place, {key: (Scalar(said.place, key, plain=True), said)})
