"""Dossiers in a line or two: topics, positions and votes from short words, with every place left out."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from responsegen.consensus.answer import OptionsOutcome
from responsegen.consensus.joint_answer import joint_answer
from responsegen.dossier.model import (
    ClearedBy,
    ContributionAnswer,
    ContributionTopic,
    Dossier,
    Event,
    EventHappens,
    Firmness,
    Interval,
    MinimumForce,
    Necessity,
    Need,
    NeedsAnswer,
    NeedStance,
    NeedsTopic,
    Number,
    Offer,
    OfferItem,
    OffersAnswer,
    OffersTopic,
    Option,
    OptionsAnswer,
    OptionStance,
    OptionsTopic,
    Position,
    PositionStatus,
    RangeAnswer,
    RangeTopic,
    Reservation,
    ReservationCounting,
    ReservationKind,
    RuleName,
    Scenario,
    Stance,
    Term,
    Together,
    UsProvides,
    Willingness,
)
from responsegen.dossier.model.population import SHARES_2025
from responsegen.problem import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from responsegen.consensus.answer import OptionOutcome, TopicOutcome
    from responsegen.dossier.model import Answer, AnyTopic, Condition

Outcome = TypeVar("Outcome", bound="TopicOutcome")

HERE = Place("positions/XX.yaml")
EU27 = tuple(SHARES_2025.figures)
AS_OF = datetime(2025, 2, 16, 18, tzinfo=UTC)

COUNTING = {
    ReservationKind.SUBSTANTIVE: ReservationCounting.AGAINST,
    ReservationKind.SCRUTINY: ReservationCounting.OUTSTANDING,
    ReservationKind.GENERAL: ReservationCounting.OUTSTANDING,
    ReservationKind.PARLIAMENTARY: ReservationCounting.AS_STATED,
    ReservationKind.LINGUISTIC: ReservationCounting.AS_STATED,
}


def options(
    rule: str = "unanimity", electorate: Iterable[str] = EU27, ids: str = "listings", topic: str = "sanctions"
) -> OptionsTopic:
    """An options topic; `ids` are its options, apart by spaces."""
    found = {i: Option(i, i, i) for i in ids.split()}
    return OptionsTopic(
        id=topic, title=topic, rule=RuleName(rule), electorate=tuple(electorate), question=1, place=HERE, options=found
    )


def needs(
    rule: str = "consensus", electorate: Iterable[str] = EU27, ids: str = "airlift", topic: str = "us_requirements"
) -> NeedsTopic:
    """A needs topic, every need short-term."""
    found = {i: Need(i, i, i, frozenset({Term.SHORT})) for i in ids.split()}
    return NeedsTopic(
        id=topic, title=topic, rule=RuleName(rule), electorate=tuple(electorate), question=1, place=HERE, options=found
    )


def ranges(
    rule: str = "unanimity", electorate: Iterable[str] = EU27, unit: str = "personnel", topic: str = "force_size"
) -> RangeTopic:
    """A range topic."""
    return RangeTopic(
        id=topic,
        title=topic,
        rule=RuleName(rule),
        electorate=tuple(electorate),
        question=1,
        place=HERE,
        unit=unit,
    )


def contribution(
    electorate: Iterable[str] = EU27,
    required: str | None = None,
    topic: str = "troops",
    sustained: str | None = None,
) -> ContributionTopic:
    """A contribution topic."""
    return ContributionTopic(
        id=topic,
        title=topic,
        rule=RuleName.OPT_IN,
        electorate=tuple(electorate),
        question=1,
        place=HERE,
        required=required,
        sustained=sustained,
    )


def offers(electorate: Iterable[str] = EU27, ids: str = "artillery", topic: str = "assistance") -> OffersTopic:
    """An offers topic, everything counted in rounds."""
    found = {i: OfferItem(i, i, "rounds") for i in ids.split()}
    return OffersTopic(
        id=topic,
        title=topic,
        rule=RuleName.OPT_IN,
        electorate=tuple(electorate),
        question=1,
        place=HERE,
        options=found,
    )


def stances(by_option: Mapping[str, str]) -> OptionsAnswer:
    """Stances by option."""
    return OptionsAnswer(HERE, {option: OptionStance(Stance(s), HERE) for option, s in by_option.items()})


def needed(by_need: Mapping[str, str | tuple[str, str]]) -> NeedsAnswer:
    """Necessities by need, "essential" or ("essential", "long")."""
    pairs = {need: said if isinstance(said, tuple) else (said, "") for need, said in by_need.items()}
    return NeedsAnswer(
        HERE,
        {
            need: NeedStance(Necessity(necessity), HERE, frozenset(map(Term, terms.split())) or None)
            for need, (necessity, terms) in pairs.items()
        },
    )


def span(low: Number | str, high: Number | None = None) -> RangeAnswer:
    """An acceptable range, or the stance "abstain" or "undecided"; `span(5)` is 5 or more."""
    if isinstance(low, str):
        return RangeAnswer(HERE, None, Stance(low))
    return RangeAnswer(HERE, Interval(low, high))


def pledge(
    low: int | None = None,
    high: int | None = None,
    *conditions: Condition,
    stance: str = "",
    ready: int | None = 0,
    sustain: int | None = None,
) -> ContributionAnswer:
    """A contribution, ready at once; conditional exactly where it has conditions, unless its stance is given."""
    quantity = None if low is None else Interval(low, high)
    willing = Willingness(stance or ("conditional" if conditions else "yes"))
    return ContributionAnswer(HERE, willing, quantity, ready if quantity or ready else None, sustain, conditions)


def us(need: str) -> UsProvides:
    """The addressee provides this need."""
    return UsProvides(need, HERE)


def event(name: str) -> EventHappens:
    """This event has happened."""
    return EventHappens(name, HERE)


def partners(codes: str) -> Together:
    """These take part, apart by spaces."""
    return Together(tuple(codes.split()), HERE)


def force(personnel: int) -> MinimumForce:
    """The coalition pledges at least this many."""
    return MinimumForce(personnel, HERE)


def offered(by_item: Mapping[str, tuple[int | None, str]]) -> OffersAnswer:
    """Offers by item: quantity and firmness."""
    return OffersAnswer(
        HERE,
        {
            item: Offer(None if quantity is None else Interval(quantity, quantity), Firmness(firmness), HERE)
            for item, (quantity, firmness) in by_item.items()
        },
    )


def reservation(on: str, kind: str) -> Reservation:
    """A reservation on TOPIC or TOPIC.OPTION."""
    topic, _, option = on.partition(".")
    return Reservation(topic, option or None, ReservationKind(kind), None, HERE)


def position(
    code: str,
    answers: Mapping[str, Answer] | None = None,
    *reservations: Reservation,
    status: str = "cleared",
    speaks_for: str = "",
    cleared_by: str = "ambassador",
) -> Position:
    """One delegation's position, cleared unless said otherwise."""
    return Position(
        code,
        PositionStatus(status),
        HERE,
        cleared_by=ClearedBy(cleared_by),
        speaks_for=tuple(speaks_for.split()),
        answers=answers or {},
        reservations=reservations,
    )


