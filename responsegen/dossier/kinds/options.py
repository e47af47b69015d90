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
from responsegen.dossier.model import BasisName, Option, OptionsAnswer, OptionStance, OptionsTopic, Stance
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


def stances_on(topic: OptionsTopic) -> tuple[Stance, ...]:
    """Return the stances that a topic takes; constructive abstention needs a basis that knows it."""
    return tuple(s for s in Stance if s is not Stance.CONSTRUCTIVE_ABSTENTION or topic.knows_constructive_abstention)


def _stance(topic: OptionsTopic, *, counted: bool) -> Key[Stance]:
    """Declare the key of a stance that this topic takes."""
    return _stance_among(stances_on(topic), topic.basis, counted=counted)


@cache
def _stance_among(known: tuple[Stance, ...], basis: BasisName | None, *, counted: bool) -> Key[Stance]:
    read_any = said_in(Stance, known)

    @reads(one_of(known))
    def read(node: Node, report: Report) -> Stance | None:
        found = read_any(node, report)
        if found and found not in known:
            fault = catalogue.CONSTRUCTIVE_REFUSED if counted else catalogue.CONSTRUCTIVE_NOTED
            beside = f", and the basis is {basis}" if basis else f', such as "basis: {BasisName.CFSP_UNANIMITY}"'
            advice = f"Constructive abstention needs a basis of the common foreign and security policy{beside}"
            report.append(fault.at(node.place, enumerated(known), str(node), advice))
        return found

    return required("stance", read, sample=Stance.UNDECIDED)


def read_answer(
    topic: OptionsTopic, place: Place, node: Node, context: ReaderContext, report: Report
) -> OptionsAnswer | None:
    """Read the answer to an options topic."""
    stance = _stance(topic, counted=context.is_among(topic.electorate))
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
    known = stances_on(topic)
    one = defined("any-stance" if known == ALL_STANCES else "stance")
    return either(one_of(known), schema_of_each(topic.options, lambda _: one))


def _one_schema(known: tuple[Stance, ...]) -> Schema:
    stance = _stance_among(known, None, counted=True)
    return either(stance.schema, schema_of(keyed(stance, _WOULD_SUPPORT_IF, COMMENT)))


ALL_STANCES: Final = tuple(Stance)
DEFINED: Final = {
    "any-stance": _one_schema(ALL_STANCES),
    "stance": _one_schema(tuple(s for s in Stance if s is not Stance.CONSTRUCTIVE_ABSTENTION)),
}


def explained(topic: OptionsTopic) -> Iterator[str]:
    """Say what an answer looks like."""
    stance = _stance(topic, counted=True)
    yield f"{ONE_WORD}: {' | '.join(stances_on(topic))}"
    yield f"or in detail: {sample_of(keyed(stance, _WOULD_SUPPORT_IF, COMMENT))}"


def blank_keys(topic: OptionsTopic, _context: ReaderContext) -> Iterator[BlankKey]:
    """Offer each option."""
    yield from (BlankKey(id_, option.label) for id_, option in topic.options.items())
