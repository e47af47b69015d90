"""Read the conditions of a contribution: each is a mapping with one key, and all of them must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, get_args

from responsegen.dossier import catalogue, quantities, readers
from responsegen.dossier.delegations import delegation_among
from responsegen.dossier.json_schema import Schema, defined, mapping
from responsegen.dossier.keys import Fields, Keys, keyed, optional
from responsegen.dossier.model import Condition, Dossier, UsProvides
from responsegen.dossier.nodes import Mapping as Keyed
from responsegen.dossier.nodes import Node, place_of
from responsegen.dossier.readers import Reader, Report, reads
from responsegen.dossier.spelling import enumerated
from responsegen.problem import Edit


@dataclass(frozen=True, slots=True)
class ReaderContext:
    """The delegation whose file is read, with those it speaks for, and the names it may use."""

    delegation: str
    speaks_for: tuple[str, ...]
    addressee: str
    delegations: tuple[str, ...]  # of the dossier
    needs: tuple[str, ...] | None  # None: a topic that cannot be read may hold others
    events: tuple[str, ...]
    basis_edits: Mapping[str, Edit] = field(default_factory=dict)  # by topic: what lets it take constructive abstention

    @classmethod
    def of(cls, dossier: Dossier, delegation: str = "") -> ReaderContext:
        """Take the names that any position file of a dossier may use, or that of one delegation."""
        events = tuple(dossier.events)
        return cls(delegation, (), dossier.addressee, dossier.delegations, tuple(dossier.needs), events)

    def is_among(self, electorate: Iterable[str]) -> bool:
        """Tell whether its answer counts for at least one member of the electorate."""
        return not {self.delegation, *self.speaks_for}.isdisjoint(electorate)


NEED: Final = UsProvides.key
_US: Final = "us"  # what files called it when the addressee was always one


def with_need(node: Node, report: Report) -> Node:
    """Read a mapping with `us:` as one with `need:`, with a warning."""
    if not isinstance(node, Keyed) or _US not in node.entries or NEED in node.entries:
        return node
    key, _ = node.entries[_US]
    report.append(catalogue.OLD_KEY.on(key, f'"{NEED}"', f"It is read as {NEED}").fixed_by(NEED))
    return Keyed(node.place, {NEED if name == _US else name: entry for name, entry in node.entries.items()})


def or_us(schema: Schema) -> Schema:
    """Return the schema of a mapping that has `need`, for one that may say `us` instead."""
    match schema:
        case {"properties": dict(known)} if isinstance(known[NEED], dict):
            required = [name for name in schema.get("required", ()) if name != NEED]  # type: ignore[attr-defined] # a list
            either_key: Schema = {"oneOf": [{"required": [NEED]}, {"required": [_US]}]} if required else {}
            properties = known | {_US: known[NEED] | {"deprecated": True}}
            return schema | {"properties": properties} | ({"required": required} if required else {}) | either_key
    raise AssertionError


NOBODY: Final = ReaderContext("", (), "", (), None, ())


def conditions(context: ReaderContext) -> Reader[tuple[Condition, ...]]:
    """Make the reader of a list of conditions."""
    return readers.listed(_condition(context))


_MADE_OF: Final[Mapping[str, Callable[..., Condition]]] = {made.key: made for made in get_args(Condition)}


def condition_keys(context: ReaderContext) -> Keys:
    """Return the keys of which a condition has one."""
    need = readers.line if context.needs is None else readers.name_among(context.needs, "a need of the dossier")
    others = " | ".join(each for each in context.delegations if each != context.delegation)
    some = readers.listed(_condition(context), least="at least one condition", fault=catalogue.BAD_CONDITION)
    return keyed(
        optional(NEED, need, f"{context.addressee} provides this"),
        optional("event", readers.name_among(context.events, "an event of the dossier"), "This has happened"),
        optional("with", _partners(context), "These take part", sample=others),
        optional(
            "force", readers.amount_of(quantities.PERSONNEL, "20000"), "The others and I pledge at least this many"
        ),
        optional("any", some, "At least one of these", sample="a list of conditions, of which one must hold"),
    )


def condition_schema(context: ReaderContext) -> Schema:
    """Return the JSON Schema of a condition, for the place where it is defined."""
    properties = {key.name: key.schema for key in condition_keys(context).values()}
    return or_us(mapping({}, {}) | {"properties": properties, "minProperties": 1, "maxProperties": 1})


def _partners(context: ReaderContext) -> Reader[tuple[str, ...]]:
    one = delegation_among(context.delegations)
    read_all = readers.listed(one, least="at least one delegation", fault=catalogue.BAD_CONDITION, once=True)

    @reads(read_all.schema)
    def read(node: Node, report: Report) -> tuple[str, ...] | None:
        found = read_all(node, report)
        if found and context.delegation in found:
            place, expected = place_of(node, context.delegation), f"delegations other than {context.delegation} itself"
            report.append(catalogue.WAITS_FOR_ITSELF.at(place, expected, f'"{context.delegation}"'))
        return found

    return read


def _condition(context: ReaderContext) -> Reader[Condition]:
    def read(node: Node, report: Report) -> Condition | None:
        known = condition_keys(context)
        entry = Fields.of(with_need(node, report), known, "a condition", report) if isinstance(node, Keyed) else None
        if entry is None or len(entry.node.entries) != 1:
            found = str(node) if entry is None else f"{len(entry.node.entries)} keys"
            advice = "Start a line with a dash for each condition" if entry else ""
            expected = f"a condition with one key: {enumerated(known)}"
            report.append(catalogue.BAD_CONDITION.at(node.place, expected, found, advice))
            return None
        ((name, (key, value)),) = entry.node.entries.items()
        said = known[name].reader(value, report) if name in known else None
        return None if said is None or said == () else _MADE_OF[name](said, key.place)

    return Reader(read, defined("condition"))
