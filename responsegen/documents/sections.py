"""From a topic and its outcome to what a document may say of it: one type of section per kind of topic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from responsegen.consensus.answer import (
    ContributionOutcome,
    NeedsOutcome,
    OffersOutcome,
    OptionOutcome,
    OptionsOutcome,
    RangeOutcome,
    ScenarioOutcome,
    Status,
)
from responsegen.documents.wording import counted, extent
from responsegen.dossier.model import (
    ContributionTopic,
    IfNotAgreed,
    Interval,
    Kind,
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
    from collections.abc import Mapping
    from fractions import Fraction

    from responsegen.consensus.answer import TopicOutcome
    from responsegen.documents.attribution import Attributor, Who
    from responsegen.dossier.model import AnyTopic, Dossier, Necessity, Unit


@dataclass(frozen=True, slots=True)
class Members:
    """Those whose answers on a topic count."""

    count: int
    words: str  # "the 25 delegations that are members of NATO"; "" where that is every delegation


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that could enter the answer, and who stands behind it."""

    id: str
    label: str
    text: str
    status: Status
    if_not_agreed: IfNotAgreed
    for_: Who
    against: Who
    abstaining: Who
    constructive: Who
    outstanding: Who
    silent: Who
    reservations: tuple[str, ...]

    @property
    def shown(self) -> bool:
        """Whether the response prints this sentence."""
        return self.status.is_agreed or self.if_not_agreed is not IfNotAgreed.OMIT

    @property
    def heard(self) -> bool:
        """Whether anybody has said anything that counts, or entered a reservation."""
        return bool(self.for_ or self.against or self.abstaining or self.constructive or self.reservations)

    @property
    def firmly(self) -> bool:
        """Whether more than half of those who decide are for it: only then is it "firmly supported"."""
        others = (self.against, self.abstaining, self.constructive, self.outstanding)
        return self.for_.count > sum(who.count for who in others)


@dataclass(frozen=True, slots=True)
class OptionsSection:
    """An options topic."""

    kind: ClassVar[Kind] = Kind.OPTIONS
    id: str
    title: str
    text: str | None
    status: Status
    statements: tuple[Statement, ...]
    members: Members

    @property
    def heard(self) -> bool:
        """Whether anybody has answered."""
        return any(s.heard for s in self.statements)


@dataclass(frozen=True, slots=True)
class NeedStatement:
    """One need: the sentence, how badly and when it is needed, and what hangs on it."""

    statement: Statement
    necessity: Necessity | None
    short_term: bool
    long_term: bool
    essential: Who
    desirable: Who
    unmentioned: Who
    personnel_depending: Interval


@dataclass(frozen=True, slots=True)
class NeedsSection:
    """A needs topic."""

    kind: ClassVar[Kind] = Kind.NEEDS
    id: str
    title: str
    text: str | None
    status: Status
    needs: tuple[NeedStatement, ...]
    members: Members

    @property
    def heard(self) -> bool:
        """Whether anybody has answered."""
        return any(n.statement.heard for n in self.needs)


@dataclass(frozen=True, slots=True)
class Variant:
    """One value for a range that some delegations would all accept."""

    interval: Interval
    words: str  # "between 30 000 and 40 000 personnel"
    sentence: str  # the topic's own sentence with these words in it
    who: Who


@dataclass(frozen=True, slots=True)
class RangeSection:
    """A range topic."""

    kind: ClassVar[Kind] = Kind.RANGE
    id: str
    title: str
    unit: Unit
    status: Status
    if_not_agreed: IfNotAgreed
    sentences: tuple[str, ...]  # one for each agreed interval, ready to print
    agreed: tuple[Interval, ...]
    possible: tuple[Interval, ...]
    variants: tuple[Variant, ...]
    stated: Who
    against: Who
    abstaining: Who
    outstanding: Who
    silent: Who
    reservations: tuple[str, ...]
    members: Members

    @property
    def heard(self) -> bool:
        """Whether anybody has answered."""
        return bool(self.stated or self.against or self.abstaining or self.reservations)

    @property
    def firmly(self) -> bool:
        """Whether more than half of those who decide stand behind the variant with the widest support."""
        return bool(self.variants) and 2 * self.variants[0].who.count > self.members.count

    @property
    def shown(self) -> bool:
        """Whether the response prints something on this topic."""
        return self.status.is_agreed or self.if_not_agreed is not IfNotAgreed.OMIT


@dataclass(frozen=True, slots=True)
class Force:
    """What comes together under one scenario."""

    id: str
    label: str
    assured: Interval
    assured_by: Who
    attainable: Interval
    attainable_by: Who
    gap: int | None
    pools: Mapping[Fraction, Interval]


@dataclass(frozen=True, slots=True)
class ContributionSection:
    """A contribution topic."""

    kind: ClassVar[Kind] = Kind.CONTRIBUTION
    id: str
    title: str
    text: str | None
    yes: Who
    conditional: Who
    no: Who
    undecided: Who
    outstanding: Who
    unquantified: Who
    required: Interval | None
    forces: tuple[Force, ...]
    reservations: tuple[str, ...]
    members: Members

    @property
    def heard(self) -> bool:
        """Whether anybody has answered."""
        return bool(self.willing or self.no or self.undecided or self.reservations)

    @property
    def willing(self) -> int:
        """How many would come, conditions apart."""
        return self.yes.count + self.conditional.count


