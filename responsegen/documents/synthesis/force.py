"""Say who would contribute what, and how large a force comes together under each scenario."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from responsegen.consensus.answer import ContributionOutcome, JointAnswer, ScenarioOutcome
from responsegen.consensus.number_words import by_number
from responsegen.documents.attribution import Attributor, Who
from responsegen.documents.synthesis.standing import in_drafts, unheard
from responsegen.documents.withholding import Of, Shown, shown_of
from responsegen.documents.words import (
    NO_EFFECT,
    capital,
    decimal,
    duration,
    joined,
    lasting,
    number,
    phrase_of,
    readiness,
    together,
    total,
    wanted,
)
from responsegen.dossier.model import ContributionAnswer, ContributionTopic, Dossier, Interval, Number, Willingness


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """What one delegation would contribute."""

    delegation: str
    pledge: str
    ready: str
    sustain: str
    considering: bool  # no promise yet, and in no coalition


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """What comes together under one scenario."""

    label: str
    assured: Interval | None  # None for a sum that is withheld, here and below
    assured_by: Who
    attainable: Interval | None
    attainable_by: Who
    peak: Interval | None  # of the attainable force
    peak_day: int
    gap: Number | None  # that the peak leaves to what is required


@dataclass(frozen=True, slots=True)
class Force:
    """The contributions to one topic."""

    others: str  # "IT and SI are undecided; MT has yet to reply."
    pledges: tuple[PledgeRow, ...]  # none where delegations are not named
    depends: str  # on what the size depends, and what the gap is
    scenarios: tuple[ScenarioRow, ...]
    gaps: bool  # whether any is short of what is wanted
    notes: tuple[str, ...]  # how much lasts how long, what rotation ties up, who stated no figure


def force(dossier: Dossier, answer: JointAnswer, outcome: ContributionOutcome, by: Attributor) -> Force:
    """Say who would contribute, and what comes together under each scenario."""
    shown = shown_of(dossier, outcome, by)
    comes = any(found.attainable.delegations for found in outcome.scenarios.values())
    rows = tuple(_row(s, found, by, shown) for s, found in outcome.scenarios.items()) if comes else ()
    no_effect = f"{NO_EFFECT}." if outcome.scenarios and any(outcome.stances.values()) else ""
    gaps = bool(outcome.required) and any(row.gap is not None for row in rows)
    return Force(
        others=_others(dossier, answer, outcome, by),
        pledges=tuple(_pledges(dossier, outcome.topic)) if by.named else (),
        depends=_depends(dossier, outcome, gaps=gaps) if rows else no_effect,
        scenarios=rows,
        gaps=gaps,
        notes=tuple(_notes(outcome, shown, by)) if comes else (),
    )


def _others(dossier: Dossier, answer: JointAnswer, outcome: ContributionOutcome, by: Attributor) -> str:
    """Say who contributes nothing, or nothing yet."""
    drafts = [d for d in outcome.outstanding if d in in_drafts(dossier, answer, outcome.topic)]
    columns = (
        (outcome.stances[Willingness.UNDECIDED], "is undecided"),
        (outcome.stances[Willingness.CONSIDERING], "is considering it"),
        (outcome.stances[Willingness.NO], "will not contribute"),
        *unheard(drafts, [d for d in outcome.outstanding if d not in drafts]),
    )
    said = by.say(columns)
    return f"{capital('; '.join(said))}." if said else ""


def _pledges(dossier: Dossier, topic: ContributionTopic) -> Iterator[PledgeRow]:
    """List every contribution that somebody would make."""
    for d, position in dossier.positions.items():
        answer = position.answers.get(topic.id)
        if not isinstance(answer, ContributionAnswer):
            continue
        considering = answer.stance is Willingness.CONSIDERING
        if answer.stance.is_willing or (considering and (answer.pledge or answer.conditions)):
            yield PledgeRow(
                d,
                total(answer.pledge) if answer.pledge else "",
                readiness(answer.ready) if answer.ready is not None else "",
                duration(answer.sustain) if answer.sustain is not None else "",
                considering,
            )


def _depends(dossier: Dossier, outcome: ContributionOutcome, *, gaps: bool) -> str:
    depends = "The size of the force depends" if outcome.required else "How many come depends"
    events = joined([phrase_of(event) for event in dossier.events.values()])
    which = by_number(dossier.events, "the event is", "the events are")
    said = f"{depends} on the scenario{f'; {which}: {events}' if events else ''}."
    if not (gaps and outcome.required):
        return said
    needed = f"the {number(outcome.required.low)} {wanted(agreed=outcome.required_agreed)}"
    return f"{said} The gap is what the lower end of the peak falls short of {needed}."


def _row(scenario: str, found: ScenarioOutcome, by: Attributor, shown: Shown) -> ScenarioRow:
    peak = shown.get((scenario, Of.PEAK))
    return ScenarioRow(
        found.scenario.label,
        shown.get((scenario, Of.ASSURED)),
        by.who(found.assured.delegations),
        shown.get((scenario, Of.ATTAINABLE)),
        by.who(found.attainable.delegations),
        peak,
        found.peak.day,
        found.gap if peak else None,
    )


def _notes(outcome: ContributionOutcome, shown: Shown, by: Attributor) -> Iterator[str]:
    """Say what lasts how long, what rotation ties up, and who stated no figure."""

    def kept(found: ScenarioOutcome) -> str:
        return ", ".join(lasting(shown.get((found.scenario.id, s.months)), s.months) for s in found.sustained)

    alike = together((kept(found), f"“{found.scenario.label}”") for found in outcome.scenarios.values())
    if those := [f"{joined(labels)}: {said}" for said, labels in alike.items() if said]:
        agreed = all(s.agreed for found in outcome.scenarios.values() for s in found.sustained)
        yield f"Sustained{'' if agreed else ', though no length is agreed'}: under {'; under '.join(those)}."
    best = outcome.scenarios[outcome.best] if outcome.best is not None else None
    if best and (best.scenario.id, Of.ATTAINABLE) in shown and best.pools:
        pools = [f"{total(pool)} at {decimal(factor)}:1" for factor, pool in best.pools.items()]
        all_of_it = f"{total(best.attainable.personnel)} of “{best.scenario.label}”"
        yield f"To keep the {all_of_it} deployed, rotation ties up {', '.join(pools)}."
    if outcome.unquantified:
        who = by.who(outcome.unquantified).phrase
        yield f"Willing, no figure given (counted as 0 at the lower end): {who}."
