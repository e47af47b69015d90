"""Put one value of a dossier or a position into words, for lists of changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from responsegen.documents.condition_words import condition_words
from responsegen.documents.topics.topic import labels_of
from responsegen.documents.words import (
    NECESSITY_WORDS,
    STANCE_WORDS,
    WILLINGNESS_WORDS,
    clause,
    day,
    decimal,
    duration,
    extent,
    moment,
    number,
    readiness,
    source_words,
    spelled,
)
from responsegen.dossier.model import (
    PERSONNEL,
    AnyOf,
    AnyTopic,
    Clearance,
    DocumentSpec,
    Dossier,
    Event,
    EventHappens,
    InternalText,
    Interval,
    Meeting,
    MinimumForce,
    Necessity,
    Need,
    OfferItem,
    OffersTopic,
    Option,
    PopulationTable,
    Question,
    Received,
    Reservation,
    Scenario,
    Source,
    Stance,
    Together,
    Topic,
    UsProvides,
    Willingness,
)

STATED: Mapping[type, Mapping[Any, str]] = {
    Stance: STANCE_WORDS,
    Necessity: NECESSITY_WORDS,
    Willingness: {
        **WILLINGNESS_WORDS,
        Willingness.YES: "ready to contribute without conditions",
        Willingness.CONDITIONAL: "ready to contribute on conditions",
    },
}
SPANS = {"ready": readiness, "sustain": duration}
IN_QUOTATION_MARKS = {"comment", "fallback", "phrase", "proposes", "would_support_if"}


def value_words(dossier: Dossier, path: tuple[str, ...], value: object) -> str:  # noqa: C901, PLR0911, PLR0912 -- a table: one line a type
    """Word the value that stands at this path of a dossier or a position; nothing for none."""
    match value:
        case None:
            return ""
        case Interval():
            return extent(value, _unit(dossier.topics[path[0]], path))
        case UsProvides() | EventHappens() | Together() | MinimumForce() | AnyOf():
            return condition_words(dossier, value)
        case InternalText():
            return f"“{value.text}”" + (f" on {_subject(dossier, value)}" if value.topic else "")
        case Received():
            return f"{value.file} of {day(value.date)}"
        case Clearance():
            return f"by {value.by.replace('-', ' ')} on {day(value.date)}"
        case Reservation():
            text = f": {clause(value.text)}" if value.text else ""
            return f"{value.kind} reservation on {_subject(dossier, value)}{text}"
        case Source():
            quote = f"“{value.quote}”" if value.quote else None
            said = (_subject(dossier, value), source_words(value), quote, value.summary, value.url)
            conflict = " (in conflict with what else is recorded)" if value.conflicts else ""
            return "; ".join(filter(None, said)) + conflict
        case StrEnum():
            return STATED.get(type(value), {}).get(value) or spelled(value)
        case str():
            return f"“{value}”" if path[-1] in IN_QUOTATION_MARKS else value
        case bool():
            return "yes" if value else "no"
        case int():
            return SPANS.get(path[-1], number)(value)
        case Fraction():
            return decimal(value)
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case Topic():
            return value.title
        case Option() | Need():
            return f"{value.label}: {value.text}"
        case OfferItem():
            return f"{value.label}, in {value.unit}"
        case Question():
            return value.text
        case Event() | Scenario():
            return value.label
        case PopulationTable():
            return f"{value.name}: {value.source}"
        case Meeting():
            return f"{value.place}, {day(value.date)}"
        case DocumentSpec():
            return ", ".join(filter(None, (f"release {value.release}", f"{value.attribution}", value.marking)))
        case _:
            return str(value)


def _unit(topic: AnyTopic, path: tuple[str, ...]) -> str:
    """Give the unit of what stands at this path of a position: of the item on offer, of the range, else personnel."""
    return getattr(topic.options[path[1]] if isinstance(topic, OffersTopic) else topic, "unit", PERSONNEL)


def _subject(dossier: Dossier, about: InternalText | Reservation | Source) -> str:
    """Name a topic, or an option of it: `Sanctions on Russia: Shadow fleet listings`."""
    topic = dossier.topics[about.topic or ""]
    label = labels_of(topic).get(about.option or "")
    return f"{topic.title}: {label}" if label else topic.title
