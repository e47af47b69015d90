"""Read stances: delegations take one on each of several proposals, or one on all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from responsegen.dossier import catalogue
from responsegen.dossier.conditions import ReaderContext
from responsegen.dossier.json_schema import Schema, defined, either, one_of
from responsegen.dossier.keys import BESIDE, Fields, Keys, keyed, required, sample_of, schema_of
from responsegen.dossier.kinds import form
from responsegen.dossier.model import BasisName, Option, OptionsAnswer, OptionStance, OptionsTopic, Stance
from responsegen.dossier.nodes import Node
from responsegen.dossier.readers import Report, reads, word_of
from responsegen.dossier.spelling import enumerated
from responsegen.problem import Edit, Place

_OPTION: Final = keyed(form.LABEL, form.SENTENCE, form.FALLBACK, form.PHRASE)
OWN: Final = (form.options_of(_OPTION),)
VOTED_ON: Final = True
SHORT_FOR: Final = "stance"


def read_topic(entry: Fields, shared: form.Shared) -> OptionsTopic | None:
    """Read the options of a topic."""
    options = form.read_options(entry, shared["id"], _OPTION, Option)
    return OptionsTopic(**shared, options=options) if options else None


def stances_on(topic: OptionsTopic) -> tuple[Stance, ...]:
    """Return the stances that a topic takes; constructive abstention needs a basis that knows it."""
    return tuple(s for s in Stance if s is not Stance.CONSTRUCTIVE_ABSTENTION or topic.knows_constructive_abstention)


@cache
def _in_detail(
    known: tuple[Stance, ...], basis: BasisName | None = None, edit: Edit | None = None, *, counted: bool = True
) -> Keys:
    """Declare the keys of a stance; `edit` is what would give a topic without a basis one that knows all of them."""
    read_any = word_of(Stance, known)

    @reads(one_of(known))
    def read(node: Node, report: Report) -> Stance | None:
        found = read_any(node, report)
        if found and found not in known:
            fault = catalogue.CONSTRUCTIVE_REFUSED if counted else catalogue.CONSTRUCTIVE_NOTED
            known_by = f", and the basis is {basis}" if basis else f', such as "basis: {BasisName.CFSP_UNANIMITY}"'
            advice = f"Constructive abstention needs a basis of the common foreign and security policy{known_by}"
            problem = fault.on(node, enumerated(known), advice)
            report.append(replace(problem, edit=edit) if counted else problem)
        return found

    return keyed(required("stance", read, sample=Stance.UNDECIDED), *BESIDE)


def read_answer(
    topic: OptionsTopic, place: Place, node: Node, context: ReaderContext, report: Report
) -> OptionsAnswer | None:
    """Read the answer to an options topic."""
    edit = context.basis_edits.get(topic.id)
    keys = _in_detail(stances_on(topic), topic.basis, edit, counted=context.is_among(topic.electorate))
    in_detail = form.InDetail("a stance", keys, lambda place, stance, *others: OptionStance(stance, place, *others))
    stances, comment = in_detail.read(place, node, topic.id, topic.options, report)
    return OptionsAnswer(place, stances, comment) if stances else None


def answer_schema(topic: OptionsTopic) -> Schema:
    """Return the JSON Schema of an answer: one stance, or one on each option."""
    one = defined("any-stance" if stances_on(topic) == ALL_STANCES else "stance")
    return either(one, form.schema_of_each(topic.options, lambda _: one))


def _one_schema(known: tuple[Stance, ...]) -> Schema:
    keys = _in_detail(known)
    return either(keys["stance"].schema, schema_of(keys))


ALL_STANCES: Final = tuple(Stance)
DEFINED: Final = {
    "any-stance": _one_schema(ALL_STANCES),
    "stance": _one_schema(tuple(s for s in Stance if s is not Stance.CONSTRUCTIVE_ABSTENTION)),
}


def explained(topic: OptionsTopic) -> Iterator[str]:
    """Say what an answer looks like."""
    yield f"{form.ONE_WORD}: {' | '.join(stances_on(topic))}"
    yield f"or in detail: {sample_of(_in_detail(stances_on(topic)))}"


def blank_keys(topic: OptionsTopic, _context: ReaderContext) -> Iterator[form.BlankKey]:
    """Offer each option."""
    yield from (form.BlankKey(id_, option.label) for id_, option in topic.options.items())
