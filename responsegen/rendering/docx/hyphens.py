"""Put soft hyphens into words that are too long for their column, where Word would cut them anywhere.

Word and LibreOffice hyphenate only where dictionaries are installed; these are the ones that the PDF is hyphenated by.
A column that is wide enough for Calibri may be too narrow for what takes its place on a machine without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy

import pyphen

from responsegen.rendering.tree import Element, classes, texts

SOFT, NO_BREAK = "\u00ad", "\u00a0"
WORD = re.compile(r"[^\W\d_]+")
LOOSE = re.compile(r"(?<!\d)\u00a0|\u00a0(?!\d)")  # 35 000 personnel; a–c 12–14; not within 35 000
WHOLE = {"a", "code"}  # nobody may take a hyphen for a part of these


def fitted(element: Element, room: int) -> Element:
    """Return a copy with soft hyphens in words of more than `room` letters, or the element itself where all fit.

    What a blank without a break holds together gives way too, save for the figures of one number.
    """
    too_long = [one for one in "".join(texts(element)).split(" ") if len(one) > room]
    if not too_long:
        return element
    loosen = any(NO_BREAK in one for one in too_long)
    language = pyphen.language_fallback(element.getroottree().getroot().get("lang", ""))
    dictionary = pyphen.Pyphen(lang=language) if language else None

    def divided(word: re.Match[str]) -> str:
        return dictionary.inserted(word[0], SOFT) if dictionary and len(word[0]) > room else word[0]

    made = deepcopy(element)
    _each(made, lambda text: WORD.sub(divided, LOOSE.sub(" ", text) if loosen else text))
    return made


def _each(element: Element, change: Callable[[str], str]) -> None:
    if element.tag in WHOLE or "footnote" in classes(element):
        return
    element.text = element.text and change(element.text)
    for part in element:
        _each(part, change)
        part.tail = part.tail and change(part.tail)
