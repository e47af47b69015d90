"""Refuse to build a document that repeats what delegations wrote for fewer readers than it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from itertools import pairwise
from unicodedata import normalize

from responsegen.building.fingerprint import fingerprint
from responsegen.documents.compose import ComposedDocument
from responsegen.dossier import catalogue
from responsegen.dossier.model import Dossier, Internal, Release
from responsegen.problem import Place, Problem
from responsegen.rendering.failure import RenderingFailed
from responsegen.rendering.pdf.attachment import Attachment
from responsegen.rendering.template_files import packaged_folder
from responsegen.rendering.tree import Element

# What people write beside an answer, and what the chair may fall back on. Who said something, and where, are names and
# no remarks: "Prime Minister".
REMARKS = frozenset({"comment", "would_support_if", "proposes", "quote", "summary", "url", "internal", "fallback"})
THE_DOSSIER = "the dossier"  # whose fallbacks are for the brief alone
LEAST = 2  # words: a single one says too little to be told from any other
AROUND = 3  # words that a message quotes before and behind what it found
LONGEST = 60  # characters of a remark in a message
_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\u00ad\u034f\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff]")  # it may stand within a word
# Paragraphs, items, and sentences, which begin with a capital; an abbreviation of one letter, as in e.g., ends none.
_BETWEEN_PARTS = re.compile(r"\n\s*\n|\n\s*[-–•*]\s|(?<=\w\w[.!?])\W*\s\W*(?=[^\W\d_a-z])")
_ESCAPE = re.compile(r"\\.")  # in JSON and YAML: the "\n" of "first\nsecond"

Said = tuple[str, Place, object, bool]  # a text, the nearest place, what it belongs to, and whether it is a remark


@dataclass(frozen=True, slots=True)
class Remark:
    """One text that is kept back from somebody, and where it stands."""

    text: str
    place: Place
    of: str  # whose it is: a delegation's, or "the dossier" itself
    internal: bool  # then it is kept back even from who wrote it

    def phrases(self) -> Iterator[str]:
        """Yield the runs of words that are looked for: the whole, and each sentence; those of one word are not."""
        for part in (self.text, *_BETWEEN_PARTS.split(self.text)):
            if len((phrase := folded(part)).split()) >= LEAST:
                yield phrase

    def problem(self, name: str, phrase: str, texts: Iterable[tuple[str, str]]) -> Problem:
        """Return the error for the document of this name, in one of whose texts the phrase stands."""
        where, text = next((where, text) for where, text in texts if phrase in folded(text))
        remark = " ".join(self.text.split())
        quoted = remark if len(remark) <= LONGEST else f"{remark[: LONGEST - 1]}…"
        expected = f'{name} without this text of {self.of}, "{quoted}"'
        advice = "Reword either this text or what repeats it"
        return catalogue.REPEATED_REMARK.at(self.place, expected, f'"{_context(text, phrase)}" in {where}', advice)


class LeakGuard:
    """What the documents of one dossier must not repeat, each by its release."""

    def __init__(self, dossier: Dossier, earlier: Dossier | None = None) -> None:
        """Take the dossier, and the one that revisions are marked against; what they keep back is looked up later."""
        self._dossier = dossier
        self._all = (dossier, earlier) if earlier else (dossier,)

    @cached_property
    def _remarks(self) -> Sequence[Remark]:
        written = [
            *((d, position, position.place) for dossier in self._all for d, position in dossier.positions.items()),
            *((THE_DOSSIER, dossier.topics, Place("dossier.yaml")) for dossier in self._all),
        ]
        return [
            Remark(text, place, of, isinstance(owner, Internal) or of == THE_DOSSIER)
            for of, value, start in written
            for text, place, owner, is_remark in _texts(value, value, start)
            if is_remark
        ]

    @cached_property
    def _phrases(self) -> Sequence[tuple[Remark, str]]:
        return [(remark, phrase) for remark in self._remarks for phrase in remark.phrases()]

    @cached_property
    def _allowed(self) -> Sequence[str]:
        """Return every text that any document may show: what dossier, answers and shipped templates say."""
        found = (said for dossier in self._all for said in _texts(dossier, dossier, Place("")))
        said = {text for text, *_, is_remark in found if not is_remark}
        return sorted(said.union(template.read_text("utf-8") for template in packaged_folder().rglob("*.j2")))

    @cached_property
    def _may_be_said(self) -> str:
        return "|".join(map(folded, self._allowed))

    @cached_property
    def _seal(self) -> str:
        kept = [(remark.text, remark.of, remark.internal) for remark in self._remarks]
        return fingerprint((kept, self._allowed))

    def seal(self, document: ComposedDocument) -> str:
        """Return a fingerprint of what a document does not repeat: with another one, it has to be looked at again."""
        return "" if document.release is Release.INTERNAL else self._seal

    def refuse_leaks(self, document: ComposedDocument, page: Element, attachments: Iterable[Attachment]) -> None:
        """Raise RenderingFailed where the page or an attached file repeats a remark, or a sentence of one.

        Nothing is kept back from an internal document. The participants may read what all said, a delegation what it
        said, or who speaks for it, but nothing that is internal.
        """
        if document.release is Release.INTERNAL:
            return
        from responsegen.rendering.searchable_text import searchable_text  # noqa: PLC0415 -- only a build needs lxml

        texts = [*searchable_text(page), *(text for file in attachments for text in _in_file(file))]
        shown = "|".join(folded(text) for _, text in texts)
        beginnings = set(pairwise(shown.split()))
        reader = document.delegation or ""
        of_reader = {reader, self._dossier.spoken_for.get(reader)}
        to_all = document.release is Release.PARTICIPANTS
        own = {remark for remark in self._remarks if to_all or remark.of in of_reader}
        may_be_said = "|".join((self._may_be_said, *(folded(remark.text) for remark in own if not remark.internal)))
        leaks: dict[Remark, str] = {}
        for remark, phrase in self._phrases:
            first, second, *_ = phrase.split()
            if (first, second) in beginnings and phrase in shown and phrase not in may_be_said:
                leaks.setdefault(remark, phrase)
        if leaks:
            name = f"{document.path}.html"
            raise RenderingFailed(*(remark.problem(name, phrase, texts) for remark, phrase in leaks.items()))


def _in_file(file: Attachment) -> Iterator[tuple[str, str]]:
    for text in (file.name, file.description, _ESCAPE.sub(" ", file.content.decode())):
        yield f"the attached {file.name}", text


def folded(text: str) -> str:
    """Return the words of a text without what makes no difference: case, spacing, punctuation, and what nobody sees."""
    return f" {' '.join(_WORD.findall(_seen(text).casefold()))} "


def _seen(text: str) -> str:
    return _UNSEEN.sub("", normalize("NFKC", text))


def _context(text: str, phrase: str) -> str:
    """Return the phrase as it stands in the text, with a few words around it."""
    seen = _seen(text)
    words = [*_WORD.finditer(seen)]
    before = folded(text).partition(phrase)[0].count(" ")
    first, last = max(before - AROUND, 0), min(before + len(phrase.split()) + AROUND, len(words)) - 1
    return " ".join(seen[words[first].start() : words[last].end()].split())


def _texts(value: object, owner: object, place: Place, *, kept: bool = False) -> Iterator[Said]:
    """Yield the texts at and below a value, each with its place, and what it belongs to."""
    match value:
        case str():
            yield str(value), place, owner, kept  # a kind's name is a text like any
        case Mapping() | tuple() | frozenset():
            for item in value.values() if isinstance(value, Mapping) else value:
                yield from _texts(item, owner, place, kept=kept)
        case Internal():
            yield from ((said.text, said.place, value, kept) for said in (*value.red_lines, *value.notes))
        case _ if is_dataclass(value) and not isinstance(value, Place):
            here = getattr(value, "place", place)
            for field in fields(value):
                below = kept or field.name in REMARKS
                yield from _texts(getattr(value, field.name), value, here, kept=below)
