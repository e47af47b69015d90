"""Write joint-answer.json, the joint answer for other programs, and describe its form as a JSON Schema."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from responsegen.consensus.answer import (
    Arithmetic,
    Coalition,
    ContributionOutcome,
    JointAnswer,
    NeedOutcome,
    NeedsOutcome,
    OfferOutcome,
    OffersOutcome,
    OptionOutcome,
    OptionsOutcome,
    Participation,
    RangeOutcome,
    RecordedReservation,
    ScenarioOutcome,
    Strength,
    Support,
    Sustained,
    TopicOutcome,
)
from responsegen.dossier.json_schema import Schema, defined, either, one_of, whole
from responsegen.dossier.model import Dossier, Interval, digits

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | Fraction | None

FORMAT = 2
_DECIMAL = re.compile(r'"\\u0000([0-9.]+)"')  # no text of a file holds the character before it


@dataclass(frozen=True, slots=True)
class PopulationUsed:
    """By which figures people were counted."""

    source: str
    valid: tuple[date, date]
    expired: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """All that joint-answer.json holds."""

    format: int
    exercise: bool
    population: PopulationUsed | None  # None where no decision weighs population
    dossier: Dossier
    delegations: Participation
    topics: Mapping[str, TopicOutcome]


_OPTION = (
    "status for=columns.for_ against=columns.against abstaining=columns.abstaining constructive=columns.constructive "
    "outstanding=columns.outstanding silent=columns.silent by_silence blocked_by reservations arithmetic unblocked_by "
    "too_close=arithmetic.too_close_to_call may_ask_discussion because"
)
# The keys of the format, in their order; after "=" the field that a key shows, where that has another name.
KEYS: Mapping[type, str] = {
    Whole: "format exercise population dossier delegations topics",
    PopulationUsed: "source valid expired",
    Dossier: "title reference revision as_of",
    Participation: "answered drafts spoken_for outstanding",
    OptionsOutcome: "kind=topic.kind rule=topic.rule basis=topic.basis electorate=topic.electorate status options",
    OptionOutcome: _OPTION,
    NeedsOutcome: "kind=topic.kind rule=topic.rule status options",
    NeedOutcome: f"{_OPTION} unmentioned=columns.unmentioned necessity term essential desirable "
    "troops_depending=personnel_depending",
    RangeOutcome: "kind=topic.kind rule=topic.rule unit=topic.unit status agreed possible positions against abstaining "
    "outstanding silent reservations conflicts conflicts_under_reservation conflicts_total choice widest_support "
    "because",
    ContributionOutcome: "kind=topic.kind rule=topic.rule stances=by_stance unquantified undated required "
    "required_agreed reservations scenarios",
    ScenarioOutcome: "assured attainable peak sustained gap circles timeline",
    OffersOutcome: "kind=topic.kind rule=topic.rule options",
    OfferOutcome: "unit firm indicative delegations reservations",
    Arithmetic: "members for=for_ population_for=population_percent",
    Coalition: "delegations personnel",
    RecordedReservation: "delegation kind=reservation.kind",
    Strength: "day personnel",
    Support: "interval for=for_",
    Sustained: "months agreed personnel gap",
}


def keys_of(form: type) -> Iterator[tuple[str, str]]:
    """List the keys that a type has in the file, each with the path of the field that it shows."""
    known = next(each for each in form.__mro__ if each in KEYS)
    for key, _, path in (each.partition("=") for each in KEYS[known].split()):
        yield key, path or key


def to_json(dossier: Dossier, answer: JointAnswer) -> str:
    """Write indented JSON with a newline at its end; keys, topics and delegations always in the same order."""
    table = dossier.population
    used = PopulationUsed(table.source, (table.valid_from, table.valid_until), expired=not dossier.population_is_valid)
    population = used if dossier.weighs_population else None
    whole = Whole(FORMAT, dossier.exercise, population, dossier, answer.participation, answer.topics)
    return exact(plain(whole, _fields))


def exact(value: Json) -> str:
    """Write indented JSON in which a decimal is a number as short as it is exact; the standard library would round."""
    marked = json.dumps(value, ensure_ascii=False, indent=2, default=lambda number: f"\0{digits(number)}")
    return _DECIMAL.sub(r"\1", marked) + "\n"


def plain(value: object, parts: Callable[[Any], Iterable[tuple[str, object]]]) -> Json:  # noqa: PLR0911 -- a table: one line a type
    """Show a value of the model in JSON; `parts` takes apart what has fields: the key of each, and what it holds."""
    match value:
        case None | str() | int() | Fraction():
            return value
        case Mapping():
            return {str(key): plain(each, parts) for key, each in value.items()}
        case tuple() | frozenset():
            return [plain(each, parts) for each in (sorted(value) if isinstance(value, frozenset) else value)]
        case Interval(low, high):
            return low, high
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case _:
            return {key: plain(each, parts) for key, each in parts(value)}


def _fields(value: object) -> Iterator[tuple[str, object]]:
    return ((key, attrgetter(path)(value)) for key, path in keys_of(type(value)))


_PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Fraction: {"type": "number"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def joint_answer_schema() -> str:
    """Return the text of the schema."""
    forms = {form.__name__: _object(form) for form in KEYS}
    return whole("joint-answer", "joint-answer.json", forms.pop(Whole.__name__), forms)


def _object(form: type) -> Schema:
    keys = {key: _field(form, path) for key, path in keys_of(form)}
    if form is Whole:
        keys["format"] = {"const": FORMAT}
    return {"type": "object", "properties": keys, "required": [*keys], "additionalProperties": False}


def _field(form: type, path: str) -> Schema:
    """Describe what stands at the end of a path of fields and properties."""
    *outer, last = path.split(".")
    for name in outer:
        form = _hint(form, name)
    if last == "kind" and outer == ["topic"]:
        return {"const": str(form.kind)}  # type: ignore[attr-defined] # a topic has one
    return _form(_hint(form, last))


def _hint(form: type, name: str) -> Any:  # noqa: ANN401 -- any type that an annotation names
    found = getattr(form, name, None)
    if isinstance(found, property) and found.fget:
        return get_type_hints(found.fget)["return"]
    return get_type_hints(form)[name]


def _form(hint: Any) -> Schema:  # noqa: ANN401, PLR0911 -- any type that an annotation names; one line a type
    arguments = get_args(hint)
    origin = get_origin(hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    if origin in (Union, UnionType):
        return either(*(_form(each) for each in arguments))
    if origin is tuple and arguments[1:] == (...,):
        return {"type": "array", "items": _form(arguments[0])}
    if origin is tuple:
        return _of_fixed_length(*(_form(each) for each in arguments))
    if origin is not None:
        return {"type": "object", "additionalProperties": _form(arguments[1])}
    if hint is Interval:
        return _of_fixed_length({"type": "number"}, {"type": ["number", "null"]})
    return one_of(hint) if issubclass(hint, StrEnum) else defined(hint.__name__)


def _of_fixed_length(*items: Schema) -> Schema:
    return {"type": "array", "prefixItems": [*items], "items": False, "minItems": len(items)}
