"""Show the force of each scenario beside what is required, and offer other answers to a contribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import ContributionOutcome, JointAnswer, ScenarioOutcome
from responsegen.documents.words import NBSP, capital, number, total, wanted
from responsegen.dossier.model import ContributionAnswer, Interval, Number

WHOLE = 1000  # units across a bar


@dataclass(frozen=True, slots=True)
class Force:
    """Who comes under one scenario, in numbers by what they say, and drawn on a scale that all scenarios share."""

    scenario: str
    label: str
    figures: tuple[tuple[str, str], ...]  # ("Attainable", "600–1 000")
    assured: tuple[str, ...]
    attainable_only: tuple[str, ...]
    drawn: tuple[int, int, int, int]  # assured and attainable, each from what is sure to what is possible
    required: int | None


@dataclass(frozen=True, slots=True)
class Forces:
    """What contributions to one topic come to."""

    title: str
    measure: str  # "30 000 required; no length is agreed"
    by_scenario: tuple[Force, ...]


def forces(answer: JointAnswer) -> Iterator[Forces]:
    """Add up every contribution under every scenario."""
    for outcome in answer.topics.values():
        if isinstance(outcome, ContributionOutcome) and outcome.scenarios:
            found = tuple(_force(outcome, scenario) for scenario in outcome.scenarios.values())
            yield Forces(outcome.topic.title, capital(_measure(outcome)), found)


def _force(outcome: ContributionOutcome, found: ScenarioOutcome) -> Force:
    sums = [s.attainable.personnel for s in outcome.scenarios.values()]
    ends = [end for sum_ in (*sums, outcome.required) if sum_ for end in (sum_.low, sum_.high) if end]
    most = max(ends, default=1)

    def drawn(value: Number) -> int:
        return int(min(value, most) * WHOLE / most)

    assured, attainable = found.assured.personnel, found.attainable.personnel
    return Force(
        found.scenario.id,
        found.scenario.label,
        tuple(_figures(found)),
        found.assured.delegations,
        tuple(d for d in found.attainable.delegations if d not in found.assured.delegations),
        (drawn(assured.low), drawn(_end(assured)), drawn(attainable.low), drawn(_end(attainable))),
        drawn(outcome.required.low) if outcome.required else None,
    )


def _end(sum_: Interval) -> Number:
    return sum_.low if sum_.high is None else sum_.high


def _figures(found: ScenarioOutcome) -> Iterator[tuple[str, str]]:
    yield "Assured", total(found.assured.personnel)
    yield "Attainable", total(found.attainable.personnel)
    yield "Peak", f"{total(found.peak.personnel)} from day{NBSP}{found.peak.day}"
    if found.gap is not None:
        yield "Gap", number(found.gap) if found.gap else "none"
    for kept in found.sustained:
        long = f"{number(kept.months)}{NBSP}months" if kept.months else "a day"
        yield f"Sustained {long}", f"{total(kept.personnel)}{f', gap {number(kept.gap)}' if kept.gap else ''}"


def _measure(outcome: ContributionOutcome) -> str:
    """Say what a force is measured against, in size and in time."""
    size = f"{number(outcome.required.low)} {wanted(agreed=outcome.required_agreed)}" if outcome.required else ""
    lengths = [kept for found in outcome.scenarios.values() for kept in found.sustained]
    unsettled = "no length is agreed" if lengths and not any(kept.agreed for kept in lengths) else ""
    return "; ".join(filter(None, (size or "what is required is not settled", unsettled)))


def answers_to(name: str, recorded: object, words: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Offer each word with its changes; where a pledge or conditions are recorded, they stay as far as they fit."""
    answer = recorded if isinstance(recorded, ContributionAnswer) else None
    for word in words:
        if word == "yes" and answer and answer.conditions:
            yield "yes, without conditions", (f"{name}.conditions=[]", f"{name}.stance=yes")
        elif word in {"yes", "considering"} and answer and (answer.pledge or answer.conditions):
            yield word, (f"{name}.stance={word}",)
        else:
            yield word, (f"{name}={word}",)
    if answer and answer.conditions:
        yield "conditional, as recorded", (f"{name}.stance=conditional",)