def dossier(
    topics: Iterable[AnyTopic],
    positions: Iterable[Position] = (),
    delegations: Iterable[str] = EU27,
    **fields: Any,  # noqa: ANN401 - any other field of a dossier
) -> Dossier:
    """A dossier with everything else empty."""
    codes = tuple(delegations)
    by_code = {p.delegation: p for p in positions}
    standard = {
        "title": "Joint European response",
        "reference": "RG 0001/25",
        "revision": 0,
        "as_of": AS_OF,
        "exercise": True,
        "meeting": None,
        "sender": "Pen-holder",
        "recipient": "Delegations",
        "addressee": "US",
        "groups": {},
        "count_drafts": False,
        "silence_deadline": None,
        "reservations_count_as": COUNTING,
        "questions": (),
        "scenarios": {},
        "rotation_factors": (Fraction(3),),
        "documents": {},
    }
    events = {id_: Event(label) for id_, label in fields.pop("events", {}).items()}
    return Dossier(
        **{**standard, **fields},
        events=events,
        delegations=codes,
        topics={topic.id: topic for topic in topics},
        positions={code: by_code[code] for code in codes if code in by_code},
    )


def scenario(name: str, us: Iterable[str] = (), events: Iterable[str] = ()) -> Scenario:
    """A scenario."""
    return Scenario(name, name, frozenset(us), frozenset(events))


def poll(rule: str, electorate: Iterable[str] = EU27, *, rest: str = "missing", **by_stance: str) -> OptionOutcome:
    """The outcome of one option: `poll("unanimity", rest="support", oppose="HU", missing="SK")`.

    Words with a hyphen are written with an underscore; "missing" has no position.
    """
    said = {code: stance.replace("_", "-") for stance, codes in by_stance.items() for code in codes.split()}
    electorate = tuple(electorate)
    assert said.keys() <= set(electorate)
    positions = [
        position(code, {"sanctions": stances({"listings": stance})})
        for code in electorate
        if (stance := said.get(code, rest.replace("_", "-"))) != "missing"
    ]
    return decided(dossier([options(rule, electorate)], positions, electorate))


def outcome_of(case: Dossier, topic: str, kind: type[Outcome]) -> Outcome:
    """What becomes of a topic of a known kind."""
    found = joint_answer(case).topics[topic]
    assert isinstance(found, kind)
    return found


def decided(case: Dossier, option: str = "listings") -> OptionOutcome:
    """What becomes of one option of the sanctions."""
    return outcome_of(case, "sanctions", OptionsOutcome).options[option]
