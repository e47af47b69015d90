"""Explain a range: what each delegation accepts, what carries, who does not meet, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from responsegen.consensus.answer import RangeOutcome
from responsegen.consensus.range_moves import Compromise, compromises
from responsegen.consensus.swing import MOST_SETS
from responsegen.documents.words import capital, counted, extent, joined, number
from responsegen.dossier.model import Dossier, Interval, RangeTopic
from responsegen.explaining import common
from responsegen.explaining.page import Bar, Line, Part

_EVERYTHING = Interval(0, None)
_PAIRS = 12  # pairs that are spelled out
_FEW = 5  # compromises


def why(dossier: Dossier, outcome: RangeOutcome) -> Iterator[Part]:
    """Say all that there is to say on one range."""
    topic = outcome.topic
    yield Part("", (common.verdict(outcome),))
    yield common.question(dossier, topic, topic.text)
    yield common.rule(topic)
    yield Part(f"Ranges, in {topic.unit}", bars=tuple(_bars(topic, outcome)))
    groups = (
        ("With a range", tuple(outcome.counted)),
        ("Against every value, by reservation", outcome.against),
        ("For every value, by silence", outcome.silent),
        ("Abstaining", outcome.abstaining),
        ("Outstanding", outcome.outstanding),
    )
    yield common.statements(dossier, topic, groups)
    yield Part("Support", tuple(_support(topic, outcome)))
    yield Part(_conflict_heading(outcome), tuple(_conflicts(outcome)))
    yield common.reservations_and_silence(dossier, topic, outcome.reservations, outcome.silent)
    yield Part("The smallest moves that would change it", tuple(_changing(dossier, outcome)))
    yield common.outsiders(dossier, topic)


def search(dossier: Dossier, outcome: RangeOutcome) -> Iterator[Part]:
    """List the values that would carry at the least cost."""
    if outcome.status.is_agreed:
        yield Part("", (Line(f"{capital(outcome.status.words)} already.", status=outcome.status),))
        return
    changes = (replace(line, level=1) for line in _changing(dossier, outcome, most=MOST_SETS))
    yield Part("", (common.verdict(outcome), *changes))


def _bars(topic: RangeTopic, outcome: RangeOutcome) -> Iterator[Bar]:
    for d, interval in outcome.positions.items():
        reserved = ", under a reservation" if d in outcome.under_reservation else ""
        yield Bar(d, (interval,), _values((interval,)) + reserved)
    if outcome.agreed:
        yield Bar("agreed", outcome.agreed, _values(outcome.agreed), band=True)
    elif outcome.possible:
        yield Bar("possible", outcome.possible, _values(outcome.possible), band=True)
    elif outcome.widest_support:
        widest = tuple(support.interval for support in outcome.widest_support)
        most = len(outcome.widest_support[0].for_)
        yield Bar("widest", widest, f"{_values(widest)}, {most} of {len(topic.electorate)}", band=True)


def _values(intervals: tuple[Interval, ...]) -> str:
    """Word some ranges, without their unit."""
    return joined(["any number" if i == _EVERYTHING else extent(i) for i in intervals], "or")


def _support(topic: RangeTopic, outcome: RangeOutcome) -> Iterator[Line]:
    if not outcome.positions:
        return
    for support in outcome.widest_support:
        who = f"{len(support.for_)} of {len(topic.electorate)} members"
        yield Line(f"{extent(support.interval, topic.unit)}: {who} ({joined(support.for_)})", "Widest")
    if outcome.possible and not outcome.agreed:
        yield Line(f"{_values(outcome.possible)} {topic.unit}, if all who are outstanding accept it", "Possible")


def _conflict_heading(outcome: RangeOutcome) -> str:
    return "Two ranges that do not meet" if outcome.conflicts_total == 1 else "Pairs of ranges that do not meet"


def _conflicts(outcome: RangeOutcome) -> Iterator[Line]:
    stated = outcome.positions
    for one, other in outcome.conflicts[:_PAIRS]:
        yield Line(f"{extent(stated[one])}; {extent(stated[other])}", f"{one} and {other}")
    if outcome.conflicts_total > _PAIRS:
        yield Line(f"In all, {number(outcome.conflicts_total)} pairs do not meet; these are the first {_PAIRS}.")


def _changing(dossier: Dossier, outcome: RangeOutcome, most: int = _FEW) -> Iterator[Line]:
    """Tell which values would carry, and what that asks of whom; or, where it is agreed, what would undo it."""
    if outcome.status.is_agreed:
        yield from _undoing(outcome.topic, outcome)
        return
    if not outcome.positions:
        yield Line("Nobody has stated a range; a first one, and nobody against it, is what is missing.")
        return
    for compromise in compromises(dossier, outcome)[:most]:
        yield Line(_compromise_words(outcome.topic, compromise))


def _compromise_words(topic: RangeTopic, compromise: Compromise) -> str:
    """Word a value and its price: `30 000 personnel carry if BE goes up by 10 000 and IE accepts it.`."""
    moves = [
        f"{c.delegation} goes {'up' if c.to > c.stated.low else 'down'} by {number(c.by)}"
        for c in compromise.concessions
    ]
    others = compromise.others
    if others:
        verb = "accepts it" if len(others) == 1 else "accept it"
        abstain = " or abstains" if len(others) == 1 else " or abstain"
        moves.append(f"{joined(others)} {verb}{abstain if topic.rule.facts.unopposed else ''}")
    value = number(compromise.value)
    return f"{value} {topic.unit} carry if {joined(moves)} ({counted(compromise.delegations, 'delegation')})."


def _undoing(topic: RangeTopic, outcome: RangeOutcome) -> Iterator[Line]:
    """Tell who holds the ends of what is agreed."""
    if not topic.rule.facts.unopposed:
        return
    for interval in outcome.agreed:
        stated = outcome.positions.items()
        ends = {
            "lower": [d for d, r in stated if r.low == interval.low and interval.low > 0],
            "upper": [d for d, r in stated if r.high is not None and r.high == interval.high],
        }
        for end, holding in ends.items():
            if holding:
                yield Line(f"{joined(holding)} {'holds' if len(holding) == 1 else 'hold'} the {end} end.")
        below = f"ended below {number(interval.low)}" if interval.low else ""
        above = f"began above {number(interval.high)}" if interval.high is not None else ""
        if below or above:
            apart = " or ".join(filter(None, (below, above)))
            yield Line(f"It falls if the range of any one member of the electorate {apart}.")
