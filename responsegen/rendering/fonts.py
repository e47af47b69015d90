"""Know the two families that documents are set in: their files, and the characters that they can draw."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Face:
    """One font file; the weights from 200 to 900 are in it."""

    family: str
    style: str  # "normal" or "italic"
    package: str
    file: str

    @property
    def path(self) -> Path:
        """Return where the font package keeps the file."""
        spec = find_spec(self.package)
        if spec is None or spec.origin is None:
            msg = f"the package {self.package} is not installed"
            raise ModuleNotFoundError(msg)
        return Path(spec.origin).resolve().parent / "files" / self.file


FACES = (
    Face("Source Serif 4", "normal", "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf"),
    Face("Source Serif 4", "italic", "fontpkg_source_serif_4", "SourceSerif4-Italic[opsz,wght].ttf"),
    Face("Source Sans 3", "normal", "fontpkg_source_sans_3", "SourceSans3[wght].ttf"),
    Face("Source Sans 3", "italic", "fontpkg_source_sans_3", "SourceSans3-Italic[wght].ttf"),
)
FAMILIES = frozenset(face.family for face in FACES)

# Characters that no font draws: they only say where a line may or may not break, or which way the text runs.
INVISIBLE = frozenset("\t\n\r\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")

# Only where a text has other characters than these is it worth the time to open the fonts, which have them all.
ORDINARY = (
    "\t\n\r -~\u00a0-\u017f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u2010-\u201e\u2026\u20ac"
    "\u2212\u2248\u2264\u2265"
)
UNUSUAL = re.compile(f"[^{ORDINARY}{''.join(INVISIBLE)}]")


@functools.cache
def drawable() -> frozenset[int]:
    """Return the code points that at least one family has, upright and italic (the style sheet names both families)."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- 0.1 s, spent only where a document is rendered

    by_family: dict[str, set[int]] = {}
    for face in FACES:
        with TTFont(face.path, lazy=True) as font:
            points = set(font.getBestCmap())
        by_family[face.family] = by_family.get(face.family, points) & points
    return frozenset().union(*by_family.values())


def undrawable(text: str) -> Iterator[str]:
    """Describe each character of a text that would be drawn as an empty box, with the words around it."""
    if not UNUSUAL.search(text):
        return
    for character in sorted(set(text) - INVISIBLE):
        if ord(character) not in drawable():
            at = text.index(character)
            known = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
            yield f'{character!r} ({known}) in "{" ".join(text[max(at - 20, 0) : at + 20].split())}"'
