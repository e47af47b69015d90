"""Lay out each point that is not agreed: its text, who is against, what they ask, and what else is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import JointAnswer, OptionOutcome, RangeOutcome
from responsegen.consensus.ballots import speaking
from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import Point
from responsegen.documents.asks import NOT_ANSWERED, Ask, ask
from responsegen.documents.attribution import Attributor
from responsegen.documents.candidates import apart, candidates, carries_if, preferring
from responsegen.documents.charts.chart import Chart
from responsegen.documents.charts.ranges import MOST_BARS, RangeBar, ranges
from responsegen.documents.point_words import decided_by, elsewhere, in_a_list, text_of, vote_on
from responsegen.documents.response.range import options_printed
from responsegen.documents.synthesis.standing import in_drafts, unheard
from responsegen.documents.topics.range import variants
from responsegen.documents.words import (
    capital,
    cardinal,
    clause,
    extent,
    inside,
    joined,
    sentence,
    together,
    verb,
)
from responsegen.dossier.model import AnyTopic, Dossier, IfNotAgreed, Interval, RangeAnswer

RANGES = 12  # stated ranges that are told one by one
UNDECIDED = "is undecided"
FEWEST = 3  # delegations of whom a paper that names nobody says what they said


@dataclass(frozen=True, slots=True)
class Objection:
    """Some who are against a text, or awaited on it, and what they ask."""

    text: str  # of a range, the value; "" where the text of the point is meant
    who: str
    asks: str
    alternatives: str
    awaited: bool = False


@dataclass(frozen=True, slots=True)
class Disputed:
    """A point that is not agreed."""

    label: str
    decided: str  # "Question 6, unanimity of 27"
    text: str
    objections: tuple[Objection, ...]  # none where delegations are not named
    closing: str  # who else stands where, what would carry it, and what becomes of it
    picture: Chart | None


def disputed(dossier: Dossier, answer: JointAnswer, point: Point, by: Attributor) -> Disputed:
    """Lay out one point."""
    by = by.within(point.topic.electorate)
    outcome, vote, chart = answer.topics[point.topic.id], vote_on(answer, point), None
    objections: Iterable[Objection] = ()
    closing: Iterable[str] = ()
    if isinstance(outcome, RangeOutcome):
        objections, closing = _to_values(dossier, outcome, by), _range_closing(dossier, answer, outcome, by)
        chart = _picture(dossier, outcome, by)
    elif vote is not None:
        objections, closing = _to_text(dossier, point, vote), _closing(dossier, point, vote, by)
    return Disputed(
        label=in_a_list(point),
        decided=capital(decided_by(point)),
        text=text_of(point),
        objections=tuple(objections) if by.named else (),
        closing=" ".join(closing),
        picture=chart,
    )


def _to_text(dossier: Dossier, point: Point, vote: OptionOutcome) -> Iterator[Objection]:
    """List those against, those first who say what would win them; then those who are awaited."""
    columns = vote.columns
    declared = [d for d in columns.constructive if d in vote.blocked_by]
    against = sorted((ask(dossier, point, d) for d in (*columns.against, *declared)), key=lambda said: not said.price)
    alike = together(
        ((_asks(said, reserved=said.delegation in columns.by_reservation), _alternative(said)), said.delegation)
        for said in against
    )
    for (asks, alternative), who in alike.items():
        yield Objection("", joined(who), asks, alternative or "none proposed")
    if asks := said_so_far(dossier, point, columns.outstanding):
        proposed = together((_alternative(ask(dossier, point, d)), d) for d in columns.outstanding)
        alternatives = "; ".join(f"{own} ({joined(who)})" for own, who in proposed.items() if own)
        yield Objection("", joined(columns.outstanding), asks, alternatives, awaited=True)


def said_so_far(dossier: Dossier, point: Point, awaited: Sequence[str]) -> str:
    """Say what those who are awaited have said: a price, a reservation, why they hesitate, that they are undecided."""
    asks = (ask(dossier, point, d) for d in awaited)
    heard = [said for said in asks if said.reservations or said.price or said.stance != NOT_ANSWERED]
    alike = together((_hesitates(said), said.delegation) for said in heard)
    return " ".join(f"{joined(who)}{words or f' {verb(who, UNDECIDED)}.'}" for words, who in alike.items())


def _hesitates(said: Ask) -> str:
    """Word what one says who is awaited; "" for who is undecided without a word why."""
    if said.reservations:
        return f": {_held(said)}"
    if said.price:
        return f" {said.price}."
    return f": “{sentence(said.comment)}”" if said.comment else ""


def _held(said: Ask) -> str:
    held = said.reservations[0]
    return f"{held.kind} reservation{f': “{sentence(held.text)}”' if held.text else '.'}"


def _asks(said: Ask, *, reserved: bool) -> str:
    """Say on what one could agree, and in its own words why it does not."""
    entered = f"{said.stance}, but has entered a {_held(said)}" if reserved and said.reservations else ""
    asked = f"{said.price}." if said.price else "" if reserved else "no condition stated."
    own = f"“{sentence(said.comment)}”" if said.comment else ""
    return " ".join(map(capital, filter(None, (entered, asked, own))))


def _alternative(said: Ask) -> str:
    if said.proposes:
        return f"“{sentence(said.proposes)}”"
    return f"The text, provided that {clause(inside(said.would_support_if))}" if said.would_support_if else ""


def _closing(dossier: Dossier, point: Point, vote: OptionOutcome, by: Attributor) -> Iterator[str]:
    columns, members = vote.columns, point.topic.electorate
    others = by.say(
        (
            (() if by.named else columns.against, "is against"),
            *elsewhere(columns),
            (() if by.named else columns.outstanding, "is awaited"),
        )
    )
    share = f"{cardinal(len(columns.for_))} of {cardinal(len(members))}"
    if not columns.for_:
        yield capital(f"{'; '.join(('supported by nobody so far', *others))}.")
    else:
        yield f"Supported by {share}; {'; '.join(others)}." if others else f"Supported by all others ({share})."
    if by.named:
        own = together((_own_comment(dossier, point, d), d) for d in columns.for_)
        yield from (f"{joined(who)}: “{sentence(comment)}”" for comment, who in own.items() if comment)
    yield carries(point, vote, by)
    if "response" in dossier.documents:
        yield _failing(point.topic, "the text")


def carries(point: Point, vote: OptionOutcome, by: Attributor) -> str:
    """Say what would carry a point: under a majority whose support, else who has to give way, or to reply."""
    columns, sets = vote.columns, vote.unblocked_by
    if not point.topic.rule.facts.unopposed:
        idle = [d for d in (*columns.against, *columns.abstaining) if d not in vote.blocked_by]
        unneeded = f"; {by.who(idle).phrase} {by_number(idle, 'is', 'are')} not in favour either, and not needed"
        return f"It carries with the support of {by.ways(sets)}{unneeded if idle else ''}."
    if len(sets) > 1:
        return "It carries once anybody is in favour."
    reserved = by.who(d for d in sets[0] if d in columns.by_reservation)
    against = by.who(d for d in sets[0] if d in columns.against and d not in columns.by_reservation)
    left = [d for d in sets[0] if d not in columns.against]
    others = by.who(left)
    spoken_for = len(columns.for_) > len(columns.silent)
    enough = " (abstaining is enough)" if spoken_for else ""
    moves = []
    if against:
        them = against.phrase if by.named else f"the {cardinal(against.count)} against"
        moves.append(f"{them} no longer {verb(against.count, 'opposes')} it{enough}")
    if reserved:
        lift = by_number(reserved.count, "lifts its substantive reservation", "lift their substantive reservations")
        lifted = f"substantive {by_number(reserved.count, 'reservation is', 'reservations are')} lifted"
        moves.append(f"{reserved.phrase} {lift}" if by.named else f"the {cardinal(reserved.count)} {lifted}")
    if others:
        awaited = not by.named and set(left) <= set(columns.outstanding)
        them = f"the {cardinal(others.count)} awaited" if awaited else others.phrase
        enough = f" or {verb(others.count, 'abstains')}" if spoken_for and not columns.constructive else ""
        moves.append(f"{them} {verb(others.count, 'agrees')}{enough}")
    if not (columns.for_ or reserved or left):
        moves.append("somebody is in favour")
    return f"It carries once {joined(moves)}."


def _own_comment(dossier: Dossier, point: Point, delegation: str) -> str:
    """Find what a delegation said beside its stance on this point alone."""
    position = speaking(dossier, point.topic).get(delegation)
    answer = position.answers.get(point.topic.id) if position else None
    said = ask(dossier, point, delegation).comment
    return said if answer and said != (answer.comment or "") else ""


def _to_values(dossier: Dossier, outcome: RangeOutcome, by: Attributor) -> Iterator[Objection]:
    """List the values that have support, each with those whose ranges lie outside, and what it costs."""
    topic, positions = outcome.topic, speaking(dossier, outcome.topic)
    left = [c for c in candidates(dossier, outcome) if c.movers]
    told: set[str] = set()
    for n, variant in enumerate(variants(topic, outcome.counted, by, outcome.widest_support)):
        outside = {d: stated for d, stated in outcome.positions.items() if not stated.meets(variant.interval)}
        partly = [d for d in outcome.positions if d not in outside and d not in variant.who.codes]
        alike: dict[tuple[Interval, str], list[str]] = {}
        for d, stated in outside.items():
            answer = positions[d].answers.get(topic.id)
            comment = (answer.comment if answer else None) or ""
            alike.setdefault((stated, "" if comment in told else comment), []).append(d)
            told.add(comment)
        told_apart = len(alike) <= RANGES
        many = f"{capital(cardinal(len(alike)))} different ranges (see “Where each delegation stands”)."
        asks = [] if told_apart else [many]
        asks += [
            f"{joined(who)}: {extent(stated)}.{f' “{sentence(comment)}”' if comment else ''}"
            for (stated, comment), who in alike.items()
            if told_apart or comment
        ]
        who = joined(list(outside)) or "–"
        part = f"{who}; for part of it {joined(partly)}" if partly else who
        liking = preferring(dossier, outcome, variant.interval, variant.who.codes)
        preferred = f"; preferred by {joined(liking)}" if liking else ""
        costs = [c for c in left if c.values.meets(variant.interval)]
        left = [c for c in left if c not in costs]
        said = [f"Acceptable to {cardinal(variant.who.count)}{preferred}."]
        said += [
            f"{capital(extent(c.values, topic.unit))} carries if {carries_if(c, outcome, by_how_far=True)}."
            for c in costs
        ]
        text = capital(variant.sentence) if not n else f"… {variant.words} …"
        yield Objection(text, part, " ".join(asks), " ".join(said))


def _range_closing(dossier: Dossier, answer: JointAnswer, outcome: RangeOutcome, by: Attributor) -> Iterator[str]:
    if not outcome.positions:
        yield "No range has been stated."
    shown = variants(outcome.topic, outcome.counted, by, outcome.widest_support)
    if not by.named:
        told = [variant for variant in shown if variant.who.count >= FEWEST]
        yield from (f"{capital(variant.words)}: acceptable to {cardinal(variant.who.count)}." for variant in told)
        if few := len(shown) - len(told):
            one, several = "Another value is acceptable to", "Further values are acceptable, each to"
            yield f"{one if few == 1 else several} fewer than three."
    positions = speaking(dossier, outcome.topic)
    drafts = in_drafts(dossier, answer, outcome.topic)
    without = [d for d in outcome.outstanding if d not in outcome.positions]
    undecided = [d for d in without if d not in drafts and d in positions]
    reserved = [d for d in outcome.outstanding if d in outcome.positions]
    held_by = by_number(outcome.against, "reservation", "reservations")
    columns = (
        (outcome.abstaining, "abstains"),
        (outcome.against, f"is against any value, by {by_number(outcome.against, 'a ', '')}substantive {held_by}"),
        (undecided, UNDECIDED),
        *unheard([d for d in without if d in drafts], [d for d in without if d not in drafts and d not in positions]),
        (reserved, f"maintains {by_number(reserved, 'a reservation on its range', 'reservations on their ranges')}"),
    )
    yield from (f"{capital(said)}." for said in by.say(columns))
    if outcome.conflicts_total:
        how_many, which = apart(outcome)
        yield f"{capital(how_many)}{f': {which}' if by.named else ''}."
    if "response" in dossier.documents:
        printed = len(options_printed(dossier, outcome))
        every = {0: "nothing", 1: "this value", 2: "both values"}.get(len(shown), f"all {cardinal(printed)} values")
        some = f"{cardinal(printed) if printed else 'none'} of these values"
        yield _failing(outcome.topic, every if printed == len(shown) else some)


def _picture(dossier: Dossier, outcome: RangeOutcome, by: Attributor) -> Chart | None:
    """Draw every range against the widest support, where delegations may be named and ranges differ."""
    topic, positions = outcome.topic, speaking(dossier, outcome.topic)
    asides = dict.fromkeys(outcome.counted, "") | dict.fromkeys(outcome.under_reservation, "under a reservation")
    answers = {d: positions[d].answers.get(topic.id) for d in dossier.delegations if d in positions}
    bars = [
        RangeBar(d, answer.acceptable, answer.preferred, asides.get(d, "for information"))
        for d, answer in answers.items()
        if isinstance(answer, RangeAnswer) and answer.acceptable
    ]
    if not by.named or len({b.acceptable for b in bars}) < 2 or len(bars) > MOST_BARS:  # noqa: PLR2004 (two that differ)
        return None
    return ranges(topic.title, topic.unit, bars, [support.interval for support in outcome.widest_support])


def _failing(topic: AnyTopic, what: str) -> str:
    """Say what the response makes of a text, or of values, without agreement."""
    return {
        IfNotAgreed.BRACKETS: f"Failing agreement, the response prints {what} in square brackets.",
        IfNotAgreed.SUPPORTED_BY: f"Failing agreement, the response prints {what} with its support.",
        IfNotAgreed.CHAIRS_SUMMARY: "Failing agreement, the Chair’s summary reports it.",
        IfNotAgreed.OMIT: "Failing agreement, the response leaves it out.",
    }[topic.if_not_agreed]
