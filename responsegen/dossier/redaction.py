"""Write a position file without what is internal."""

from __future__ import annotations

import yaml

INTERNAL = "internal"


def without_internal(content: bytes) -> bytes:
    """The position as YAML without `internal` and without comments, since either may hold what must not leave.

    The file has been checked: it is one mapping, in UTF-8, without aliases or tags.
    """
    root = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode):
        message = "a position file is one mapping"
        raise TypeError(message)
    root.value = [(key, value) for key, value in root.value if key.value != INTERNAL]
    text: str = yaml.serialize(root, Dumper=yaml.CSafeDumper, allow_unicode=True, width=100)
    return text.encode()
