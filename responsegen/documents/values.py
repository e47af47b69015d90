"""Put one value of a dossier or a position into words, for lists of changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from responsegen.documents.topics.topic import labels_of
from responsegen.documents.words import (
    NECESSITY_WORDS,
    STANCE_WORDS,
    WILLINGNESS_WORDS,
    clause,
    condition_words,
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
from responsegen.dossier import model

STATED: Mapping[type, Mapping[Any, str]] = {
    model.Stance: STANCE_WORDS,
    model.Necessity: NECESSITY_WORDS,
    model.Willingness: {
        **WILLINGNESS_WORDS,
        model.Willingness.YES: "ready to contribute without conditions",
        model.Willingness.CONDITIONAL: "ready to contribute on conditions",
    },
}
SPANS = {"ready": readiness, "sustain": duration}
IN_QUOTATION_MARKS = {"comment", "fallback", "phrase", "proposes", "would_support_if"}


def value_words(dossier: model.Dossier, path: tuple[str, ...], value: object) -> str:  # noqa: C901, PLR0911, PLR0912 -- a table: one line a type
    """Word the value that stands at this path of a dossier or a position; nothing for none."""
    match value:
        case None:
            return ""
        case model.Interval():
            return extent(value, _unit(dossier.topics[path[0]], path))
        case model.UsProvides() | model.EventHappens() | model.Together() | model.MinimumForce() | model.AnyOf():
            return condition_words(dossier, value)
        case model.InternalText():
            return f"“{value.text}”" + (f" on {_subject(dossier, value)}" if value.topic else "")
        case model.Received():
            return f"{value.file} of {day(value.date)}"
        case model.Clearance():
            return f"by {value.by.replace('-', ' ')} on {day(value.date)}"
        case model.Reservation():
            text = f": {clause(value.text)}" if value.text else ""
            return f"{value.kind} reservation on {_subject(dossier, value)}{text}"
        case model.Source():
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
        case model.Topic():
            return value.title
        case model.Option() | model.Need():
            return f"{value.label}: {value.text}"
        case model.OfferItem():
            return f"{value.label}, in {value.unit}"
        case model.Question():
            return value.text
        case model.Event() | model.Scenario():
            return value.label
        case model.PopulationTable():
            return f"{value.name}: {value.source}"
        case model.Meeting():
            return f"{value.place}, {day(value.date)}"
        case model.DocumentSpec():
            return ", ".join(filter(None, (f"release {value.release}", f"{value.attribution}", value.marking)))
        case _:
            return str(value)


def _unit(topic: model.AnyTopic, path: tuple[str, ...]) -> str:
    """Give the unit of what stands at this path of a position: of the item on offer, of the range, else personnel."""
    return getattr(topic.options[path[1]] if isinstance(topic, model.OffersTopic) else topic, "unit", model.PERSONNEL)


def _subject(dossier: model.Dossier, about: model.InternalText | model.Reservation | model.Source) -> str:
    """Name a topic, or an option of it: `Sanctions on Russia: Shadow fleet listings`."""
    topic = dossier.topics[about.topic or ""]
    label = labels_of(topic).get(about.option or "")
    return f"{topic.title}: {label}" if label else topic.title
