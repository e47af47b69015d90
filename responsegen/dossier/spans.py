"""A YAML text in, from where to where each of its keys and single values reaches out: to change one in its place."""

from __future__ import annotations

import yaml

from responsegen.dossier.yaml_tree import events


def scalar_spans(text: str) -> dict[tuple[int, int], slice]:
    """Return the extent of every key and single value, quotation marks included, by its line and column, from 1.

    The text has been read before: it is YAML, without a byte order mark.
    """
    return {
        (event.start_mark.line + 1, event.start_mark.column + 1): slice(event.start_mark.index, event.end_mark.index)
        for event in events(text)
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark
    }
