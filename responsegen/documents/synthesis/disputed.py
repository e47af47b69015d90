"""Lay out each point that is not agreed: its text, who is against, what they ask, and what else is proposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import JointAnswer, OptionOutcome, RangeOutcome
from responsegen.consensus.ballots import held_back, speaking
from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import Point
from responsegen.consensus.range_moves import Compromise, compromises
from responsegen.documents.asks import NOT_ANSWERED, Ask, ask
from responsegen.documents.attribution import Attributor
from responsegen.documents.charts.chart import Chart
from responsegen.documents.point_words import failing, in_a_list, vote_on
from responsegen.documents.topics.range import RangePresenter, Variant, variants
from responsegen.documents.words import (
    NBSP,
    capital,
    cardinal,
    clause,
    extent,
    inside,
    joined,
    number,
    rule_words,
    sentence,
)
from responsegen.dossier.model import Dossier, IfNotAgreed, Interval, RangeAnswer

PAIRS = 20  # of ranges that do not meet
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
        closing = " ".join(_range_closing(dossier, outcome, by))
        return Disputed(
            label, decided, text, objections, closing, RangePresenter(dossier, outcome.topic).picture(outcome, by)
        )
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
        awaited = [ask(dossier, point, d) for d in columns.outstanding]
        alternatives = "; ".join(f"{own} ({a.delegation})" for a in awaited if (own := _alternative(a)))
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
        yield f"Failing agreement, {inside(failing(dossier, point))}"


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
    others = by.who(d for d in sets[0] if d not in columns.against)
    spoken_for = len(columns.for_) > len(columns.silent)
    enough = " (abstaining is enough)" if spoken_for else ""
    moves = (
        [f"{against.phrase} no longer {by_number(against.count, 'opposes', 'oppose')} it{enough}"] if against else []
    )
    if reserved:
        lift = by_number(reserved.count, "lifts its substantive reservation", "lift their substantive reservations")
        moves.append(f"{reserved.phrase} {lift}")
    if others:
        or_abstain = (
            by_number(others.count, " or abstains", " or abstain") if spoken_for and not columns.constructive else ""
        )
        moves.append(f"{others.phrase} {by_number(others.count, 'agrees', 'agree')}{or_abstain}")
    return f"It carries once {joined(moves)}."


def _own_comment(dossier: Dossier, point: Point, delegation: str) -> str:
    """Find what a delegation said beside its stance on this point alone."""
    position = speaking(dossier, point.topic).get(delegation)
    answer = position.answers.get(point.topic.id) if position else None
    said = ask(dossier, point, delegation).comment
    return said if answer and said != (answer.comment or "") else ""


def _to_values(dossier: Dossier, outcome: RangeOutcome, by: Attributor) -> Iterator[Objection]:
    """List the values that the response would print, each with those whose ranges lie outside, and what it costs."""
    topic, positions = outcome.topic, speaking(dossier, outcome.topic)
    candidates, held = compromises(dossier, outcome), held_back(dossier, outcome.reservations)
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
        asks = [
            f"{joined(who)}: {extent(stated)}.{f' “{sentence(comment)}”' if comment else ''}"
            for (stated, comment), who in alike.items()
        ]
        who = joined(list(outside)) or "–"
        part = f"{who}; for part of it {joined(partly)}" if partly else who
        said = [f"Acceptable to {cardinal(variant.who.count)}{_preferred(dossier, outcome, variant)}."]
        said += [
            f"{number(c.value)}{NBSP}{topic.unit} carries if {_moves(c, outcome, held)}."
            for c in candidates
            if _is_at(c, variant)
        ]
        text = variant.sentence if not n else f"… {variant.words} …"
        yield Objection(text, part, " ".join(asks), " ".join(said))


def _is_at(found: Compromise, variant: Variant) -> bool:
    return found.value in variant.interval and bool(found.concessions)


def _preferred(dossier: Dossier, outcome: RangeOutcome, variant: Variant) -> str:
    positions = speaking(dossier, outcome.topic)
    answers = {d: positions[d].answers.get(outcome.topic.id) for d in variant.who.codes}
    liking = [
        d
        for d, a in answers.items()
        if isinstance(a, RangeAnswer) and a.preferred and a.preferred.meets(variant.interval)
    ]
    return f"; preferred by {joined(liking)}" if liking else ""


def _moves(found: Compromise, outcome: RangeOutcome, held: Mapping[str, str]) -> str:
    """Say who would have to move how far: `DE and ES come up by 12 and LT comes down by 24`.

    `held` is who maintains which reservation that keeps a range from being counted: they have to lift it, too.
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for c in found.concessions:
        is_up = c.stated.high is not None and c.stated.high < found.value
        alike.setdefault(("up" if is_up else "down", number(c.by)), []).append(c.delegation)
    moves = [f"{joined(who)} {by_number(who, 'comes', 'come')} {way} by {far}" for (way, far), who in alike.items()]
    movers = {*(c.delegation for c in found.concessions), *found.others}
    for kind in dict.fromkeys(held.values()):
        who = [d for d in outcome.topic.electorate if d in movers and held.get(d) == kind]
        lift = by_number(who, f"lifts its {kind} reservation", f"lift their {kind} reservations")
        moves += [f"{joined(who)} {lift}"] if who else []
    if others := [d for d in found.others if d not in held]:
        accept = "not oppose it" if outcome.topic.rule.facts.unopposed else "accept it"
        moves.append(
            f"{joined(others)} {by_number(others, 'does', 'do')} {accept}".replace("do accept", "accept").replace(
                "does accept", "accepts"
            )
        )
    return joined(moves)


