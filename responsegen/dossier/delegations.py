"""Read codes of states and of delegations, and lists of them in which EU and NATO stand for their members."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import lru_cache, partial

from responsegen.dossier import catalogue, lookalikes
from responsegen.dossier.json_schema import Schema, defined, either, one_of, one_or_more
from responsegen.dossier.keys import record, required
from responsegen.dossier.nodes import Items, Mapping, Node, Scalar, items_of, text_of
from responsegen.dossier.readers import Reader, Report, entries_of, line, reads
from responsegen.dossier.spelling import nearest, offering
from responsegen.dossier.states import CODE_BY_NAME, EU, ISO_INSTEAD_OF_EU, NATO, STATES, in_protocol_order

_BLOCS = {"EU": EU, "NATO": NATO}
PARTY = "[A-Z][A-Z0-9]{2,11}"  # unlike any state's code
_BLOC_NAMES = {
    "EU": ("eu", "ue", "eu27", "eu 27", "eu-27", "european union"),
    "NATO": ("nato", "otan", "allies", "north atlantic alliance"),
}


@reads(defined("state"))
def state(node: Node, report: Report) -> str | None:
    """Read the code of any state; GR and GB are read as EL and UK."""
    written = node.text.strip() if isinstance(node, Scalar) else ""
    code = ISO_INSTEAD_OF_EU.get(written, written)
    if code not in STATES:
        expected = "the code of a state, such as SE"
        problem = catalogue.UNKNOWN_STATE.on(node, expected, _code_meant(written))
        report.append(problem.fixed_by(code_of(written)))
        return None
    if code != written:
        problem = catalogue.ISO_CODE.on(node, f'"{code}"', f"It is read as {code}")
        report.append(problem.fixed_by(code))
    return code


@reads({"type": "string", "pattern": f"^{PARTY}$"})
def party_code(node: Node, report: Report) -> str | None:
    """Read the code of somebody who is no state."""
    code = text_of(node)
    if re.fullmatch(PARTY, code) and code not in _BLOCS:
        return code
    report.append(catalogue.BAD_ID.on(node, "a code of three to twelve capital letters and digits"))
    return None


_either_code = reads(either(defined("state"), party_code.schema))(
    lambda node, report: text_of(node) if text_of(node) in STATES else party_code(node, report)
)
_named_addressee = record(
    "the addressee", lambda code, name: (code, name), required("code", _either_code), required("name", line)
)


_state_alone = state.then(lambda code: (code, None))


@reads(either(_state_alone.schema, _named_addressee.schema))
def addressee(node: Node, report: Report) -> tuple[str, str | None] | None:
    """Read who gets the response: the code of a state, or any code with its name."""
    return _named_addressee(node, report) if isinstance(node, Mapping) else _state_alone(node, report)


@reads({"type": "object", "propertyNames": party_code.schema, "additionalProperties": line.schema})
def parties(node: Node, report: Report) -> dict[str, str]:
    """Read who may answer and is no state, by code."""
    found = entries_of(node, "a mapping of codes and names", report)
    named = {party_code(key, report): line(value, report) for key, value in found.values()}
    return {code: name for code, name in named.items() if code and name}


@lru_cache
def code_of(written: str) -> str:
    """Return the code of the state that has exactly this code or name, in capitals or not; nothing if none has."""
    written = lookalikes.plain(written).strip("\"'")
    upper = ISO_INSTEAD_OF_EU.get(written.upper(), written.upper())
    return upper if upper in STATES else CODE_BY_NAME.get(written.casefold().removeprefix("the "), "")


@lru_cache
def _code_meant(written: str) -> str:
    """Find the code for a name ("Sweden", "Holland") or for a code in small letters ("se")."""
    written = lookalikes.plain(written).strip("\"'")
    if code := code_of(written):
        return offering([code])
    alike = {name: code for name, code in CODE_BY_NAME.items() if name[0] == written[:1].casefold()}
    near = nearest(written.casefold().removeprefix("the "), alike)
    return offering(list(dict.fromkeys(alike[name] for name in near)))


def _one_of(known: Collection[str], node: Node, report: Report) -> str | None:
    return text_of(node) if text_of(node) in known else state(node, report)


def delegation_among(delegations: Collection[str]) -> Reader[str]:
    """Make the reader of the code of a state that takes part; any state, where it is not known who does."""

    @reads(defined("delegation"))
    def read(node: Node, report: Report) -> str | None:
        code = _one_of(delegations, node, report)
        if code and delegations and code not in delegations:
            expected = "a delegation that dossier.yaml lists"
            report.append(catalogue.NOT_A_DELEGATION.on(node, expected))
            return None
        return code

    return read


def everyone(addressee: str, parties: Collection[str] = ()) -> Reader[tuple[str, ...]]:
    """Make the reader of `delegations`: who takes part, in protocol order; never the addressee."""

    @reads(one_or_more(defined("members"), at_least=1))
    def read(node: Node, report: Report) -> tuple[str, ...]:
        found: list[str] = []
        for item in items_of(node):
            codes = _codes(item, partial(_one_of, parties), report)
            if text_of(item) == "NATO":
                codes = tuple(code for code in codes if code != addressee)
            if len(codes) == 1 and codes[0] in found and item.place != node.place:
                advice = f"{codes[0]} counts once"
                report.append(catalogue.NAMED_TWICE.on(item, "each delegation once", advice))
            if addressee in codes:
                expected = f"delegations other than the addressee, {addressee}"
                report.append(catalogue.ADDRESSEE_TAKES_PART.on(item, expected))
            found.extend(codes)
        if isinstance(node, Items) and not node.items:
            report.append(catalogue.MISSING_KEY.on(node, "at least one delegation"))
        return in_protocol_order(found)

    return read


def members(delegations: Collection[str], *, at_least: int = 0) -> Reader[tuple[str, ...]]:
    """Make the reader of some of the delegations, in protocol order: EU, NATO, all, or a list."""
    several: Schema = {"type": "array", "items": defined("members"), "minItems": at_least}
    one = delegation_among(delegations)

    @reads(either(one_of(("all",)), defined("members"), several))
    def read(node: Node, report: Report) -> tuple[str, ...]:
        if text_of(node) == "all":
            return tuple(delegations)
        read_all = (_codes(item, one, report) for item in items_of(node))
        return in_protocol_order(code for codes in read_all for code in codes if len(codes) == 1 or code in delegations)

    return read


def _codes(item: Node, read: Callable[[Node, Report], str | None], report: Report) -> tuple[str, ...]:
    """Read one delegation, or all of EU or NATO; one who means these and says it in another way is told so."""
    if bloc := _BLOCS.get(text_of(item)):
        return bloc
    written = text_of(item).casefold()
    meant = next((name for name, names in _BLOC_NAMES.items() if written in names), "")
    if meant:
        expected = "the code of a state, EU or NATO"
        report.append(catalogue.UNKNOWN_STATE.on(item, expected, offering([meant])).fixed_by(meant))
        return ()
    code = read(item, report)
    return (code,) if code else ()
