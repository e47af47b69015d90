"""What becomes of one option: its columns in; agreed, open or not agreed out, with arithmetic and reason."""

from __future__ import annotations

from collections.abc import Iterable

from responsegen.consensus.answer import Arithmetic, Columns, OptionOutcome, OptionsOutcome, RecordedReservation, Status
from responsegen.consensus.ballots import CountingPolicy, ballots, recorded
from responsegen.consensus.counting import Electorate, Rounding, Weighing
from responsegen.consensus.reasons import because
from responsegen.consensus.rules import RULES
from responsegen.consensus.rules.rule import Rule
from responsegen.consensus.swing import unblocked_by
from responsegen.consensus.tally import STANCE_COLUMN, Column, tally
from responsegen.dossier.model import Answer, Dossier, OptionsAnswer, OptionsTopic, ReservationCounting


def decide(
    rule: Rule,
    electorate: Electorate,
    columns: Columns,
    reservations: tuple[RecordedReservation, ...],
    policy: CountingPolicy,
) -> OptionOutcome:
    """Agreed if it carries with everybody outstanding against, open if it carries with all of them for."""
    for_, against, outstanding, constructive = map(
        electorate.bloc, (columns.for_, columns.against, columns.outstanding, columns.constructive)
    )
    silent = len(columns.silent)
    counted = Weighing(electorate, for_, against, constructive, silent)
    worst = Weighing(electorate, for_, against + outstanding, constructive, silent)
    best = Weighing(electorate, for_ + outstanding, against, constructive, silent)

    reserved = qualifying(reservations, policy)
    verdict = status_of(rule, worst, best, qualified=bool(reserved))
    arithmetic = Arithmetic(
        members=electorate.whole.members,
        for_=for_.members,
        population_for=for_.share_of(electorate.whole) if electorate.within_eu else None,
        thresholds=rule.thresholds(counted),
        too_close_to_call=electorate.within_eu
        and any(
            verdict is not status_of(rule, worst, best, rounding, qualified=bool(reserved))
            for rounding in (Rounding.FAVOURABLE, Rounding.UNFAVOURABLE)
        ),
    )
    return OptionOutcome(
        status=verdict,
        columns=columns,
        reservations=reservations,
        arithmetic=arithmetic,
        unblocked_by=() if verdict.is_agreed else unblocked_by(rule, worst, columns),
        because=because(rule, verdict, columns, arithmetic, reserved),
    )


def status_of(
    rule: Rule, worst: Weighing, best: Weighing, rounding: Rounding = Rounding.AS_PUBLISHED, *, qualified: bool = False
) -> Status:
    """The verdict between the worst and the best case; `qualified` by reservations that leave the stance counted."""
    if rule.carries(worst, rounding):
        return Status.AGREED_WITH_RESERVATIONS if qualified else Status.AGREED
    return Status.OPEN if rule.carries(best, rounding) else Status.NOT_AGREED


def qualifying(reservations: Iterable[RecordedReservation], policy: CountingPolicy) -> tuple[str, ...]:
    """Those with a reservation that leaves the stance counted as stated: what is agreed is agreed with these."""
    as_stated = ReservationCounting.AS_STATED
    return tuple(
        dict.fromkeys(r.delegation for r in reservations if policy.reservations[r.reservation.kind] is as_stated)
    )


def common(statuses: Iterable[Status]) -> Status:
    """The status of a topic: what its options have in common."""
    found = set(statuses)
    return found.pop() if len(found) == 1 else Status.MIXED


def options_outcome(dossier: Dossier, topic: OptionsTopic) -> OptionsOutcome:
    """Decide every option."""
    rule = RULES[topic.rule]
    policy = CountingPolicy.of(dossier, rule)
    electorate = Electorate.of(topic.electorate)
    heard = ballots(dossier, topic)

    def outcome(option: str) -> OptionOutcome:
        columns = tally(heard, lambda answer: _column(answer, option), policy, option)
        return decide(rule, electorate, columns, recorded(heard, option), policy)

    outcomes = {option: outcome(option) for option in topic.options}
    return OptionsOutcome(topic, common(o.status for o in outcomes.values()), outcomes)


def _column(answer: Answer, option: str) -> Column | None:
    stance = answer.stances.get(option) if isinstance(answer, OptionsAnswer) else None
    return STANCE_COLUMN[stance.stance] if stance is not None else None
