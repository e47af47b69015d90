"""Take the fingerprint of what a paper says: a copy that was saved again has the same, an altered one another.

What programs change without anybody's doing plays no part: forms of a letter, white space, hyphens.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from responsegen.rendering.written_text import Passage

_IGNORED: Final = re.compile("[\\s\u00ad\u2010\u2011\u200b\u2060\ufeff\ufffe\x02-]+")  # U+FFFE and 2: PDFium's hyphens
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: none is taken for another
_CODE_LETTERS: Final = 8
_CODE: Final = re.compile(rf"\b([{_LETTERS}]{{4}})-([{_LETTERS}]{{4}})\b")


def digest_of(passage: Passage) -> str:
    """Return twelve hexadecimal digits of what a passage says."""
    return sha256(plain(passage.text).encode()).hexdigest()[:12]


def code_in(foot: str) -> str | None:
    """Return the fingerprint that a foot names."""
    found = _CODE.search(foot)
    return found and found[0]


def code_typed(text: str) -> str | None:
    """Return the fingerprint that somebody typed, perhaps in small letters, without its dash, or with O for 0."""
    letters = "".join(filter(str.isalnum, text.upper())).translate(str.maketrans("OIL", "011"))
    return code_in(f"{letters[:4]}-{letters[4:]}") if len(letters) == _CODE_LETTERS else None


def plain(text: str) -> str:
    """Return the letters of a text as they are compared."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text))


def code_of(passages: Sequence[Passage]) -> str:
    """Return the fingerprint of all that a paper says: `7Q4K-2M9P`."""
    number = int.from_bytes(sha256(plain("".join(passage.text for passage in passages)).encode()).digest())
    letters = "".join(_LETTERS[number >> 5 * place & 31] for place in range(_CODE_LETTERS))
    return f"{letters[:4]}-{letters[4:]}"
