"""Tell one delegation where it stands: what it blocks, what waits for it, and what it said on a topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from responsegen.consensus.answer import JointAnswer, Standpoint
from responsegen.consensus.points import Point, points
from responsegen.documents.fiche import CLEARED_BY
from responsegen.documents.words import capital, counted, counted_figures, day, joined, moment, name_of, number
from responsegen.dossier.model import Dossier, Position, PositionStatus
from responsegen.explaining import contributions, offers
from responsegen.explaining.options_moves import voted, way_out
from responsegen.explaining.page import Asked, Line, Part
from responsegen.explaining.procedure import last
from responsegen.explaining.said import Said

_SIDES = {
    Standpoint.FOR: "in favour of",
    Standpoint.ESSENTIAL: "in favour of",
    Standpoint.DESIRABLE: "in favour of",
    Standpoint.SILENT: "in favour by silence of",
    Standpoint.ABSTAINING: "abstaining on",
    Standpoint.CONSTRUCTIVE: "abstaining constructively on",
    Standpoint.AGAINST: "against",
    Standpoint.UNMENTIONED: "not mentioning",
    Standpoint.OUTSTANDING: "yet to reply on",
}


def standing(dossier: Dossier, answer: JointAnswer, delegation: str) -> Iterator[Part]:
    """Tell a delegation all points that it keeps from being agreed, or that wait for it, and count the others."""
    of_its = [p for p in points(answer) if p.status and delegation in p.topic.electorate]
    open_points = [p for p in of_its if p.status and not p.status.is_agreed]
    yield Part(
        f"{delegation}  {name_of(dossier, delegation)}: {_state(dossier, delegation)}",
        tuple(_summary(dossier, delegation, of_its)),
    )
    vetoed = [p for p in open_points if p.is_vetoed and delegation in p.blocked_by]
    alone = [p for p in vetoed if p.blocked_by == (delegation,)]
    together = [p for p in vetoed if p not in alone]
    awaited = [p for p in open_points if p.stands(delegation) is Standpoint.OUTSTANDING and p not in vetoed]
    other = [p for p in open_points if p.stands(delegation) is Standpoint.AGAINST and p not in vetoed]
    able = [p for p in other if delegation in p.blocked_by]
    idle = [p for p in other if p not in able]

    def words(p: Point) -> str:
        return Said(dossier, p.topic, p.name.option).words(delegation)

    def with_others(p: Point) -> str:
        return f"with {joined([d for d in p.blocked_by if d != delegation])}"

    def way_out_of(p: Point) -> str:
        carried = "".join(way_out(one) for one in voted(dossier, answer.topics[p.topic.id], p.name.option))
        if carried or p.name.option is None or p.status is None:
            return carried or p.because
        return f"{capital(p.status.words)}."

    def waiting(p: Point) -> str:
        others = [d for d in p.awaited if d != delegation]
        also = f" (also awaited: {joined(others)})" if others else ""
        silence = "; silence will count as in favour" if _waits_for_silence(dossier, p, words(p)) else ""
        return f"{words(p)}{silence}{also}"

    sections: tuple[tuple[str, list[Point], Callable[[Point], str]], ...] = (
        ("Blocks alone", alone, lambda p: Said(dossier, p.topic, p.name.option).reason(delegation) or words(p)),
        ("Blocks with others", together, with_others),
        ("Opposes, and could carry it", able, way_out_of),
        ("Opposes, blocks nothing", idle, way_out_of),
        ("Reply awaited", awaited, waiting),
    )
    for heading, found, said in sections:
        if found:
            rows = tuple(Line(said(p), str(p.name), 1, status=p.status) for p in found)
            yield Part(f"{heading} ({len(found)})", rows, tight=True)
    declared = [str(p.name) for p in of_its if p.stands(delegation) is Standpoint.CONSTRUCTIVE]
    if declared:
        yield Part(f"Constructive abstention ({len(declared)})", (Line(", ".join(declared), level=1),))
    first = next((p for _, found, _ in sections for p in found), None)
    ends = dossier.silence_deadline
    waits = ends and any(_waits_for_silence(dossier, p, words(p)) for p in awaited)
    consent = [Line(f"Consent from {moment(ends)} on, where nothing is said.", "Silence")] if ends and waits else []
    yield Part("", (*consent, *_closing(dossier, answer, delegation, first)))


def on_topic(dossier: Dossier, answer: JointAnswer, asked: Asked) -> Iterator[Part]:
    """Tell what a delegation said on a topic, or on an option of it, beside how each point stands."""
    delegation, topic, option = asked.delegation or "", asked.topic, asked.option
    if topic is None:
        return
    found = {p.name.option: p for p in points(answer) if p.topic is topic and p.name.scenario is None}
    yield Part(
        f"{delegation}  {name_of(dossier, delegation)} on {topic.title} ({topic.id})",
        (Line(f"{capital(_state(dossier, delegation))}.", level=2),),
    )
    rows = []
    told: list[str] = []
    for each in (option,) if option else topic.option_ids or (None,):
        said, point = Said(dossier, topic, each), found.get(each)
        words = said.words(delegation)
        if point and delegation in point.blocked_by:
            others = [d for d in point.blocked_by if d != delegation]
            words += f"; in the way{f' with {joined(others)}' if others else ', alone'}"
        rows.append(Line(words, each or topic.id, 1, status=point.status if point else None))
        told.append(said.place(delegation))
    yield Part("", tuple(rows))
    if asked.lines:
        yield last((), "", Said(dossier, topic, option), (delegation,), lines=True)
    yield Part("", (Line("", "Next", command=f"explain {topic.id}{f'.{option}' if option else ''}"),))


def _state(dossier: Dossier, delegation: str) -> str:
    """Say what kind of position it has: `position of 16 February 2025, cleared by the minister`."""
    own, speaker = dossier.stated_positions.get(delegation), dossier.spoken_for.get(delegation)
    if speaker:
        return f"no position of its own; {name_of(dossier, speaker, article=True)} answers for it on options and ranges"
    if own is None:
        return "no position"
    when = f" of {day(own.date)}" if own.date else ""
    if own.status is PositionStatus.DRAFT:
        return f"draft position{when}, {'counted' if dossier.counts(own) else 'not counted'}"
    return f"position{when}, {CLEARED_BY[own.cleared_by] if own.cleared_by else 'cleared'}"


def _summary(dossier: Dossier, delegation: str, of_its: Iterable[Point]) -> Iterator[Line]:
    """Count its answers, reservations, troops and offers in one sentence."""
    decided = list(of_its)
    position = dossier.stated_positions.get(delegation)
    answered = sum(Said(dossier, p.topic, p.name.option).answer(delegation) is not None for p in decided)
    parts = [f"answers {answered} of the {counted_figures(len(decided), 'point')} on which it decides"]
    if position:
        held = len(position.reservations)
        parts.append(counted(held, "reservation"))
        parts += _promises(dossier, position)
    yield Line(f"{capital('; '.join(parts))}.", level=2)


def _promises(dossier: Dossier, position: Position) -> Iterator[str]:
    """Word the troops and the offers of a position."""
    for topic in dossier.topics.values():
        answer = position.answers.get(topic.id)
        yield from filter(None, (contributions.promise(answer), offers.promise(topic, answer)))


def _waits_for_silence(dossier: Dossier, point: Point, words: str) -> bool:
    """Tell whether saying nothing will count as being in favour."""
    ends = dossier.silence_ends(point.topic)
    return words in {"not answered", "no position"} and ends is not None and dossier.as_of < ends


def _closing(dossier: Dossier, answer: JointAnswer, delegation: str, first: Point | None) -> Iterator[Line]:
    """Count what is agreed with its part in it, and say where to go on."""
    agreed = [p for p in points(answer) if p.status and p.status.is_agreed]
    stands = Counter(_SIDES[side] for p in agreed if (side := p.stands(delegation)) in _SIDES)
    if first is None:
        yield Line(f"Nothing is asked of {delegation}.")
    if agreed:
        sides = ", ".join(
            f"{words} {number(stands[words])}" for words in dict.fromkeys(_SIDES.values()) if stands[words]
        )
        decides = sum(delegation in p.topic.electorate for p in agreed)
        yield Line(
            f"Of the {counted_figures(len(agreed), 'point')} agreed {delegation} decides on {number(decides)}"
            f"{f': {sides}' if sides else ''}."
        )
    if first is not None:
        is_heard = delegation in dossier.positions or delegation in dossier.spoken_for
        yield Line("", "Next", command=f"explain {delegation}.{first.name}" if is_heard else f"new {delegation}")
