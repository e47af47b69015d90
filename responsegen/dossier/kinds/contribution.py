"""Read contributions: who takes part, with how many, from when, for how long, and on which conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from responsegen.dossier import catalogue, quantities
from responsegen.dossier.conditions import NOBODY, ReaderContext, condition_keys, conditions
from responsegen.dossier.json_schema import BLANK, Schema, either, one_of
from responsegen.dossier.keys import (
    COMMENT,
    LANG,
    WOULD_SUPPORT_IF,
    Fields,
    Key,
    keyed,
    optional,
    schema_of,
    unanswered,
)
from responsegen.dossier.kinds.form import BlankKey, Shared
from responsegen.dossier.model import Condition, ContributionAnswer, ContributionTopic, Willingness
from responsegen.dossier.nodes import Mapping as Keyed
from responsegen.dossier.nodes import Node, Scalar
from responsegen.dossier.readers import Report, amount_of, line, measured, range_of, reads, word_of
from responsegen.dossier.spelling import enumerated
from responsegen.problem import Place

_REQUIRED: Final = optional("required", line, "The range topic, in personnel, to measure the gap against")
_SUSTAINED: Final = optional("sustained", line, "The range topic, in months, for which the force has to last")
OWN: Final = (_REQUIRED, _SUSTAINED)
VOTED_ON: Final = False
SHORT_FOR: Final = "stance"
_PLEDGED: Final = (Willingness.YES, Willingness.CONDITIONAL, Willingness.CONSIDERING)
_SAID_ALONE: Final = word_of(
    Willingness,
    [word for word in Willingness if word is not Willingness.CONDITIONAL],
    ", or a mapping with stance and conditions",
)
_days = amount_of(quantities.DAYS, "90 days")


@reads(
    measured(
        quantities.DAYS,
        quantities.alone(f"(?=.*[1-9]){quantities.DAYS.pattern}", quantities.OPEN_ENDED),
        quantities.DAYS.expected,
        ("24 months", "open-ended"),
    )
)
def _duration(node: Node, report: Report) -> int | None:
    """Read for how long, in days; open-ended is no end stated."""
    if isinstance(node, Scalar) and quantities.is_open_ended(node.text):
        return None
    days = _days(node, report)
    if days == 0:
        report.append(catalogue.BAD_NUMBER.on(node, "a duration of at least a day"))
    return days


def _conditions(context: ReaderContext) -> Key[tuple[Condition, ...]]:
    about, sample = "All of them must hold", "all must hold; a list of"
    return optional("conditions", conditions(context), about, sample=sample, stand_in=())


_STANCE: Final = optional("stance", word_of(Willingness))  # whose absence has a problem of its own
_BESIDE: Final = keyed(
    optional(
        "pledge",
        range_of(quantities.PLEDGED, "600-1000", "at least 600", "up to 1000", "3.5k"),
        "Personnel kept deployed",
        sample="personnel kept deployed: 600-1000",
    ),
    optional("ready", _days, "How long after the decision", sample="how long after the decision: 90 days"),
    optional("sustain", _duration, "For how long", sample="for how long: 24 months | open-ended"),
    _conditions(NOBODY),
    WOULD_SUPPORT_IF,
    COMMENT,
    LANG,
)
_KEYS: Final = {**keyed(_STANCE), **_BESIDE}


def read_topic(entry: Fields, shared: Shared) -> ContributionTopic:
    """Read what the contributions to a topic are measured against, in size and in time."""
    return ContributionTopic(**shared, required=entry.get(_REQUIRED, None), sustained=entry.get(_SUSTAINED, None))


def read_answer(
    topic: ContributionTopic, place: Place, node: Node, context: ReaderContext, report: Report
) -> ContributionAnswer | None:
    """Read the answer to a contribution topic: personnel, and days after the decision."""
    if not isinstance(node, Keyed):
        stance = _SAID_ALONE(node, report)
        if stance is Willingness.CONDITIONAL:
            report.append(catalogue.NO_CONDITION.on(node, "a mapping with stance and conditions"))
        return ContributionAnswer(place, stance) if stance else None
    entry = Fields.of(node, _KEYS, f'the topic "{topic.id}"', report)
    if entry is None or not any(entry.has(key) for key in _KEYS):
        report.append(unanswered(node, topic.id))
        return None
    stance = entry.get(_STANCE, None) if entry.has("stance") else None
    if not entry.has("stance"):
        expected = f'"stance": {enumerated(Willingness)}'
        report.append(catalogue.NO_STANCE.at(entry.place("stance"), expected, "none"))
    values = entry.values({**_BESIDE, **keyed(_conditions(context))})
    if stance is None or values is None:
        return None
    _check_whole(entry, stance)
    return ContributionAnswer(place, stance, *values)


def _check_whole(entry: Fields, stance: Willingness) -> None:
    """Check that stance, pledge and conditions go together."""
    report, said = entry.report, f"stance: {stance}"
    has_conditions = bool(entry.has("conditions") and getattr(entry.value("conditions"), "items", True))
    if entry.has("pledge"):
        if stance not in _PLEDGED:
            expected = "yes, conditional or considering, since there is a pledge"
            report.append(catalogue.NO_STANCE.at(entry.place("stance"), expected, said))
        elif not entry.has("ready") and stance.is_willing:
            expected = '"ready", the days until the pledge is there'
            advice = "From day 0 on it may be there, and at no day is it sure to be"
            report.append(catalogue.NOT_READY.at(entry.place("pledge"), expected, "", advice))
    if stance is Willingness.CONDITIONAL and not has_conditions:
        report.append(catalogue.NO_CONDITION.at(entry.place("stance"), 'at least one entry under "conditions"', said))
    if stance is Willingness.YES and has_conditions:
        expected = "conditional, since there are conditions"
        report.append(catalogue.CONDITIONS_ON_YES.at(entry.place("stance"), expected, said))
    if stance not in _PLEDGED and has_conditions:
        expected, advice = "no conditions", "They are recorded, and nothing is counted"
        report.append(catalogue.CONDITIONS_UNUSED.at(entry.place("conditions"), expected, said, advice))


def answer_schema(_topic: ContributionTopic) -> Schema:
    """Return the JSON Schema of an answer: a word, or an answer in detail whose parts go together."""
    none = either(BLANK, {"enum": [[]]})
    some: Schema = {"not": none}
    in_detail = schema_of(_KEYS)
    in_detail["allOf"] = [
        _where_stance_is((Willingness.CONDITIONAL,), {"conditions": some}, needed="conditions"),
        _where_stance_is((Willingness.YES,), {"conditions": none}),
        _where_stance_is((Willingness.NO, Willingness.UNDECIDED), {"pledge": BLANK}),
        {"if": {"additionalProperties": BLANK}, "else": _stance_is(Willingness)},
    ]
    return either(_SAID_ALONE.schema, in_detail)


def _stance_is(stances: Iterable[Willingness]) -> Schema:
    return {"properties": {"stance": one_of(stances)}, "required": ["stance"]}


def _where_stance_is(stances: Iterable[Willingness], then: Mapping[str, Schema], needed: str | None = None) -> Schema:
    required: Schema = {"required": [needed]} if needed else {}
    return {"if": _stance_is(stances), "then": {"properties": {**then}} | required}


def explained(_topic: ContributionTopic) -> Iterator[str]:
    """Say what an answer looks like."""
    yield f"{_SAID_ALONE.sample}, or in detail"


def blank_keys(_topic: ContributionTopic, context: ReaderContext) -> Iterator[BlankKey]:
    """Offer each key, and below the conditions what each may say."""
    for key in (key for key in _KEYS.values() if key.shown):
        if key.name == "conditions":
            known = condition_keys(context).values()
            yield BlankKey(key.name, key.shown, tuple(f"- {each.name}: {each.shown}" for each in known if each.shown))
        else:
            yield BlankKey(key.name, key.shown if key is not COMMENT else "")
