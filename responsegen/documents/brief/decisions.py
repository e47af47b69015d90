"""Lay out each point that the meeting can decide: the question to put, who is in the way, and at what price."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import Concession, NeedOutcome, OptionOutcome, RangeOutcome, Standpoint
from responsegen.consensus.ballots import speaking
from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import Point
from responsegen.consensus.range_moves import Compromise, compromises
from responsegen.consensus.swing import Vote
from responsegen.documents.asks import Ask, ask, remarks_on
from responsegen.documents.attribution import Attributor
from responsegen.documents.brief.case import Case
from responsegen.documents.point_words import failing, in_a_list, standing
from responsegen.documents.topics.range import variants
from responsegen.documents.words import (
    NBSP,
    capital,
    cardinal,
    counted,
    extent,
    joined,
    name_of,
    number,
    percent,
    rule_words,
    sentence,
    total,
)
from responsegen.dossier.model import Attribution, IfNotAgreed, Interval, RangeAnswer

PAIRS = 20  # of ranges that do not meet
CANDIDATES = 2  # values of a range to choose from

Row = tuple[str, str]  # "Question to put", and what stands beside it


@dataclass(frozen=True, slots=True)
class Decision:
    """A point that the meeting can decide."""

    heading: str  # "Command and control (question 5, consensus of 16)"
    text: str
    rows: tuple[Row, ...]


def decision(case: Case, point: Point) -> Decision:
    """Lay out one point; a row without anything to say is left out."""
    outcome = case.answer.topics[point.topic.id]
    rule = f"{rule_words(point.topic.rule)} of {len(point.topic.electorate)}"
    question = f"question {point.topic.question}, " if point.topic.question else ""
    rows = _of_range(case, point, outcome) if isinstance(outcome, RangeOutcome) else _of_vote(case, point)
    heading = f"{in_a_list(point)} ({question}{rule})"
    return Decision(heading, _text(point), tuple((label, words) for label, words in rows if words))


def _text(point: Point) -> str:
    option = getattr(point.topic, "options", {}).get(point.name.option)
    return sentence((option.text if option is not None else point.topic.text) or "").replace("{value}", "…")


def _of_vote(case: Case, point: Point) -> Iterator[Row]:
    outcome = case.vote(point)
    option = getattr(point.topic, "options", {}).get(point.name.option)
    yield "Question to put", _question(point, outcome)
    yield "In the way", _in_the_way(point, outcome)
    yield from _said([ask(case.dossier, point, d) for d in outcome.blocked_by])
    yield from _internal(case, point, outcome.blocked_by)
    yield "Fallback", sentence(getattr(option, "fallback", None) or "")
    way = outcome.blocked_by
    yield f"If {f'{way[0]} refuses' if len(way) == 1 else 'they refuse'}", failing(case.dossier, point)
    yield "Arithmetic", _arithmetic(case, point, outcome)


def _question(point: Point, outcome: OptionOutcome) -> str:
    this = "this request" if isinstance(outcome, NeedOutcome) else "this sentence"
    if point.topic.rule.facts.unopposed:
        return f"Can {joined(outcome.blocked_by)} accept {this}, or abstain?"
    sets = outcome.unblocked_by
    alone = all(len(those) == 1 for those in sets)
    who = joined([those[0] for those in sets], "or") if alone else joined(sets[0])
    others = "" if alone or len(sets) == 1 else f" {capital(counted(len(sets) - 1, 'other set'))} of as many would do."
    return f"Can {who} support {this}? Abstention is not enough.{others}"


def _in_the_way(point: Point, outcome: OptionOutcome) -> str:
    way = outcome.blocked_by
    abstaining = standing(point, Standpoint.ABSTAINING, Standpoint.CONSTRUCTIVE)
    idle = [d for d in abstaining if d not in way]
    if point.topic.rule.facts.unopposed:
        parts = [f"{way[0]} alone" if len(way) == 1 else joined(way)]
        if idle:
            parts.append(f"{joined(idle)} {by_number(idle, 'abstains', 'abstain')} and need not move")
        if passed_over := standing(point, Standpoint.UNMENTIONED):
            do = by_number(passed_over, "does", "do")
            parts.append(f"{joined(passed_over)} {do} not mention the item and need not move")
        return "".join(f"{part}. " for part in parts).strip()
    alone = len(way) > 1 and all(len(those) == 1 for those in outcome.unblocked_by)
    parts = [f"{joined(way)}{', any of whom would carry it' if alone else ''}"]
    also = [d for d in standing(point, Standpoint.AGAINST) if d not in way]
    others = [f"{joined(also)} {by_number(also, 'is', 'are')} also against"] if also else []
    others += [f"{joined(idle)} {by_number(idle, 'abstains', 'abstain')}"] if idle else []
    if others:
        votes = by_number(len(also) + len(idle), "this vote is", "these votes are")
        parts.append(f"{joined(others)}; {votes} not needed")
    return "".join(f"{part}. " for part in parts).strip()


def _said(asks: Sequence[Ask]) -> Iterator[Row]:
    """Give what those in the way ask for, or what they say."""
    match asks:
        case []:
            return
        case [one]:
            yield f"What {one.delegation} {'asks' if one.would_support_if else 'says'}", sentence(one.reason)
        case _:
            said = [f"{one.delegation}: {one.reason}" for one in asks]
            yield "What they say", " ".join(each if each.endswith("”") else f"{each}." for each in said)


def _internal(case: Case, point: Point, who: Iterable[str]) -> Iterator[Row]:
    """Give the red lines and desk notes that touch the point."""
    found = {d: remarks_on(case.dossier, point, d) for d in who}
    for d, remarks in found.items():
        yield f"{d}’s red line{by_number(remarks.red_lines, '', 's')}", " ".join(map(sentence, remarks.red_lines))
    for d, remarks in found.items():
        yield f"Desk note ({d})", " ".join(map(sentence, remarks.notes))


def _arithmetic(case: Case, point: Point, outcome: OptionOutcome) -> str:
    columns = outcome.columns
    if point.topic.rule.facts.unopposed:
        counts = {
            f"in favour{_degrees(outcome)}": columns.for_,
            "against (none allowed)": columns.against,
            "abstaining constructively": columns.constructive,
            "abstaining": columns.abstaining,
            "without mention": columns.unmentioned,
            "yet to reply": columns.outstanding,
        }
        said = ", ".join(f"{len(who)} {words}" for words, who in counts.items() if who)
        return f"{said}.{_depending(outcome)}"
    vote = Vote.on(case.dossier, point.topic, columns)
    electorate = vote.worst.electorate
    needed = {t.label: t.required for t in reversed(outcome.arithmetic.thresholds)}
    said = f"{len(columns.for_)} of {outcome.arithmetic.members} in favour ({-int(-needed['members for'] // 1)} needed)"
    alone = [those[0] for those in outcome.unblocked_by if len(those) == 1]
    if outcome.arithmetic.population_for is not None and "population for" in needed:
        share, enough = percent(outcome.arithmetic.population_for), percent(needed["population for"])
        said += f", with {share} of the population ({enough} needed)"
        shares = [(vote.worst.for_ + electorate.bloc([d])).share_of(electorate.whole) for d in alone]
        said += "".join(f"; with {d} {percent(share)}" for d, share in zip(alone, shares, strict=True))
    waiting = columns.outstanding
    could_not = alone and waiting and not set(alone) & set(waiting)
    return f"{said}." + (
        f" {joined(waiting)} {by_number(waiting, 'has', 'have')} yet to reply and could not carry it without"
        f" {joined(alone, 'or')}."
        if could_not
        else ""
    )


def _degrees(outcome: OptionOutcome) -> str:
    if not isinstance(outcome, NeedOutcome):
        return ""
    degrees = (("essential", outcome.essential), ("desirable", outcome.desirable))
    said = [f"{word} to {cardinal(len(who))}" for word, who in degrees if who]
    return f" ({', '.join(said)})" if said else ""


def _depending(outcome: OptionOutcome) -> str:
    if not isinstance(outcome, NeedOutcome):
        return ""
    depending = outcome.personnel_depending
    return f" {total(depending)} personnel depend on it." if depending.high != 0 else " No contribution depends on it."


def _of_range(case: Case, point: Point, outcome: RangeOutcome) -> Iterator[Row]:
    found = compromises(case.dossier, outcome)[:CANDIDATES]
    unit = outcome.topic.unit
    if found:
        yield "Question to put", _question_of_value(found[0], f"{number(found[0].value)}{NBSP}{unit}")
    yield "In the way", _apart(outcome)
    for each in found:
        yield f"{number(each.value)}{NBSP}{unit}", _value(case, each, outcome)
    movers = [{c.delegation for c in each.concessions} | set(each.others) for each in found]
    if movers:
        for_each = [d for d in point.topic.electorate if all(d in those for those in movers)]
        then = [d for d in point.topic.electorate if d in movers[0] and d not in for_each]
        needed = f"{joined(for_each)}, needed for {by_number(found, 'it', 'either')}" if for_each else ""
        yield "Call first", sentence("; then ".join(filter(None, (needed, joined(then)))))
        all_movers = [d for d in point.topic.electorate if any(d in those for those in movers)]
        asks = [ask(case.dossier, point, d) for d in all_movers]
        yield from _said([a for a in asks if a.would_support_if or a.comment])
        yield from _internal(case, point, all_movers)
    yield "If nobody moves", _without_a_value(case, outcome)
    yield "Arithmetic", _stated(outcome)


def _question_of_value(found: Compromise, value: str) -> str:
    moving = joined([c.delegation for c in found.concessions])
    if not moving:
        return f"Can {joined(found.others)} accept {value}, or abstain?"
    return f"Can {moving} accept {value}{f', and {joined(found.others)} not oppose it' if found.others else ''}?"


def _apart(outcome: RangeOutcome) -> str:
    if not outcome.conflicts:
        return ""
    pairs = ", ".join(f"{a}–{b}" for a, b in outcome.conflicts[:PAIRS])
    more = ", and others" if outcome.conflicts_total > PAIRS else ""
    do = by_number(outcome.conflicts_total, "pair of ranges does", "pairs of ranges do")
    return f"No value suits all: {cardinal(outcome.conflicts_total)} {do} not meet ({pairs}{more})."


def _value(case: Case, found: Compromise, outcome: RangeOutcome) -> str:
    accepting = [d for d, stated in outcome.counted.items() if found.value in stated]
    positions = speaking(case.dossier, outcome.topic)
    preferred = {d: positions[d].answers.get(outcome.topic.id) for d in accepting}
    liking = [
        d for d, a in preferred.items() if isinstance(a, RangeAnswer) and a.preferred and found.value in a.preferred
    ]
    up = [c for c in found.concessions if c.stated.high is not None and c.stated.high < found.value]
    down = [c for c in found.concessions if c not in up]
    moves = [
        f"{joined(_with_ranges(those))} {by_number(those, 'comes', 'come')} {way}"
        for those, way in ((up, "up"), (down, "down"))
        if those
    ]
    if found.others:
        moves.append(f"{joined(found.others)} {by_number(found.others, 'does', 'do')} not oppose it")
    acceptable = f"Acceptable to {cardinal(len(accepting))}; preferred by {joined(liking) if liking else 'nobody'}."
    return f"{acceptable} Carries if {joined(moves)}."


def _with_ranges(concessions: Sequence[Concession]) -> list[str]:
    """Name those who move with what they stated: `DE and ES (both up to 24)`."""
    alike: dict[Interval, list[str]] = {}
    for c in concessions:
        alike.setdefault(c.stated, []).append(c.delegation)
    each = {1: "", 2: "both "}
    return [f"{joined(who)} ({each.get(len(who), 'all ')}{extent(stated)})" for stated, who in alike.items()]


def _without_a_value(case: Case, outcome: RangeOutcome) -> str:
    match outcome.topic.if_not_agreed:
        case IfNotAgreed.CHAIRS_SUMMARY:
            return "The Chair’s summary reports it."
        case IfNotAgreed.OMIT:
            return "It is left out of the response."
        case _:
            nameless = Attributor(Attribution.ANONYMOUS, {})
            shown = variants(outcome.topic, outcome.counted, nameless, outcome.widest_support)
            options = [f"{v.words} (acceptable to {cardinal(v.who.count)})" for v in shown]
            if not options:
                return ""
            go = f"{counted(len(options), 'option')} {by_number(options, 'goes', 'go')}"
            brackets = " in square brackets" if outcome.topic.if_not_agreed is IfNotAgreed.BRACKETS else ""
            to = name_of(case.dossier, case.dossier.addressee, article=True)
            return f"{capital(go)} to {to}{brackets}: {joined(options)}."


def _stated(outcome: RangeOutcome) -> str:
    parts = [f"{capital(counted(len(outcome.positions), 'range'))} stated"]
    if outcome.abstaining:
        parts.append(f"{joined(outcome.abstaining)} {by_number(outcome.abstaining, 'abstains', 'abstain')}")
    if waiting := [d for d in outcome.outstanding if d not in outcome.positions]:
        parts.append(f"{joined(waiting)} {by_number(waiting, 'has', 'have')} yet to reply")
    if reserved := [d for d in outcome.outstanding if d in outcome.positions]:
        parts.append(f"{joined(reserved)} {by_number(reserved, 'maintains', 'maintain')} a reservation on the range")
    return f"{'; '.join(parts)}."
