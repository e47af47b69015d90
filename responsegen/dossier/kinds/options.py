"""Options: delegations take a stance on each of several proposals, or one stance on all of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from responsegen.dossier import catalogue
from responsegen.dossier.conditions import ReaderContext
from responsegen.dossier.json_schema import Schema, defined, either, one_of
from responsegen.dossier.keys import (
    COMMENT,
    Fields,
    Key,
    keyed,
    optional,
    read_each,
    required,
    sample_of,
    schema_of,
    schema_of_each,
)
from responsegen.dossier.kinds.form import LABEL, ONE_WORD, SENTENCE, BlankKey, Shared, options_of, read_options
from responsegen.dossier.model import Option, OptionsAnswer, OptionStance, OptionsTopic, RuleName, Stance
from responsegen.dossier.nodes import Mapping, Node, Scalar
from responsegen.dossier.readers import Report, enumerated, reads, said_in, text
from responsegen.problem import Place

_OPTION: Final = keyed(LABEL, SENTENCE)
OWN: Final = (options_of(_OPTION),)
VOTED_ON: Final = True
SHORT_FOR: Final = "stance"
_WOULD_SUPPORT_IF: Final = optional("would_support_if", text)


def read_topic(entry: Fields, shared: Shared) -> OptionsTopic | None:
    """Read the options of a topic."""
    options = {
        id_: Option(id_, item.get(LABEL, ""), item.get(SENTENCE, ""))
        for id_, item in read_options(entry, shared["id"], _OPTION)
    }
    return OptionsTopic(**shared, options=options) if options else None


def stances_under(rule: RuleName) -> tuple[Stance, ...]:
    """Return the stances that a rule knows; constructive abstention goes with unanimity only (Article 31(1) TEU)."""
    return tuple(s for s in Stance if s is not Stance.CONSTRUCTIVE_ABSTENTION or rule.facts.constructive_abstention)


def _stance(rule: RuleName, *, counted: bool) -> Key[Stance]:
    """Declare the key of a stance that this rule knows."""
    return _stance_among(stances_under(rule), rule, counted=counted)


@cache
def _stance_among(known: tuple[Stance, ...], rule: RuleName, *, counted: bool) -> Key[Stance]:
    read_any = said_in(Stance, known)

    @reads(one_of(known))
    def read(node: Node, report: Report) -> Stance | None:
        found = read_any(node, report)
        if found and found not in known:
            fault = catalogue.CONSTRUCTIVE_REFUSED if counted else catalogue.CONSTRUCTIVE_NOTED
            advice = f"Constructive abstention goes with unanimity only, and the rule is {rule}"
            report.append(fault.at(node.place, enumerated(known), str(node), advice))
        return found

    return required("stance", read, sample=Stance.UNDECIDED)


def read_answer(
    topic: OptionsTopic, place: Place, node: Node, context: ReaderContext, report: Report
) -> OptionsAnswer | None:
    """Read the answer to an options topic."""
    stance = _stance(topic.rule, counted=context.is_among(topic.electorate))
    in_detail = keyed(stance, _WOULD_SUPPORT_IF, COMMENT)

    def one(_option: str, key: Place, value: Node, report: Report) -> OptionStance | None:
        if not isinstance(value, Mapping):
            found = stance.reader(value, report)
            return OptionStance(found, key) if found else None
        entry = Fields.of(value, in_detail, "a stance", report)
        found = entry.get(stance, None) if entry else None
        if entry is None or found is None:
            return None
        return OptionStance(found, key, entry.get(_WOULD_SUPPORT_IF, None), entry.get(COMMENT, None))

    if isinstance(node, Scalar):
        found = stance.reader(node, report)
        return OptionsAnswer(place, dict.fromkeys(topic.options, OptionStance(found, place))) if found else None
    stances, comment = read_each(node, topic.id, topic.options, one, report)
    return OptionsAnswer(place, stances, comment) if stances else None


def answer_schema(topic: OptionsTopic) -> Schema:
    """Return the JSON Schema of an answer: one stance, or one on each option."""
    one = defined("stance-under-unanimity" if topic.rule is RuleName.UNANIMITY else "stance")
    return either(one_of(stances_under(topic.rule)), schema_of_each(topic.options, lambda _: one))


def _one_schema(rule: RuleName) -> Schema:
    stance = _stance(rule, counted=True)
    return either(stance.schema, schema_of(keyed(stance, _WOULD_SUPPORT_IF, COMMENT)))


DEFINED: Final = {
    "stance-under-unanimity": _one_schema(RuleName.UNANIMITY),
    "stance": _one_schema(RuleName.CONSENSUS),
}


def explained(topic: OptionsTopic) -> Iterator[str]:
    """Say what an answer looks like."""
    stance = _stance(topic.rule, counted=True)
    yield f"{ONE_WORD}: {' | '.join(stances_under(topic.rule))}"
    yield f"or in detail: {sample_of(keyed(stance, _WOULD_SUPPORT_IF, COMMENT))}"


def blank_keys(topic: OptionsTopic, _context: ReaderContext) -> Iterator[BlankKey]:
    """Offer each option."""
    yield from (BlankKey(id_, option.label) for id_, option in topic.options.items())
