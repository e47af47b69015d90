"""What editors check with a JSON Schema: the values of a YAML file by YAML 1.2's core schema."""

import re

from responsegen.dossier.nodes import Items, Mapping, Node, Scalar


def as_editors_read(node: Node) -> object:
    match node:
        case Mapping(entries=entries):
            return {key: as_editors_read(value) for key, (_, value) in entries.items()}
        case Items(items=items):
            return [as_editors_read(item) for item in items]
        case Scalar(plain=True):
            return _plain(node)
        case Scalar(text=text):
            return text


def _plain(node: Scalar) -> object:
    if node.is_blank or node.truth is not None:
        return node.truth
    if re.fullmatch(r"-?[0-9]+", node.text):
        return int(node.text)
    return float(node.text) if re.fullmatch(r"-?[0-9]+\.[0-9]+", node.text) else node.text
