"""Lay out each point that the meeting can decide: the question to put, who is in the way, and at what price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from responsegen.consensus.answer import NeedOutcome, OptionOutcome, RangeOutcome, Standpoint
from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import Point
from responsegen.consensus.swing import Vote
from responsegen.documents.asks import ask
from responsegen.documents.brief.case import Case
from responsegen.documents.brief.range_decision import range_rows
from responsegen.documents.brief.rows import Row, internal, said
from responsegen.documents.point_words import FOR, in_a_list, standing
from responsegen.documents.words import (
    capital,
    cardinal,
    counted,
    joined,
    name_of,
    percent,
    rule_words,
    sentence,
    total,
)
from responsegen.dossier.model import IfNotAgreed


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
    rows = range_rows(case, point, outcome) if isinstance(outcome, RangeOutcome) else _of_vote(case, point)
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
    yield from said([ask(case.dossier, point, d) for d in outcome.blocked_by])
    yield from internal(case, point, outcome.blocked_by)
    yield "Fallback", sentence(getattr(option, "fallback", None) or "")
    way = outcome.blocked_by
    yield (
        f"If {f'{way[0]} refuses' if len(way) == 1 else 'they refuse' if way else 'nobody does'}",
        _failing(case, point),
    )
    yield "Arithmetic", _arithmetic(case, point, outcome)


def _question(point: Point, outcome: OptionOutcome) -> str:
    this = "this request" if isinstance(outcome, NeedOutcome) else "this sentence"
    if point.is_vetoed:
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
        parts = [f"{way[0]} alone" if len(way) == 1 else joined(way) if way else "Nobody is in favour"]
        still = " and need not move" if way else ""
        if idle:
            parts.append(f"{joined(idle)} {by_number(idle, 'abstains', 'abstain')}{still}")
        if passed_over := standing(point, Standpoint.UNMENTIONED):
            do = by_number(passed_over, "does", "do")
            parts.append(f"{joined(passed_over)} {do} not mention the item{still}")
        return "".join(f"{part}. " for part in parts).strip()
    alone = len(way) > 1 and all(len(those) == 1 for those in outcome.unblocked_by)
    either = "either" if len(way) == 2 else "any"  # noqa: PLR2004 (two)
    parts = [f"{joined(way)}{f', {either} of whom would carry it' if alone else ''}"]
    also = [d for d in standing(point, Standpoint.AGAINST) if d not in way]
    others = [f"{joined(also)} {by_number(also, 'is', 'are')} also against"] if also else []
    others += [f"{joined(idle)} {by_number(idle, 'abstains', 'abstain')}"] if idle else []
    if others:
        votes = by_number(len(also) + len(idle), "this vote is", "these votes are")
        parts.append(f"{joined(others)}; {votes} not needed")
    return "".join(f"{part}. " for part in parts).strip()


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
