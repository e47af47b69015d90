"""Fill the annexes: rules and arithmetic of majorities, conditions of contributions, offers by delegation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from responsegen.consensus.answer import ContributionOutcome, JointAnswer, OptionOutcome
from responsegen.consensus.coalitions import Facts, holds
from responsegen.consensus.points import Point, points
from responsegen.consensus.swing import Vote
from responsegen.documents.attribution import Attributor
from responsegen.documents.point_words import vote_on
from responsegen.documents.registers import ReservationRow, reservations
from responsegen.documents.words import (
    NBSP,
    capital,
    cardinal,
    cited,
    clause,
    condition_words,
    day,
    joined,
    percent,
    rule_words,
    span,
    together,
    unit_of,
)
from responsegen.dossier.model import (
    AnyOf,
    AnyTopic,
    Condition,
    ContributionAnswer,
    Dossier,
    OffersAnswer,
    OffersTopic,
    Together,
)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One way of deciding, and the topics decided by it."""

    name: str
    description: str
    basis: str
    topics: tuple[str, ...]


def rules(dossier: Dossier) -> Iterator[RuleRow]:
    """List the rules, each once for every basis that it has, with what the basis brings."""
    for row, titles in together((_rule(topic), topic.title) for topic in dossier.topics.values()).items():
        yield RuleRow(*row, tuple(titles))


def _rule(topic: AnyTopic) -> tuple[str, str, str]:
    said = " ".join((topic.decided_when, *topic.brought_by_basis))
    return rule_words(topic.rule), said, cited(topic.articles)


def population(dossier: Dossier) -> str:
    """Say where shares of the population come from, if a rule weighs who is for, or who abstains constructively."""
    shares, day_of_use = dossier.population, dossier.as_of.date()
    if not dossier.weighs_population:
        return ""
    until = f", valid until {day(shares.valid_until)}" if shares.is_valid_on(day_of_use) else ""
    return f"{shares.as_used_on(day_of_use)} ({clause(shares.source)}){until}"


@dataclass(frozen=True, slots=True)
class MajorityRow:
    """The arithmetic of one point that a majority decides."""

    title: str  # "Enforcement of sanctions: Union enforcement office"
    for_: str  # "15 of 27"
    population: str  # "52.57 %"; "" where it is not weighed, or would tell who is for
    against: str
    abstaining: str
    awaited: str
    carried_by: str  # "DE (71.06 %) or IT (65.80 %)", or "agreed"
    discussion: str  # who could ask for it
    too_close: bool


def majorities(dossier: Dossier, answer: JointAnswer, by: Attributor) -> Iterator[MajorityRow]:
    """List the points that a majority decides."""
    for point in points(answer):
        vote = vote_on(answer, point)
        if vote is None or point.topic.rule.facts.unopposed:
            continue
        share, columns = vote.arithmetic.population_for, vote.columns
        weighed = by.named and share is not None and any(t.is_share for t in vote.arithmetic.thresholds)
        discussing = (
            vote.may_ask_discussion if vote.status.is_agreed else ()
        )  # of what fails there is nothing to discuss
        inside = by.within(point.topic.electorate)
        against, abstaining, awaited, asking = (
            inside.who(who).phrase if who else "–"
            for who in (columns.against, columns.abstaining, columns.outstanding, discussing)
        )
        yield MajorityRow(
            title=point.title,
            for_=f"{len(columns.for_)} of {vote.arithmetic.members}",
            population=percent(share) if weighed and share is not None else "–",
            against=against,
            abstaining=abstaining,
            awaited=awaited,
            carried_by=_carried_by(dossier, point, vote, by, weighed=weighed),
            discussion=asking,
            too_close=vote.arithmetic.too_close_to_call,
        )


def _carried_by(dossier: Dossier, point: Point, vote: OptionOutcome, by: Attributor, *, weighed: bool) -> str:
    if vote.status.is_agreed:
        return vote.status.words
    sets = vote.unblocked_by
    if not weighed or any(len(those) > 1 for those in sets):
        return by.ways(sets)
    worst = Vote.on(dossier, point.topic, vote.columns).worst
    shares = {d: (worst.for_ + worst.electorate.bloc([d])).share_of(worst.electorate.whole) for (d,) in sets}
    return joined([f"{d} ({percent(share)})" for d, share in shares.items()], "or")


