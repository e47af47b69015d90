"""What moved between two joint answers, in words: points that turned, then those where only who stands where is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from responsegen.consensus.comparison import Moved, Shift
from responsegen.consensus.formation import formation
from responsegen.consensus.points import Figure, MemberState, Point, Standpoint
from responsegen.documents.wording import extent, joined, span, total
from responsegen.dossier.model import ContributionTopic, Dossier, Interval
from responsegen.explaining.contributions import conditions_words
from responsegen.explaining.page import ARROW, Line, Part

_FIGURES = {
    Figure.ATTAINABLE: "Attainable",
    Figure.ASSURED: "Assured",
    Figure.REQUIRED: "Required",
    Figure.GAP: "Gap",
    Figure.DEPENDING: "Troops that need it",
    Figure.FIRM: "Firm",
    Figure.INDICATIVE: "Indicative",
}
_NONE = "nothing"


def changes(after: Dossier, moved: Sequence[Moved]) -> Iterator[Part]:
    """One part for points that turned alike, then one for all that did not turn."""
    alike: dict[tuple[Line, ...], list[str]] = {}
    for each in moved:
        if each.turned:
            alike.setdefault(tuple(_turned(after, each)), []).append(f"{each.point.title} ({each.point.name})")
    yield from (Part("; ".join(names), lines) for lines, names in alike.items())
    others = tuple(_unturned([each for each in moved if not each.turned]))
    if others:
        yield Part("The outcome stays, and who stands where changes", others)


def _turned(after: Dossier, moved: Moved) -> Iterator[Line]:
    old, new, point = moved.before, moved.after, moved.point
    if point.status is not None:
        stood, stands = _verdict(old), _verdict(new)
        words = f"{stood} {ARROW} {stands}" if stood != stands else f"still {stands}"
        yield Line(words, status=new.status if new else None)
    elif old is None or new is None:
        yield Line("new" if old is None else "gone")
    if moved.rules:
        yield Line(f"{moved.rules[0]} {ARROW} {moved.rules[1]}", "Rule", 1)
    for figure, words in _figures(old, new, f" {point.unit}"):
        yield Line(words, _FIGURES[figure], 1)
    yield from _shifts(moved.shifts, _unmet(after, point))
    yield from _limits(moved)
    if new and new.because and old and new.because != old.because:
        yield Line(new.because, level=1)


def _verdict(point: Point | None) -> str:
    if point is None or point.status is None:
        return _NONE
    carrying = point.agreed or point.possible
    if not carrying:
        return point.status.words
    values = joined([extent(i) for i in carrying], "or")
    return f"{point.status.words}: {'' if point.agreed else 'possibly '}{values} {point.unit}"


def _figures(old: Point | None, new: Point | None, unit: str) -> Iterator[tuple[Figure, str]]:
    there, here = old.figures if old else {}, new.figures if new else {}
    for figure in _FIGURES:
        was, becomes = there.get(figure), here.get(figure)
        if was != becomes and old is None:
            yield figure, _sum(becomes, unit)
        elif was != becomes and new is not None:
            stood = _sum(was, "" if becomes else unit)
            yield figure, f"{stood} {ARROW} {_sum(becomes, unit)}"


def _sum(interval: Interval | None, unit: str) -> str:
    return "not known" if interval is None else f"{total(interval)}{unit}"


def _unmet(dossier: Dossier, point: Point) -> Mapping[str, str]:
    """In a scenario, the conditions for want of which each delegation drops out."""
    topic = dossier.topics.get(point.topic.id)
    scenario = dossier.scenarios.get(point.name.scenario or "")
    if scenario is None or not isinstance(topic, ContributionTopic):
        return {}
    dropping = formation(dossier, topic, scenario).dropping
    return {turn.delegation: conditions_words(dossier, turn.conditions) for turns in dropping for turn in turns}


def _shifts(shifts: Iterable[Shift], unmet: Mapping[str, str]) -> Iterator[Line]:
    """Those who went the same way together, each with its numbers where it has any."""
    together: dict[str, list[str]] = {}
    for shift in shifts:
        why = f"; unmet: {unmet[shift.delegation]}" if shift.after is None and shift.delegation in unmet else ""
        together.setdefault(f"{_state_words(shift.before)} {ARROW} {_state_words(shift.after)}{why}", []).append(
            shift.delegation
        )
    for words, delegations in together.items():
        yield Line(f"{joined(delegations)}: {words}", level=1)


def _state_words(state: MemberState | None) -> str:
    if state is None:
        return "not in it"
    if state.value is None:
        return str(state.standpoint)
    standpoint = "" if state.standpoint is Standpoint.FOR else f"{state.standpoint}, "
    return f"{standpoint}{span(state.value)}"


def _limits(moved: Moved) -> Iterator[Line]:
    """Reservations that come and go; who leaves the electorate has lifted none, and who joins it brings its own."""
    there, here = (set(point.reservations) if point else set() for point in (moved.before, moved.after))
    leaving = {shift.delegation for shift in moved.shifts if shift.after is None}
    joining = {shift.delegation for shift in moved.shifts if shift.before is None}
    for delegation, kind in sorted(there - here):
        if delegation not in leaving:
            yield Line(f"{delegation}: {kind} reservation lifted", level=1)
    for delegation, kind in sorted(here - there):
        how = "" if delegation in joining else " entered"
        yield Line(f"{delegation}: {kind} reservation{how}", level=1)


def _unturned(moved: Iterable[Moved]) -> Iterator[Line]:
    """Points that moved alike, named together."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for each in moved:
        if each.after is None:
            continue
        status = f" (still {each.after.status.words})" if each.after.status else ""
        rule = [f"Rule: {each.rules[0]} {ARROW} {each.rules[1]}"] if each.rules else []
        how = (*rule, *(line.words for line in (*_shifts(each.shifts, {}), *_limits(each))))
        alike.setdefault(how or ("for another reason",), []).append(f"{each.point.name}{status}")
    for how, points in alike.items():
        yield Line("; ".join(how))
        yield Line(joined(points), level=1)
