"""Lay out each point that the meeting can decide: the question to put, who is in the way, and at what price."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from responsegen.consensus.answer import NeedOutcome, OptionOutcome, RangeOutcome, Standpoint
from responsegen.consensus.number_words import by_number, few
from responsegen.consensus.points import Point
from responsegen.consensus.swing import Vote
from responsegen.documents.asks import ask
from responsegen.documents.attribution import BY_NAME
from responsegen.documents.brief.case import Case, Row, internal, said
from responsegen.documents.candidates import Candidate, accepting, apart, candidates, carries_if, each_does, preferring
from responsegen.documents.point_words import FOR, decided_by, in_a_list, option_of, standing, text_of, vote_on
from responsegen.documents.response.range import options_printed
from responsegen.documents.topics.range import variants
from responsegen.documents.words import (
    capital,
    cardinal,
    counted,
    do,
    extent,
    joined,
    name_of,
    percent,
    sentence,
    total,
    verb,
)
from responsegen.dossier.model import IfNotAgreed, Interval

CANDIDATES = 2  # values of a range to choose from


@dataclass(frozen=True, slots=True)
class Decision:
    """A point that the meeting can decide."""

    heading: str  # "Command and control (question 5, consensus of 16)"
    text: str
    rows: tuple[Row, ...]


def decision(case: Case, point: Point) -> Decision:
    """Lay out one point; a row without anything to say is left out."""
    outcome, vote = case.answer.topics[point.topic.id], vote_on(case.answer, point)
    rows = [
        *(_of_vote(case, point, vote) if vote else ()),
        *(_of_range(case, point, outcome) if isinstance(outcome, RangeOutcome) else ()),
    ]
    heading = f"{in_a_list(point)} ({decided_by(point)})"
    return Decision(heading, text_of(point), tuple((label, words) for label, words in rows if words))


def _of_vote(case: Case, point: Point, outcome: OptionOutcome) -> Iterator[Row]:
    option, way = option_of(point), outcome.blocked_by
    yield "Question to put", _question(point, outcome)
    yield "In the way", "".join(f"{part}. " for part in _in_the_way(point, outcome)).strip()
    yield from said([ask(case.dossier, point, d) for d in way])
    yield from internal(case, point, way)
    yield "Fallback", sentence((option and option.fallback) or "")
    refusing = f"{way[0]} refuses" if len(way) == 1 else "they refuse" if way else "nobody does"
    yield f"If {refusing}", _failing(case, point)
    yield "Arithmetic", _unopposed(outcome) if point.topic.rule.facts.unopposed else _by_majority(case, point, outcome)


def _question(point: Point, outcome: OptionOutcome) -> str:
    this = "this request" if isinstance(outcome, NeedOutcome) else "this sentence"
    if point.is_vetoed:
        return f"Can {joined(outcome.blocked_by)} accept {this}, or abstain?"
    sets = outcome.unblocked_by
    alone = all(len(those) == 1 for those in sets)
    who = joined([those[0] for those in sets], "or") if alone else joined(sets[0])
    others = "" if alone or len(sets) == 1 else f" {capital(counted(len(sets) - 1, 'other set'))} of as many would do."
    return f"Can {who} support {this}? Abstention is not enough.{others}"


def _in_the_way(point: Point, outcome: OptionOutcome) -> Iterator[str]:
    way = outcome.blocked_by
    idle = [d for d in standing(point, Standpoint.ABSTAINING, Standpoint.CONSTRUCTIVE) if d not in way]
    if point.topic.rule.facts.unopposed:
        still = " and need not move" if way else ""
        yield f"{way[0]} alone" if len(way) == 1 else joined(way) if way else "Nobody is in favour"
        if idle:
            yield f"{do(idle, 'abstains')}{still}"
        if passed_over := standing(point, Standpoint.UNMENTIONED):
            yield f"{do(passed_over, 'does not mention the item')}{still}"
        return
    alone = len(way) > 1 and all(len(those) == 1 for those in outcome.unblocked_by)
    either = "either" if len(way) == 2 else "any"  # noqa: PLR2004 (two)
    yield f"{joined(way)}{f', {either} of whom would carry it' if alone else ''}"
    also = [d for d in standing(point, Standpoint.AGAINST) if d not in way]
    others = [do(who, does) for who, does in ((also, "is also against"), (idle, "abstains")) if who]
    if others:
        votes = by_number(len(also) + len(idle), "this vote is", "these votes are")
        yield f"{joined(others)}; {votes} not needed"


def _unopposed(outcome: OptionOutcome) -> str:
    """Count who stands where, and say what hangs on a need."""
    columns, degrees, depending = outcome.columns, "", ""
    if isinstance(outcome, NeedOutcome):
        wanted = {"essential": outcome.essential, "desirable": outcome.desirable}
        degrees = ", ".join(f"{degree} to {cardinal(len(who))}" for degree, who in wanted.items() if who)
        force = outcome.personnel_depending
        depending = f" {total(force)} personnel depend on it." if force.high != 0 else " No contribution depends on it."
    counts = {
        f"in favour{f' ({degrees})' if degrees else ''}": columns.for_,
        "against (none allowed)": columns.against,
        "abstaining constructively": columns.constructive,
        "abstaining": columns.abstaining,
        "without mention": columns.unmentioned,
        "yet to reply": columns.outstanding,
    }
    return f"{', '.join(f'{len(who)} {words}' for words, who in counts.items() if who)}.{depending}"


def _by_majority(case: Case, point: Point, outcome: OptionOutcome) -> str:
    """Set the votes beside those needed, and what each who could carry it alone would add."""
    columns, arithmetic = outcome.columns, outcome.arithmetic
    needed = {t.label: t.required for t in reversed(arithmetic.thresholds)}
    words = f"{len(columns.for_)} of {arithmetic.members} in favour ({-int(-needed['members for'] // 1)} needed)"
    alone = [those[0] for those in outcome.unblocked_by if len(those) == 1]
    if arithmetic.population_for is not None and "population for" in needed:
        worst = Vote.on(case.dossier, point.topic, columns).worst
        share, enough = percent(arithmetic.population_for), percent(needed["population for"])
        words += f", with {share} of the population ({enough} needed)"
        for d in alone:
            with_it = worst.for_ + worst.electorate.bloc([d])
            words += f"; with {d} {percent(with_it.share_of(worst.electorate.whole))}"
    waiting = columns.outstanding
    could_not = ""
    if alone and waiting and not set(alone) & set(waiting):
        could_not = f" {do(waiting, 'has yet to reply')} and could not carry it without {joined(alone, 'or')}."
    return f"{words}.{could_not}"


def _failing(case: Case, point: Point) -> str:
    """Say what the response makes of a sentence that is refused."""
    for_, against = standing(point, *FOR), standing(point, Standpoint.AGAINST)
    every = counted(len(point.topic.electorate), "delegation")
    backing = f"supported by {cardinal(len(for_))} of {every}, " if for_ else ""
    backing += f"opposed by {cardinal(len(against))}{'' if for_ else f' of {every}'}" if against else "none opposed"
    to = name_of(case.dossier, case.dossier.addressee, article=True)
    left_out = "The sentence is left out of the response."
    return {
        IfNotAgreed.BRACKETS: f"The sentence goes to {to} in square brackets, “{backing}”.",
        IfNotAgreed.SUPPORTED_BY: f"The sentence goes to {to} as “{capital(backing)}”." if for_ else left_out,
        IfNotAgreed.CHAIRS_SUMMARY: "The Chair’s summary reports it.",
        IfNotAgreed.OMIT: left_out,
    }[point.topic.if_not_agreed]


def _of_range(case: Case, point: Point, outcome: RangeOutcome) -> Iterator[Row]:
    """Say which values could carry, whom to call for them, and what becomes of the range if nobody moves."""
    found = list(candidates(case.dossier, outcome))[:CANDIDATES]
    unopposed = point.topic.rule.facts.unopposed
    if found:
        yield "Question to put", _question_on_values(found[0], point, unopposed=unopposed)
    if unopposed:
        how_many, which = apart(outcome)
        yield "In the way", f"No value suits all: {how_many} ({which})." if outcome.conflicts else ""
    elif point.blocked_by:  # of whom a majority may need only some
        yield "In the way", f"{do(point.blocked_by, 'is outside the widest support')}."
    for each in found:
        yield extent(each.values, point.unit), _carries(case, each, outcome)
    if found:
        movers = [d for d in point.topic.electorate if any(d in c.movers for c in found)]
        for_each = [d for d in movers if all(d in c.movers for c in found)]
        then = [d for d in movers if d in found[0].movers and d not in for_each]
        needed = f"{joined(for_each)}, needed for {by_number(found, 'it', 'either')}" if for_each else ""
        yield "Call first", sentence("; then ".join(filter(None, (needed, joined(then)))))
        yield from said([a for d in movers if (a := ask(case.dossier, point, d)).would_support_if or a.comment])
        yield from internal(case, point, movers)
    yield "If nobody moves", _without_a_value(case, outcome, {each.values for each in found})
    yield "Arithmetic", _stated(outcome)


def _question_on_values(found: Candidate, point: Point, *, unopposed: bool) -> str:
    moving, value = [c.delegation for c in found.concessions], extent(found.values, point.unit)
    asked = [(moving, f"accept {value}")] if moving else []
    asked += [(who, f"lift {what}") for who, what in found.lifted]
    if found.joining:
        accept = f"accept {value}, or abstain" if unopposed else f"support {value}"
        then = "not oppose it" if unopposed else "support it"
        asked.append(([*found.joining], then if asked else accept))
    named = moving or not found.lifting
    return f"{'Can ' if named else f'For {value}: can '}{each_does(asked, ', and ')}?"


def _carries(case: Case, found: Candidate, outcome: RangeOutcome) -> str:
    those_for = accepting(outcome, found.values.low)
    liking = preferring(case.dossier, outcome, found.values, those_for)
    acceptable = f"Acceptable to {joined(those_for) or 'nobody'}; preferred by {joined(liking) or 'nobody'}."
    return f"{acceptable} Carries if {carries_if(found, outcome, by_how_far=False)}."


def _without_a_value(case: Case, outcome: RangeOutcome, known: Container[Interval]) -> str:
    """Say what becomes of the range, and who shares each value that is not `known` from the rows above."""
    wish = outcome.topic.if_not_agreed
    if wish is IfNotAgreed.CHAIRS_SUMMARY:
        return "The Chair’s summary reports it."
    if wish is IfNotAgreed.OMIT:
        return "It is left out of the response."
    going = {v.interval for v in options_printed(case.dossier, outcome)}
    every = {
        v.interval: v.words if v.interval in known else f"{v.words} ({v.who.phrase})"
        for v in variants(outcome.topic, outcome.counted, BY_NAME, outcome.widest_support)
    }
    options = [words for interval, words in every.items() if interval in going]
    left = [words for interval, words in every.items() if interval not in going]
    go = f"{capital(counted(len(options), 'option'))} {verb(options, 'goes')}"
    to = name_of(case.dossier, case.dossier.addressee, article=True)
    brackets = " in square brackets" if wish is IfNotAgreed.BRACKETS else ""
    parts = [f"{go} to {to}{brackets}{f': {joined(options)}' if options else ''}."] if every else []
    parts += [f"Not printed there: {joined(left)}."] if left else []
    return " ".join(parts)


def _stated(outcome: RangeOutcome) -> str:
    waiting = [d for d in outcome.outstanding if d not in outcome.positions]
    reserved = [d for d in outcome.outstanding if d in outcome.positions]
    parts = [
        f"{capital(counted(len(outcome.positions), 'range'))} stated",
        *(
            f"{few(who)} {verb(who, does)}"
            for who, does in ((outcome.abstaining, "abstains"), (waiting, "has yet to reply"))
            if who
        ),
        *([do(reserved, "maintains a reservation on the range")] if reserved else []),
    ]
    return f"{'; '.join(parts)}."
