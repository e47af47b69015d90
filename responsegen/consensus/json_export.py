"""Write joint-answer.json, the joint answer for other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from operator import attrgetter
from typing import Any

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
    return exact(_value(whole))


def exact(value: Json) -> str:
    """Write indented JSON in which a decimal is a number as short as it is exact; the standard library would round."""
    marked = json.dumps(value, ensure_ascii=False, indent=2, default=lambda number: f"\0{digits(number)}")
    return _DECIMAL.sub(r"\1", marked) + "\n"


def _value(value: Any) -> Json:  # noqa: ANN401, PLR0911 -- a field of any outcome; one line a type
    """Show an interval as its ends, and a moment or a day as a text."""
    match value:
        case None | str() | int() | Fraction():
            return value
        case Mapping():
            return {str(key): _value(each) for key, each in value.items()}
        case tuple():
            return [_value(each) for each in value]
        case Interval(low, high):
            return low, high
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case _:
            return {key: _value(attrgetter(path)(value)) for key, path in keys_of(type(value))}
