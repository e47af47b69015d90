"""The conditions of a contribution: each a mapping with one key, all of which must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.dossier import catalogue, fields, quantities, readers
from responsegen.dossier.delegations import delegation_among
from responsegen.dossier.model import AnyOf, Condition, EventHappens, MinimumForce, Together, UsProvides
from responsegen.dossier.nodes import Items, Mapping, Node, place_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from responsegen.dossier.answers.answerer import Answerer
    from responsegen.dossier.readers import Reader, Report
    from responsegen.problem import Place

    _Maker = Callable[[Node, Place, Answerer, Report], Condition | None]


def conditions(answerer: Answerer) -> Reader[tuple[Condition, ...]]:
    """Make the reader of a list of conditions."""
    return readers.listed(lambda node, report: _condition(node, answerer, report))


def _condition(node: Node, answerer: Answerer, report: Report) -> Condition | None:
    form = readers.enumerated(_MAKERS)
    entry = fields.Fields.of(node, tuple(_MAKERS), "a condition", report) if isinstance(node, Mapping) else None
    if entry is None or len(entry.node.entries) > 1 or not entry.node.entries:
        found = str(node) if entry is None else f"{len(entry.node.entries)} keys"
        advice = "Start a line with a dash for each condition" if entry else ""
        report.append(catalogue.BAD_CONDITION.at(node.place, f"a condition with one key: {form}", found, advice))
        return None
    ((name, (key, value)),) = entry.node.entries.items()
    make = _MAKERS.get(name)
    return make(value, key.place, answerer, report) if make else None


def _us(node: Node, place: Place, answerer: Answerer, report: Report) -> Condition | None:
    read_need = readers.line if answerer.needs is None else readers.name_among(answerer.needs, "a need of the dossier")
    need = read_need(node, report)
    return UsProvides(need, place) if need else None


def _event(node: Node, place: Place, answerer: Answerer, report: Report) -> Condition | None:
    event = readers.name_among(answerer.events, "an event of the dossier")(node, report)
    return EventHappens(event, place) if event else None


def _with(node: Node, place: Place, answerer: Answerer, report: Report) -> Condition | None:
    read_names = readers.without_repeats(readers.listed(delegation_among(answerer.delegations)))
    found = read_names(node, report) or ()
    if answerer.delegation in found:
        expected = f"delegations other than {answerer.delegation} itself"
        report.append(
            catalogue.WAITS_FOR_ITSELF.at(place_of(node, answerer.delegation), expected, f'"{answerer.delegation}"')
        )
    if isinstance(node, Items) and not node.items:
        report.append(catalogue.BAD_CONDITION.at(node.place, "at least one delegation", str(node)))
    return Together(found, place) if found else None


def _force(node: Node, place: Place, _answerer: Answerer, report: Report) -> Condition | None:
    personnel = readers.amount_of(quantities.PERSONNEL)(node, report)
    return None if personnel is None else MinimumForce(personnel, place)


def _any(node: Node, place: Place, answerer: Answerer, report: Report) -> Condition | None:
    found = conditions(answerer)(node, report) or ()
    if isinstance(node, Items) and not node.items:
        report.append(catalogue.BAD_CONDITION.at(node.place, "at least one condition", str(node)))
    return AnyOf(found, place) if found else None


_MAKERS: dict[str, _Maker] = {"us": _us, "event": _event, "with": _with, "force": _force, "any": _any}
