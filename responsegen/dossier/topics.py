"""The `topics` of dossier.yaml in, one typed topic per id out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypedDict

from responsegen.dossier import delegations, fields, readers
from responsegen.dossier.model import (
    ContributionTopic,
    IfNotAgreed,
    Kind,
    Need,
    NeedsTopic,
    OfferItem,
    OffersTopic,
    Option,
    OptionsTopic,
    RangeTopic,
    RuleName,
    Stance,
    Term,
    Unit,
    Word,
)
from responsegen.dossier.nodes import Mapping, Node
from responsegen.dossier.states import EU

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Table

    from responsegen.dossier.fields import Fields
    from responsegen.dossier.model import AnyTopic
    from responsegen.dossier.readers import Report
    from responsegen.problem import Place

# A position file's own keys: a topic of that name could not be answered.
POSITION_KEYS: Final = (
    "country",
    "status",
    "cleared_by",
    "date",
    "speaks_for",
    "reservations",
    "sources",
    "internal",
)
RESERVED_FOR_TOPICS: Final = (*POSITION_KEYS, "comment", "stance")
RESERVED_FOR_OPTIONS: Final = ("comment", "stance")
_SHARED_KEYS: Final = ("title", "kind", "rule", "electorate", "if_not_agreed", "implications", "text")


def stances_under(rule: RuleName) -> tuple[Stance, ...]:
    """Return the stances that a rule knows; constructive abstention goes with unanimity only (Article 31(1) TEU)."""
    return tuple(s for s in Stance if s is not Stance.CONSTRUCTIVE_ABSTENTION or rule.facts.constructive_abstention)


class Implications(Word):
    """Whether a topic is a military matter."""

    NONE = "none", "no, civilian, false"
    MILITARY = "military", "yes, defence, defense, military and defence, true"


class TermSaid(Word):
    """When something is needed, as a file says it."""

    SHORT = "short", "short-term, now, immediate, immediately"
    LONG = "long", "long-term, later"
    BOTH = "both", "either, any, all, short and long"


class _Asked(NamedTuple):
    """What a topic takes from elsewhere in the dossier."""

    everyone: tuple[str, ...]
    question_of: Table[str, int]


class _Shared(TypedDict):
    """What all kinds of topic take, as keyword arguments."""

    id: str
    title: str
    rule: RuleName
    electorate: tuple[str, ...]
    question: int | None
    if_not_agreed: IfNotAgreed
    military: bool
    text: str | None
    place: Place


def read_topics(
    node: Node, everyone: tuple[str, ...], question_of: Table[str, int], report: Report
) -> dict[str, AnyTopic | None]:
    """Read every topic; one that nothing can be made of is None, so that answers to it are passed over."""
    found = fields.entries(node, "topics", report, RESERVED_FOR_TOPICS, least="at least one topic")
    asked = _Asked(everyone, question_of)
    topics = {id_: _topic(id_, place, value, asked, report) for id_, (place, value) in found.items()}
    misnamed = sorted(node.entries.keys() - found.keys()) if isinstance(node, Mapping) else ()
    return topics | dict.fromkeys(misnamed)


def term(node: Node, report: Report) -> frozenset[Term] | None:
    """Read short, long or both."""
    said = readers.word_of(TermSaid)(node, report)
    if said is None:
        return None
    return frozenset(Term) if said is TermSaid.BOTH else frozenset({Term(said)})


def _topic(id_: str, place: Place, node: Node, asked: _Asked, report: Report) -> AnyTopic | None:
    what = f'the topic "{id_}"'
    kind = _kind(node)
    own = _KINDS[kind][0] if kind else ("options", "unit", "required")
    entry = fields.Fields.of(node, (*_SHARED_KEYS, *own), what, report)
    if entry is None:
        return None
    kind = entry.required("kind", readers.word_of(Kind), None)
    implications = entry.optional("implications", readers.word_of(Implications), Implications.NONE)
    stand_in = RuleName.OPT_IN if kind in {Kind.CONTRIBUTION, Kind.OFFERS} else RuleName.UNANIMITY
    rule = entry.required("rule", readers.word_of(RuleName, _rules(kind, implications)), stand_in)
    usual = tuple(d for d in asked.everyone if d in EU) if rule.facts.within_eu else asked.everyone
    shared = _Shared(
        id=id_,
        title=entry.required("title", readers.line, ""),
        rule=rule,
        electorate=entry.optional("electorate", delegations.members(asked.everyone), usual),
        question=asked.question_of.get(id_),
        if_not_agreed=entry.optional("if_not_agreed", readers.word_of(IfNotAgreed), IfNotAgreed.BRACKETS),
        military=implications is Implications.MILITARY,
        text=entry.optional("text", readers.text, None),
        place=place,
    )
    return _KINDS[kind][1](entry, shared) if kind else None


def _rules(kind: Kind | None, implications: Implications) -> tuple[RuleName, ...]:
    """The rules that such a topic may have, which `crosschecks` holds it to."""
    votes = kind not in {Kind.CONTRIBUTION, Kind.OFFERS}
    is_military = implications is Implications.MILITARY
    return tuple(
        rule
        for rule in RuleName
        if kind is None or (rule.facts.votes is votes and (rule.facts.military or not is_military))
    )


def _kind(node: Node) -> Kind | None:
    """Look ahead, so that keys which belong to another kind are refused."""
    entry = fields.Fields.of(node, node.entries, "", []) if isinstance(node, Mapping) else None
    return entry.optional("kind", readers.word_of(Kind), None) if entry else None


def _options(entry: Fields, shared: _Shared) -> OptionsTopic | None:
    options = {
        id_: Option(id_, item.required("label", readers.line, ""), item.required("text", readers.text, ""))
        for id_, item in _items(entry, shared["id"], ("label", "text"))
    }
    return OptionsTopic(**shared, options=options) if options else None


def _needs(entry: Fields, shared: _Shared) -> NeedsTopic | None:
    options = {
        id_: Need(
            id_,
            item.required("label", readers.line, ""),
            item.required("text", readers.text, ""),
            item.required("term", term, frozenset[Term]()),
        )
        for id_, item in _items(entry, shared["id"], ("label", "text", "term"))
    }
    return NeedsTopic(**shared, options=options) if options else None


def _offers(entry: Fields, shared: _Shared) -> OffersTopic | None:
    options = {
        id_: OfferItem(
            id_,
            item.required("label", readers.line, ""),
            item.required("unit", readers.line, ""),
            item.optional("text", readers.text, None),
        )
        for id_, item in _items(entry, shared["id"], ("label", "unit", "text"))
    }
    return OffersTopic(**shared, options=options) if options else None


def _range(entry: Fields, shared: _Shared) -> RangeTopic | None:
    unit = entry.required("unit", readers.word_of(Unit), None)
    return RangeTopic(**shared, unit=unit) if unit else None


def _contribution(entry: Fields, shared: _Shared) -> ContributionTopic:
    return ContributionTopic(**shared, required=entry.optional("required", readers.line, None))


_KINDS: Table[Kind, tuple[tuple[str, ...], Callable[[Fields, _Shared], AnyTopic | None]]] = {
    Kind.OPTIONS: (("options",), _options),
    Kind.RANGE: (("unit",), _range),
    Kind.CONTRIBUTION: (("required",), _contribution),
    Kind.NEEDS: (("options",), _needs),
    Kind.OFFERS: (("options",), _offers),
}


def _items(entry: Fields, topic: str, keys: tuple[str, ...]) -> list[tuple[str, Fields]]:
    """Read the `options` of a topic, each as a mapping with these keys."""
    node = entry.required_node("options")
    found = (
        fields.entries(node, "options", entry.report, RESERVED_FOR_OPTIONS, least="at least one option") if node else {}
    )
    items = (
        (id_, fields.Fields.of(value, keys, f'the option "{topic}.{id_}"', entry.report))
        for id_, (_, value) in found.items()
    )
    return [(id_, item) for id_, item in items if item]
