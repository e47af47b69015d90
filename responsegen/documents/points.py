"""List the points that a rule decides as a document may name those behind them, and count who holds most of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from responsegen.consensus import points as consensus
from responsegen.consensus.answer import JointAnswer, Status
from responsegen.documents.attribution import Attributor, Who
from responsegen.dossier.model import Dossier


@dataclass(frozen=True, slots=True)
class ListedPoint:
    """An option, a need or a range, and where it stands."""

    topic: str
    label: str  # "" for a range, which is a point as a whole
    status: Status
    blocked_by: Who  # nobody, unless it is not agreed


def points(answer: JointAnswer, by: Attributor) -> Iterator[ListedPoint]:
    """List every option, need and range, in the dossier's order."""
    for point in consensus.points(answer):
        if point.status is not None:
            blocked_by = by.who(point.blocked_by, point.topic.electorate)
            yield ListedPoint(point.topic.id, point.label, point.status, blocked_by)


@dataclass(frozen=True, slots=True)
class Holder:
    """A delegation, or a number of them, and how many points it holds: they wait for it, or it blocks them."""

    who: Who
    points: int


def awaiting(dossier: Dossier, answer: JointAnswer) -> dict[str, int]:
    """Count the open points that each delegation holds, the most first."""
    return _most_first((d for point in consensus.points(answer) for d in point.awaited), dossier)


def blocking(dossier: Dossier, found: Iterable[ListedPoint]) -> dict[str, int]:
    """Count the points that each delegation blocks, the most first; nothing where delegations are not named."""
    return _most_first((d for point in found for d in point.blocked_by.codes), dossier)


def settling(dossier: Dossier, answer: JointAnswer) -> dict[str, int]:
    """Count the open points that each delegation's answer alone settles, the most first."""
    found = consensus.points(answer)
    return _most_first((d for point in found for d in point.awaited if d in point.settled_by), dossier)


def _most_first(holders: Iterable[str], dossier: Dossier) -> dict[str, int]:
    holding = Counter(holders)
    return {d: holding[d] for d in sorted(holding, key=lambda d: (-holding[d], dossier.delegations.index(d)))}


def one_by_one(holding: Mapping[str, int], dossier: Dossier, by: Attributor) -> tuple[Holder, ...]:
    """List delegation by delegation; where they are not named, all together."""
    if by.named:
        return tuple(Holder(by.who([d]), points) for d, points in holding.items())
    return (Holder(by.who(holding, dossier.delegations), max(holding.values())),) if holding else ()


def alike(holding: Mapping[str, int], dossier: Dossier, by: Attributor) -> tuple[Holder, ...]:
    """Put those together who hold as many."""
    as_many = groupby(holding, lambda d: holding[d])
    return tuple(Holder(by.who(who, dossier.delegations), points) for points, who in as_many)
