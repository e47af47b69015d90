"""Read needs: delegations say how necessary each need is, or one word for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from responsegen.dossier.conditions import ReaderContext
from responsegen.dossier.json_schema import Schema, defined, either
from responsegen.dossier.keys import BESIDE, Fields, keyed, optional, required, sample_of, schema_of
from responsegen.dossier.kinds import form
from responsegen.dossier.model import Necessity, Need, NeedsAnswer, NeedStance, NeedsTopic, Term, Word
from responsegen.dossier.nodes import Mapping, Node
from responsegen.dossier.readers import Report, word_of
from responsegen.problem import Place


class TermSaid(Word):
    """When something is needed, as a file says it."""

    SHORT = "short", "short-term, now, immediate, immediately"
    LONG = "long", "long-term, later"
    BOTH = "both", "either, any, all, short and long"


_term: Final = word_of(TermSaid).then(
    lambda said: frozenset(Term) if said is TermSaid.BOTH else frozenset({Term(said)})
)
_TERM: Final = required("term", _term, "When it is needed", frozenset())
_NEED: Final = keyed(form.LABEL, form.SENTENCE, _TERM, form.FALLBACK, form.PHRASE)
OWN: Final = (form.options_of(_NEED),)
VOTED_ON: Final = True
SHORT_FOR: Final = "necessity"
_NECESSITY: Final = required("necessity", word_of(Necessity), sample=Necessity.ESSENTIAL)
_KEYS: Final = keyed(_NECESSITY, optional("term", _term), *BESIDE)
DEFINED: Final = {"need": either(_NECESSITY.schema, schema_of(_KEYS))}
_IN_DETAIL: Final = form.InDetail(
    "a need", _KEYS, lambda place, necessity, *others: NeedStance(necessity, place, *others)
)


def read_topic(entry: Fields, shared: form.Shared) -> NeedsTopic | None:
    """Read the needs of a topic."""
    options = form.read_options(entry, shared["id"], _NEED, Need)
    return NeedsTopic(**shared, options=options) if options else None


def read_answer(
    topic: NeedsTopic, place: Place, node: Node, _context: ReaderContext, report: Report
) -> NeedsAnswer | None:
    """Read the answer to a needs topic."""
    needs, comment = _IN_DETAIL.read(place, node, topic.id, topic.options, report)
    return NeedsAnswer(place, needs | _blank(topic, node), comment) if needs else None


def _blank(topic: NeedsTopic, node: Node) -> dict[str, NeedStance]:
    """Record blank needs as undecided: left out, they would count as not mentioned."""
    entries = node.entries.items() if isinstance(node, Mapping) else ()
    return {
        name: NeedStance(Necessity.UNDECIDED, key.place)
        for name, (key, value) in entries
        if name in topic.options and value.is_blank
    }


def answer_schema(topic: NeedsTopic) -> Schema:
    """Return the JSON Schema of an answer: one word, or one for each need."""
    return either(defined("need"), form.schema_of_each(topic.options, lambda _: defined("need")))


def explained(_topic: NeedsTopic) -> Iterator[str]:
    """Say what an answer looks like."""
    yield f"{form.ONE_WORD}: {_NECESSITY.reader.sample}"
    yield f"or in detail: {sample_of(_KEYS)}"
    yield "what is left out is taken as not mentioned once anything else is answered"


def blank_keys(topic: NeedsTopic, _context: ReaderContext) -> Iterator[form.BlankKey]:
    """Offer each need."""
    yield from (form.BlankKey(id_, need.label) for id_, need in topic.options.items())
