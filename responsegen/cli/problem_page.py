"""Read what docs/problems.md says of each problem code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_IN_WHEEL: Final = _PACKAGE / "problems.md"
_ENTRY: Final = re.compile(r"^## (RG\d+): (.+)\n\n\*\*(?:Error|Warning)\.\*\* (.+)$", re.MULTILINE)


class Entry(NamedTuple):
    """What the page says of one code."""

    title: str
    explanation: str


def entries() -> dict[str, Entry]:
    """Read the page, by code."""
    page = _IN_WHEEL if _IN_WHEEL.exists() else _PACKAGE.parent / "docs" / "problems.md"
    return {code: Entry(title, said) for code, title, said in _ENTRY.findall(page.read_text(encoding="utf-8"))}
