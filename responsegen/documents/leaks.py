"""From a dossier and the text of a document to every place where that text repeats what its release keeps back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from responsegen.dossier.model import Internal, Release
from responsegen.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from responsegen.dossier.model import Dossier, Position

# What people write beside an answer, wherever in a position it stands.
REMARKS = frozenset({"comment", "would_support_if", "sources", "internal"})
RUN = 4  # so many words in a row are no coincidence
_WORD = re.compile(r"\w+")
_WITHIN_WORDS = re.compile("[\u00ad\u200b-\u200d\u2060]")  # soft hyphens and the like, which nobody sees


@dataclass(frozen=True, slots=True)
class Remark:
    """One text that is kept back, and the line from which to look for it."""

    text: str
    place: Place


def kept_back(dossier: Dossier, release: Release, delegation: str | None) -> tuple[Remark, ...]:
    """Every text of the positions that a document of this release must not repeat.

    A delegation may read again what it said, or who speaks for it; but `internal` stays out even of its own fiche.
    """
    if release is Release.INTERNAL:
        return ()
    own = _own(dossier, delegation)
    return tuple(
        remark
        for position in dossier.positions.values()
        for remark in _remarks(position.internal if position in own else position, position.place, position in own)
    )


def without_remarks(dossier: Dossier) -> Dossier:
    """The same dossier as if nobody had written a remark: whatever it leads to may go to anybody."""
    return replace(dossier, positions={d: _without_remarks(p) for d, p in dossier.positions.items()})


def releasable(dossier: Dossier, delegation: str | None) -> Iterator[str]:
    """Every text that may stand in any document: what the dossier asks, and what its own reader has said."""
    yield from _strings(replace(dossier, positions={}))
    for own in _own(dossier, delegation):
        yield from _strings(replace(own, internal=Internal()))


def _own(dossier: Dossier, delegation: str | None) -> tuple[Position, ...]:
    """The positions that answer for a delegation: its own, and that of whoever speaks for it."""
    answering = {delegation, dossier.spoken_for.get(delegation or "")}
    return tuple(position for d, position in dossier.positions.items() if d in answering)


def leaks(text: str, remarks: Iterable[Remark], allowed: Iterable[str], name: str) -> tuple[Problem, ...]:
    """One error for each remark of which four words in a row stand in `text` and in no text that is allowed."""
    shown = runs(text).keys() - {run for each in allowed for run in runs(each)}
    return tuple(_leak(remark, found, name) for remark in remarks if (found := _first(remark, shown)))


def runs(text: str) -> dict[str, str]:
    """Every four words in a row, folded so that case, spacing and punctuation make no difference, and as written."""
    plain = _WITHIN_WORDS.sub("", normalize("NFKC", text))
    words = [(word[0].casefold(), *word.span()) for word in _WORD.finditer(plain)]
    starts = (words[n : n + RUN] for n in range(len(words) - RUN + 1))
    return {" ".join(word for word, _, _ in run): plain[run[0][1] : run[-1][2]] for run in starts}


def _first(remark: Remark, shown: set[str]) -> str | None:
    return next((written for run, written in runs(remark.text).items() if run in shown), None)


def _leak(remark: Remark, found: str, name: str) -> Problem:
    expected = f"words that do not stand in {name}, which must not repeat this text"
    advice = "Reword one of the two: the templates and dossier.yaml may hold nothing of it"
    return Problem(remark.place, "RG940", Severity.ERROR, expected, f'"{" ".join(found.split())}"', advice)


def _remarks(value: object, place: Place, kept: bool) -> Iterator[Remark]:  # noqa: FBT001 -- of the walk, not an option
    """The texts at and below a value, from the first remark on; each with the nearest place above it."""
    match value:
        case str() if kept:
            yield Remark(value, place)
        case tuple():
            for item in value:
                yield from _remarks(item, place, kept)
        case Mapping():
            for item in value.values():
                yield from _remarks(item, place, kept)
        case _ if is_dataclass(value) and not isinstance(value, Place):
            here = getattr(value, "place", place)
            for field in fields(value):
                yield from _remarks(getattr(value, field.name), here, kept or field.name in REMARKS)


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
