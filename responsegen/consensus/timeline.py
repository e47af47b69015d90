"""Personnel by day: those who take part, with when they are ready and for how long, in; the days of change out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from responsegen.consensus.force import Strength
from responsegen.consensus.intervals import NOT_QUANTIFIED, NOTHING
from responsegen.dossier.model import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from responsegen.dossier.model import ContributionAnswer


def timeline(contributions: Iterable[ContributionAnswer]) -> tuple[Strength, ...]:
    """The days, counted from the decision, on which the sum of pledges changes.

    Without a date of readiness a pledge counts from day 0, and without an end for good; on its last day it is gone.
    """
    # By day, what is added to the lower end, to the known upper ends, and to the number of unknown ones.
    steps: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for contribution in contributions:
        pledge = contribution.pledge or NOT_QUANTIFIED
        low, high, unknown = pledge.low, pledge.high or 0, int(pledge.high is None)
        start = contribution.ready or 0
        steps[start].append((low, high, unknown))
        if contribution.sustain is not None:
            steps[start + contribution.sustain].append((-low, -high, -unknown))

    found: list[Strength] = []
    low = high = unknown = 0
    before = NOTHING
    for day, changes in sorted(steps.items()):
        for low_step, high_step, unknown_step in changes:
            low, high, unknown = low + low_step, high + high_step, unknown + unknown_step
        now = Interval(low, None if unknown else high)
        if now != before:
            found.append(Strength(day, now))
            before = now
    return tuple(found)
