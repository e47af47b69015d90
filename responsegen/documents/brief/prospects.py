"""Say what is to come: the force, with most and with least support, and what silence would do before it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from responsegen.consensus.answer import (
    ContributionOutcome,
    JointAnswer,
    NeedsOutcome,
    RangeOutcome,
    ScenarioOutcome,
    Standpoint,
)
from responsegen.consensus.ballots import ballots
from responsegen.consensus.coalitions import Facts, greatest, least
from responsegen.consensus.contributions import assurable
from responsegen.consensus.intervals import total as sum_of
from responsegen.consensus.joint_answer import joint_answer
from responsegen.consensus.number_words import by_number
from responsegen.consensus.points import points
from responsegen.documents.brief.case import Case
from responsegen.documents.point_words import agreed_in, named, standing
from responsegen.documents.words import (
    NO_EFFECT,
    all_of,
    cardinal,
    counted,
    do,
    extent,
    joined,
    moment,
    number,
    phrase_of,
    together,
    total,
    verb,
)
from responsegen.dossier.model import MONTHS, Dossier, Interval, PositionStatus


def force(dossier: Dossier, outcome: ContributionOutcome, answer: JointAnswer) -> Iterator[str]:
    """Say what comes together in the scenario that brings most, and in the one that brings least."""
    scenarios = list(outcome.scenarios.values())
    if not scenarios:
        return
    if not any(found.attainable.delegations for found in scenarios):
        yield f"{NO_EFFECT}."
        return
    most = max(scenarios, key=lambda found: found.rank)
    least = min(scenarios, key=lambda found: found.rank)
    required = answer.topics.get(outcome.topic.required or "")
    size = required.status.words if isinstance(required, RangeOutcome) and outcome.required_agreed else "proposed"
    yield _scenario(outcome, most, size)
    if least is not most:
        yield _scenario(outcome, least)
    if most.circles:
        yield _circles(dossier, outcome, most)
    yield from _decisive(answer)


def _circles(dossier: Dossier, outcome: ContributionOutcome, found: ScenarioOutcome) -> str:
    """Say who wait for each other, and what is assured once they all sign, if that is enough for them to come."""
    first, *others = found.circles
    also = "".join(f", and so do {joined(circle)}" for circle in others)
    signing = [d for circle in found.circles for d in circle]
    sure, facts = assurable(ballots(dossier, outcome.topic)), Facts(found.scenario.us, found.scenario.events)
    there = greatest(least(sure, facts, signing).members, facts).members
    then = "their contributions become assured only together"
    if {*signing} <= {c.delegation for c in there}:
        assured = f"{total(sum_of(c.pledge for c in there))} are assured ({found.scenario.label})"
        then = f"if {all_of(len(signing), 'delegation')} sign, {assured}"
    return f"{joined(first)} wait for each other{also}: {then}."


def _decisive(answer: JointAnswer) -> Iterator[str]:
    """Name the need on which most of the force depends, if any does."""
    found = [
        (need.personnel_depending, topic.topic.options[id_])
        for topic in answer.topics.values()
        if isinstance(topic, NeedsOutcome)
        for id_, need in topic.options.items()
    ]
    depending, need = max(found, key=lambda each: each[0].low, default=(None, None))
    if depending and need and depending.low:
        yield f"{total(depending)} personnel depend on one need alone: {phrase_of(need)}."


def _scenario(outcome: ContributionOutcome, found: ScenarioOutcome, size: str = "") -> str:
    """Sum up a scenario, against the size that is wanted; without its status where another has said it before."""
    parts = [f"{found.scenario.label}: {total(found.peak.personnel)} personnel at the peak, {_assured(found)}"]
    if outcome.required and found.gap is not None:
        wanted = f"the {number(outcome.required.low)} {size}"
        short = f"{number(found.gap)} short{f' of {wanted}' if size else ''}"
        parts.append(short if found.gap else f"enough{f' for {wanted}' if size else ''}")
    kept = ", ".join(
        f"{total(s.personnel)} for {number(s.months)}"
        if i
        else f"{total(s.personnel)} can be kept for {extent(Interval(s.months, s.months), MONTHS)}"
        for i, s in enumerate(s for s in found.sustained if s.personnel.high != 0)
    )
    return f"{'; '.join(parts)}.{kept and f' {kept}.'}"


def _assured(found: ScenarioOutcome) -> str:
    if not found.assured.delegations:
        return "none of them assured"
    if found.assured.personnel == found.attainable.personnel:
        return "all of them assured"
    of_them = "of them assured" if found.peak.personnel == found.attainable.personnel else "assured in all"
    return f"{total(found.assured.personnel)} {of_them}"


def silence_to_come(case: Case) -> Iterator[str]:
    """Say who will count as in favour, and what that agrees; nothing without a procedure that has yet to end."""
    if case.silence_ends:
        yield f"On {moment(case.silence_ends)}, silence becomes consent."
        yield _counted(case)
        yield from _gained(case)


def _counted(case: Case) -> str:
    then = {p.name: p for p in case.then}
    silent = Counter(d for p in case.decided for d in standing(then[p.name], Standpoint.SILENT))
    if not silent:
        return "Nobody who has yet to reply will be counted by it."
    in_order = [d for d in case.dossier.delegations if d in silent]
    groups = sorted(together((silent[d], d) for d in in_order).items(), reverse=True)
    (count, who), *others = groups
    first = f"{do(who, 'counts as in favour')} on {counted(count, 'point')}"
    rest = [f"{joined(who)} on {cardinal(count)}" for count, who in others]
    each = " each" if any(len(who) > 1 for _, who in groups) else ""
    return f"If nobody else writes, {joined([first, *rest])}{each}."


def _gained(case: Case) -> Iterator[str]:
    known = {p.name for p in case.agreed}
    gained = [p for p in agreed_in(case.then) if p.name not in known]
    drafts = case.answer.participation.drafts
    spoken = (
        f"; {joined(drafts)}, having sent {by_number(drafts, 'a draft, has', 'drafts, have')} spoken" if drafts else ""
    )
    yield f"That alone agrees {counted(len(gained), 'point')}{f': {named(gained)}' if gained else ''}{spoken}."
    cleared = {
        d: replace(position, status=PositionStatus.CLEARED) if d in drafts else position
        for d, position in case.dossier.positions.items()
    }
    after = replace(case.dossier, as_of=case.silence_ends or case.dossier.as_of, positions=cleared)
    then = points(joint_answer(after)) if drafts else ()
    more = [p for p in agreed_in(then) if p.name not in known and p not in gained]
    if more:
        whose = f"{joined([f'{d}’s' for d in drafts])} {by_number(drafts, 'draft', 'drafts')} cleared as"
        stand = by_number(drafts, "it stands", "they stand")
        yield f"With {whose} {stand}, {cardinal(len(more))} more {verb(more, 'is')} agreed: {named(more)}."
    pending = [p for p in case.decided if p not in case.agreed]
    if by_vote := [p for p in pending if not p.topic.rule.facts.silence]:
        yield f"Majority votes know no silence ({named(by_vote)})."
    uncovered = [p for p in pending if p not in by_vote and case.dossier.silence_ends(p.topic) is None]
    if uncovered:
        yield f"The procedure does not cover {named(uncovered)}."
