"""Options: delegations take a stance on each of several proposals, or one stance on all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from responsegen.dossier import catalogue
from responsegen.dossier.conditions import ReaderContext
from responsegen.dossier.json_schema import Schema, defined, either, one_of
from responsegen.dossier.keys import (
    COMMENT,
    PROPOSES,
    WOULD_SUPPORT_IF,
    Fields,
    Key,
    Keys,
    beside,
    keyed,
    required,
    sample_of,
    schema_of,
    schema_of_each,
)
from responsegen.dossier.kinds.form import (
    FALLBACK,
    LABEL,
    ONE_WORD,
    PHRASE,
    SENTENCE,
    BlankKey,
    InDetail,
    Shared,
    options_of,
    read_options,
)
from responsegen.dossier.model import BasisName, Option, OptionsAnswer, OptionStance, OptionsTopic, Stance
from responsegen.dossier.nodes import Node
from responsegen.dossier.readers import Report, enumerated, reads, said_in
from responsegen.problem import Edit, Place

_OPTION: Final = keyed(LABEL, SENTENCE, FALLBACK, PHRASE)
OWN: Final = (options_of(_OPTION),)
VOTED_ON: Final = True
SHORT_FOR: Final = "stance"


def _in_detail(stance: Key[Stance]) -> Keys:
    return keyed(stance, WOULD_SUPPORT_IF, PROPOSES, COMMENT)


def read_topic(entry: Fields, shared: Shared) -> OptionsTopic | None:
    """Read the options of a topic."""
    options = {
        id_: Option(id_, item.get(LABEL, ""), item.get(SENTENCE, ""), item.get(FALLBACK, None), item.get(PHRASE, None))
        for id_, item in read_options(entry, shared["id"], _OPTION)
    }
    return OptionsTopic(**shared, options=options) if options else None


def stances_on(topic: OptionsTopic) -> tuple[Stance, ...]:
    """Return the stances that a topic takes; constructive abstention needs a basis that knows it."""
    return tuple(s for s in Stance if s is not Stance.CONSTRUCTIVE_ABSTENTION or topic.knows_constructive_abstention)


@cache
def _stance_among(
    known: tuple[Stance, ...], basis: BasisName | None = None, edit: Edit | None = None, *, counted: bool = True
) -> Key[Stance]:
    """Declare the key of a stance; `edit` is what would give a topic without a basis one that knows all of them."""
    read_any = said_in(Stance, known)

    @reads(one_of(known))
    def read(node: Node, report: Report) -> Stance | None:
        found = read_any(node, report)
        if found and found not in known:
            fault = catalogue.CONSTRUCTIVE_REFUSED if counted else catalogue.CONSTRUCTIVE_NOTED
            known_by = f", and the basis is {basis}" if basis else f', such as "basis: {BasisName.CFSP_UNANIMITY}"'
            advice = f"Constructive abstention needs a basis of the common foreign and security policy{known_by}"
            problem = fault.at(node.place, enumerated(known), str(node), advice)
            report.append(replace(problem, edit=edit) if counted else problem)
        return found

    return required("stance", read, sample=Stance.UNDECIDED)


def _said(stance: Stance, place: Place, entry: Fields) -> OptionStance:
    return OptionStance(stance, place, **beside(entry))


def read_answer(
    topic: OptionsTopic, place: Place, node: Node, context: ReaderContext, report: Report
) -> OptionsAnswer | None:
    """Read the answer to an options topic."""
    edit = context.basis_edits.get(topic.id)
    stance = _stance_among(stances_on(topic), topic.basis, edit, counted=context.is_among(topic.electorate))
    stances, comment = InDetail("a stance", stance, _in_detail(stance), _said).read(place, node, topic, report)
    return OptionsAnswer(place, stances, comment) if stances else None


def answer_schema(topic: OptionsTopic) -> Schema:
    """Return the JSON Schema of an answer: one stance, or one on each option."""
    one = defined("any-stance" if stances_on(topic) == ALL_STANCES else "stance")
    return either(one, schema_of_each(topic.options, lambda _: one))


def _one_schema(known: tuple[Stance, ...]) -> Schema:
    stance = _stance_among(known)
    return either(stance.schema, schema_of(_in_detail(stance)))


ALL_STANCES: Final = tuple(Stance)
DEFINED: Final = {
    "any-stance": _one_schema(ALL_STANCES),
    "stance": _one_schema(tuple(s for s in Stance if s is not Stance.CONSTRUCTIVE_ABSTENTION)),
}


def explained(topic: OptionsTopic) -> Iterator[str]:
    """Say what an answer looks like."""
    stance = _stance_among(stances_on(topic))
    yield f"{ONE_WORD}: {' | '.join(stances_on(topic))}"
    yield f"or in detail: {sample_of(_in_detail(stance))}"


def blank_keys(topic: OptionsTopic, _context: ReaderContext) -> Iterator[BlankKey]:
    """Offer each option."""
    yield from (BlankKey(id_, option.label) for id_, option in topic.options.items())
