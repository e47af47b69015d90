"""Two joint answers compared: each with its dossier in; which points moved, and which delegations moved them, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.consensus.standings import standings

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from typing import TypeVar

    from responsegen.consensus.answer import JointAnswer
    from responsegen.consensus.standings import MemberState, Point, Standing
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

    point: Point
    before: Standing | None  # None: the point is new
    after: Standing | None  # None: the point is gone
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
    """Every point that moved, in the later dossier's order; one that is gone stands where it stood."""
    stood, stands = standings(dossier_before, before), standings(dossier_after, after)
    order = {d: i for i, d in enumerate(_woven(dossier_before.delegations, dossier_after.delegations))}

    def moved(point: Point) -> Moved:
        old, new = stood.get(point), stands.get(point)
        there, here = old.states if old else {}, new.states if new else {}
        shifts = [Shift(d, there.get(d), here.get(d)) for d in {**there, **here} if there.get(d) != here.get(d)]
        rules = None
        if old and new:
            decided, decides = (dossier.topics[point.topic].rule for dossier in (dossier_before, dossier_after))
            rules = (decided, decides) if decided is not decides else None
        return Moved(point, old, new, tuple(sorted(shifts, key=lambda shift: order[shift.delegation])), rules)

    looked_at = (moved(point) for point in _woven(stood, stands))
    return tuple(found for found in looked_at if found.before != found.after or found.rules)


def _result(standing: Standing) -> tuple[object, ...]:
    return standing.status, standing.agreed, standing.possible, standing.figures, standing.timeline


def _woven(before: Iterable[Key], after: Iterable[Key]) -> list[Key]:
    """The later order, with what is gone after what it stood behind: `a b c` and `a d c` give `a b d c`."""
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
