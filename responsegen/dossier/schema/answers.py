"""A topic in, the schema of an answer to it out: one function per kind of topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from responsegen.dossier import quantities
from responsegen.dossier.model import (
    ContributionTopic,
    Firmness,
    Necessity,
    NeedsTopic,
    OffersTopic,
    OptionsTopic,
    RangeTopic,
    RuleName,
    Stance,
    Unit,
    Willingness,
)
from responsegen.dossier.schema.values import (
    BLANK,
    DATE,
    TEXT,
    about,
    defined,
    duration_or_open_ended,
    interval,
    mapping,
    number,
    one_or_more,
    words,
)
from responsegen.dossier.topics import stances_under

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from responsegen.dossier.model import AnyTopic, Need, OfferItem, Option
    from responsegen.dossier.schema.values import Schema

_RANGES: Final = {
    Unit.PERSONNEL: interval(quantities.PERSONNEL, "30000-50000", "at least 20000", "up to 40000", "25 000", "20-30k"),
    Unit.MONTHS: interval(quantities.MONTHS, "24-60 months", "24 months or more", "2-5 years", "open-ended"),
}
_NECESSITY: Final = words(Necessity)


def definitions() -> dict[str, Schema]:
    """Return what answers to several topics and options have in common, by the name under which they refer to it."""

    def stance(known: Schema) -> Schema:
        return {"anyOf": [known, mapping({"stance": known}, {"would_support_if": TEXT, "comment": TEXT})]}

    term = words(("short", "long", "both"))
    return {
        **{str(unit): form for unit, form in _RANGES.items()},
        "stance-under-unanimity": stance(words(stances_under(RuleName.UNANIMITY))),
        "stance": stance(words(stances_under(RuleName.CONSENSUS))),
        "need": {"anyOf": [_NECESSITY, mapping({"necessity": _NECESSITY}, {"term": term, "comment": TEXT})]},
    }


def answer(topic: AnyTopic) -> Schema:
    """Return the schema of what stands below the topic's key."""
    match topic:
        case OptionsTopic():
            return _options(topic)
        case RangeTopic():
            return _range(topic)
        case ContributionTopic():
            return _contribution()
        case NeedsTopic():
            return _needs(topic)
        case OffersTopic():
            return _offers(topic)
        case _:
            assert_never(topic)


def _options(topic: OptionsTopic) -> Schema:
    one = defined("stance-under-unanimity" if topic.rule is RuleName.UNANIMITY else "stance")
    return {"anyOf": [words(stances_under(topic.rule)), _per_option(topic.options, lambda _: one)]}


def _needs(topic: NeedsTopic) -> Schema:
    return {"anyOf": [_NECESSITY, _per_option(topic.options, lambda _: defined("need"))]}


def _offers(topic: OffersTopic) -> Schema:
    def offer(option: str) -> Schema:
        quantity = interval(quantities.counted_in(topic.options[option].unit), "500", "500-800", "up to 800")
        in_detail = {"quantity": quantity, "by": DATE, "status": words(Firmness), "comment": TEXT}
        return {"anyOf": [quantity, mapping({}, in_detail)]}

    return _per_option(topic.options, offer)


def _range(topic: RangeTopic) -> Schema:
    interval_ = defined(topic.unit)
    acceptable: Schema = {"anyOf": [words((Stance.ABSTAIN, Stance.UNDECIDED)), interval_]}
    return {"anyOf": [acceptable, mapping({"acceptable": acceptable}, {"preferred": interval_, "comment": TEXT})]}


def _contribution() -> Schema:
    none: Schema = {"anyOf": [BLANK, {"enum": [[]]}]}
    some: Schema = {"not": none}
    in_detail = mapping(
        {},
        {
            "stance": words(Willingness),
            "pledge": defined(Unit.PERSONNEL) | about(description="Personnel kept deployed"),
            "ready": number(quantities.DAYS, "90 days") | about(description="How long after the decision"),
            "sustain": duration_or_open_ended("24 months", "open-ended") | about(description="For how long"),
            "conditions": one_or_more(defined("condition")) | about(description="All of them must hold"),
            "comment": TEXT,
        },
    )
    in_detail["allOf"] = [
        _where_stance_is((Willingness.CONDITIONAL,), {"conditions": some}, needed="conditions"),
        _where_stance_is((Willingness.YES,), {"conditions": none}),
        _where_stance_is((Willingness.NO, Willingness.UNDECIDED), {"pledge": BLANK}),
        {"if": _stance_is(Willingness), "else": {"additionalProperties": BLANK}},
    ]
    said_alone = words(each for each in Willingness if each is not Willingness.CONDITIONAL)
    return {"anyOf": [said_alone, in_detail]}


def _stance_is(stances: Iterable[Willingness]) -> Schema:
    return {"properties": {"stance": words(stances)}, "required": ["stance"]}


def _where_stance_is(stances: Iterable[Willingness], then: Mapping[str, Schema], needed: str | None = None) -> Schema:
    required: Schema = {"required": [needed]} if needed else {}
    return {"if": _stance_is(stances), "then": {"properties": {**then}} | required}


def _per_option(options: Mapping[str, Option | Need | OfferItem], value: Callable[[str], Schema]) -> Schema:
    """A mapping from option to what is said to it, and a comment."""
    said = {
        id_: about(title=option.label, description=option.text or "") | value(id_) for id_, option in options.items()
    }
    return mapping({}, {**said, "comment": TEXT})
