"""Word what delegations would contribute: who is ready, on which conditions, and what comes together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from responsegen.consensus.answer import ContributionOutcome, ScenarioOutcome
from responsegen.documents.attribution import FEWEST, Attributor, Who
from responsegen.documents.response.parts import NO_POSITION, WITHHELD, Column, Paragraph, Part, Row, Table
from responsegen.documents.topics.topic import Members
from responsegen.documents.withholding import Of, Shown, shown_of
from responsegen.documents.words import (
    A_SMALL_CONTRIBUTION,
    NBSP,
    NO_EFFECT,
    all_of,
    capital,
    cardinal,
    condition_words,
    counted,
    joined,
    number,
    phrase_of,
    sentence,
    together,
    total,
    verb,
    wanted,
)
from responsegen.dossier import model
from responsegen.dossier.model import Dossier

NOT_SHOWN = "not shown"
SIGNS = {  # what stands in the place of a figure, and why
    A_SMALL_CONTRIBUTION: WITHHELD,
    NOT_SHOWN: "“Not shown”: a figure that differs from another one by what fewer than three delegations pledged.",
}
LEFT_OUT = "A scenario of which nothing else could be said is left out."


def contribution(dossier: Dossier, outcome: ContributionOutcome, members: Members, by: Attributor) -> Part:
    """Word a topic on which delegations pledge personnel."""
    topic, notes = outcome.topic, by.reservations(outcome.reservations)
    given = {d: p.answers.get(topic.id) for d, p in dossier.positions.items() if dossier.counts(p)}
    answers = {d: a for d, a in given.items() if isinstance(a, model.ContributionAnswer)}
    shown = shown_of(dossier, outcome, by)
    stances = outcome.stances
    willing = [d for d in answers if d in stances[model.Willingness.YES] or d in stances[model.Willingness.CONDITIONAL]]
    is_heard = bool(any(stances.values()) or notes)
    figures = Figures(outcome, shown)
    table = figures.table if willing and outcome.scenarios else None
    paragraphs = [
        *([Paragraph(sentence(topic.text))] if topic.text else []),
        Paragraph(_standing(outcome, members, by), notes),
        *_conditions(dossier, {d: answers[d] for d in willing}, by),
        *([Paragraph(figures.measured)] if table else []),
    ]
    unquantified = by.who(outcome.unquantified)
    return Part(
        title=topic.title,
        gist=figures.gist if is_heard else NO_POSITION,
        members=members,
        is_heard=is_heard,
        paragraphs=tuple(paragraphs) if is_heard else (),
        table=table,
        remarks=(
            *(words for sign, words in SIGNS.items() if table and any(sign in row.cells for row in table.rows)),
            *((LEFT_OUT,) if table and len(figures.rows) < len(outcome.scenarios) else ()),
            *((f"Ready to contribute without having stated a number: {unquantified.phrase}.",) if unquantified else ()),
        ),
        assumes=figures.assumes(dossier) if willing else (),
    )


def _standing(outcome: ContributionOutcome, members: Members, by: Attributor) -> str:
    """Count who says what: `Of 29 delegations, 15 are ready to contribute, 14 of them on conditions.`."""
    stances = {stance: by.who(those) for stance, those in outcome.stances.items()}
    yes, conditional = stances[model.Willingness.YES], stances[model.Willingness.CONDITIONAL]
    ready = yes.count + conditional.count
    if ready == members.count:
        said = f"{capital(all_of(ready, 'delegation'))} {verb(ready, 'is')} ready to contribute"
    else:
        of = f"Of {counted(members.count, 'delegation')}, {cardinal(ready) if ready else 'none'}"
        said = f"{of} {verb(ready or 1, 'is')} ready to contribute" + ("" if ready else " so far")
    if conditional.count == ready > 0:
        which = "" if ready == 1 else f"{'both' if ready == 2 else 'all'} of them "  # noqa: PLR2004 (two)
        said += f"{', ' if which else ' '}{which}on conditions" + (f" ({conditional.told})" if conditional.told else "")
    elif conditional:
        without = f"; without conditions, {yes.told}" if yes.told else ""
        said += f", {_some(conditional)} of them on conditions{without}"
    elif yes.told:
        said += f" ({yes.told})"
    others = (
        (stances[model.Willingness.CONSIDERING], "is considering it"),
        (stances[model.Willingness.NO], "will not"),
        (stances[model.Willingness.UNDECIDED], "is undecided"),
        (by.who(outcome.outstanding), "has yet to reply"),
    )
    return f"{'; '.join([said, *(f'{_some(who)} {verb(who.count, does)}' for who, does in others if who)])}."


def _some(who: Who) -> str:
    """Say how many they are, and who, as far as the paper may say it."""
    return cardinal(who.count) + (f" ({who.told})" if who.told else "")


def _conditions(
    dossier: Dossier, willing: Mapping[str, model.ContributionAnswer], by: Attributor
) -> Iterator[Paragraph]:
    """List what contributions depend on, in the dossier's order; without names, how many say so from three on."""
    said = [
        (condition_words(dossier, condition, named=by.named), _turn(dossier, condition), d)
        for d, answer in willing.items()
        for condition in answer.conditions
    ]
    turns = {words: turn for words, turn, _ in said}
    stated = {words: dict.fromkeys(who) for words, who in together((words, d) for words, _, d in said).items()}
    in_order = sorted(stated, key=lambda words: (turns[words], words))
    shared = [words for words in in_order if by.named or len(stated[words]) >= FEWEST]
    others = [words for words in in_order if words not in shared]
    items = [Paragraph(capital(words), backing=by.who(stated[words]).phrase) for words in shared]
    if others and shared:
        items.append(Paragraph(f"{'Others' if len(others) > 1 else 'Another one'}: {'; '.join(others)}"))
    if items:
        yield Paragraph("Contributions depend on the following:", items=tuple(items))
    elif others:
        this = "this condition" if len(others) == 1 else "these conditions"
        yield Paragraph(f"Contributions depend on {this}: {'; '.join(others)}.")


