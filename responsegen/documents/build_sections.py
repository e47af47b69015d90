"""From a topic and its outcome to the section that a document may hold, delegations worded as it may name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, assert_never

from responsegen.consensus.answer import (
    ContributionOutcome,
    NeedsOutcome,
    OffersOutcome,
    OptionOutcome,
    OptionsOutcome,
    RangeOutcome,
    ScenarioOutcome,
)
from responsegen.documents.sections import (
    ContributionSection,
    Force,
    Members,
    NeedsSection,
    NeedStatement,
    OfferRow,
    OffersSection,
    OptionsSection,
    RangeSection,
    Statement,
    TopicSection,
)
from responsegen.documents.variants import range_sentence, variants
from responsegen.documents.wording import counted, wanted
from responsegen.dossier.model import (
    ContributionTopic,
    Need,
    NeedsTopic,
    OffersTopic,
    Option,
    OptionsTopic,
    RangeTopic,
    Term,
    Willingness,
)
from responsegen.dossier.states import EU, NATO

if TYPE_CHECKING:
    from collections.abc import Collection

    from responsegen.consensus.answer import RecordedReservation, TopicOutcome
    from responsegen.documents.attribution import Attributor
    from responsegen.dossier.model import AnyTopic, Dossier, Question

    Whole = tuple[RecordedReservation, ...]  # the reservations on a topic as a whole


AS_A_WHOLE = "the topic as a whole"


class Reserved(Protocol):
    """The outcome of one point: an option, a need, an item on offer."""

    @property
    def reservations(self) -> tuple[RecordedReservation, ...]:
        """Those on the point, and those on its topic."""


def on_all(points: Collection[Reserved]) -> tuple[RecordedReservation, ...]:
    """Those on the topic as a whole, once; none where it has one point alone, whose own they are."""
    if len(points) == 1:
        return ()
    return tuple(dict.fromkeys(r for p in points for r in p.reservations if r.reservation.option is None))


def on_this(point: Reserved, held_on_all: Collection[RecordedReservation]) -> tuple[RecordedReservation, ...]:
    """Those on the point itself."""
    return tuple(r for r in point.reservations if r not in held_on_all)


def section(dossier: Dossier, outcome: TopicOutcome, by: Attributor) -> TopicSection:
    """What may be said of one topic, delegations worded by `by`."""
    members = members_of(dossier, outcome.topic)
    match outcome:
        case OptionsOutcome():
            return _options(outcome.topic, outcome, members, by)
        case NeedsOutcome():
            return _needs(outcome.topic, outcome, members, by)
        case RangeOutcome():
            return _range(outcome.topic, outcome, members, by)
        case ContributionOutcome():
            return _contribution(dossier, outcome.topic, outcome, members, by)
        case OffersOutcome():
            return _offers(outcome.topic, outcome, members, by)
        case _:
            assert_never(outcome)


def heading_of(dossier: Dossier, question: Question) -> str:
    """A heading made of the titles of the question's topics: `Size of the force – Duration of the deployment`."""
    return " – ".join(dossier.topics[topic].title for topic in question.topics) or "No topic"


def members_of(dossier: Dossier, topic: AnyTopic) -> Members:
    """Word the electorate of a topic without naming anybody: as a body of which all members are meant, or by number."""
    count = len(topic.electorate)
    if topic.electorate == dossier.delegations:
        return Members(count, "")
    for body, states in (("Member States of the European Union", EU), ("members of NATO", NATO)):
        if count > 1 and topic.electorate == tuple(d for d in dossier.delegations if d in states):
            return Members(count, f"the {counted(count, 'delegation')} that are {body}")
    return Members(count, f"{count} of the {counted(len(dossier.delegations), 'delegation')}")


def _options(topic: OptionsTopic, outcome: OptionsOutcome, members: Members, by: Attributor) -> OptionsSection:
    whole = on_all(outcome.options.values())
    return OptionsSection(
        topic.id,
        topic.title,
        topic.text,
        outcome.status,
        tuple(_statement(topic, o, outcome.options[o.id], whole, by) for o in topic.options.values()),
        by.reservations(whole, AS_A_WHOLE),
        members,
    )


