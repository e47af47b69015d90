"""Tell a delegation in which scenarios its contribution takes part, and what keeps it out of the others."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from responsegen.consensus.answer import ContributionOutcome
from responsegen.consensus.ballots import ballots
from responsegen.consensus.coalitions import Facts
from responsegen.consensus.contributions import BARS_ASSURED, BARS_ATTAINABLE, candidates, dropping
from responsegen.documents.fiche.view import View
from responsegen.documents.words import all_of, cardinal, condition_words, joined
from responsegen.dossier.model import ClearedBy, ContributionAnswer


def contributions(view: View) -> Iterator[tuple[str, str]]:
    """Say of each contribution, by its title, where it takes part; nothing where the delegation would not come."""
    position = view.dossier.stated_positions.get(view.delegation)
    for outcome in view.answer.topics.values():
        if not isinstance(outcome, ContributionOutcome) or position is None:
            continue
        answer = position.answers.get(outcome.topic.id)
        if isinstance(answer, ContributionAnswer) and answer.stance.is_willing and outcome.scenarios:
            draft = "counted once your draft is cleared." if view.is_draft else ""
            yield outcome.topic.title, draft or _scenarios(view, outcome)


def _scenarios(view: View, outcome: ContributionOutcome) -> str:
    """Say `It takes part in two of the four scenarios (A; B). It does not in C, where this is not met: …`."""
    scenarios = [found.scenario for found in outcome.scenarios.values()]
    inside, assured = (
        [found.scenario.label for found in outcome.scenarios.values() if view.delegation in chosen(found).delegations]
        for chosen in (attrgetter("attainable"), attrgetter("assured"))
    )
    held = [r.reservation.kind for r in outcome.reservations if r.delegation == view.delegation]
    if BARS_ATTAINABLE.intersection(held):
        return "your substantive reservation keeps it out of every scenario."
    where = f"{cardinal(len(inside))} of the {cardinal(len(scenarios))} scenarios ({'; '.join(inside)})"
    if len(inside) in (0, len(scenarios)):
        where = all_of(len(scenarios), "scenario") if inside else "no scenario"
    public = view.position is not None and view.position.cleared_by is ClearedBy.PUBLIC_STATEMENT
    waits = not (public or BARS_ASSURED.intersection(held))
    certain = _assured(inside, assured, waits=waits) if inside else ""
    said = f"your contribution takes part in {where}{certain}."
    circles = dict.fromkeys(c for found in outcome.scenarios.values() for c in found.circles if view.delegation in c)
    for circle in circles:
        said += f" You and {view.named(view.others(circle))} wait for each other."
    willing = candidates(ballots(view.dossier, outcome.topic))
    unmet = dict.fromkeys(
        condition_words(view.dossier, condition, named=view.by.named)
        for scenario in scenarios
        for leaving in dropping(willing, Facts(scenario.us, scenario.events))
        for candidate, failing in leaving
        if candidate.delegation == view.delegation
        for condition in failing
    )
    elsewhere = "the others" if inside else "any"
    return f"{said} Not all of this is given in {elsewhere}: {'; '.join(unmet)}." if unmet else said


def _assured(inside: list[str], assured: list[str], *, waits: bool) -> str:
    """Say where it is assured; where it `waits` for others, and no reservation stands in the way, say so."""
    if assured == inside:
        return ", and is assured there"
    why = ", since it waits for others that are not assured" if waits else ""
    return f", and is assured in {joined(assured)}" if assured else f", and is assured in none of them{why}"
