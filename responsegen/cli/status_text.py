"""Say in words that need no colour and no picture where each topic stands, who has answered, and whom to ask next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import assert_never

from responsegen.building.merge import Merged
from responsegen.consensus.answer import (
    ContributionOutcome,
    JointAnswer,
    NeedsOutcome,
    OffersOutcome,
    OptionOutcome,
    OptionsOutcome,
    RangeOutcome,
    ScenarioOutcome,
    Status,
    TopicOutcome,
)
from responsegen.consensus.points import Point, points
from responsegen.documents.attribution import BY_NAME
from responsegen.documents.changes.version_changes import verdict
from responsegen.documents.content import revision_label
from responsegen.documents.point_words import counted_verdicts
from responsegen.documents.words import NBSP, counted_figures, day, joined, moment, number, total, wanted
from responsegen.dossier.model import AnyTopic, Dossier
from responsegen.explaining.page import Line, Part

CHASED = 6  # delegations named as those to ask next
NAMES_IN_A_ROW = 8
FEW = 2  # of more, one says "all"


def heading(dossier: Dossier) -> Iterator[str]:
    """Say what this dossier is, and until when an answer is wanted."""
    yield dossier.title
    marks = (dossier.reference, revision_label(dossier.revision), "EXERCISE" if dossier.exercise else "")
    yield f"{' '.join(filter(None, marks))}, as of {moment(dossier.as_of)}"
    if dossier.meeting:
        yield f"Wanted for the meeting in {dossier.meeting.place} on {day(dossier.meeting.date)}"
    if dossier.reply_by:
        apart = dossier.as_of - dossier.reply_by
        verb, when = ("are", "from now") if apart < timedelta() else ("were", "ago")
        yield f"Positions {verb} wanted by {moment(dossier.reply_by)}, {_lasting(abs(apart))} {when}"
    if deadline := dossier.silence_deadline:
        over = dossier.as_of >= deadline
        yield f"Silence procedure: {'ended' if over else 'ends'} {moment(deadline)}" + (
            "; silence is consent" if over else ""
        )


def _lasting(time: timedelta) -> str:
    """Say how long something takes, in days from two days on."""
    minutes = int(time.total_seconds()) // 60
    if time >= timedelta(days=FEW):
        return counted_figures(time.days, "day")
    return counted_figures(minutes // 60, "hour") if minutes >= 60 else counted_figures(minutes, "minute")  # noqa: PLR2004 -- an hour


def participation(merged: Merged) -> Iterator[str]:
    """Say who has answered, and who has not."""
    who = merged.answer.participation
    everybody = len(merged.dossier.delegations)
    yield f"Answered: {len(who.answered)} of {counted_figures(everybody, 'delegation')}"
    if who.drafts:
        yield f"Drafts: {joined(who.drafts)}"
    positions = merged.dossier.positions.values()
    stale = {p.delegation: len(p.stale) for p in positions if p.stale and not merged.dossier.count_drafts}
    if stale:
        listed = joined([f"{d}{NBSP}({counted_figures(answers, 'answer')})" for d, answers in stale.items()])
        yield f"Changed since they were cleared, and not counted: {listed}"
    if who.spoken_for:
        yield f"Spoken for: {joined([f'{d} (by {by})' for d, by in who.spoken_for.items()])}"
    if who.outstanding:
        yield f"Outstanding: {names(who.outstanding)}"


def next_step(merged: Merged) -> Iterator[str]:
    """Say how much is decided, and which delegations most open points wait for."""
    if counts := tally(merged.answer):
        yield f"Points: {counts}"
    if awaited := Counter(d for point in points(merged.answer) for d in point.awaited):
        order = merged.dossier.delegations.index
        first = sorted(awaited.items(), key=lambda held: (-held[1], order(held[0])))[:CHASED]
        chased = [f"{d}{NBSP}({counted_figures(held, 'open point')})" for d, held in first]
        others = len(awaited) - len(chased)
        yield f"Ask next: {joined([*chased, *([counted_figures(others, 'other')] if others else [])])}"


def blocks(merged: Merged) -> tuple[Part, ...]:
    """Make a block of each question in its order, then one of the topics that belong to none."""
    dossier = merged.dossier
    found = points(merged.answer)

    def block(heading: str, topics: Iterable[AnyTopic]) -> Part:
        rows = (_rows(dossier, t, merged.answer.topics[t.id], [p for p in found if p.topic is t]) for t in topics)
        return Part(heading, tuple(row for of_topic in rows for row in of_topic))

    asked = [block(f"Question {q.number}: {q.text}", (dossier.topics[t] for t in q.topics)) for q in dossier.questions]
    others = [topic for topic in dossier.topics.values() if topic.question is None]
    return tuple(part for part in (*asked, block("Of no question", others)) if part)


def tally(answer: JointAnswer) -> str:
    """Count how many points stand how: `14 agreed, 3 open, 2 not agreed`."""
    return _counts(points(answer))


def names(delegations: Sequence[str]) -> str:
    """Name the delegations by their codes, or their number where there are many."""
    many = len(delegations) > NAMES_IN_A_ROW
    return counted_figures(len(delegations), "delegation") if many else joined(delegations)


def _rows(dossier: Dossier, topic: AnyTopic, outcome: TopicOutcome, found: Sequence[Point]) -> Iterator[Line]:
    match outcome:
        case ContributionOutcome():
            yield Line(_willingness(outcome), topic.title, 1)
            for scenario, force in outcome.scenarios.items():
                yield Line(_force(force, outcome), dossier.scenarios[scenario].label, 2)
        case OffersOutcome():
            yield Line(_offers(outcome), topic.title, 1)
        case RangeOutcome():
            status = Status.OPEN if outcome.choice else outcome.status
            yield Line(f"{verdict(found[0])}{_why(dossier, found)}", topic.title, status=status)
        case OptionsOutcome() | NeedsOutcome():
            doubts = Counter(doubt for vote in outcome.options.values() for doubt in _doubts(vote))
            doubtful = [f", {'' if n == len(found) else f'{n} '}{doubt}" for doubt, n in doubts.items()]
            line = f"{_counts(found)}{''.join(doubtful)}{_why(dossier, found)}"
            yield Line(line, topic.title, status=outcome.status)
        case _:
            assert_never(outcome)


def _doubts(vote: OptionOutcome) -> Iterator[str]:
    if vote.by_silence:
        yield "by silence alone"
    if vote.arithmetic.too_close_to_call:
        yield "too close to call"


def _counts(found: Iterable[Point]) -> str:
    where = counted_verdicts(found)
    if len(where) == 1:
        ((words, count),) = where.items()
        return f"all {count} {words}" if count > FEW else f"{count}{NBSP}{words}"
    return ", ".join(f"{count}{NBSP}{words}" for words, count in where.items())


def _why(dossier: Dossier, found: Sequence[Point]) -> str:
    """Say who blocks what is not agreed, or could carry it, and for whom the rest waits."""
    lacking = [p for p in found if p.blocked_by and not p.is_vetoed]
    ways = [BY_NAME.ways(p.carried_by) for p in lacking if p.carried_by]
    alone = len(lacking) == len(ways) == 1
    parts = (
        ("blocked by", {d for p in found if p.is_vetoed for d in p.blocked_by}),
        ("could be carried by some of", {d for p in lacking if not alone for d in p.blocked_by}),
        ("waits for", {d for p in found for d in p.awaited}),
    )
    those = [f"{words} {names([d for d in dossier.delegations if d in who])}" for words, who in parts if who]
    return "".join(f"; {part}" for part in (*those, *([f"could carry it: {ways[0]}"] if alone else ())))


def _willingness(outcome: ContributionOutcome) -> str:
    return ", ".join(f"{words} {len(who)}" for words, who in outcome.by_stance.items() if who)


def _force(force: ScenarioOutcome, outcome: ContributionOutcome) -> str:
    peak, promised = force.peak.personnel, force.attainable.personnel
    at_once = f" ({total(peak)} at once)" if peak != promised else ""
    reach = f"{total(promised)} attainable{at_once}, {total(force.assured.personnel)} assured"
    if force.gap is None or outcome.required is None:
        return reach
    needed = number(outcome.required.low)
    if force.gap:
        return f"{reach}; {number(force.gap)} short of {needed}{'' if outcome.required_agreed else ' proposed'}"
    return f"{reach}; {needed} {wanted(agreed=outcome.required_agreed)}: reached"


def _offers(outcome: OffersOutcome) -> str:
    offering = {d for item in outcome.options.values() for d in item.delegations}
    items = sum(bool(item.delegations) for item in outcome.options.values())
    return f"{counted_figures(len(offering), 'delegation')} offering; {items} of {len(outcome.options)} items offered"
