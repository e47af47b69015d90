"""Read the topics of a dossier and the answers to them, with a module for each kind of topic."""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, assert_never

from responsegen.dossier import catalogue
from responsegen.dossier.delegations import members
from responsegen.dossier.json_schema import BLANK, Schema, about, either, one_of, or_blank
from responsegen.dossier.keys import Fields, Ids, Key, keyed, optional, required, schema_of
from responsegen.dossier.kinds import contribution, needs, offers, options, range_
from responsegen.dossier.kinds.form import RESERVED_FOR_OPTIONS, FileForm
from responsegen.dossier.model import BASIS_FACTS, AnyTopic, BasisName, IfNotAgreed, Kind, RuleName, Voters, Word
from responsegen.dossier.nodes import Mapping, Node
from responsegen.dossier.readers import Report, line, text, word_of
from responsegen.dossier.remarks import POSITION
from responsegen.dossier.states import EU, NATO
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


def answer_words(topic: AnyTopic) -> list[str]:
    """List the words that answer a topic by themselves, as its JSON Schema has them."""

    def words(schema: Any) -> list[str]:  # noqa: ANN401 -- JSON
        schema = DEFINED.get(schema.get("$ref", "").rpartition("/")[2], schema)
        return [*schema.get("enum", ()), *(word for form in schema.get("anyOf", ()) for word in words(form))]

    return words(form_of(topic.kind).answer_schema(topic))


class Implications(Word):
    """Whether a topic is a military matter."""

    NONE = "none", "no, civilian, false"
    MILITARY = "military", "yes, defence, defense, military and defence, true"


_TITLE: Final = required("title", line, "What it is called", "")
_KIND: Final = required("kind", word_of(Kind), "What sort of answer it takes")
_BASIS: Final = optional("basis", word_of(BasisName), "The legal basis, which brings its rule and who votes")
_SHARED_BY_ALL: Final = (
    optional("electorate_name", line, "How papers call the electorate"),
    optional("supported_by", line, 'The word before "supported by 26"'),
    optional("electorate", members((), at_least=1), "Whose stances the rule counts: EU, NATO, all, or a list"),
    optional("if_not_agreed", word_of(IfNotAgreed), "How the response words what is not agreed", IfNotAgreed.BRACKETS),
    optional(
        "implications",
        word_of(Implications),
        "On military matters no majority decides: Article 31(4) TEU",
        Implications.NONE,
    ),
    optional("text", text, 'A sentence for the response; "{value}" stands for what is agreed'),
)
_MILITARY: Final = one_of((Implications.MILITARY,))
_BESIDE_A_BASIS_WITHOUT_RULE: Final = ("rule", "electorate")
# A topic with the name of one of the file's own keys, or of an answer's, could not be answered.
_TOPICS: Final = Ids("topics", (*POSITION, *RESERVED_FOR_OPTIONS), least="at least one topic")


def _rule(kind: Kind | None, *, military: bool = False) -> Key[RuleName]:
    """Declare the rule; of those that such a topic may have, to which `checks` holds it."""
    offered = tuple(
        rule
        for rule in RuleName
        if kind is None or (rule.facts.votes is form_of(kind).VOTED_ON and (rule.facts.military or not military))
    )
    return optional("rule", word_of(RuleName, offered), "How it is decided, where no basis says it")


def _decided_by(kind: Kind | None) -> tuple[Key[object], ...]:
    """List the keys of which such a topic needs one."""
    return (_rule(kind), _BASIS) if kind is None or form_of(kind).VOTED_ON else (_rule(kind),)


def read_topics(
    node: Node, everyone: tuple[str, ...], question_of: Table[str, int], report: Report
) -> dict[str, AnyTopic | None]:
    """Read every topic; one that nothing can be made of is None, so that answers to it are passed over."""
    found = _TOPICS.read(node, report)
    read = {id_: _topic(id_, place, value, everyone, report) for id_, (place, value) in found.items()}
    topics = {id_: topic and replace(topic, question=question_of.get(id_)) for id_, topic in read.items()}
    misnamed = sorted(node.entries.keys() - found.keys()) if isinstance(node, Mapping) else ()
    return topics | dict.fromkeys(misnamed)