def _statement(
    topic: AnyTopic, option: Option | Need, outcome: OptionOutcome, whole: Whole, by: Attributor
) -> Statement:
    columns, members = outcome.columns, topic.electorate
    return Statement(
        option.id,
        option.label,
        option.text,
        outcome.status,
        topic.if_not_agreed,
        by.who(columns.for_, members),
        by.who(columns.against, members),
        by.who(columns.abstaining, members),
        by.who(columns.constructive, members),
        by.who(columns.outstanding, members),
        by.who(columns.silent, members),
        by.who(columns.unmentioned, members),
        by.reservations(on_this(outcome, whole)),
    )


def _needs(topic: NeedsTopic, outcome: NeedsOutcome, members: Members, by: Attributor) -> NeedsSection:
    whole = on_all([*outcome.options.values()])

    def need(option: Need) -> NeedStatement:
        found = outcome.options[option.id]
        terms = found.term or tuple(option.term)
        return NeedStatement(
            _statement(topic, option, found, whole, by),
            found.necessity,
            Term.SHORT in terms,
            Term.LONG in terms,
            by.who(found.essential),
            by.who(found.desirable),
            found.personnel_depending,
        )

    stated = tuple(map(need, topic.options.values()))
    held = by.reservations(whole, AS_A_WHOLE)
    return NeedsSection(topic.id, topic.title, topic.text, outcome.status, stated, held, members)


def _range(topic: RangeTopic, outcome: RangeOutcome, members: Members, by: Attributor) -> RangeSection:
    return RangeSection(
        topic.id,
        topic.title,
        topic.unit,
        outcome.status,
        topic.if_not_agreed,
        range_sentence(topic, *outcome.agreed) if outcome.agreed else "",
        outcome.agreed,
        outcome.possible,
        variants(topic, outcome.positions, by, outcome.widest_support),
        tuple(support.interval for support in outcome.widest_support),
        by.who(outcome.positions),
        by.who(outcome.against),
        by.who(outcome.abstaining),
        by.who(outcome.outstanding, topic.electorate),
        by.who(outcome.silent, topic.electorate),
        by.reservations(outcome.reservations),
        members,
    )


def _contribution(
    dossier: Dossier, topic: ContributionTopic, outcome: ContributionOutcome, members: Members, by: Attributor
) -> ContributionSection:
    def force(scenario: str, found: ScenarioOutcome) -> Force:
        return Force(
            scenario,
            dossier.scenarios[scenario].label,
            found.assured.personnel,
            by.who(found.assured.delegations),
            found.attainable.personnel,
            by.who(found.attainable.delegations),
            found.gap,
            found.pools,
        )

    forces = {scenario: force(scenario, found) for scenario, found in outcome.scenarios.items()}
    return ContributionSection(
        topic.id,
        topic.title,
        topic.text,
        by.who(outcome.stances[Willingness.YES]),
        by.who(outcome.stances[Willingness.CONDITIONAL]),
        by.who(outcome.stances[Willingness.NO]),
        by.who(outcome.stances[Willingness.UNDECIDED]),
        by.who(outcome.outstanding),
        by.who(outcome.unquantified),
        outcome.required,
        wanted(agreed=outcome.required_agreed),
        tuple(forces.values()),
        forces[outcome.best] if outcome.best is not None else None,
        outcome.is_alike,
        by.reservations(outcome.reservations),
        members,
    )


def _offers(topic: OffersTopic, outcome: OffersOutcome, members: Members, by: Attributor) -> OffersSection:
    whole = on_all(outcome.options.values())
    offered = {o: found for o, found in outcome.options.items() if found.delegations}
    return OffersSection(
        topic.id,
        topic.title,
        topic.text,
        tuple(
            OfferRow(
                topic.options[o].label,
                topic.options[o].text,
                found.unit,
                found.firm,
                found.indicative,
                by.who(found.delegations),
                by.reservations(on_this(found, whole)),
            )
            for o, found in offered.items()
        ),
        tuple(item.label for o, item in topic.options.items() if o not in offered),
        by.reservations(whole, AS_A_WHOLE),
        members,
    )
