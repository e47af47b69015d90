"""Compare two joint answers: which points moved, and which delegations stand elsewhere on them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from responsegen.consensus.answer import JointAnswer
from responsegen.consensus.points import MemberState, Point, PointName, points
from responsegen.dossier.model import Dossier, RuleName

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Shift:
    """A delegation that stands elsewhere on a point than it did, or with another range, pledge or quantity."""

    delegation: str
    before: MemberState | None  # None: it had none, being outside the electorate or the coalition
    after: MemberState | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A point that stands elsewhere, or for another reason."""

    point: Point  # as it stands now, or stood last
    before: Point | None  # None: the point is new
    after: Point | None  # None: the point is gone
    shifts: tuple[Shift, ...]  # in protocol order
    rules: tuple[RuleName, RuleName] | None = None  # before and after, where another rule decides it now

    @property
    def turned(self) -> bool:
        """Whether what came out is another: the verdict, the values that carry, or a sum. Who said what is not."""
        if self.before is None or self.after is None:
            return True
        return _result(self.before) != _result(self.after)


def compare(
    dossier_before: Dossier, before: JointAnswer, dossier_after: Dossier, after: JointAnswer
) -> tuple[Moved, ...]:
    """List every point that moved, in the later dossier's order; one that is gone stands where it stood."""
    stood, stands = ({point.name: point for point in points(answer)} for answer in (before, after))
    known = {**stood, **stands}
    order = {d: i for i, d in enumerate(_woven(dossier_before.delegations, dossier_after.delegations))}

    def moved(name: PointName) -> Moved:
        old, new = stood.get(name), stands.get(name)
        there, here = old.states if old else {}, new.states if new else {}
        shifts = [Shift(d, there.get(d), here.get(d)) for d in {**there, **here} if there.get(d) != here.get(d)]
        rules = None
        if old and new and old.topic.rule is not new.topic.rule:
            rules = (old.topic.rule, new.topic.rule)
        return Moved(known[name], old, new, tuple(sorted(shifts, key=lambda shift: order[shift.delegation])), rules)

    looked_at = (moved(name) for name in _woven(stood, stands))
    return tuple(found for found in looked_at if found.before != found.after or found.rules)


def _result(point: Point) -> tuple[object, ...]:
    return point.status, point.agreed, point.possible, point.figures, point.timeline


def _woven(before: Iterable[Key], after: Iterable[Key]) -> list[Key]:
    """Keep the later order, with what is gone after what it stood behind: `a b c` and `a d c` give `a b d c`."""
    woven = list(after)
    kept = set(woven)
    place = 0
    for key in before:
        if key in kept:
            place = woven.index(key) + 1
        else:
            woven.insert(place, key)
            place += 1
    return woven
