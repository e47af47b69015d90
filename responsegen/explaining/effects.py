"""Tell what supposed changes would move: every point that turns, then those on which only delegations move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from responsegen.consensus.answer import Standpoint
from responsegen.consensus.comparison import Moved, Shift
from responsegen.consensus.points import Figure, MemberState, Point
from responsegen.documents.changes.version_changes import verdict
from responsegen.documents.words import capital, joined, span, total
from responsegen.dossier.model import Dossier, Interval
from responsegen.explaining.contributions import unmet_by_leaving
from responsegen.explaining.page import ARROW, Line, Part


def effects(after: Dossier, found: Sequence[Moved]) -> Iterator[Part]:
    """Tell the points that turned, those that turned alike in one part; then all others in one."""
    alike: dict[tuple[Line, ...], list[str]] = {}
    for moved in found:
        if moved.turned:
            name = f"{moved.point.title} ({moved.point.name})"
            alike.setdefault(tuple(_turned(after, moved)), []).append(name)
    yield from (Part("; ".join(names), lines) for lines, names in alike.items())
    if others := tuple(_unturned(moved for moved in found if not moved.turned)):
        yield Part("The outcome stays, and who stands where changes", others)


def _turned(after: Dossier, moved: Moved) -> Iterator[Line]:
    old, new = moved.before, moved.after
    if moved.point.status:
        stood, stands = (verdict(point) if point else "nothing" for point in (old, new))
        words = f"{stood} {ARROW} {stands}" if stood != stands else f"still {stands}"
        yield Line(words, status=new.status if new else None)
    elif old is None or new is None:
        yield Line("new" if old is None else "gone")
    yield from (Line(words, "Rule", 1) for words in _rules(moved))
    if new:
        yield from _figures(old, new)
    unmet = unmet_by_leaving(after, moved.point.name)
    yield from (Line(words, level=1) for words in (*_shifts(moved.shifts, unmet), *_limits(moved)))
    if new and new.because and old and new.because != old.because:
        yield Line(new.because, level=1)


def _rules(moved: Moved) -> Iterator[str]:
    if moved.rules:
        yield f"{moved.rules[0]} {ARROW} {moved.rules[1]}"


def _figures(old: Point | None, new: Point) -> Iterator[Line]:
    there = old.figures if old else {}
    for figure in Figure:
        was, becomes = there.get(figure), new.figures.get(figure)
        if was != becomes:
            stood = f"{_sum(was, '' if becomes else new.unit)} {ARROW} " if old else ""
            yield Line(stood + _sum(becomes, new.unit), capital(figure), 1)


def _sum(interval: Interval | None, unit: str) -> str:
    return "not known" if interval is None else f"{total(interval)} {unit}".strip()


def _shifts(shifts: Iterable[Shift], unmet: Mapping[str, str]) -> Iterator[str]:
    """Name together those who went the same way, with their numbers where they have any."""
    together: dict[str, list[str]] = {}
    for shift in shifts:
        why = f"; unmet: {unmet[shift.delegation]}" if shift.after is None and shift.delegation in unmet else ""
        way = f"{_state_words(shift.before)} {ARROW} {_state_words(shift.after)}{why}"
        together.setdefault(way, []).append(shift.delegation)
    return (f"{joined(delegations)}: {way}" for way, delegations in together.items())


def _state_words(state: MemberState | None) -> str:
    if state is None:
        return "not in it"
    if state.value is None:
        return str(state.standpoint)
    standpoint = "" if state.standpoint is Standpoint.FOR else f"{state.standpoint}, "
    return f"{standpoint}{span(state.value)}"


def _limits(moved: Moved) -> Iterator[str]:
    """Tell which reservations come and go; who leaves the electorate lifts none, who joins it brings its own."""
    there, here = moved.reservations
    leaving = {shift.delegation for shift in moved.shifts if shift.after is None}
    joining = {shift.delegation for shift in moved.shifts if shift.before is None}
    for delegation, kind in sorted(there - here):
        if delegation not in leaving:
            yield f"{delegation}: {kind} reservation lifted"
    for delegation, kind in sorted(here - there):
        yield f"{delegation}: {kind} reservation{'' if delegation in joining else ' entered'}"


def _unturned(found: Iterable[Moved]) -> Iterator[Line]:
    """Name together the points that moved alike."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for moved in found:
        still = f" (still {moved.after.status.words})" if moved.after and moved.after.status else ""
        how = (*(f"Rule: {words}" for words in _rules(moved)), *_shifts(moved.shifts, {}), *_limits(moved))
        alike.setdefault(how or ("for another reason",), []).append(f"{moved.point.name}{still}")
    for how, points in alike.items():
        yield Line("; ".join(how))
        yield Line(joined(points), level=1)
