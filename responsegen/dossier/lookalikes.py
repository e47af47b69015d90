"""Recognise characters that look like those of a keyboard, which word processors and web pages put in."""

from __future__ import annotations

import unicodedata
from typing import Final

_ALIKE: Final = {
    **dict(zip("АВЕЅІЈКМНОРԚСТУԜХавеѕіјорԛсуԝхһ", "ABESIJKMHOPQCTYWXabesijopqcywxh", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοονϲ", "ABEZHIKMNOPTYXoovc", strict=True)),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\u2022\u00b7", "-"),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
    **dict.fromkeys("\u2236\ua789\u02d0\ufe55", ":"),
    **dict.fromkeys("\u2044\u2215", "/"),
    "\u2024": ".",
}
_SAME_KIND: Final = ("<wide>", "<font>", "<noBreak>")  # how Unicode marks those that are a character in other clothes
BLANKS: Final = "".join(character for character, plain in _ALIKE.items() if plain == " ")
DASHES: Final = "".join(character for character, plain in _ALIKE.items() if plain == "-")
COLONS: Final = "".join(character for character, plain in _ALIKE.items() if plain == ":") + "\uff1a"


def plain(text: str) -> str:
    """Return the text with each such character as the one that it looks like."""
    return text if text.isascii() else "".join(map(_plain, text))


def _plain(character: str) -> str:
    if character.isascii():
        return character
    if character in _ALIKE:
        return _ALIKE[character]
    if unicodedata.decomposition(character).startswith(_SAME_KIND):
        return unicodedata.normalize("NFKC", character)
    return character


def misread(text: str) -> str:
    """Return the first of these characters in a text that otherwise is plain; nothing in one of another language."""
    return next((c for c in text if _plain(c) != c), "") if plain(text).isascii() else ""


def named(character: str) -> str:
    """Say which character it is: "a Cyrillic letter Е (U+0415) that looks like E"."""
    full = unicodedata.name(character).lower().replace("fullwidth", "full-width")
    name = f"{full.partition(' ')[0].capitalize()} letter" if full.startswith(("cyrillic", "greek")) else full
    shown = f" {character}" if character.isprintable() else ""
    like = _plain(character)
    looks = "a blank" if like == " " else like
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}{shown} (U+{ord(character):04X}) that looks like {looks}"
