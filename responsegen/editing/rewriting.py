"""The bytes of a YAML file and new values for some places in, the same bytes with just these values changed out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from responsegen.dossier.spans import scalar_spans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from responsegen.problems import Place

_MARK: Final = "\ufeff"  # the byte order mark, which is no part of the text that lines and columns count
_QUOTES: Final = ("'", '"')


def rewritten(content: bytes, values: Mapping[Place, str]) -> bytes:
    """Put each value in the place of the key or value that stands there, in the quotation marks that stand there.

    Comments, layout and line breaks stay. The file has been read before, and the values need no escapes.
    """
    whole = content.decode()
    text = whole.removeprefix(_MARK)
    spans = scalar_spans(text)
    for place, value in sorted(values.items(), reverse=True):
        span = spans[place.line, place.column]
        quote = text[span.start] if text[span.start] in _QUOTES else ""
        text = f"{text[: span.start]}{quote}{value}{quote}{text[span.stop :]}"
    return (_MARK * whole.startswith(_MARK) + text).encode()