@dataclass(frozen=True, slots=True)
class OfferRow:
    """The sum of what is offered under one item."""

    label: str
    text: str | None
    unit: str
    firm: Interval
    indicative: Interval
    who: Who
    reservations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OffersSection:
    """An offers topic."""

    kind: ClassVar[Kind] = Kind.OFFERS
    id: str
    title: str
    text: str | None
    offers: tuple[OfferRow, ...]  # items that somebody offers
    not_offered: tuple[str, ...]  # labels of the others
    members: Members

    @property
    def heard(self) -> bool:
        """Whether anybody has offered anything."""
        return bool(self.offers)


TopicSection = OptionsSection | NeedsSection | RangeSection | ContributionSection | OffersSection


def section(dossier: Dossier, topic: AnyTopic, outcome: TopicOutcome, by: Attributor) -> TopicSection:
    """What may be said of one topic, delegations worded by `by`."""
    members = members_of(dossier, topic)
    match topic, outcome:
        case OptionsTopic(), OptionsOutcome():
            return OptionsSection(
                topic.id,
                topic.title,
                topic.text,
                outcome.status,
                tuple(_statement(topic, o, outcome.options[o.id], by) for o in topic.options.values()),
                members,
            )
        case NeedsTopic(), NeedsOutcome():
            return _needs(topic, outcome, members, by)
        case RangeTopic(), RangeOutcome():
            return _range(topic, outcome, members, by)
        case ContributionTopic(), ContributionOutcome():
            return _contribution(dossier, topic, outcome, members, by)
        case OffersTopic(), OffersOutcome():
            return _offers(topic, outcome, members, by)
        case _:
            message = f"topic {topic.id} and its outcome are of different kinds"
            raise TypeError(message)


def members_of(dossier: Dossier, topic: AnyTopic) -> Members:
    """Word the electorate of a topic without naming anybody: as a body of which all members are meant, or by number."""
    count = len(topic.electorate)
    if topic.electorate == dossier.delegations:
        return Members(count, "")
    for body, states in (("Member States of the European Union", EU), ("members of NATO", NATO)):
        if count > 1 and topic.electorate == tuple(d for d in dossier.delegations if d in states):
            return Members(count, f"the {counted(count, 'delegation')} that are {body}")
    return Members(count, f"{count} of the {counted(len(dossier.delegations), 'delegation')}")


def _statement(topic: AnyTopic, option: Option | Need, outcome: OptionOutcome, by: Attributor) -> Statement:
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
        by.reservations(outcome.reservations),
    )


def _needs(topic: NeedsTopic, outcome: NeedsOutcome, members: Members, by: Attributor) -> NeedsSection:
    def need(option: Need) -> NeedStatement:
        found = outcome.options[option.id]
        terms = found.term or tuple(option.term)
        return NeedStatement(
            _statement(topic, option, found.outcome, by),
            found.necessity,
            Term.SHORT in terms,
            Term.LONG in terms,
            by.who(found.essential),
            by.who(found.desirable),
            by.who(found.outcome.columns.unmentioned),
            found.personnel_depending,
        )

    stated = tuple(map(need, topic.options.values()))
    return NeedsSection(topic.id, topic.title, topic.text, outcome.status, stated, members)


def _range(topic: RangeTopic, outcome: RangeOutcome, members: Members, by: Attributor) -> RangeSection:
    return RangeSection(
        topic.id,
        topic.title,
        topic.unit,
        outcome.status,
        topic.if_not_agreed,
        tuple(range_sentence(topic, interval) for interval in outcome.agreed),
        outcome.agreed,
        outcome.possible,
        variants(topic, outcome.positions, by),
        by.who(outcome.positions),
        by.who(outcome.against),
        by.who(outcome.abstaining),
        by.who(outcome.outstanding, topic.electorate),
        by.who(outcome.silent, topic.electorate),
        by.reservations(outcome.reservations),
        members,
    )


def range_sentence(topic: RangeTopic, interval: Interval) -> str:
    """The topic's sentence for the response with the interval in words; these words alone where it has none."""
    value = extent(interval, topic.unit)
    return topic.text.replace("{value}", value) if topic.text else f"{value}."


def variant(topic: RangeTopic, interval: Interval, who: Who) -> Variant:
    """Word one value for a range."""
    return Variant(interval, extent(interval, topic.unit), range_sentence(topic, interval), who)


def variants(topic: RangeTopic, positions: Mapping[str, Interval], by: Attributor) -> tuple[Variant, ...]:
    """Group ranges into the fewest values that a text needs: the widest support first, then of those left over."""
    found, left = [], dict(positions)
    while left:
        inside = max(
            ([d for d, stated in left.items() if candidate.low in stated] for candidate in left.values()),
            key=len,
        )
        ends = [left[d].high for d in inside]
        known = [end for end in ends if end is not None]
        interval = Interval(max(left[d].low for d in inside), min(known) if known else None)
        found.append(variant(topic, interval, by.who(inside)))
        left = {d: stated for d, stated in left.items() if d not in inside}
    return tuple(found)


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
        tuple(force(scenario, found) for scenario, found in outcome.scenarios.items()),
        by.reservations(outcome.reservations),
        members,
    )


def _offers(topic: OffersTopic, outcome: OffersOutcome, members: Members, by: Attributor) -> OffersSection:
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
                by.reservations(found.reservations),
            )
            for o, found in offered.items()
        ),
        tuple(item.label for o, item in topic.options.items() if o not in offered),
        members,
    )
