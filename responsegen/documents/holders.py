"""From a joint answer to those who hold its points: who is awaited, who blocks, whose answer alone settles how many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from responsegen.consensus.answer import Status
from responsegen.documents.points import awaited_on, settled_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from responsegen.consensus.answer import JointAnswer
    from responsegen.documents.attribution import Attributor, Who
    from responsegen.documents.points import Point
    from responsegen.dossier.model import Dossier


@dataclass(frozen=True, slots=True)
class Holder:
    """A delegation, or a number of them, and how many points it holds: they wait for it, or it blocks them."""

    who: Who
    points: int


def awaiting(dossier: Dossier, answer: JointAnswer) -> dict[str, int]:
    """Who holds how many open points, the most first."""
    waiting: Counter[str] = Counter()
    for outcome in answer.topics.values():
        waiting.update(d for outstanding in awaited_on(outcome) for d in outstanding)
    return _most_first(waiting, dossier)


def blocking(dossier: Dossier, found: Iterable[Point]) -> dict[str, int]:
    """Who blocks how many points, the most first; nobody where delegations are not named."""
    blocked = [p.blocked_by.codes for p in found if p.status is Status.NOT_AGREED]
    return _most_first(Counter(d for codes in blocked for d in codes), dossier)


def settling(dossier: Dossier, answer: JointAnswer) -> dict[str, int]:
    """Whose answer alone settles how many open points, the most first."""
    return _most_first(Counter(d for outcome in answer.topics.values() for d in settled_by(outcome)), dossier)


def _most_first(holding: Mapping[str, int], dossier: Dossier) -> dict[str, int]:
    return {d: holding[d] for d in sorted(holding, key=lambda d: (-holding[d], dossier.delegations.index(d)))}


def one_by_one(holding: Mapping[str, int], dossier: Dossier, by: Attributor) -> tuple[Holder, ...]:
    """Delegation by delegation; where they are not named, all together."""
    if by.named:
        return tuple(Holder(by.who([d]), points) for d, points in holding.items())
    return (Holder(by.who(holding, dossier.delegations), max(holding.values())),) if holding else ()


def alike(holding: Mapping[str, int], dossier: Dossier, by: Attributor) -> tuple[Holder, ...]:
    """Those together who hold as many."""
    as_many = groupby(holding, lambda d: holding[d])
    return tuple(Holder(by.who(who, dossier.delegations), points) for points, who in as_many)
