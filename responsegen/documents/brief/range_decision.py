"""Lay out a range that the meeting can decide: the values that ask least, who has to move for each, and how far."""

from __future__ import annotations

from collections.abc import Container, Iterator

from responsegen.consensus.answer import RangeOutcome
from responsegen.consensus.number_words import by_number, few
from responsegen.consensus.points import Point
from responsegen.documents.asks import ask
from responsegen.documents.attribution import BY_NAME
from responsegen.documents.brief.case import Case
from responsegen.documents.brief.rows import Row, internal, said
from responsegen.documents.candidates import Candidate, accepting, apart, candidates, carries_if, each_does, preferring
from responsegen.documents.response.range import options_printed
from responsegen.documents.topics.range import variants
from responsegen.documents.words import capital, counted, extent, joined, name_of, sentence
from responsegen.dossier.model import IfNotAgreed, Interval

CANDIDATES = 2  # values of a range to choose from


def range_rows(case: Case, point: Point, outcome: RangeOutcome) -> Iterator[Row]:
    """Say which values could carry, whom to call for them, and what becomes of the range if nobody moves."""
    found = list(candidates(case.dossier, outcome))[:CANDIDATES]
    unopposed = point.topic.rule.facts.unopposed
    if found:
        yield "Question to put", _question(found[0], outcome, unopposed=unopposed)
    yield "In the way", _apart(outcome) if unopposed else _outside(point)
    for each in found:
        yield _values(each, outcome), _carries(case, each, outcome)
    if found:
        for_each = [d for d in point.topic.electorate if all(d in c.movers for c in found)]
        then = [d for d in point.topic.electorate if d in found[0].movers and d not in for_each]
        needed = f"{joined(for_each)}, needed for {by_number(found, 'it', 'either')}" if for_each else ""
        yield "Call first", sentence("; then ".join(filter(None, (needed, joined(then)))))
        movers = [d for d in point.topic.electorate if any(d in c.movers for c in found)]
        asks = [ask(case.dossier, point, d) for d in movers]
        yield from said([a for a in asks if a.would_support_if or a.comment])
        yield from internal(case, point, movers)
    yield "If nobody moves", _without_a_value(case, outcome, {each.values for each in found})
    yield "Arithmetic", _stated(outcome)


def _values(found: Candidate, outcome: RangeOutcome) -> str:
    return extent(found.values, outcome.topic.unit)


def _question(found: Candidate, outcome: RangeOutcome, *, unopposed: bool) -> str:
    moving, value = [c.delegation for c in found.concessions], _values(found, outcome)
    asked = [(moving, f"accept {value}")] if moving else []
    asked += [(who, f"lift {what}") for who, what in found.lifted]
    if found.joining:
        accept = f"accept {value}, or abstain" if unopposed else f"support {value}"
        then = "not oppose it" if unopposed else "support it"
        asked.append(([*found.joining], then if asked else accept))
    named = moving or not found.lifting
    return f"{'Can ' if named else f'For {value}: can '}{each_does(asked, ', and ')}?"


def _apart(outcome: RangeOutcome) -> str:
    how_many, which = apart(outcome)
    return f"No value suits all: {how_many} ({which})." if outcome.conflicts else ""


def _outside(point: Point) -> str:
    """Name those outside the widest support, of whom a majority may need only some."""
    who = point.blocked_by
    return f"{joined(who)} {by_number(who, 'is', 'are')} outside the widest support." if who else ""


def _carries(case: Case, found: Candidate, outcome: RangeOutcome) -> str:
    those_for = accepting(outcome, found.values.low)
    liking = preferring(case.dossier, outcome, found.values, those_for)
    acceptable = f"Acceptable to {joined(those_for) or 'nobody'}; preferred by {joined(liking) or 'nobody'}."
    return f"{acceptable} Carries if {carries_if(found, outcome, by_how_far=False)}."


def _without_a_value(case: Case, outcome: RangeOutcome, known: Container[Interval]) -> str:
    """Say what becomes of the range, and who shares each value that is not `known` from the rows above."""
    match outcome.topic.if_not_agreed:
        case IfNotAgreed.CHAIRS_SUMMARY:
            return "The Chair’s summary reports it."
        case IfNotAgreed.OMIT:
            return "It is left out of the response."
        case _:
            going = {v.interval for v in options_printed(case.dossier, outcome)}
            every = {
                v.interval: v.words if v.interval in known else f"{v.words} ({v.who.phrase})"
                for v in variants(outcome.topic, outcome.counted, BY_NAME, outcome.widest_support)
            }
            options = [words for interval, words in every.items() if interval in going]
            left = [words for interval, words in every.items() if interval not in going]
            go = f"{counted(len(options), 'option')} {by_number(options, 'goes', 'go')}"
            brackets = " in square brackets" if outcome.topic.if_not_agreed is IfNotAgreed.BRACKETS else ""
            to = name_of(case.dossier, case.dossier.addressee, article=True)
            said = [f"{capital(go)} to {to}{brackets}{(options and f': {joined(options)}') or ''}."] if every else []
            said += [f"Not printed there: {joined(left)}."] if left else []
            return " ".join(said)


def _stated(outcome: RangeOutcome) -> str:
    parts = [f"{capital(counted(len(outcome.positions), 'range'))} stated"]
    if outcome.abstaining:
        parts.append(f"{few(outcome.abstaining)} {by_number(outcome.abstaining, 'abstains', 'abstain')}")
    if waiting := [d for d in outcome.outstanding if d not in outcome.positions]:
        parts.append(f"{few(waiting)} {by_number(waiting, 'has', 'have')} yet to reply")
    if reserved := [d for d in outcome.outstanding if d in outcome.positions]:
        parts.append(f"{joined(reserved)} {by_number(reserved, 'maintains', 'maintain')} a reservation on the range")
    return f"{'; '.join(parts)}."
