"""Draw a range, and word the values that carry or that some would accept."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import RangeOutcome, Support
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.words import extent, extents
from responsegen.dossier.model import Interval, Number, RangeTopic

SIDE_BY_SIDE = 3  # values with equally wide support


@dataclass(frozen=True, slots=True)
class Variant:
    """One value for a range that some delegations would all accept."""

    interval: Interval
    words: str  # "between 30 000 and 40 000 personnel"
    sentence: str  # the topic's own sentence with these words in it
    who: Who


def range_sentence(topic: RangeTopic, intervals: Sequence[Interval]) -> str:
    """Word the topic's sentence for the response with the intervals in it; these alone where it has none."""
    value = extents(intervals, topic.unit)
    return topic.text.replace("{value}", value) if topic.text else f"{value}."


def _variant(topic: RangeTopic, support: Support, by: Attributor) -> Variant:
    interval, who = support.interval, by.who(support.for_, topic.electorate)
    return Variant(interval, extent(interval, topic.unit), range_sentence(topic, [interval]), who)


def choices(outcome: RangeOutcome, by: Attributor) -> tuple[Variant, ...]:
    """List the values of which each carries by itself."""
    accepting = {i: tuple(d for d, stated in outcome.counted.items() if stated.holds(i)) for i in outcome.agreed}
    return tuple(_variant(outcome.topic, Support(i, who), by) for i, who in accepting.items())


def variants(
    topic: RangeTopic, positions: Mapping[str, Interval], by: Attributor, widest: Sequence[Support] = ()
) -> tuple[Variant, ...]:
    """Group ranges into the fewest values that a text needs: the widest support first, then of those left over.

    Several values with equally wide support all stand there, since none of them is better than the other; many do not.
    """
    side_by_side = widest if len(widest) <= SIDE_BY_SIDE else ()
    found = [_variant(topic, support, by) for support in side_by_side]
    within = {d for support in side_by_side for d in support.for_}
    left = {d: stated for d, stated in positions.items() if d not in within}
    while left:
        shared = _most_accepted(left.values())
        inside = {d: stated for d, stated in left.items() if shared in stated}
        known = [stated.high for stated in inside.values() if stated.high is not None]
        interval = Interval(max(stated.low for stated in inside.values()), min(known) if known else None)
        accepting = tuple(d for d, stated in positions.items() if stated.holds(interval))
        found.append(_variant(topic, Support(interval, accepting), by))
        left = {d: stated for d, stated in left.items() if d not in inside}
    return tuple(found)


def _most_accepted(stated: Collection[Interval]) -> Number:
    """Find the lower end that most ranges hold, the lowest among equals: by counting, not by pairs."""
    begun = sorted(each.low for each in stated)
    ended = sorted(each.high for each in stated if each.high is not None)

    def support(value: Number) -> int:
        return bisect_right(begun, value) - bisect_left(ended, value)

    return max(dict.fromkeys(begun), key=support)
