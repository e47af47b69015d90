"""Nothing in, the schema of one topic of a dossier out: which keys and rules it takes depends on its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from responsegen.dossier.model import IfNotAgreed, Kind, RuleName, Unit
from responsegen.dossier.schema.values import LINE, TEXT, about, defined, entries, mapping, words
from responsegen.dossier.topics import RESERVED_FOR_OPTIONS, Implications, TermSaid

if TYPE_CHECKING:
    from responsegen.dossier.schema.values import Schema

_COUNTING_RULES: Final = tuple(rule for rule in RuleName if rule.facts.votes)
_LABEL: Final = LINE | about(description="Short, for tables")
_SENTENCE: Final = TEXT | about(description="The sentence that enters the response once it is agreed")
_COUNTED: Final = LINE | about(description="In what it is counted: rounds")


def topic() -> Schema:
    """Return the schema of one topic."""
    return {"anyOf": [_of_kind(kind) for kind in Kind]}


def members(*, at_least: int = 0) -> Schema:
    """Return the schema of some of the delegations: EU, NATO, all, or a list."""
    several: Schema = {"type": "array", "items": defined("members"), "minItems": at_least}
    return {"anyOf": [words(("all",)), defined("members"), several]}


def _of_kind(kind: Kind) -> Schema:
    match kind:
        case Kind.OPTIONS:
            return _topic(kind, _COUNTING_RULES, {"options": _items({"label": _LABEL, "text": _SENTENCE})}, {})
        case Kind.RANGE:
            unit = words(Unit, "What the range counts")
            return _topic(kind, _COUNTING_RULES, {"unit": unit}, {})
        case Kind.NEEDS:
            need = {"label": _LABEL, "text": _SENTENCE, "term": words(TermSaid, "When it is needed")}
            return _topic(kind, _COUNTING_RULES, {"options": _items(need)}, {})
        case Kind.CONTRIBUTION:
            required = LINE | about(description="The range topic, in personnel, to measure the gap against")
            return _topic(kind, (RuleName.OPT_IN,), {}, {"required": required})
        case Kind.OFFERS:
            item = _items({"label": _LABEL, "unit": _COUNTED}, {"text": TEXT})
            return _topic(kind, (RuleName.OPT_IN,), {"options": item}, {})


def _topic(kind: Kind, rules: tuple[RuleName, ...], own: dict[str, Schema], own_optional: dict[str, Schema]) -> Schema:
    form = mapping(
        {
            "title": LINE | about(description="What it is called"),
            "kind": words((kind,), "What sort of answer it takes"),
            "rule": words(rules, "How it is decided"),
            **own,
        },
        {
            "electorate": members(at_least=1)
            | about(description="Whose stances the rule counts: EU, NATO, all, or a list"),
            "if_not_agreed": words(IfNotAgreed, "How the response words what is not agreed"),
            "implications": words(Implications, "On military matters no majority decides: Article 31(4) TEU"),
            "text": TEXT | about(description='A sentence for the response; "{value}" stands for what is agreed'),
            **own_optional,
        },
    )
    civilian = sorted(rule for rule in rules if not rule.facts.military)
    if not civilian:
        return form
    by_majority: Schema = {"properties": {"implications": words((Implications.MILITARY,)), "rule": words(civilian)}}
    return form | {"not": by_majority | {"required": ["implications", "rule"]}}


def _items(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    items = entries(mapping(required, optional or {}), reserved=RESERVED_FOR_OPTIONS, at_least=1)
    return items | about(description="What can be agreed, needed or offered, each under its id")
