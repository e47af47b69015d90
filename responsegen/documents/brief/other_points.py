"""List the points that the meeting has not to decide: those to confirm, those for a mandate, and the open ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from responsegen.consensus.answer import Standpoint, Status
from responsegen.consensus.points import Point
from responsegen.documents.asks import IN_FAVOUR, Ask, ask, remarks_on
from responsegen.documents.brief.case import Case, Row
from responsegen.documents.point_words import TO_CHOOSE, TOO_CLOSE, in_a_list, requested, standing
from responsegen.documents.words import capital, clause, counted, extents, inside, joined, sentence, together


@dataclass(frozen=True, slots=True)
class Mandate:
    """A point that is not agreed, and that no single delegation settles."""

    label: str
    blocked_by: str
    price: str
    awaited: str


def confirmed(case: Case) -> Iterator[Row]:
    """List what is agreed under its topics, with what keeps any of it from being plainly agreed."""
    for topic, found in groupby(case.agreed, attrgetter("topic")):
        question = f"{topic.question}. " if topic.question else ""
        yield f"{question}{topic.title}", "; ".join(map(_named, found))


def _named(point: Point) -> str:
    values = capital(extents(point.agreed, point.unit)) if point.agreed else ""
    doubts = (
        TO_CHOOSE if len(point.agreed) > 1 else "",
        "with reservations" if point.status is Status.AGREED_WITH_RESERVATIONS else "",
        requested(point),
        "by silence alone" if point.by_silence else "",
        TOO_CLOSE if point.too_close else "",
    )
    behind = ", ".join(filter(None, doubts))
    return f"{values or point.label}{f' ({behind})' if behind else ''}"


def mandate(case: Case, point: Point) -> Mandate:
    """Say what each of those in the way asks for."""
    way, spoken_for = point.blocked_by, case.dossier.spoken_for
    said = {d: ask(case.dossier, point, d) for d in way}
    asks = {}
    for d in (d for d in way if spoken_for.get(d) not in way):
        others = [other for other in way if spoken_for.get(other) == d]
        asks[f"{d} (also for {joined(others)})" if others else d] = said[d]
    notes = [f"Desk note ({d}): “{note.text}”" for d in way for note in remarks_on(case.dossier, point, d).notes]
    return Mandate(
        in_a_list(point),
        joined([f"{d}{_reserved(said[d])}" for d in way]),
        " ".join((_price(asks), *notes)),
        joined(standing(point, Standpoint.OUTSTANDING)) or "–",
    )


def _reserved(said: Ask) -> str:
    """Name the reservation of one who is in the way by nothing else."""
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


def waiting(case: Case) -> Iterator[Row]:
    """Group the open points: those that one reply settles, those that several wait for together, and the rest."""
    awaited = together(("" if p.settled_by else _awaited(p), p) for p in case.open)
    if single := awaited.pop("", []):
        yield "one reply", "; ".join(f"{in_a_list(p)} ({joined(p.settled_by, 'or')})" for p in single)
    for who, found in awaited.items():
        if len(found) > 1:
            yield who, "; ".join(map(in_a_list, found))
    others = [f"{in_a_list(found[0])} ({who})" for who, found in awaited.items() if len(found) == 1]
    if others:
        yield "those in brackets", "; ".join(others)


def _awaited(point: Point) -> str:
    """Name the fewest of whom the point waits for all, and say how many others would do."""
    first, *others = point.carried_by or (point.awaited,)
    return joined(first) + (f", or {counted(len(others), 'other set')} of as many" if others else "")
