"""Say what silence would do, before it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from responsegen.consensus.answer import Standpoint
from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import points
from responsegen.documents.brief.case import Case
from responsegen.documents.point_words import agreed_in, named, standing
from responsegen.documents.words import cardinal, counted, joined, moment
from responsegen.dossier.model import PositionStatus


def silence_to_come(case: Case) -> str:
    """Say who will count as in favour, and what that agrees; "" without a procedure that has yet to end."""
    deadline = case.dossier.silence_deadline
    if case.after is None or deadline is None:
        return ""
    return " ".join((f"On {moment(deadline)}, silence becomes consent.", *_counted(case), *_gained(case, deadline)))


def _counted(case: Case) -> Iterator[str]:
    then = {p.name: p for p in points(case.after)} if case.after else {}
    silent = Counter(d for p in case.decided for d in standing(then[p.name], Standpoint.SILENT))
    if not silent:
        yield "Nobody who has yet to reply will be counted by it."
        return
    most_first = sorted(silent, key=lambda d: (-silent[d], case.dossier.delegations.index(d)))
    groups = [(count, list(who)) for count, who in groupby(most_first, lambda d: silent[d])]
    (count, who), *others = groups
    first = f"{joined(who)} {by_number(who, 'counts', 'count')} as in favour on {counted(count, 'point')}"
    rest = [f"{joined(who)} on {cardinal(count)}" for count, who in others]
    each = " each" if any(len(who) > 1 for _, who in groups) else ""
    yield f"If nobody else writes, {joined([first, *rest])}{each}."


def _gained(case: Case, deadline: datetime) -> Iterator[str]:
    known = {p.name for p in case.agreed}
    gained = [p for p in agreed_in(points(case.after) if case.after else ()) if p.name not in known]
    drafts = case.answer.participation.drafts
    said = f"That alone agrees {counted(len(gained), 'point')}{f': {named(gained)}' if gained else ''}"
    if drafts:
        sent, have = by_number(drafts, "a draft", "drafts"), by_number(drafts, "has", "have")
        said = f"{said}; {joined(drafts)}, having sent {sent}, {have} spoken"
    yield f"{said}."
    cleared = {
        d: replace(position, status=PositionStatus.CLEARED) if d in drafts else position
        for d, position in case.dossier.positions.items()
    }
    then = points(joint_answer(replace(case.dossier, as_of=deadline, positions=cleared))) if drafts else ()
    more = [p for p in agreed_in(then) if p.name not in known and p not in gained]
    if more:
        whose = f"{joined([f'{d}’s' for d in drafts])} {by_number(drafts, 'draft', 'drafts')} cleared as"
        are = "one more is" if len(more) == 1 else f"{cardinal(len(more))} more are"
        yield f"With {whose} {by_number(drafts, 'it stands', 'they stand')}, {are} agreed: {named(more)}."
    pending = [p for p in case.decided if p not in case.agreed]
    if by_vote := [p for p in pending if not p.topic.rule.facts.silence]:
        yield f"Majority votes know no silence ({named(by_vote)})."
    uncovered = [p for p in pending if p not in by_vote and case.dossier.silence_ends(p.topic) is None]
    if uncovered:
        yield f"The procedure does not cover {named(uncovered)}."
