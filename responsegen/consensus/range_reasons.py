"""Why a range topic stands as it does: its outcome without a reason in, one exact English sentence out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from responsegen.consensus.answer import RangeOutcome, Status
from responsegen.consensus.reasons import TOO_CLOSE, are, has, in_words, names, qualifying_clause, sentence
from responsegen.consensus.rules.rule import Rule
from responsegen.dossier.model import Interval, Unit

_MOST_VALUES = 6


def range_because(rule: Rule, outcome: RangeOutcome, members: int, reserved: Sequence[str], *, too_close: bool) -> str:
    """One sentence; `reserved` are those with a reservation that leaves their range counted."""
    clauses = _nothing_stated if not outcome.positions else _unopposed if rule.facts.unopposed else _by_majority
    said = [*clauses(rule, outcome, members)]
    if outcome.silent and outcome.positions:
        said.append(f"{names(outcome.silent)} {are(outcome.silent)} for every value by silence")
    if outcome.status is Status.AGREED_WITH_RESERVATIONS:
        said.append(qualifying_clause(reserved))
    if too_close:
        said.append(TOO_CLOSE)
    return sentence(said)


def _nothing_stated(_rule: Rule, outcome: RangeOutcome, _members: int) -> Iterator[str]:
    yield "nobody has stated a range"
    yield from _against(outcome)
    if outcome.outstanding:
        yield f"{names(outcome.outstanding)} {are(outcome.outstanding)} outstanding"
    else:
        yield "nobody is outstanding"


def _unopposed(rule: Rule, outcome: RangeOutcome, _members: int) -> Iterator[str]:
    if outcome.status is Status.NOT_AGREED:
        yield from _against(outcome)
        if outcome.conflicts_total == 1:
            yield f"the ranges of {names(outcome.conflicts[0])} do not meet"
        elif outcome.conflicts:
            pairs = in_words(outcome.conflicts_total)
            yield f"the ranges of {pairs} pairs do not meet, first {names(outcome.conflicts[0])}"
        yield f"{rule.name} carries only with nobody against"
        return
    stated = len(outcome.positions)
    within = {1: "the one range stated", 2: "both ranges stated"}.get(stated, f"all {in_words(stated)} ranges stated")
    fits = f"{values(outcome.possible, outcome.topic.unit)} lie within {within}"
    yield fits + (f", but {rule.name} waits for {names(outcome.outstanding)}" if outcome.status is Status.OPEN else "")


def _majority(rule: Rule) -> str:
    """As prose has it: `qualified majority`."""
    return rule.name.replace("-", " ")


def _by_majority(rule: Rule, outcome: RangeOutcome, members: int) -> Iterator[str]:
    if outcome.status.is_agreed:
        yield f"{values(outcome.agreed, outcome.topic.unit)} carry by {_majority(rule)}"
    elif outcome.status is Status.OPEN:
        possible = values(outcome.possible, outcome.topic.unit)
        yield f"{possible} could carry by {_majority(rule)} with {names(outcome.outstanding)}"
    else:
        yield f"no value carries by {_majority(rule)}"
    widest = outcome.widest_support
    where = values([support.interval for support in widest], outcome.topic.unit)
    yield f"the widest support is {len(widest[0].for_)} of {members} members, for {where}"
    yield from _against(outcome)


def _against(outcome: RangeOutcome) -> Iterator[str]:
    if outcome.against:
        yield f"{names(outcome.against)} {has(outcome.against)} a reservation against every value"


def values(intervals: Sequence[Interval], unit: Unit) -> str:
    """Intervals in words: "up to 20 and 30 to 40 months", "24 or more months"."""
    named = [_value(interval) for interval in intervals]
    if len(named) <= _MOST_VALUES:
        return f"{names(named)} {unit}"
    others = in_words(len(named) - _MOST_VALUES + 1)
    return f"{names(named[: _MOST_VALUES - 1])} {unit} and {others} other ranges"


def _value(interval: Interval) -> str:
    low = _number(interval.low)
    if interval.high is None:
        return f"{low} or more"
    if interval.low == interval.high:
        return low
    return f"{low} to {_number(interval.high)}" if interval.low else f"up to {_number(interval.high)}"


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")