def _range_closing(dossier: Dossier, outcome: RangeOutcome, by: Attributor) -> Iterator[str]:
    if not outcome.positions:
        yield "No range has been stated."
    shown = variants(outcome.topic, outcome.counted, by, outcome.widest_support)
    if not by.named:
        for variant in shown:
            few = variant.who.count < FEWEST
            yield (
                "Another value is acceptable to fewer than three."
                if few
                else f"{capital(variant.words)}: acceptable to {cardinal(variant.who.count)}."
            )
    positions = speaking(dossier, outcome.topic)
    waiting = [d for d in outcome.outstanding if d not in outcome.positions and d not in positions]
    undecided = [d for d in outcome.outstanding if d not in outcome.positions and d in positions]
    reserved = [d for d in outcome.outstanding if d in outcome.positions]
    for those, one, several in (
        (outcome.abstaining, "abstains", "abstain"),
        (
            outcome.against,
            "is against any value, by a substantive reservation",
            "are against any value, by substantive reservations",
        ),
        (undecided, "is undecided", "are undecided"),
        (waiting, "has yet to reply", "have yet to reply"),
        (reserved, "maintains a reservation on its range", "maintain reservations on their ranges"),
    ):
        if those:
            yield f"{capital(by.who(those).phrase)} {by_number(those, one, several)}."
    if outcome.conflicts_total:
        do = by_number(outcome.conflicts_total, "pair of ranges does", "pairs of ranges do")
        named = f": {', '.join(f'{a}–{b}' for a, b in outcome.conflicts[:PAIRS])}" if by.named else ""
        more = ", and others" if outcome.conflicts_total > PAIRS and by.named else ""
        yield f"{capital(cardinal(outcome.conflicts_total))} {do} not meet{named}{more}."
    if "response" in dossier.documents:
        yield _without_a_value(outcome.topic.if_not_agreed, len(shown))


def _without_a_value(wish: IfNotAgreed, values: int) -> str:
    them = {0: "nothing", 1: "this value", 2: "both values"}.get(values, f"all {cardinal(values)} values")
    return {
        IfNotAgreed.BRACKETS: f"Failing agreement, the response prints {them} in square brackets.",
        IfNotAgreed.SUPPORTED_BY: f"Failing agreement, the response prints {them}, each with its support.",
        IfNotAgreed.CHAIRS_SUMMARY: "Failing agreement, the Chair’s summary reports it.",
        IfNotAgreed.OMIT: "Failing agreement, it is left out of the response.",
    }[wish]
