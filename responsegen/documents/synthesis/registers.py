"""From the positions to the registers of the synthesis: conditions of contributions, red lines, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from responsegen.consensus.intervals import NOT_QUANTIFIED, total
from responsegen.documents.answer_words import condition_words, source_words
from responsegen.documents.wording import name_of
from responsegen.dossier.model import (
    AnyOf,
    Condition,
    ContributionAnswer,
    Dossier,
    EventHappens,
    Interval,
    MinimumForce,
    UsProvides,
)
from responsegen.problem import Place


@dataclass(frozen=True, slots=True)
class RegisteredCondition:
    """One condition, and the contributions that wait for it."""

    words: str
    kind: str  # "support", "event", "force", "partners", "alternatives"
    delegations: tuple[str, ...]  # all that name it
    drafts: tuple[str, ...]  # those of them that do so in a draft, which is not counted
    waiting: Interval | None  # the sum of the pledges that are counted; None where none is in numbers
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class RedLines:
    """What one delegation will not cross, and what it noted for internal use."""

    delegation: str
    name: str
    red_lines: tuple[str, ...]
    notes: str | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where a public or official statement stands."""

    delegation: str
    about: str
    words: str
    quote: str | None
    summary: str | None
    url: str | None
    conflicts: bool
    place: Place


def conditions(dossier: Dossier) -> Iterator[RegisteredCondition]:
    """Every condition once, those that most delegations name first."""
    stated: dict[str, list[tuple[str, ContributionAnswer, Condition]]] = {}
    for d, position in dossier.positions.items():
        for answer in position.answers.values():
            if isinstance(answer, ContributionAnswer):
                for condition in answer.conditions:
                    stated.setdefault(condition_words(dossier, condition), []).append((d, answer, condition))
    counted = frozenset(d for d, position in dossier.positions.items() if dossier.counts(position))
    by_weight = sorted(stated.items(), key=lambda item: -sum(d in counted for d, _, _ in item[1]))
    for words, rows in by_weight:
        pledges = [answer.pledge for d, answer, _ in rows if d in counted]
        yield RegisteredCondition(
            words,
            _condition_kind(rows[0][2]),
            tuple(dict.fromkeys(d for d, _, _ in rows)),
            tuple(dict.fromkeys(d for d, _, _ in rows if d not in counted)),
            total(pledge or NOT_QUANTIFIED for pledge in pledges) if any(pledges) else None,
            tuple(condition.place for _, _, condition in rows),
        )


def _condition_kind(condition: Condition) -> str:
    match condition:
        case UsProvides():
            return "support"
        case EventHappens():
            return "event"
        case MinimumForce():
            return "force"
        case AnyOf():
            return "alternatives"
        case _:
            return "partners"


def red_lines(dossier: Dossier) -> Iterator[RedLines]:
    """What each delegation will not cross, those that said so alone."""
    for d, position in dossier.positions.items():
        if position.internal.red_lines or position.internal.notes:
            yield RedLines(d, name_of(d), position.internal.red_lines, position.internal.notes)


def sources(dossier: Dossier) -> Iterator[SourceRow]:
    """Every source of every position."""
    for d, position in dossier.positions.items():
        for source in position.sources:
            yield SourceRow(
                d,
                dossier.topics[source.topic].title,
                source_words(source),
                source.quote,
                source.summary,
                source.url,
                source.conflicts,
                source.place,
            )
