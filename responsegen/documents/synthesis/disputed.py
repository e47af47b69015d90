"""Lay out each point that is not agreed: its text, who is against, what they ask, and what else is proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import JointAnswer, OptionOutcome, RangeOutcome
from responsegen.consensus.ballots import speaking
from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import Point
from responsegen.documents.asks import NOT_ANSWERED, Ask, ask
from responsegen.documents.attribution import Attributor
from responsegen.documents.candidates import apart, candidates, carries_if, preferring
from responsegen.documents.charts.chart import Chart
from responsegen.documents.point_words import in_a_list, vote_on
from responsegen.documents.response.range import options_printed
from responsegen.documents.synthesis.standing import in_drafts
from responsegen.documents.topics.range import picture, variants
from responsegen.documents.words import (
    capital,
    cardinal,
    clause,
    extent,
    inside,
    joined,
    rule_words,
    sentence,
)
from responsegen.dossier.model import AnyTopic, Dossier, IfNotAgreed, Interval

RANGES = 12  # stated ranges that are told one by one
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
    question = f"question {point.topic.question}, " if point.topic.question else ""
    decided = capital(f"{question}{rule_words(point.topic.rule)} of {len(point.topic.electorate)}")
    label = in_a_list(point)
    option = getattr(point.topic, "options", {}).get(point.name.option)
    text = sentence((option.text if option else point.topic.text) or "").replace("{value}", "…")
    outcome, vote = answer.topics[point.topic.id], vote_on(answer, point)
    if isinstance(outcome, RangeOutcome):
        objections = tuple(_to_values(dossier, outcome, by)) if by.named else ()
        closing = " ".join(_range_closing(dossier, answer, outcome, by))
        return Disputed(label, decided, text, objections, closing, picture(dossier, outcome, by))
    objections = tuple(_to_text(dossier, point, vote)) if by.named and vote else ()
    closing = " ".join(_closing(dossier, point, vote, by)) if vote else ""
    return Disputed(label, decided, text, objections, closing, None)


def _to_text(dossier: Dossier, point: Point, vote: OptionOutcome) -> Iterator[Objection]:
    """List those against, those first who say what would win them; then those who are awaited."""
    columns = vote.columns
    declared = [d for d in columns.constructive if d in vote.blocked_by]
    alike: dict[tuple[str, str], list[str]] = {}
    for said in sorted((ask(dossier, point, d) for d in (*columns.against, *declared)), key=lambda a: not a.price):
        reserved = said.delegation in columns.by_reservation
        alike.setdefault((_asks(said, reserved=reserved), _alternative(said)), []).append(said.delegation)
    for (asks, alternative), who in alike.items():
        yield Objection("", joined(who), asks, alternative or "none proposed")
    if asks := said_so_far(dossier, point, columns.outstanding):
        proposed: dict[str, list[str]] = {}
        for said in (ask(dossier, point, d) for d in columns.outstanding):
            proposed.setdefault(_alternative(said), []).append(said.delegation)
        alternatives = "; ".join(f"{own} ({joined(who)})" for own, who in proposed.items() if own)
        yield Objection("", joined(columns.outstanding), asks, alternatives, awaited=True)


def said_so_far(dossier: Dossier, point: Point, awaited: Sequence[str]) -> str:
    """Say what those who are awaited have said: a price, a reservation, why they hesitate, that they are undecided."""
    alike: dict[tuple[str, str], list[str]] = {}
    for each in (ask(dossier, point, d) for d in awaited):
        if each.reservations:
            held = each.reservations[0]
            words = f": {held.kind} reservation{f': “{sentence(held.text)}”' if held.text else '.'}"
            alike.setdefault((words, words), []).append(each.delegation)
        elif each.price or (each.comment and each.stance != NOT_ANSWERED):
            words = f" {each.price}." if each.price else f": “{sentence(each.comment)}”"
            alike.setdefault((words, words), []).append(each.delegation)
        elif each.stance != NOT_ANSWERED:
            alike.setdefault((" is undecided.", " are undecided."), []).append(each.delegation)
    return " ".join(f"{joined(who)}{by_number(who, one, several)}" for (one, several), who in alike.items())


def _asks(said: Ask, *, reserved: bool) -> str:
    """Say on what one could agree, and in its own words why it does not."""
    parts = []
    if reserved and said.reservations:
        held = said.reservations[0]
        text = f": “{sentence(held.text)}”" if held.text else "."
        parts.append(f"{said.stance}, but has entered a {held.kind} reservation{text}")
    if said.price:
        parts.append(f"{said.price}.")
    elif not reserved:
        parts.append("no condition stated.")
    if said.comment:
        parts.append(f"“{sentence(said.comment)}”")
    return " ".join(map(capital, parts))


def _alternative(said: Ask) -> str:
    if said.proposes:
        return f"“{sentence(said.proposes)}”"
    return f"The text, provided that {clause(inside(said.would_support_if))}" if said.would_support_if else ""


def _closing(dossier: Dossier, point: Point, vote: OptionOutcome, by: Attributor) -> Iterator[str]:
    columns, members = vote.columns, point.topic.electorate
    others = (
        (by.who(columns.constructive), "abstains constructively", "abstain constructively"),
        (by.who(columns.abstaining), "abstains", "abstain"),
        (by.who(columns.unmentioned), "does not mention it", "do not mention it"),
    )
    elsewhere = [f"{who.phrase} {by_number(who.count, one, several)}" for who, one, several in others if who]
    if not by.named:
        against, awaited = by.who(columns.against), by.who(columns.outstanding)
        elsewhere = [f"{against.phrase} {by_number(against.count, 'is', 'are')} against"] if against else []
        elsewhere += [f"{who.phrase} {by_number(who.count, one, several)}" for who, one, several in others if who]
        elsewhere += [f"{awaited.phrase} {by_number(awaited.count, 'is', 'are')} awaited"] if awaited else []
    if not columns.for_:
        yield capital(f"{'; '.join(('supported by nobody so far', *elsewhere))}.")
    elif elsewhere:
        yield f"Supported by {cardinal(len(columns.for_))} of {cardinal(len(members))}; {'; '.join(elsewhere)}."
    else:
        yield f"Supported by all others ({cardinal(len(columns.for_))} of {cardinal(len(members))})."
    if by.named:
        own: dict[str, list[str]] = {}
        for d in columns.for_:
            own.setdefault(_own_comment(dossier, point, d), []).append(d)
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
        moves.append(f"{them} no longer {by_number(against.count, 'opposes', 'oppose')} it{enough}")
    if reserved and by.named:
        lift = by_number(reserved.count, "lifts its substantive reservation", "lift their substantive reservations")
        moves.append(f"{reserved.phrase} {lift}")
    elif reserved:
        lifted = by_number(reserved.count, "reservation is", "reservations are")
        moves.append(f"the {cardinal(reserved.count)} substantive {lifted} lifted")
    if others:
        awaited = not by.named and set(left) <= set(columns.outstanding)
        them = f"the {cardinal(others.count)} awaited" if awaited else others.phrase
        or_abstain = (
            by_number(others.count, " or abstains", " or abstain") if spoken_for and not columns.constructive else ""
        )
        moves.append(f"{them} {by_number(others.count, 'agrees', 'agree')}{or_abstain}")
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
    for those, one, several in (
        (outcome.abstaining, "abstains", "abstain"),
        (
            outcome.against,
            "is against any value, by a substantive reservation",
            "are against any value, by substantive reservations",
        ),
        (undecided, "is undecided", "are undecided"),
        ([d for d in without if d in drafts], "has sent a draft, not yet cleared", "have sent drafts, not yet cleared"),
        ([d for d in without if d not in drafts and d not in positions], "has yet to reply", "have yet to reply"),
        (reserved, "maintains a reservation on its range", "maintain reservations on their ranges"),
    ):
        if those:
            yield f"{capital(by.who(those).phrase)} {by_number(those, one, several)}."
    if outcome.conflicts_total:
        how_many, which = apart(outcome)
        yield f"{capital(how_many)}{f': {which}' if by.named else ''}."
    if "response" in dossier.documents:
        printed = len(options_printed(dossier, outcome))
        every = {0: "nothing", 1: "this value", 2: "both values"}.get(len(shown), f"all {cardinal(printed)} values")
        some = f"{cardinal(printed) if printed else 'none'} of these values"
        yield _failing(outcome.topic, every if printed == len(shown) else some)


def _failing(topic: AnyTopic, what: str) -> str:
    """Say what the response makes of a text, or of values, without agreement."""
    return {
        IfNotAgreed.BRACKETS: f"Failing agreement, the response prints {what} in square brackets.",
        IfNotAgreed.SUPPORTED_BY: f"Failing agreement, the response prints {what} with its support.",
        IfNotAgreed.CHAIRS_SUMMARY: "Failing agreement, the Chair’s summary reports it.",
        IfNotAgreed.OMIT: "Failing agreement, the response leaves it out.",
    }[topic.if_not_agreed]
