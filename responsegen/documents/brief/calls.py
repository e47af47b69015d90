"""Say whom to call first: who alone settles most points, and what each of them says on these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from responsegen.consensus.answer import Status
from responsegen.consensus.points import Point, PointName
from responsegen.documents.asks import IN_FAVOUR, ask, remarks_on
from responsegen.documents.brief.case import Case
from responsegen.documents.point_words import FOR, agreed_in, in_a_list, option_of, standing
from responsegen.documents.words import all_of, capital, counted, joined, number, sentence, together
from responsegen.dossier.model import IfNotAgreed

CALLS = 6  # numbers in the list


@dataclass(frozen=True, slots=True)
class Settled:
    """A point that a call would settle, and what the delegation says on it."""

    label: str
    standing: str  # "not agreed; DE could settle it instead"
    says: str
    fallback: str  # "in square brackets": what becomes of its text without the delegation


@dataclass(frozen=True, slots=True)
class Call:
    """A delegation to call, and what its answer alone would settle."""

    rank: str  # "1"; "" where it shares the number above
    delegation: str
    settles: tuple[Settled, ...]


@dataclass(frozen=True, slots=True)
class Calls:
    """Whom to call, in this order, and what that would bring."""

    calls: tuple[Call, ...]
    gain: str  # "They would take the points agreed from 23 to 38 of 58."


def calls(case: Case) -> Calls | None:
    """List the calls; None where nobody settles anything alone."""
    ranked = list(_ranked(case))
    ranks = sorted({weight for weight, _, _ in ranked}, reverse=True)[:CALLS]
    found: list[Call] = []
    settled: set[PointName] = set()
    before = None
    for weight, delegation, its in ranked:
        if weight in ranks:
            rank = "" if weight == before else str(ranks.index(weight) + 1)
            found.append(Call(rank, delegation, tuple(_settled(case, p, delegation) for p in its)))
            settled |= {p.name for p in its}
            before = weight
    for delegation, its in _once_silence_counts(case, settled):
        found.append(Call(str(len(ranks) + 1), delegation, (_open(case, its, delegation),)))
        settled |= {p.name for p in its}
    now = {p.name for p in case.agreed}
    then = now | settled | {p.name for p in agreed_in(case.then)}
    every = number(len(case.decided))
    gain = f"They would take the points agreed from {number(len(now))} to {number(len(then))} of {every}."
    return Calls(tuple(found), gain) if found else None


def _ranked(case: Case) -> Iterator[tuple[tuple[int, int], str, list[Point]]]:
    """Choose again and again who alone settles most of the points that are left, most of them not agreed."""
    left = [p for p in case.decided if p.status in (Status.NOT_AGREED, Status.OPEN) and p.settled_by]
    while left:
        holds = {d: [p for p in left if d in p.settled_by] for d in case.dossier.delegations}
        weights = {d: (len(its), sum(p.status is Status.NOT_AGREED for p in its)) for d, its in holds.items()}
        first = max(holds, key=lambda d: weights[d])
        yield weights[first], first, sorted(holds[first], key=lambda p: p.status is Status.OPEN)
        left = [p for p in left if first not in p.settled_by]


def _once_silence_counts(case: Case, settled: set[PointName]) -> list[tuple[str, list[Point]]]:
    """Find who alone will hold several open points then, the most first."""
    left = (p for p in case.then if p.status is Status.OPEN and p.name not in settled)
    holds = together((p.settled_by[0], p) for p in left if len(p.settled_by) == 1)
    return sorted(((d, its) for d, its in holds.items() if len(its) > 1), key=lambda held: -len(held[1]))


def _open(case: Case, its: list[Point], delegation: str) -> Settled:
    """Say of all that it will hold how it stands on them."""
    draft = delegation in case.answer.participation.drafts
    when = "once its draft is cleared and silence has counted" if draft else "once silence has counted"
    stances = dict.fromkeys(ask(case.dossier, p, delegation).stance for p in its)
    says = f"in favour of {all_of(len(its), 'point')}" if {*stances} <= {*IN_FAVOUR} else "; ".join(stances)
    label = f"{capital(counted(len(its), 'open point'))}, {when}"
    return Settled(label, "", capital(f"draft {says}" if draft else says), "")


def _settled(case: Case, point: Point, delegation: str) -> Settled:
    others = [d for d in point.settled_by if d != delegation]
    instead = f"; {joined(others, 'or')} could settle it instead" if others else ""
    status = point.status.words if point.status else ""
    says = capital(ask(case.dossier, point, delegation).reason)
    decided = point in case.to_decide  # where its desk notes stand beside all else that is known
    notes = () if decided else remarks_on(case.dossier, point, delegation).notes
    ended = says if says.endswith("”") or not notes else f"{says}."
    said = " ".join((ended, *(f"Desk note: “{note.text}”" for note in notes)))
    return Settled(in_a_list(point), f"{status}{instead}", said, capital(_fallback(point)))


def _fallback(point: Point) -> str:
    """Give the chair's own wording, or else say in short how the response words what is not agreed."""
    option, for_ = option_of(point), standing(point, *FOR)
    if option and option.fallback:
        return f"“{sentence(option.fallback)}”"
    return {
        IfNotAgreed.BRACKETS: "in square brackets",
        IfNotAgreed.SUPPORTED_BY: f"as supported by {len(for_)}" if for_ else "left out",
        IfNotAgreed.CHAIRS_SUMMARY: "in the Chair’s summary",
        IfNotAgreed.OMIT: "left out",
    }[point.topic.if_not_agreed]
