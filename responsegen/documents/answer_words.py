"""From one delegation's position to the words for each recorded answer, with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from responsegen.documents.wording import (
    NBSP,
    clause,
    day,
    duration,
    extent,
    inside,
    joined,
    name_of,
    number,
    readiness,
    sentence,
    span,
    unit_of,
)
from responsegen.dossier.model import (
    AnyOf,
    AnyTopic,
    Condition,
    ContributionAnswer,
    Dossier,
    EventHappens,
    MinimumForce,
    Necessity,
    Need,
    NeedsAnswer,
    NeedStance,
    NeedsTopic,
    Offer,
    OfferItem,
    OffersAnswer,
    OffersTopic,
    Option,
    OptionsAnswer,
    OptionsTopic,
    Position,
    RangeAnswer,
    RangeTopic,
    Source,
    Stance,
    Together,
    UsProvides,
    Willingness,
)
from responsegen.problem import Place

STANCE_WORDS = {
    Stance.SUPPORT: "supports",
    Stance.ACCEPT: "can accept",
    Stance.ABSTAIN: "abstains",
    Stance.CONSTRUCTIVE_ABSTENTION: "abstains constructively, by formal declaration",
    Stance.OPPOSE: "opposes",
    Stance.UNDECIDED: "is undecided",
}
NECESSITY_WORDS = {
    Necessity.ESSENTIAL: "essential",
    Necessity.DESIRABLE: "desirable",
    Necessity.NOT_NEEDED: "not needed",
    Necessity.OPPOSE: "opposes asking for it",
    Necessity.ABSTAIN: "abstains",
    Necessity.UNDECIDED: "is undecided",
}
WILLINGNESS_WORDS = {
    Willingness.YES: "ready to contribute",
    Willingness.CONDITIONAL: "ready to contribute",
    Willingness.NO: "will not contribute",
    Willingness.UNDECIDED: "is undecided",
}


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """One answer as it was recorded; `option` is None where the topic has no options."""

    topic: str
    topic_title: str
    option: str | None
    label: str | None
    words: str
    comment: str | None
    place: Place
    would_support_if: str | None = None

    @property
    def remark(self) -> str:
        """What was said beside the answer: on what it would be supported, and the comment."""
        would = f"Would support it if {clause(inside(self.would_support_if))}." if self.would_support_if else ""
        return " ".join(filter(None, (would, sentence(self.comment or ""))))

    @property
    def about(self) -> str:
        """What the answer is about: `Sanctions on Russia: shadow fleet listings`."""
        return f"{self.topic_title}: {self.label}" if self.label else self.topic_title


def condition_words(dossier: Dossier, condition: Condition, *, named: bool = True) -> str:
    """A condition as one item of a list of conditions; where not `named`, partners stay unnamed."""
    match condition:
        case UsProvides(need):
            return f"{clause(dossier_needs(dossier)[need])} from {name_of(dossier.addressee, article=True)}"
        case EventHappens(event):
            return inside(clause(dossier.events[event]))
        case Together() if not named:
            return "certain other delegations take part"
        case Together(delegations):
            return f"{joined(delegations)} {'takes' if len(delegations) == 1 else 'take'} part"
        case MinimumForce(personnel):
            return f"at least {number(personnel)}{NBSP}personnel are pledged in all"
        case AnyOf(conditions):
            choices = dict.fromkeys(condition_words(dossier, c, named=named) for c in conditions)
            return f"either {', or '.join(choices)}" if len(choices) > 1 else next(iter(choices))


def dossier_needs(dossier: Dossier) -> dict[str, str]:
    """The label of every need, whichever topic it belongs to."""
    return {n.id: n.label for t in dossier.topics.values() if isinstance(t, NeedsTopic) for n in t.options.values()}


def recorded(dossier: Dossier, position: Position) -> tuple[RecordedAnswer, ...]:
    """Every answer in the position, topics and options in the dossier's order."""
    return tuple(row for topic in dossier.topics.values() for row in _topic_rows(dossier, topic, position))


def _topic_rows(dossier: Dossier, topic: AnyTopic, position: Position) -> Iterator[RecordedAnswer]:
    answer = position.answers.get(topic.id)

    def row(
        words: str,
        comment: str | None,
        place: Place,
        option: Option | Need | OfferItem | None,
        would: str | None = None,
    ) -> RecordedAnswer:
        o, label = (option.id, option.label) if option else (None, None)
        return RecordedAnswer(topic.id, topic.title, o, label, words, comment, place, would)

    match topic, answer:
        case OptionsTopic(), OptionsAnswer():
            for o in (o for o in topic.options.values() if o.id in answer.stances):
                stance = answer.stances[o.id]
                comment = stance.comment or answer.comment
                yield row(STANCE_WORDS[stance.stance], comment, stance.place, o, stance.would_support_if)
        case NeedsTopic(), NeedsAnswer():
            for n in (n for n in topic.options.values() if n.id in answer.needs):
                need = answer.needs[n.id]
                yield row(_need_words(need), need.comment or answer.comment, need.place, n)
        case OffersTopic(), OffersAnswer():
            for i in (i for i in topic.options.values() if i.id in answer.offers):
                offer = answer.offers[i.id]
                yield row(_offer_words(offer, i.unit), offer.comment or answer.comment, offer.place, i)
        case RangeTopic(), RangeAnswer():
            yield row(_range_words(answer, topic), answer.comment, answer.place, None)
        case _, ContributionAnswer():
            yield row(_contribution_words(dossier, answer), answer.comment, answer.place, None)


def _need_words(need: NeedStance) -> str:
    terms = joined(sorted(need.term, reverse=True)) if need.term else ""
    return NECESSITY_WORDS[need.necessity] + (f" ({terms} term)" if terms else "")


def _offer_words(offer: Offer, unit: str) -> str:
    quantity = (
        f"{span(offer.quantity)}{NBSP}{unit_of(offer.quantity, unit)}" if offer.quantity else "quantity not stated"
    )
    return f"{quantity}, {offer.firmness}" + (f", by {day(offer.by)}" if offer.by else "")


def _range_words(answer: RangeAnswer, topic: RangeTopic) -> str:
    if answer.acceptable is None:
        return STANCE_WORDS[answer.stance or Stance.UNDECIDED]
    preferred = f", preferably {extent(answer.preferred, topic.unit)}" if answer.preferred else ""
    return extent(answer.acceptable, topic.unit) + preferred


def _contribution_words(dossier: Dossier, answer: ContributionAnswer) -> str:
    parts = [WILLINGNESS_WORDS[answer.stance]]
    if answer.pledge:
        parts.append(extent(answer.pledge, "personnel"))
    elif answer.stance in (Willingness.YES, Willingness.CONDITIONAL):
        parts.append("number not stated")
    if answer.ready is not None:
        parts.append(f"ready after {readiness(answer.ready)}")
    if answer.sustain is not None:
        parts.append(f"for {duration(answer.sustain)}")
    words = ", ".join(parts)
    if not answer.conditions:
        return words
    link = "on this condition" if len(answer.conditions) == 1 else "on these conditions"
    return f"{words}, {link}: {'; '.join(condition_words(dossier, c) for c in answer.conditions)}"


def source_words(source: Source) -> str:
    """Where a statement stands: `Prime Minister, 17 February 2025, outlet`."""
    parts = [source.speaker, day(source.said_on) if source.said_on else None, source.outlet]
    return ", ".join(part for part in parts if part)
