"""Find where a text repeats what delegations wrote for fewer readers than it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from itertools import pairwise
from unicodedata import normalize

from responsegen.dossier import catalogue
from responsegen.dossier.model import Dossier, Internal, Position
from responsegen.problem import Place, Problem

# What people write beside an answer. Who said something, and where, are names and no remarks: "Prime Minister".
REMARKS = frozenset({"comment", "would_support_if", "quote", "summary", "url", "internal"})
LEAST = 2  # words: a single one says too little to be told from any other
AROUND = 3  # words that a message quotes before and behind what it found
LONGEST = 60  # characters of a remark in a message
_WORD = re.compile(r"[^\W_]+")
_PARAGRAPH = re.compile(r"\n\s*\n|\n\s*[-–•*]\s")
_SENTENCE = re.compile(r"(?<=\w\w[.!?])\W*\s\W*(?=\w)")  # an abbreviation of one letter, as in e.g. this, ends none
# Soft hyphens, variants of letters, marks of direction and the like, which nobody sees (Default_Ignorable_Code_Point).
_WITHIN_WORDS = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True, slots=True)
class Remark:
    """One text that is kept back from somebody, and where it stands."""

    text: str
    place: Place
    position: str  # of this delegation
    internal: bool  # then it is kept back even from who wrote it

    @property
    def phrases(self) -> tuple[str, ...]:
        """Return the runs of words that are looked for: the whole, and each sentence; those of one word are not."""
        parts = [part for paragraph in _PARAGRAPH.split(self.text) for part in _sentences(paragraph)]
        found = dict.fromkeys(map(folded, (self.text, *parts)))
        return tuple(phrase for phrase in found if len(phrase.split()) >= LEAST)


@dataclass(frozen=True, slots=True)
class Leak:
    """A phrase of a remark that stands in a text."""

    remark: Remark
    phrase: str
    where: str  # "its text"
    context: str  # as it stands there, with a few words around it

    def problem(self, name: str) -> Problem:
        """Return the error for the document of this name."""
        text = " ".join(self.remark.text.split())
        quoted = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        expected = f'{name} without this text of {self.remark.position}, "{quoted}"'
        advice = "Reword either this text or what repeats it"
        found = f'"{self.context}" in {self.where}'
        return catalogue.REPEATED_REMARK.at(self.remark.place, expected, found, advice)


class Remarks:
    """Everything that the positions of a dossier hold and that not every document may repeat."""

    def __init__(self, dossier: Dossier, shipped: Iterable[str] = ()) -> None:
        """Take the remarks of all positions, and the texts of the templates that come with the program."""
        self._dossier, self._shipped = dossier, shipped
        self.all = tuple(remark for p in dossier.positions.values() for remark in _of_position(p))

    @cached_property
    def allowed(self) -> frozenset[str]:
        """Return every text that any document may show: what dossier, answers and shipped templates say."""
        said = (text for text, _, is_remark in _texts(self._dossier, Place("")) if not is_remark)
        return frozenset((*said, *self._shipped))

    def repeated(self, texts: Iterable[tuple[str, str]], reader: str | None) -> list[Leak]:
        """Return every phrase that stands in one of the texts (each with its name), and in none that is allowed.

        A delegation as reader may read again what it said, or who speaks for it; but nothing that is internal.
        """
        answering = {reader, self._dossier.spoken_for.get(reader or "")}
        own = tuple(_without_internal(p) for d, p in self._dossier.positions.items() if d in answering)
        may = "|".join(folded(text) for text, _, _ in _texts(own, Place("")))
        return [
            Leak(remark, phrase, where, _context(text, phrase))
            for where, text in texts
            for remark, phrase in self._in(folded(text))
            if (remark.internal or remark.position not in answering)
            if phrase not in may and phrase not in self._allowed
        ]

    def _in(self, shown: str) -> Iterator[tuple[Remark, str]]:
        for pair in self._beginning.keys() & pairwise(shown.split()):
            yield from (found for found in self._beginning[pair] if found[1] in shown)

    @cached_property
    def _allowed(self) -> str:
        return "|".join(map(folded, sorted(self.allowed)))

    @cached_property
    def _beginning(self) -> Mapping[tuple[str, str], Sequence[tuple[Remark, str]]]:
        """Return all phrases by the two words that they begin with."""
        found: dict[tuple[str, str], list[tuple[Remark, str]]] = {}
        for remark in self.all:
            for phrase in remark.phrases:
                first, second, *_ = phrase.split()
                found.setdefault((first, second), []).append((remark, phrase))
        return found


def folded(text: str) -> str:
    """Return the words of a text without what makes no difference: case, spacing, punctuation, and what nobody sees."""
    return f" {' '.join(_WORD.findall(_seen(text).casefold()))} "


def _seen(text: str) -> str:
    return _WITHIN_WORDS.sub("", normalize("NFKC", text))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE.finditer(text):
        if text[end.end()].isupper():
            yield text[start : end.start()]
            start = end.end()
    yield text[start:]


def _context(text: str, phrase: str) -> str:
    """Return the phrase as it stands in the text, with a few words around it."""
    seen = _seen(text)
    words = [*_WORD.finditer(seen)]
    before = folded(text).partition(phrase)[0].count(" ")
    first, last = max(before - AROUND, 0), min(before + len(phrase.split()) + AROUND, len(words)) - 1
    return " ".join(seen[words[first].start() : words[last].end()].split())


def _of_position(position: Position) -> Iterator[Remark]:
    kept = position.internal
    for text, place, is_remark in _texts(_without_internal(position), position.place):
        if is_remark:
            yield Remark(text, place, position.delegation, internal=False)
    internal = (*kept.red_lines, *filter(None, (kept.notes,)))
    for text, place in zip(internal, kept.places or (position.place,) * len(internal), strict=False):
        yield Remark(text, place, position.delegation, internal=True)


def _without_internal(position: Position) -> Position:
    return replace(position, internal=Internal())


def _texts(value: object, place: Place, *, kept: bool = False) -> Iterator[tuple[str, Place, bool]]:
    """Yield the texts at and below a value, each with the nearest place above it, and whether it is a remark."""
    match value:
        case str():
            yield str(value), place, kept  # a kind's name is a text like any
        case Mapping() | tuple() | frozenset():
            for item in value.values() if isinstance(value, Mapping) else value:
                yield from _texts(item, place, kept=kept)
        case _ if is_dataclass(value) and not isinstance(value, Place):
            here = getattr(value, "place", place)
            for field in fields(value):
                yield from _texts(getattr(value, field.name), here, kept=kept or field.name in REMARKS)
