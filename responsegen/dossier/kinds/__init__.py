"""The topics of a dossier and the answers to them: one module for each kind of topic, all of the same form."""

from __future__ import annotations

from collections.abc import Mapping as Table
from typing import Any, Final, NamedTuple, assert_never

from responsegen.dossier.delegations import members
from responsegen.dossier.json_schema import Schema, either, one_of
from responsegen.dossier.keys import Fields, Ids, Key, keyed, optional, required, schema_of
from responsegen.dossier.kinds import contribution, needs, offers, options, range_
from responsegen.dossier.kinds.form import RESERVED_FOR_OPTIONS, FileForm, Shared
from responsegen.dossier.model import AnyTopic, IfNotAgreed, Kind, RuleName, Word
from responsegen.dossier.nodes import Mapping, Node
from responsegen.dossier.readers import Report, line, reads, text, word_of
from responsegen.dossier.remarks import POSITION
from responsegen.dossier.states import EU
from responsegen.problem import Place

DEFINED: Final = range_.DEFINED | options.DEFINED | needs.DEFINED  # what several answers have in common, by name


def form_of(kind: Kind) -> FileForm[Any]:
    """Return how files write the topics of this kind."""
    match kind:
        case Kind.OPTIONS:
            return options
        case Kind.RANGE:
            return range_
        case Kind.CONTRIBUTION:
            return contribution
        case Kind.NEEDS:
            return needs
        case Kind.OFFERS:
            return offers
        case _:
            assert_never(kind)


class Implications(Word):
    """Whether a topic is a military matter."""

    NONE = "none", "no, civilian, false"
    MILITARY = "military", "yes, defence, defense, military and defence, true"


_TITLE: Final = required("title", line, "What it is called")
_KIND: Final = required("kind", word_of(Kind), "What sort of answer it takes")
_ELECTORATE: Final = optional(
    "electorate", members((), at_least=1), "Whose stances the rule counts: EU, NATO, all, or a list"
)
_IF_NOT_AGREED: Final = optional("if_not_agreed", word_of(IfNotAgreed), "How the response words what is not agreed")
_IMPLICATIONS: Final = optional(
    "implications", word_of(Implications), "On military matters no majority decides: Article 31(4) TEU"
)
_TEXT: Final = optional("text", text, 'A sentence for the response; "{value}" stands for what is agreed')
_SHARED_BY_ALL: Final = (_ELECTORATE, _IF_NOT_AGREED, _IMPLICATIONS, _TEXT)
# A topic with the name of one of the file's own keys, or of an answer's, could not be answered.
_TOPICS: Final = Ids("topics", (*POSITION, *RESERVED_FOR_OPTIONS), least="at least one topic")


def _rule(kind: Kind | None, implications: Implications) -> Key[RuleName]:
    """Declare the rule; of those that such a topic may have, to which `checks` holds it."""
    is_military = implications is Implications.MILITARY
    offered = tuple(
        rule
        for rule in RuleName
        if kind is None or (rule.facts.votes is form_of(kind).VOTED_ON and (rule.facts.military or not is_military))
    )
    return required("rule", word_of(RuleName, offered), "How it is decided")


class _Asked(NamedTuple):
    """What a topic takes from elsewhere in the dossier."""

    everyone: tuple[str, ...]
    question_of: Table[str, int]


def read_topics(
    node: Node, everyone: tuple[str, ...], question_of: Table[str, int], report: Report
) -> dict[str, AnyTopic | None]:
    """Read every topic; one that nothing can be made of is None, so that answers to it are passed over."""
    found = _TOPICS.read(node, report)
    asked = _Asked(everyone, question_of)
    topics = {id_: _topic(id_, place, value, asked, report) for id_, (place, value) in found.items()}
    misnamed = sorted(node.entries.keys() - found.keys()) if isinstance(node, Mapping) else ()
    return topics | dict.fromkeys(misnamed)


def _topic(id_: str, place: Place, node: Node, asked: _Asked, report: Report) -> AnyTopic | None:
    kind = _kind(node)
    own = [key.name for key in form_of(kind).OWN] if kind else ["options", "unit", "required"]
    shared_keys = keyed(_TITLE, _KIND, _rule(kind, Implications.NONE), *_SHARED_BY_ALL)
    entry = Fields.of(node, (*shared_keys, *own), f'the topic "{id_}"', report)
    if entry is None:
        return None
    kind = entry.get(_KIND, None)
    implications = entry.get(_IMPLICATIONS, Implications.NONE)
    stand_in = RuleName.UNANIMITY if kind is None or form_of(kind).VOTED_ON else RuleName.OPT_IN
    rule = entry.get(_rule(kind, implications), stand_in)
    usual = tuple(d for d in asked.everyone if d in EU) if rule.facts.within_eu else asked.everyone
    shared = Shared(
        id=id_,
        title=entry.get(_TITLE, ""),
        rule=rule,
        electorate=entry.get(_ELECTORATE, usual, members(asked.everyone)),
        question=asked.question_of.get(id_),
        if_not_agreed=entry.get(_IF_NOT_AGREED, IfNotAgreed.BRACKETS),
        military=implications is Implications.MILITARY,
        text=entry.get(_TEXT, None),
        place=place,
    )
    return form_of(kind).read_topic(entry, shared) if kind else None


def _kind(node: Node) -> Kind | None:
    """Look ahead, so that keys which belong to another kind are refused."""
    return Fields(node, "", []).get(_KIND, None) if isinstance(node, Mapping) else None


def topics_schema() -> Schema:
    """Return the JSON Schema of all topics: which keys and rules one takes depends on its kind."""
    return _TOPICS.schema(either(*map(_schema_of_kind, Kind)))


def _schema_of_kind(kind: Kind) -> Schema:
    kind_alone = required("kind", reads(one_of((kind,)))(_KIND.reader.read), _KIND.about)
    rule = _rule(kind, Implications.NONE)
    form = schema_of(keyed(_TITLE, kind_alone, rule, *_SHARED_BY_ALL, *form_of(kind).OWN))
    civilian = sorted(rule for rule in RuleName if rule.facts.votes and not rule.facts.military)
    if not form_of(kind).VOTED_ON:
        return form
    by_majority: Schema = {"properties": {"implications": one_of((Implications.MILITARY,)), "rule": one_of(civilian)}}
    return form | {"not": by_majority | {"required": ["implications", "rule"]}}
