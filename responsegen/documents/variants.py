"""From stated ranges to the fewest values that a text needs, and the sentence for each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence

from responsegen.consensus.answer import Support
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.sections import Variant
from responsegen.documents.wording import extent, joined
from responsegen.dossier.model import (
    Interval,
    RangeTopic,
)

SIDE_BY_SIDE = 3  # values with equally wide support


def range_sentence(topic: RangeTopic, *intervals: Interval) -> str:
    """The topic's sentence for the response with the intervals in words; these words alone where it has none."""
    value = joined([extent(interval, topic.unit) for interval in intervals], "or")
    return topic.text.replace("{value}", value) if topic.text else f"{value}."


def variant(topic: RangeTopic, interval: Interval, who: Who) -> Variant:
    """Word one value for a range."""
    return Variant(interval, extent(interval, topic.unit), range_sentence(topic, interval), who)


def variants(
    topic: RangeTopic, positions: Mapping[str, Interval], by: Attributor, widest: Sequence[Support] = ()
) -> tuple[Variant, ...]:
    """Group ranges into the fewest values that a text needs: the widest support first, then of those left over.

    Several values with equally wide support all stand there, since none of them is better than the other; many do not.
    """
    named = widest if len(widest) <= SIDE_BY_SIDE else ()
    found = [variant(topic, support.interval, by.who(support.for_)) for support in named]
    within = {d for support in named for d in support.for_}
    left = {d: stated for d, stated in positions.items() if d not in within}
    while left:
        shared = _most_accepted(left.values())
        inside = {d: stated for d, stated in left.items() if shared in stated}
        known = [stated.high for stated in inside.values() if stated.high is not None]
        interval = Interval(max(stated.low for stated in inside.values()), min(known) if known else None)
        accepting = [d for d, stated in positions.items() if stated.holds(interval)]
        found.append(variant(topic, interval, by.who(accepting)))
        left = {d: stated for d, stated in left.items() if d not in inside}
    return tuple(found)


def _most_accepted(ranges: Collection[Interval]) -> int:
    """The lower end that most ranges hold, the one stated first among equals: by counting, not by pairs."""
    begun = sorted(stated.low for stated in ranges)
    ended = sorted(stated.high for stated in ranges if stated.high is not None)

    def support(value: int) -> int:
        return bisect_right(begun, value) - bisect_left(ended, value)

    return max(dict.fromkeys(stated.low for stated in ranges), key=support)
