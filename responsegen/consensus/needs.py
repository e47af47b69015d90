"""What becomes of a needs topic: the vote on each need, how badly and when it is wanted, and what depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from responsegen.consensus.answer import NeedOutcome, NeedsOutcome, OptionOutcome
from responsegen.consensus.ballots import CountingPolicy, ballots, recorded
from responsegen.consensus.counting import Electorate
from responsegen.consensus.outcome import common, decide
from responsegen.consensus.rules import RULES
from responsegen.consensus.tally import Column, tally
from responsegen.dossier.model import (
    Answer,
    Dossier,
    Interval,
    Necessity,
    Need,
    NeedsAnswer,
    NeedStance,
    NeedsTopic,
    Term,
)

NECESSITY_COLUMN = {
    Necessity.ESSENTIAL: Column.FOR,
    Necessity.DESIRABLE: Column.FOR,
    Necessity.NOT_NEEDED: Column.ABSTAINING,
    Necessity.ABSTAIN: Column.ABSTAINING,
    Necessity.OPPOSE: Column.AGAINST,
    Necessity.UNDECIDED: Column.OUTSTANDING,
}


def needs_outcome(dossier: Dossier, topic: NeedsTopic, depending: Mapping[str, Interval]) -> NeedsOutcome:
    """Decide every need; `depending` holds the personnel that would leave without it."""
    rule = RULES[topic.rule]
    policy = CountingPolicy.of(dossier, rule)
    electorate = Electorate.of(topic.electorate)
    heard = ballots(dossier, topic)
    answers = {v.delegation: v.answer.needs for v in heard if isinstance(v.answer, NeedsAnswer)}

    def outcome(need: Need) -> NeedOutcome:
        columns = tally(heard, lambda answer: _column(answer, need.id), policy, need.id)
        unmentioned = tuple(d for d in columns.abstaining if need.id not in answers[d])
        columns = replace(columns, unmentioned=unmentioned)
        wanted = {d: answers[d][need.id] for d in columns.for_ if d in answers}
        vote = decide(rule, electorate, columns, recorded(heard, need.id), policy)
        return _need_outcome(need, vote, wanted, depending[need.id])

    outcomes = {need.id: outcome(need) for need in topic.options.values()}
    return NeedsOutcome(topic, common(n.status for n in outcomes.values()), outcomes)


def _column(answer: Answer, need: str) -> Column | None:
    """Whoever answers the topic without mentioning a need abstains on it."""
    if not isinstance(answer, NeedsAnswer):
        return None
    stance = answer.needs.get(need)
    return NECESSITY_COLUMN[stance.necessity] if stance is not None else Column.ABSTAINING


def _need_outcome(
    need: Need, vote: OptionOutcome, wanted: Mapping[str, NeedStance], personnel_depending: Interval
) -> NeedOutcome:
    """Sum up what those for it say; without a word on the term, the need's own term is meant."""
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
