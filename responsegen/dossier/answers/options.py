"""An answer to an options topic: a stance on each option, or one stance on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.dossier import catalogue, fields, readers
from responsegen.dossier.answers.per_option import read_each
from responsegen.dossier.model import OptionsAnswer, OptionStance, OptionsTopic, RuleName, Stance
from responsegen.dossier.nodes import Mapping, Node, Scalar
from responsegen.dossier.topics import stances_under

if TYPE_CHECKING:
    from responsegen.dossier.answers.answerer import Answerer
    from responsegen.dossier.readers import Reader, Report
    from responsegen.problem import Place


def read(topic: OptionsTopic, place: Place, node: Node, answerer: Answerer, report: Report) -> OptionsAnswer | None:
    """Read the answer to an options topic."""
    read_stance = _stance_under(topic.rule, counted=answerer.is_among(topic.electorate))

    def one(_option: str, key: Place, value: Node, report: Report) -> OptionStance | None:
        if not isinstance(value, Mapping):
            found = read_stance(value, report)
            return OptionStance(found, key) if found else None
        entry = fields.Fields.of(value, ("stance", "would_support_if", "comment"), "a stance", report)
        found = entry.required("stance", read_stance, None) if entry else None
        if entry is None or found is None:
            return None
        would_support_if = entry.optional("would_support_if", readers.text, None)
        return OptionStance(found, key, would_support_if, entry.optional("comment", readers.text, None))

    if isinstance(node, Scalar):
        found = read_stance(node, report)
        return OptionsAnswer(place, dict.fromkeys(topic.options, OptionStance(found, place))) if found else None
    stances, comment = read_each(node, topic.id, topic.options, one, report)
    return OptionsAnswer(place, stances, comment) if stances else None


def _stance_under(rule: RuleName, *, counted: bool) -> Reader[Stance]:
    """Make the reader of a stance that this rule knows."""
    known = stances_under(rule)
    read_any = readers.said_in(Stance, known)

    def read(node: Node, report: Report) -> Stance | None:
        found = read_any(node, report)
        if found and found not in known:
            fault = catalogue.CONSTRUCTIVE_REFUSED if counted else catalogue.CONSTRUCTIVE_NOTED
            advice = f"Constructive abstention goes with unanimity only, and the rule is {rule}"
            report.append(fault.at(node.place, readers.enumerated(known), str(node), advice))
        return found

    return read
