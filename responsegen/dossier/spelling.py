"""Guess which of some known names somebody meant, and advise to write it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from typing import Final

from responsegen.dossier import lookalikes
from responsegen.dossier.model import Word
from responsegen.dossier.nodes import quoted

_LONGEST_NAME: Final = 60
_LONG_ENOUGH: Final = 5  # letters that a name has to have before one of them may be wrong
_ALIKE: Final = 0.65  # twice the letters that match, of the letters of both
_AS_NEAR: Final = 0.05
_CHOICES: Final = 3  # at most so many names are offered
_GOES_ON: Final = re.compile(
    r"(?P<first>[^,;:(–—]+?)\s*(?:[,;:(–—]|\b(?:but|if|only|provided|unless|once)\b)", re.IGNORECASE
)


def name_meant(word: str, names: Iterable[str]) -> str:
    """Return the one name that this is but for capitals, spaces and hyphens, or but for one letter of a long word."""
    known = all_folded(tuple(map(str, names)))
    written = folded(word)
    same = [name for form, name in known if form == written]
    near = [name for form, name in known if _is_one_slip(written, form)] if len(written) >= _LONG_ENOUGH else []
    meant = same or near
    return meant[0] if len(meant) == 1 else ""


@lru_cache(maxsize=100)  # a file may hold thousands of unknown names, each held against the same known ones
def all_folded(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return each name behind its folded form."""
    return tuple((folded(name), name) for name in names)


def folded(name: str) -> str:
    """Return a name without what makes no difference: capitals, and what stands between its words."""
    return re.sub("[ _-]+", "-", lookalikes.plain(name).strip("\"' ").casefold())


def _is_one_slip(one: str, other: str) -> bool:
    """Tell whether one letter is missing, too many or wrong, or two have changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    changed = len(one) <= 1 and len(other) <= 1
    swapped = len(one) == 2 and one == other[::-1]  # noqa: PLR2004 -- a pair
    return (changed or swapped) and (one + other).isalpha()


def nearest(word: str, names: Iterable[str]) -> list[str]:
    """Return the name that somebody who wrote this word most likely meant; more than one where these are as near."""
    if not 0 < len(word) <= _LONGEST_NAME:
        return []
    written, known = folded(word), dict(all_folded(tuple(names)))
    letters = set(written)

    def may_match(form: str) -> bool:
        """Tell whether enough of its letters occur: an upper bound, and quicker to tell than how many do match."""
        return 2 * sum(map(letters.__contains__, form)) / (len(form) + len(written)) >= _ALIKE

    found = get_close_matches(written, filter(may_match, known), n=_CHOICES + 1, cutoff=_ALIKE)
    alike = {form: SequenceMatcher(None, form, written).ratio() for form in found}
    near = [known[form] for form in found if alike[form] > max(alike.values()) - _AS_NEAR]
    return near if len(near) <= _CHOICES else []


def did_you_mean(word: str, names: Collection[str], otherwise: str = "") -> str:
    """Return the advice for an unknown name: the known one that is meant by it or near it, or else this other sentence.

    Where two may be meant, both are named.
    """
    written, meant = folded(word), name_meant(word, names)
    by_another_name = [str(name) for name in names if isinstance(name, Word) and written in map(folded, name.others)]
    found = offering(by_another_name or ([meant] if meant else nearest(word, names)))
    return found or _readings(word, names) or otherwise


def _readings(word: str, names: Collection[str]) -> str:
    """Offer what a known word may mean that more follows on: "yes, but only after a ceasefire"."""
    begun = _GOES_ON.match(word)
    first = folded(begun["first"]) if begun else ""
    meant = {first, f"{first}-but", f"{first}-if"}
    known = [n for n in names if first and isinstance(n, Word) and meant.intersection(map(folded, (n, *n.others)))]
    return f"{offering(known)} The rest belongs into the comment" if known else ""


def offering(names: Collection[str]) -> str:
    """Return the advice to write one of these instead; none where there are none."""
    return f"Did you mean {enumerated(map(quoted, names))}?" if names else ""


def enumerated(words: Iterable[str], last: str = "or") -> str:
    """Join words as prose does: "yes, conditional, no or undecided"."""
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end
