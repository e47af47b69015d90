"""Decide every option of an options topic, and every need of a needs topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import partial

from responsegen.consensus.answer import (
    Arithmetic,
    NeedOutcome,
    NeedsOutcome,
    OptionOutcome,
    OptionsOutcome,
    RecordedReservation,
    Standpoint,
    Status,
)
from responsegen.consensus.ballots import STANCE_SIDE, Ballot, CountingPolicy, answers, ballots, recorded, tally
from responsegen.consensus.counting import Rounding
from responsegen.consensus.reasons import because
from responsegen.consensus.rules.majorities import may_ask_discussion
from responsegen.consensus.swing import Vote, blocked_by, unblocked_by
from responsegen.dossier.model import (
    Answer,
    Dossier,
    Interval,
    Necessity,
    Need,
    NeedsAnswer,
    NeedsTopic,
    OptionsAnswer,
    OptionsTopic,
    ReservationCounting,
    Term,
)

NECESSITY_SIDE = {
    Necessity.ESSENTIAL: Standpoint.FOR,
    Necessity.DESIRABLE: Standpoint.FOR,
    Necessity.NOT_NEEDED: Standpoint.ABSTAINING,
    Necessity.ABSTAIN: Standpoint.ABSTAINING,
    Necessity.OPPOSE: Standpoint.AGAINST,
    Necessity.UNDECIDED: Standpoint.OUTSTANDING,
}


def options_outcome(dossier: Dossier, topic: OptionsTopic) -> OptionsOutcome:
    """Decide every option."""
    votes = dict(_votes(dossier, topic, ballots(dossier, topic)))
    return OptionsOutcome(topic, _in_common(votes.values()), votes)


def needs_outcome(dossier: Dossier, topic: NeedsTopic, depending: Mapping[str, Interval]) -> NeedsOutcome:
    """Decide every need, and sum up how badly and when it is wanted.

    `depending` holds the personnel that would leave without it, by need.
    """
    cast = ballots(dossier, topic)
    votes, said = _votes(dossier, topic, cast), answers(cast, NeedsAnswer)
    needs = {n: _need_outcome(topic.options[n], vote, said, depending[n]) for n, vote in votes}
    return NeedsOutcome(topic, _in_common(needs.values()), needs)


def stated_side(option: str, answer: Answer | None) -> Standpoint | None:
    """Say where an answer puts a member, or nothing; who answers on needs has spoken on each one."""
    match answer:
        case OptionsAnswer(stances=stances) if option in stances:
            return STANCE_SIDE[stances[option].stance]
        case NeedsAnswer(needs=needs):
            return NECESSITY_SIDE[needs[option].necessity] if option in needs else Standpoint.UNMENTIONED
        case _:
            return None


def _votes(
    dossier: Dossier, topic: OptionsTopic | NeedsTopic, cast: tuple[Ballot, ...]
) -> Iterator[tuple[str, OptionOutcome]]:
    policy = CountingPolicy.of(dossier, topic)
    for option in topic.options:
        columns = tally(cast, partial(stated_side, option), policy, option)
        yield option, decide(Vote.on(dossier, topic, columns), recorded(cast, option), policy)


def decide(vote: Vote, reservations: tuple[RecordedReservation, ...], policy: CountingPolicy) -> OptionOutcome:
    """Call it agreed if it carries with everybody outstanding against, open if it does with all of them for."""
    columns, worst = vote.columns, vote.worst
    electorate, for_ = worst.electorate, worst.for_
    held = partial(policy.those, reservations)
    reserved = bool(held(ReservationCounting.AS_STATED))  # what is agreed is agreed with these
    status = status_of(vote, qualified=reserved)
    arithmetic = Arithmetic(
        members=electorate.whole.members,
        for_=for_.members,
        population_for=for_.share_of(electorate.whole) if electorate.table else None,
        thresholds=vote.rule.thresholds(replace(worst, against=electorate.bloc(columns.against))),
        too_close_to_call=any(
            status is not status_of(vote, rounding, qualified=reserved) for rounding in electorate.doubts
        ),
    )
    return OptionOutcome(
        status=status,
        columns=columns,
        reservations=reservations,
        arithmetic=arithmetic,
        blocked_by=blocked_by(vote) if status is Status.NOT_AGREED else (),
        unblocked_by=() if status.is_agreed else unblocked_by(vote),
        may_ask_discussion=columns.against if may_ask_discussion(vote.rule.name, electorate, columns.against) else (),
        because=because(vote.rule, status, columns, arithmetic, held),
    )


def status_of(vote: Vote, rounding: Rounding = Rounding.AS_PUBLISHED, *, qualified: bool = False) -> Status:
    """Judge between the worst and the best case; `qualified` by reservations that leave the stance counted."""
    worst, outstanding = vote.worst, vote.worst.electorate.bloc(vote.columns.outstanding)
    best = replace(worst, for_=worst.for_ + outstanding, against=worst.against - outstanding)
    return status(
        agreed=vote.rule.carries(worst, rounding), possible=vote.rule.carries(best, rounding), qualified=qualified
    )


def status(*, agreed: bool, possible: bool, qualified: bool) -> Status:
    """Name the status of what is agreed in any case, or possible in the best one."""
    if agreed:
        return Status.AGREED_WITH_RESERVATIONS if qualified else Status.AGREED
    return Status.OPEN if possible else Status.NOT_AGREED


def _in_common(outcomes: Iterable[OptionOutcome]) -> Status:
    """Name the status of a topic: the one that all its options share, or that they differ."""
    found = {outcome.status for outcome in outcomes}
    return found.pop() if len(found) == 1 else Status.MIXED


def _need_outcome(
    need: Need, vote: OptionOutcome, said: Mapping[str, NeedsAnswer], personnel_depending: Interval
) -> NeedOutcome:
    """Sum up what those for it say; without a word on the term, the need's own term is meant."""
    wanted = {d: said[d].needs[need.id] for d in vote.columns.for_ if d in said}
    by_necessity = {
        degree: tuple(d for d, stance in wanted.items() if stance.necessity is degree)
        for degree in (Necessity.ESSENTIAL, Necessity.DESIRABLE)
    }
    terms = {term for stance in wanted.values() for term in stance.term or need.term}
    return NeedOutcome(
        **{field.name: getattr(vote, field.name) for field in fields(vote)},
        necessity=next((degree for degree, said_by in by_necessity.items() if said_by), None),
        term=tuple(term for term in Term if term in terms),
        essential=by_necessity[Necessity.ESSENTIAL],
        desirable=by_necessity[Necessity.DESIRABLE],
        personnel_depending=personnel_depending,
    )
