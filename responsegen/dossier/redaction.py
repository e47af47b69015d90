"""Write a position file without what only its own desk and the pen-holder may read."""

from __future__ import annotations

import yaml

KEPT_BACK = {"internal", "clearance", "received"}


def without_internal(content: bytes) -> bytes:
    """The position as YAML without `internal`, `clearance`, `received` and comments: they may hold what must not leave.

    The file has been checked: it is one mapping, in UTF-8, without aliases or tags.
    """
    root = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode):
        message = "a position file is one mapping"
        raise TypeError(message)
    root.value = [(key, value) for key, value in root.value if key.value not in KEPT_BACK]
    text: str = yaml.serialize(root, Dumper=yaml.CSafeDumper, allow_unicode=True, width=100)
    return text.encode()
