"""What moved between two joint answers, in words: points that turned, then those where only who stands where is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from responsegen.consensus.comparison import Moved, Shift
from responsegen.consensus.formation import formation
from responsegen.consensus.standings import Column, Figure, MemberState, Point, Standing
from responsegen.documents.wording import extent, joined, span, total
from responsegen.dossier.model import ContributionTopic, Dossier, Interval, OffersTopic, RangeTopic
from responsegen.explaining.contribution import conditions_words
from responsegen.explaining.page import ARROW, STATUS_WORDS, Line, Part

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


def changes(before: Dossier, after: Dossier, moved: Sequence[Moved]) -> Iterator[Part]:
    """One part for points that turned alike, then one for all that did not turn."""
    alike: dict[tuple[Line, ...], list[str]] = {}
    for each in moved:
        if each.turned:
            alike.setdefault(tuple(_turned(before, after, each)), []).append(_name(before, after, each.point))
    yield from (Part("; ".join(names), lines) for lines, names in alike.items())
    others = tuple(_unturned([each for each in moved if not each.turned]))
    if others:
        yield Part("The outcome stays, and who stands where changes", others)


def _name(before: Dossier, after: Dossier, point: Point) -> str:
    """`Sanctions on Russia: Shadow fleet listings (sanctions.shadow-fleet)`."""
    dossier = after if point.topic in after.topics else before
    topic = dossier.topics[point.topic]
    if point.scenario is not None:
        label = (after.scenarios.get(point.scenario) or before.scenarios[point.scenario]).label
    elif point.option is not None:
        options = getattr(topic, "options", {})
        label = (options.get(point.option) or getattr(before.topics[point.topic], "options", {})[point.option]).label
    else:
        label = ""
    return f"{topic.title}{f': {label}' if label else ''} ({point})"


def _turned(before: Dossier, after: Dossier, moved: Moved) -> Iterator[Line]:
    old, new = moved.before, moved.after
    status = (new or old).status if new or old else None  # type: ignore[union-attr]  # one of the two is there
    if status is not None:
        stood, stands = _verdict(before, moved.point, old), _verdict(after, moved.point, new)
        words = f"{stood} {ARROW} {stands}" if stood != stands else f"still {stands}"
        yield Line(words, status=new.status if new else None)
    elif old is None or new is None:
        yield Line("new" if old is None else "gone")
    if moved.rules:
        yield Line(f"{moved.rules[0]} {ARROW} {moved.rules[1]}", "Rule", 1)
    for figure, words in _figures(old, new, _unit(after, moved.point)):
        yield Line(words, _FIGURES[figure], 1)
    yield from _shifts(moved.shifts, _unmet(after, moved.point))
    yield from _limits(moved)
    if new and new.because and old and new.because != old.because:
        yield Line(new.because, level=1)


def _verdict(dossier: Dossier, point: Point, standing: Standing | None) -> str:
    if standing is None or standing.status is None:
        return _NONE
    words = STATUS_WORDS[standing.status]
    carrying = standing.agreed or standing.possible
    if not carrying:
        return words
    topic = dossier.topics[point.topic]
    unit = f" {topic.unit}" if isinstance(topic, RangeTopic) else ""
    return f"{words}: {'' if standing.agreed else 'possibly '}{joined([extent(i) for i in carrying], 'or')}{unit}"


def _unit(dossier: Dossier, point: Point) -> str:
    topic = dossier.topics.get(point.topic)
    if isinstance(topic, OffersTopic) and point.option is not None and point.option in topic.options:
        return f" {topic.options[point.option].unit}"
    return " personnel"


def _figures(old: Standing | None, new: Standing | None, unit: str) -> Iterator[tuple[Figure, str]]:
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
    topic = dossier.topics.get(point.topic)
    scenario = dossier.scenarios.get(point.scenario or "")
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
        return str(state.column)
    column = "" if state.column is Column.FOR else f"{state.column}, "
    return f"{column}{span(state.value)}"


def _limits(moved: Moved) -> Iterator[Line]:
    """Reservations that come and go; who leaves the electorate has lifted none, and who joins it brings its own."""
    there, here = (set(standing.reservations) if standing else set() for standing in (moved.before, moved.after))
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
        status = f" (still {STATUS_WORDS[each.after.status]})" if each.after.status else ""
        rule = [f"Rule: {each.rules[0]} {ARROW} {each.rules[1]}"] if each.rules else []
        how = (*rule, *(line.words for line in (*_shifts(each.shifts, {}), *_limits(each))))
        alike.setdefault(how or ("for another reason",), []).append(f"{each.point}{status}")
    for how, points in alike.items():
        yield Line("; ".join(how))
        yield Line(joined(points), level=1)
