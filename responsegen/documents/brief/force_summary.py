"""Sum up the force on the brief's first page: with most and with least support, and who waits for whom."""

from __future__ import annotations

from collections.abc import Iterator

from responsegen.consensus.answer import ContributionOutcome, JointAnswer, NeedsOutcome, RangeOutcome, ScenarioOutcome
from responsegen.consensus.ballots import ballots
from responsegen.consensus.coalitions import Facts, greatest, least
from responsegen.consensus.contributions import assurable
from responsegen.consensus.intervals import total as sum_of
from responsegen.documents.words import all_of, extent, joined, number, phrase_of, total
from responsegen.dossier.model import MONTHS, Dossier, Interval


def force(dossier: Dossier, outcome: ContributionOutcome, answer: JointAnswer) -> Iterator[str]:
    """Say what comes together in the scenario that brings most, and in the one that brings least."""
    scenarios = list(outcome.scenarios.values())
    if not scenarios:
        return
    if not any(found.attainable.delegations for found in scenarios):
        yield "No contribution takes effect in any scenario."
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