def register(dossier: Dossier) -> Iterator[ReservationRow]:
    """List the reservations, in one row those of a delegation that are alike: `Defence industry; Military mobility`."""
    alike = together((replace(row, about="", point=""), row.about) for row in reservations(dossier))
    yield from (replace(row, about="; ".join(abouts)) for row, abouts in alike.items())


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition, and who names it."""

    words: str
    delegations: str  # "BE, FR and LT"; of others who take part "BE (FR and NL), CZ (DE or UK)"
    scenarios: str  # which hold it: "all four"; "–" where that depends on who comes


def conditions(dossier: Dossier) -> Iterator[ConditionRow]:
    """List every condition once, those that most delegations name first; those about others in one row."""
    stated = [
        (d, condition)
        for d, position in dossier.positions.items()
        for answer in position.answers.values()
        if isinstance(answer, ContributionAnswer) and answer.stance.is_willing
        for condition in answer.conditions
    ]
    own = {condition_words(dossier, c): c for _, c in stated if not _partners(c)}
    named = together((condition_words(dossier, c), d) for d, c in stated if not _partners(c))
    for words, who in sorted(named.items(), key=lambda item: -len(item[1])):
        yield ConditionRow(capital(words), joined(who), _held_by(dossier, own[words]))
    if partners := together((d, _partners(c)) for d, c in stated if _partners(c)):
        yield ConditionRow("Others take part", ", ".join(f"{d} ({joined(its)})" for d, its in partners.items()), "–")


def _partners(condition: Condition) -> str:
    """Name those who have to take part: `FR and UK`, `FR, or DK and EE`; "" for a condition on something else."""
    match condition:
        case Together(delegations):
            return joined(delegations)
        case AnyOf(alternatives) if all(_partners(c) for c in alternatives):
            several = any(" " in _partners(c) for c in alternatives)
            return (", or " if several else " or ").join(dict.fromkeys(map(_partners, alternatives)))
        case _:
            return ""


def _held_by(dossier: Dossier, condition: Condition) -> str:
    every = dossier.scenarios.values()
    alone, with_all = (
        [s.label for s in every if holds(condition, Facts(s.us, s.events), present, strength)]
        for present, strength in ((frozenset[str](), 0), (frozenset(dossier.delegations), inf))
    )
    if alone != with_all or not every:
        return "–"  # that depends on who comes
    if len(alone) == len(every):
        return {1: alone[0], 2: "both"}.get(len(every), f"all {cardinal(len(every))}")
    return "; ".join(alone) or "none"


def circles(answer: JointAnswer) -> str:
    """Say who wait for each other: `BE and NL, and LV and LT, wait for each other: …`."""
    outcomes = [o for o in answer.topics.values() if isinstance(o, ContributionOutcome)]
    waiting = {c for o in outcomes for s in o.scenarios.values() for c in s.circles}
    order = [d for o in outcomes for d in o.topic.electorate]
    found = [joined(c) for c in sorted(waiting, key=lambda c: order.index(c[0]))]
    if not found:
        return ""
    who = f"{', and '.join(found)}," if len(found) > 1 else found[0]
    return f"{who} wait for each other: their contributions become assured only together."


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One item that one delegation offers."""

    delegation: str
    item: str
    quantity: str  # "40 vehicles"
    status: str
    by: str  # "31.12.2025"
    comment: str | None


def offers(dossier: Dossier) -> Iterator[OfferRow]:
    """List every offer, in protocol order and then the dossier's."""
    for d, position in dossier.positions.items():
        for topic in dossier.topics.values():
            answer = position.answers.get(topic.id)
            if not (isinstance(topic, OffersTopic) and isinstance(answer, OffersAnswer)):
                continue
            for item in (i for i in topic.options if i in answer.offers):
                offer, found = answer.offers[item], topic.options[item]
                quantity = offer.quantity
                yield OfferRow(
                    d,
                    found.label,
                    f"{span(quantity)}{NBSP}{unit_of(quantity, found.unit)}" if quantity else "not stated",
                    offer.firmness.value,
                    f"{offer.by.day}.{offer.by.month}.{offer.by.year}" if offer.by else "no date",
                    offer.comment,
                )
