"""From an element to the same with soft hyphens in its long words, where a narrow column would cut them anywhere.

Word and LibreOffice hyphenate only where dictionaries are installed; these are the ones that the PDF is hyphenated by.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

import pyphen

if TYPE_CHECKING:
    from responsegen.rendering.tree import Element

SOFT = "\u00ad"
LONG_WORD = re.compile(r"[^\W\d_]{8,}")


def hyphenated(element: Element) -> Element:
    """A copy with soft hyphens, by the page's language; the element itself where no dictionary knows that."""
    root = element.getroottree().getroot()
    language = pyphen.language_fallback(root.get("lang", ""))
    if language is None:
        return element
    dictionary = pyphen.Pyphen(lang=language)

    def divided(text: str | None) -> str | None:
        return text and LONG_WORD.sub(lambda word: dictionary.inserted(word[0], SOFT), text)

    made = deepcopy(element)
    for part in made.iter():
        part.text = divided(part.text)
        if part is not made:
            part.tail = divided(part.tail)
    return made
