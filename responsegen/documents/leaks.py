"""From a dossier and the text of a document to every place where that text repeats what its release keeps back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from responsegen.dossier.model import Internal, Release
from responsegen.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from responsegen.dossier.model import Dossier, Position

# What people write beside an answer, wherever in a position it stands.
REMARKS = frozenset({"comment", "would_support_if", "sources", "internal"})
RUN = 4  # so many words in a row are no coincidence
_WORD = re.compile(r"[^\W_]+")
# Soft hyphens, variants of letters, marks of direction and the like, which nobody sees (Default_Ignorable_Code_Point).
_WITHIN_WORDS = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True, slots=True)
class Remark:
    """One text that is kept back from somebody, and the line from which to look for it."""

    text: str
    place: Place
    position: str  # of this delegation
    internal: bool  # then it is kept back even from who wrote it

    def is_kept_from(self, own: Collection[str]) -> bool:
        """Whether a paper must not repeat it whose reader these positions answer for."""
        return self.internal or self.position not in own


class Remarks:
    """Everything that the positions of a dossier hold and that not every document may repeat."""

    def __init__(self, dossier: Dossier) -> None:
        """Take the remarks of all positions."""
        self._dossier = dossier
        self.all = tuple(remark for p in dossier.positions.values() for remark in _of_position(p))

    @cached_property
    def allowed(self) -> frozenset[str]:
        """Every text that may stand in any document: all that the dossier itself says."""
        return frozenset(map(str, _strings(replace(self._dossier, positions={}))))  # a kind's name is a text like any

    def leaks(
        self, text: str, release: Release, delegation: str | None, name: str, allowed: Iterable[str] = ()
    ) -> tuple[Problem, ...]:
        """One error for each remark of which four words in a row stand in `text` and in no text that is allowed.

        Nothing is kept back from an internal document. A delegation may read again what it said, or who speaks for it;
        but `internal` stays out even of its own fiche.
        """
        if release is Release.INTERNAL:
            return ()
        own = self._answering(delegation)
        shown = runs(text).keys()
        numbers = sorted({number for run in shown & self._holding.keys() for number in self._holding[run]})
        suspected = [remark for number in numbers if (remark := self.all[number]).is_kept_from(own)]
        if not suspected:
            return ()
        said = (replace(position, internal=Internal()) for position in own.values())
        may = (*(text for position in said for text in _strings(position)), *allowed)
        left = shown - self._of_dossier - {run for each in may for run in runs(each)}
        return tuple(_leak(remark, found, name) for remark in suspected if (found := _first(remark, left)))

    def _answering(self, delegation: str | None) -> Mapping[str, Position]:
        """The positions that answer for a delegation: its own, and that of whoever speaks for it."""
        answering = {delegation, self._dossier.spoken_for.get(delegation or "")}
        return {d: position for d, position in self._dossier.positions.items() if d in answering}

    @cached_property
    def _of_dossier(self) -> AbstractSet[str]:
        """Every four words in a row that the dossier itself says."""
        return {run for text in self.allowed for run in runs(text)}

    @cached_property
    def _holding(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the remarks in which four words in a row stand."""
        holding: dict[str, list[int]] = {}
        for number, remark in enumerate(self.all):
            for run in runs(remark.text):
                holding.setdefault(run, []).append(number)
        return holding


def without_remarks(dossier: Dossier) -> Dossier:
    """The same dossier as if nobody had written a remark: whatever it leads to may go to anybody."""
    return replace(dossier, positions={d: _without_remarks(p) for d, p in dossier.positions.items()})


def runs(text: str) -> dict[str, str]:
    """Every four words in a row, folded so that case, spacing and punctuation make no difference, and as written."""
    plain = _WITHIN_WORDS.sub("", normalize("NFKC", text))
    matches = [*_WORD.finditer(plain)]
    words = [match[0].casefold() for match in matches]
    spans = zip(matches, matches[RUN - 1 :], strict=False)
    return {" ".join(words[n : n + RUN]): plain[a.start() : z.end()] for n, (a, z) in enumerate(spans)}


def _first(remark: Remark, shown: AbstractSet[str]) -> str | None:
    return next((written for run, written in runs(remark.text).items() if run in shown), None)


def _leak(remark: Remark, found: str, name: str) -> Problem:
    expected = f"words that do not stand in {name}, which must not repeat this text"
    advice = "Reword one of the two: the templates and dossier.yaml may hold nothing of it"
    return Problem(remark.place, "RG940", Severity.ERROR, expected, f'"{" ".join(found.split())}"', advice)


def _of_position(position: Position) -> Iterator[Remark]:
    internal = _texts(position.internal, position.place, kept=True)
    others = _texts(replace(position, internal=Internal()), position.place, kept=False)
    for texts, is_internal in ((others, False), (internal, True)):
        yield from (Remark(text, place, position.delegation, is_internal) for text, place in texts)


def _texts(value: object, place: Place, *, kept: bool) -> Iterator[tuple[str, Place]]:
    """The texts at and below a value, from the first remark on; each with the nearest place above it."""
    match value:
        case str() if kept:
            yield value, place
        case tuple():
            for item in value:
                yield from _texts(item, place, kept=kept)
        case Mapping():
            for item in value.values():
                yield from _texts(item, place, kept=kept)
        case _ if is_dataclass(value) and not isinstance(value, Place):
            here = getattr(value, "place", place)
            for field in fields(value):
                yield from _texts(getattr(value, field.name), here, kept=kept or field.name in REMARKS)


def _without_remarks(value: object) -> Any:  # noqa: ANN401 -- a value of the same type as the one given
    match value:
        case Mapping():
            return {key: _without_remarks(item) for key, item in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type | Place):
            return replace(value, **{f.name: _blank(f, getattr(value, f.name)) for f in fields(value)})
        case _:
            return value


def _blank(field: Field[object], value: object) -> object:
    return field.default if field.name in REMARKS and field.default is not MISSING else _without_remarks(value)


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple() | frozenset():
            for item in value:
                yield from _strings(item)
        case Mapping():
            for item in value.values():
                yield from _strings(item)
        case _ if is_dataclass(value) and not isinstance(value, Place):
            for field in fields(value):
                yield from _strings(getattr(value, field.name))
