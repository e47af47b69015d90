"""Look at a joint answer with the eyes of one delegation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from responsegen.consensus.answer import JointAnswer
from responsegen.consensus.points import Point, points
from responsegen.documents.asks import Ask, ask
from responsegen.documents.attribution import Attributor
from responsegen.documents.words import counted
from responsegen.dossier.model import Dossier, Position

FEW = 3  # points of a topic that are named even where they are all


@dataclass(frozen=True, slots=True)
class View:
    """What every part of a fiche asks."""

    dossier: Dossier
    answer: JointAnswer
    delegation: str
    by: Attributor
    position: Position | None  # its own, or that of the one who speaks for it
    decided: tuple[Point, ...]  # the points that a rule decides, and it with others

    @classmethod
    def of(cls, dossier: Dossier, answer: JointAnswer, delegation: str, by: Attributor) -> View:
        """Find its position, and the points on which it decides."""
        speaker = dossier.spoken_for.get(delegation)
        position = dossier.stated_positions.get(delegation) or (dossier.positions[speaker] if speaker else None)
        decided = tuple(p for p in points(answer) if p.status is not None and delegation in p.topic.electorate)
        return cls(dossier, answer, delegation, by, position, decided)

    @property
    def is_draft(self) -> bool:
        """Whether it has spoken, and is not counted yet."""
        return self.position is not None and not self.dossier.counts(self.position)

    def said(self, point: Point) -> Ask:
        """Collect what it said on a point, or what was said for it."""
        return ask(self.dossier, point, self.delegation)

    def others(self, delegations: Iterable[str]) -> tuple[str, ...]:
        """Leave it out of a list."""
        return tuple(d for d in delegations if d != self.delegation)

    def named(self, delegations: Sequence[str], other: str = "other ") -> str:
        """Name others, or only count them where the paper names nobody: `FR and IT`, `two other delegations`."""
        return self.by.who(delegations).some if self.by.named else counted(len(delegations), f"{other}delegation")


def by_topic(found: Iterable[Point]) -> list[str]:
    """List points under their topics: `Sanctions (Steel, Aluminium)`, `Participants (all five points)`."""
    listed = []
    for topic, those in groupby(found, attrgetter("topic")):
        labels, every = [p.label for p in those], len(getattr(topic, "options", ()))
        which = f"all {counted(every, 'point')}" if every == len(labels) > FEW else ", ".join(labels)
        listed.append(topic.title if labels in ([""], [topic.title]) else f"{topic.title} ({which})")
    return listed
