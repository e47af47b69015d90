"""Write new values into the bytes of a YAML file, and leave every other byte as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from responsegen.dossier.line_mistakes import LINE_BREAK
from responsegen.dossier.yaml_tree import scalar_spans

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from responsegen.problem import Edit, Place

_MARK: Final = "\ufeff"  # the byte order mark, which is no part of the text that lines and columns count
_QUOTES: Final = ("'", '"')


def rewritten(content: bytes, values: Mapping[Place, str], edits: Collection[Edit] = ()) -> bytes:
    """Put each value in the place of the key or value that stands there, in the quotation marks that stand there.

    Comments, layout and line breaks stay. With values, the file has been read before, and they need no escapes; edits
    may be of a file that cannot be read. Of changes that overlap, the first in the file is made.
    """
    whole = content.decode()
    text = whole.removeprefix(_MARK)
    changes = [change for edit in edits if (change := _changed(text, edit))]
    if values:
        spans = scalar_spans(text)
        for place, value in values.items():
            span = spans[place.line, place.column]
            quote = text[span.start] if text[span.start] in _QUOTES else ""
            changes.append((span.start, span.stop, f"{quote}{value}{quote}"))
    made: list[str] = []
    end = 0
    for start, stop, new in sorted(changes):
        if start >= end:
            made += (text[end:start], new)
            end = stop
    return (_MARK * whole.startswith(_MARK) + "".join(made) + text[end:]).encode()


def _changed(text: str, edit: Edit) -> tuple[int, int, str] | None:
    """Find where the characters of an edit stand; nothing where others do."""
    starts = [0, *(found.end() for found in LINE_BREAK.finditer(text))]
    start = starts[edit.place.line - 1] + edit.place.column - 1
    stop = start + len(edit.old)
    return (start, stop, edit.new) if text[start:stop] == edit.old else None