def _topic(id_: str, place: Place, node: Node, everyone: tuple[str, ...], report: Report) -> AnyTopic | None:
    # The kind is read ahead, so that keys which belong to another kind are refused.
    kind = Fields(node, "", []).get(_KIND, None) if isinstance(node, Mapping) else None
    own = [key.name for key in form_of(kind).OWN] if kind else ["options", "unit", "required"]
    entry = Fields.of(
        node, (*keyed(_TITLE, _KIND, *_decided_by(kind), *_SHARED_BY_ALL), *own), f'the topic "{id_}"', report
    )
    if entry is None:
        return None
    kind = entry.get(_KIND, None)
    said = {key.name: entry.get(key, key.stand_in) for key in (_TITLE, *_SHARED_BY_ALL) if key.name != "electorate"}
    military = said.pop("implications") is Implications.MILITARY
    basis = entry.get(_BASIS, None) if _BASIS in _decided_by(kind) else None
    rule = _rule_of(entry, kind, basis, military=military)
    read_electorate = optional("electorate", members(everyone))
    electorate = entry.get(read_electorate, _usual_electorate(rule, basis, everyone))
    shared = said | {
        "id": id_,
        "rule": rule,
        "basis": basis,
        "electorate": electorate,
        "question": None,
        "military": military,
        "place": place,
    }
    topic = form_of(kind).read_topic(entry, shared) if kind else None
    return topic if basis or not entry.has("basis") else None


def _rule_of(entry: Fields, kind: Kind | None, basis: BasisName | None, *, military: bool) -> RuleName:
    """Read the rule, or take that of the basis; report what has to stand beside the basis, or instead of it."""
    brought = basis.facts.rule if basis else None
    if basis and not brought:
        for key in _BESIDE_A_BASIS_WITHOUT_RULE:
            if not entry.has(key):
                expected = f'"{key}" beside the basis {basis}'
                entry.report.append(catalogue.MISSING_KEY.at(entry.place("basis"), expected))
    elif not (entry.has("rule") or entry.has("basis")):
        needed = " or ".join(f'"{key.name}"' for key in _decided_by(kind))
        blank = "nothing" if entry.value("rule") else ""
        entry.report.append(catalogue.MISSING_KEY.at(entry.place("rule"), f"{needed} in {entry.what}", blank))
    usual = RuleName.CONSENSUS if kind is None or form_of(kind).VOTED_ON else RuleName.OPT_IN
    stand_in = basis.facts.rules[0] if basis else usual
    said = entry.get(_rule(kind, military=military), None) if brought or entry.has("rule") else None
    return said or stand_in


def _usual_electorate(rule: RuleName, basis: BasisName | None, everyone: tuple[str, ...]) -> tuple[str, ...]:
    """Take those whom basis or rule count, where the dossier does not say who they are."""
    if basis and basis.facts.voters is Voters.ALLIES:
        return tuple(d for d in everyone if d in NATO)
    return tuple(d for d in everyone if d in EU) if rule.facts.within_eu else everyone


def topics_schema() -> Schema:
    """Return the JSON Schema of all topics: which keys and rules one takes depends on its kind.

    While the kind is missing, editors offer title and kind alone, and name every kind.
    """
    kind_alone = _with({"title": _TITLE.schema}, kind=_KIND.schema)
    by_kind = [{"if": _with(kind=one_of((kind,))), "then": _schema_of_kind(kind)} for kind in Kind]
    return _TOPICS.schema({"type": "object"} | kind_alone | {"allOf": by_kind})


def _schema_of_kind(kind: Kind) -> Schema:
    decided_by = _decided_by(kind)
    form = about(title=f"Topic: {kind}") | schema_of(
        keyed(_TITLE, _KIND, *decided_by, *_SHARED_BY_ALL, *form_of(kind).OWN)
    )
    if _BASIS not in decided_by:
        return form | {"allOf": [_with(rule=_rule(kind).schema)]}
    return form | either(_by_rule_alone(), *map(_on_basis, BASIS_FACTS))


def _by_rule_alone() -> Schema:
    rules = [rule for rule in RuleName if rule.facts.votes]
    civilian = one_of(rule for rule in rules if not rule.facts.military)
    return _with({"basis": BLANK}, rule=one_of(rules)) | {"not": _with(implications=_MILITARY, rule=civilian)}


def _on_basis(basis: BasisName) -> Schema:
    """Describe how a topic on this basis is decided: which rules go with it, and what it needs beside it."""
    facts = basis.facts
    this, rule = one_of((basis,)), one_of(facts.rules)
    if facts.rule is None:
        needed = _with(basis=this, rule=rule, electorate={"not": BLANK})
    else:
        needed = _with({"rule": or_blank(rule)}, basis=this)
    civilian = [rule for rule in facts.rules if not facts.may_be_military(rule)]
    if not civilian:
        return needed
    not_military = _with(implications=_MILITARY) if facts.rule else _with(implications=_MILITARY, rule=one_of(civilian))
    return needed | {"not": not_military}


def _with(others: Table[str, Schema] = MappingProxyType({}), **needed: Schema) -> Schema:
    """Allow a mapping that has these keys, with values of these forms; `others` may be missing."""
    return {"properties": {**others, **needed}, "required": [*needed]}