def _turn(dossier: Dossier, condition: model.Condition) -> tuple[int, int]:
    """Say where a condition stands in the list: events, needs, partners, forces by their size, alternatives."""
    match condition:
        case model.EventHappens(event):
            return 0, list(dossier.events).index(event)
        case model.UsProvides(need):
            return 1, list(dossier.needs).index(need)
        case model.Together():
            return 2, 0
        case model.MinimumForce(personnel):
            return 3, personnel
        case model.AnyOf():
            return 4, 0
        case _:
            assert_never(condition)


@dataclass(frozen=True, slots=True)
class Figures:
    """What comes together under each scenario, as far as the paper may print it."""

    outcome: ContributionOutcome
    shown: Shown

    @property
    def rows(self) -> list[ScenarioOutcome]:
        """The scenarios of which anything may be printed."""
        return [f for f in self.outcome.scenarios.values() if self.printed(f, Of.PEAK) or self.printed(f, Of.ASSURED)]

    def printed(self, found: ScenarioOutcome, of: Of | model.Number) -> model.Interval | None:
        """Find a figure of a scenario; None where it is withheld."""
        return self.shown.get((found.scenario.id, of))

    def cell(self, found: ScenarioOutcome, of: Of) -> str:
        """Write a figure of a scenario, or what stands in its place."""
        coalition = found.assured if of is Of.ASSURED else found.attainable
        personnel = self.printed(found, of)
        return NOT_SHOWN if personnel is None and len(coalition.delegations) >= FEWEST else total(personnel)

    @property
    def goal(self) -> str:
        """What the gap is measured against: `30 000`; "" where that has no value yet."""
        return number(self.outcome.required.low) if self.outcome.required else ""

    @property
    def table(self) -> Table | None:
        """The figures, a row for each scenario."""
        columns = [
            Column("Scenario", 40, is_number=False),
            Column("Assured", 20),
            Column("Attainable, at the peak", 20),
            *([Column(f"Gap to {self.goal}", 20)] if self.goal else []),
        ]
        rows = [
            Row(f.scenario.label, (self.cell(f, Of.ASSURED), self.cell(f, Of.PEAK), self._gap(f))[: len(columns) - 1])
            for f in self.rows
        ]
        caption = f"{self.outcome.topic.title}: personnel by scenario"
        return Table("forces", caption, tuple(columns), tuple(rows)) if rows else None

    def _gap(self, found: ScenarioOutcome) -> str:
        return "–" if found.gap is None or not self.printed(found, Of.PEAK) else number(found.gap)

    @property
    def measured(self) -> str:
        """What the table measures."""
        subject = "The size of the force" if self.outcome.required else "How many come"
        several = "depends on the scenario" if len(self.outcome.scenarios) > 1 else "is counted in one scenario"
        how = "is the same in every scenario" if self.outcome.is_alike else several
        against = f"the {self.goal}{NBSP}personnel {wanted(agreed=self.outcome.required_agreed)}"
        gap = f" The gap is what the lower figure at the peak falls short of {against}." if self.goal else ""
        return f"{subject} {how}.{gap}"

    @property
    def gist(self) -> str:
        """Say how many are ready, and what that comes to in the scenarios that bring most and least."""
        stances = self.outcome.stances
        ready = len(stances[model.Willingness.YES]) + len(stances[model.Willingness.CONDITIONAL])
        if not ready:
            return "No delegation is ready to contribute so far."
        who = f"{capital(counted(ready, 'delegation'))} {verb(ready, 'is')} ready to contribute."
        if not any(f.attainable.delegations for f in self.outcome.scenarios.values()):
            return f"{who} {NO_EFFECT}." if self.outcome.scenarios else who
        return " ".join((who, *(self._sentence(f, is_first=not i) for i, f in enumerate(self.extremes))))

    @property
    def extremes(self) -> list[ScenarioOutcome]:
        """The scenario that brings most, and the one that brings least, where that is another."""
        by_rank = sorted(self.rows, key=lambda f: f.rank)
        return by_rank[-1:] + ([] if self.outcome.is_alike else by_rank[:-1][:1])

    def _sentence(self, found: ScenarioOutcome, *, is_first: bool) -> str:
        peak, assured = self.printed(found, Of.PEAK), self.printed(found, Of.ASSURED)
        reach = f"{total(peak)}{f'{NBSP}personnel are' if peak else ' is'} attainable at the peak"
        under = "in every scenario" if self.outcome.is_alike else f"under “{found.scenario.label}”"
        parts = [f"{capital(under)}, {reach}"]
        if assured == peak and peak:
            parts.append("all of them assured" if peak.high != 0 else "")
        elif not found.assured.delegations:
            parts.append("none of them assured")
        elif assured or is_first:
            of_them = "of them assured" if found.peak.personnel == found.attainable.personnel else "assured in all"
            parts.append(f"{total(assured)} {of_them}" if assured else "some of them assured")
        if peak and found.gap:
            of = f" of the {self.goal} {wanted(agreed=self.outcome.required_agreed)}" if is_first else ""
            parts.append(f"{number(found.gap)} short{of}")
        return f"{', '.join(filter(None, parts))}{self._kept(found) if is_first else ''}."

    def _kept(self, found: ScenarioOutcome) -> str:
        """For how long the force could last: `; 17 200–23 650 could stay for 24 months`."""
        stay = [
            f"{total(self.printed(found, s.months))} for {number(s.months)}"
            for s in found.sustained
            if s.personnel.high != 0
        ]
        return f"; {joined(stay)}{NBSP}months" if stay else ""

    def assumes(self, dossier: Dossier) -> tuple[str, ...]:
        """Say what has to be so for the figures on page 1: a clause each; none where the scenarios differ in it."""
        events = {f.scenario.events for f in self.extremes}
        same = next(iter(events)) if len(events) == 1 else frozenset()
        return tuple(phrase_of(event) for e, event in dossier.events.items() if e in same)
