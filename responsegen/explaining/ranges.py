"""Why a range stands as it does: its outcome in; everybody's bar, what carries, who does not meet, the moves out."""

from __future__ import annotations

from collections.abc import Iterator

from responsegen.consensus.answer import RangeOutcome
from responsegen.consensus.range_moves import Compromise, compromises
from responsegen.documents.wording import capital, counted, extent, joined, number
from responsegen.dossier.model import Dossier, Interval, RangeTopic
from responsegen.explaining import common
from responsegen.explaining.page import Bar, Line, Part
from responsegen.explaining.stances import remark, said

EVERYTHING = Interval(0, None)
_PAIRS = 12  # pairs that are spelled out
FEW = 5  # settlements


def range_parts(dossier: Dossier, topic: RangeTopic, outcome: RangeOutcome) -> Iterator[Part]:
    """All that there is to say on one range."""
    yield Part("", (Line(f"{capital(outcome.status.words)}. {outcome.because}", status=outcome.status),))
    yield common.question(dossier, topic, topic.text or "")
    yield common.rule(topic)
    yield Part(f"Ranges, in {topic.unit}", bars=tuple(_bars(topic, outcome)))
    yield Part("Who stands where", tuple(_stances(dossier, topic, outcome)))
    yield Part("Support", tuple(_support(topic, outcome)))
    yield Part(_conflict_heading(outcome), tuple(_conflicts(outcome)))
    limits = common.reservations(dossier, outcome.reservations)
    yield Part("Reservations and silence", (*limits, *common.silence(dossier, topic, outcome.silent)))
    yield Part("The smallest moves that would change it", tuple(changing(topic, outcome)))
    yield common.outsiders(dossier, topic)


def _bars(topic: RangeTopic, outcome: RangeOutcome) -> Iterator[Bar]:
    for d, interval in outcome.positions.items():
        yield Bar(d, (interval,), values((interval,)))
    if outcome.agreed:
        yield Bar("agreed", outcome.agreed, values(outcome.agreed), band=True)
    elif outcome.possible:
        yield Bar("possible", outcome.possible, values(outcome.possible), band=True)
    elif outcome.widest_support:
        widest = tuple(support.interval for support in outcome.widest_support)
        most = len(outcome.widest_support[0].for_)
        yield Bar("widest", widest, f"{values(widest)}, {most} of {len(topic.electorate)}", band=True)


def values(intervals: tuple[Interval, ...]) -> str:
    """Some ranges in words, without their unit."""
    return joined(["any number" if i == EVERYTHING else extent(i) for i in intervals], "or")


def _stances(dossier: Dossier, topic: RangeTopic, outcome: RangeOutcome) -> Iterator[Line]:
    columns = (
        ("With a range", tuple(outcome.positions)),
        ("Against every value, by reservation", outcome.against),
        ("For every value, by silence", outcome.silent),
        ("Abstaining", outcome.abstaining),
        ("Outstanding", outcome.outstanding),
    )
    for title, members in columns:
        if members:
            yield Line(f"{title} ({len(members)})")
        for d in members:
            yield Line(said(dossier, topic, None, d), d, level=1)
            if added := remark(dossier, topic, None, d):
                yield Line(added, level=3)


def _support(topic: RangeTopic, outcome: RangeOutcome) -> Iterator[Line]:
    if not outcome.positions:
        return
    for support in outcome.widest_support:
        who = f"{len(support.for_)} of {len(topic.electorate)} members"
        yield Line(f"{extent(support.interval, topic.unit)}: {who} ({joined(support.for_)})", "Widest")
    if outcome.possible and not outcome.agreed:
        yield Line(f"{values(outcome.possible)} {topic.unit}, if all who are outstanding accept it", "Possible")


def _conflict_heading(outcome: RangeOutcome) -> str:
    return "Two ranges that do not meet" if outcome.conflicts_total == 1 else "Pairs of ranges that do not meet"


def _conflicts(outcome: RangeOutcome) -> Iterator[Line]:
    stated = outcome.positions
    for one, other in outcome.conflicts[:_PAIRS]:
        yield Line(f"{extent(stated[one])}; {extent(stated[other])}", f"{one} and {other}")
    if outcome.conflicts_total > _PAIRS:
        yield Line(f"In all, {number(outcome.conflicts_total)} pairs do not meet; these are the first {_PAIRS}.")


def changing(topic: RangeTopic, outcome: RangeOutcome, most: int = FEW) -> Iterator[Line]:
    """Which values would carry, and what that asks of whom; or, where it is agreed, what would undo it."""
    if outcome.status.is_agreed:
        yield from _undoing(topic, outcome)
        return
    if not outcome.positions:
        yield Line("Nobody has stated a range; a first one, and nobody against it, is what is missing.")
        return
    for compromise in compromises(topic, outcome)[:most]:
        yield Line(_compromise_words(topic, compromise))


def _compromise_words(topic: RangeTopic, compromise: Compromise) -> str:
    """`30 000 personnel carry if BE goes up by 10 000 and IE, not heard yet, accepts it.`."""
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
    """Who holds the ends of what is agreed."""
    if not topic.rule.facts.unopposed:
        return
    for interval in outcome.agreed:
        holding = [d for d, r in outcome.positions.items() if r.low == interval.low and interval.low > 0]
        if holding:
            yield Line(f"{joined(holding)} {'holds' if len(holding) == 1 else 'hold'} the lower end.")
        holding = [d for d, r in outcome.positions.items() if r.high is not None and r.high == interval.high]
        if holding:
            yield Line(f"{joined(holding)} {'holds' if len(holding) == 1 else 'hold'} the upper end.")
        below = f"ended below {number(interval.low)}" if interval.low else ""
        above = f"began above {number(interval.high)}" if interval.high is not None else ""
        if below or above:
            apart = " or ".join(filter(None, (below, above)))
            yield Line(f"It falls if the range of any one member of the electorate {apart}.")
