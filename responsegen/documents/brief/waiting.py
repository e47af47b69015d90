"""List the points that need a mandate, with their price, and the open ones by whom they wait for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from responsegen.consensus.answer import Standpoint
from responsegen.consensus.points import Point
from responsegen.documents.asks import IN_FAVOUR, Ask, ask, remarks_on
from responsegen.documents.brief.case import Case
from responsegen.documents.point_words import in_a_list, standing
from responsegen.documents.words import capital, clause, counted, inside, joined, sentence


@dataclass(frozen=True, slots=True)
class Mandate:
    """A point that is not agreed, and that no single delegation settles."""

    label: str
    blocked_by: str
    price: str
    awaited: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Open points that wait for the same delegations."""

    who: str
    labels: str


def mandate(case: Case, point: Point) -> Mandate:
    """Say what each of those in the way asks for."""
    notes = [
        f"Desk note ({d}): “{text}”" for d in point.blocked_by for text in remarks_on(case.dossier, point, d).notes
    ]
    spoken_for = case.dossier.spoken_for
    asks = {}
    for d in (d for d in point.blocked_by if spoken_for.get(d) not in point.blocked_by):
        others = [other for other in point.blocked_by if spoken_for.get(other) == d]
        asks[f"{d} (also for {joined(others)})" if others else d] = ask(case.dossier, point, d)
    awaited = joined(standing(point, Standpoint.OUTSTANDING)) or "–"
    way = [f"{d}{_reserved(case, point, d)}" for d in point.blocked_by]
    return Mandate(in_a_list(point), joined(way), " ".join((_price(asks), *notes)), awaited)


def _reserved(case: Case, point: Point, delegation: str) -> str:
    """Name the reservation of one who is in the way by nothing else."""
    said = ask(case.dossier, point, delegation)
    return f" ({said.reservations[0].kind} reservation)" if said.reservations and said.stance in IN_FAVOUR else ""


def _price(asks: Mapping[str, Ask]) -> str:
    several = len(asks) > 1
    said = [
        f"{f'{who}: ' if several else ''}provided that {clause(inside(a.would_support_if))}"
        for who, a in asks.items()
        if a.would_support_if
    ]
    without = {who: a for who, a in asks.items() if not a.would_support_if}
    if without:
        who = (f"{next(iter(without))}: " if len(without) == 1 else "others: ") if said else ""
        remark = next(((f"{who}: ", a.comment) for who, a in without.items() if a.comment), None)
        speaker = remark[0] if remark and len(without) > 1 else ""
        quoted = f"; {speaker}“{sentence(remark[1])}”" if remark else ""
        said.append(f"{who}none stated{quoted}")
    return sentence(capital("; ".join(said)))


def waiting(case: Case) -> Iterator[Waiting]:
    """Group the open points: those that one reply settles, those that several wait for together, and the rest."""
    single = [p for p in case.open if p.settled_by]
    if single:
        yield Waiting("one reply", "; ".join(f"{in_a_list(p)} ({joined(p.settled_by, 'or')})" for p in single))
    together: dict[str, list[Point]] = {}
    for p in case.open:
        if not p.settled_by:
            together.setdefault(_who(case, p), []).append(p)
    for who, found in together.items():
        if len(found) > 1:
            yield Waiting(who, "; ".join(map(in_a_list, found)))
    others = [f"{in_a_list(found[0])} ({who})" for who, found in together.items() if len(found) == 1]
    if others:
        yield Waiting("those in brackets", "; ".join(others))


def _who(case: Case, point: Point) -> str:
    if point.name.option is None:
        return joined(point.awaited)
    first, *others = case.vote(point).unblocked_by or (point.awaited,)
    return joined(first) + (f", or {counted(len(others), 'other set')} of as many" if others else "")
