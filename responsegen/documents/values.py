"""From one value of a dossier's model to the words for it: a stance, a range, a condition, a reservation, a date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from responsegen.documents.answer_words import (
    NECESSITY_WORDS,
    STANCE_WORDS,
    WILLINGNESS_WORDS,
    condition_words,
    source_words,
)
from responsegen.documents.wording import clause, day, decimal, duration, extent, moment, number, readiness
from responsegen.dossier.model import (
    AnyOf,
    DocumentSpec,
    Dossier,
    EventHappens,
    Interval,
    Meeting,
    MinimumForce,
    Necessity,
    Need,
    OfferItem,
    OffersTopic,
    Option,
    Question,
    RangeTopic,
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
IN_QUOTATION_MARKS = {"comment", "notes", "red_lines", "would_support_if"}


def value_words(dossier: Dossier, path: tuple[str, ...], value: object) -> str:
    """The words for a value that stands at this path of the dossier, or of a position; nothing for none."""
    match value:
        case None:
            return ""
        case Interval():
            return extent(value, _unit(dossier, path))
        case UsProvides() | EventHappens() | Together() | MinimumForce() | AnyOf():
            return condition_words(dossier, value)
        case Reservation():
            text = f": {clause(value.text)}" if value.text else ""
            return f"{value.kind} reservation on {_subject(dossier, value)}{text}"
        case Source():
            quote = f"“{value.quote}”" if value.quote else None
            said = (_subject(dossier, value), source_words(value), quote, value.summary, value.url)
            return "; ".join(filter(None, said)) + (
                " (in conflict with what else is recorded)" if value.conflicts else ""
            )
        case _:
            return _figure(path[-1], value) or _asked(value)


def topic_title(dossier: Dossier, topic: str, option: str | None = None) -> str:
    """`Sanctions on Russia: Shadow fleet listings`."""
    found = dossier.topics[topic]
    options = getattr(found, "options", {})
    return f"{found.title}: {options[option].label}" if option in options else found.title


def _subject(dossier: Dossier, about: Reservation | Source) -> str:
    return topic_title(dossier, about.topic, about.option)


def _unit(dossier: Dossier, path: tuple[str, ...]) -> str:
    match dossier.topics[path[0]]:
        case RangeTopic() as topic:
            return topic.unit
        case OffersTopic() as topic:
            return topic.options[path[1]].unit
        case _:
            return "personnel"


def _figure(field: str, value: object) -> str:  # noqa: PLR0911 -- a table: one line a type
    """The words for what is one word, one text, one number or one date."""
    match value:
        case StrEnum():
            return STATED.get(type(value), {}).get(value) or value.replace("-", " ")
        case str():
            return f"“{value}”" if field in IN_QUOTATION_MARKS else value
        case bool():
            return "yes" if value else "no"
        case int():
            return SPANS.get(field, number)(value)
        case Fraction():
            return decimal(value)
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case _:
            return ""


def _asked(value: object) -> str:  # noqa: PLR0911 -- a table: one line a type
    """The words for what a dossier asks, or for a document that it orders."""
    match value:
        case Topic():
            return value.title
        case Option() | Need():
            return f"{value.label}: {value.text}"
        case OfferItem():
            return f"{value.label}, in {value.unit}"
        case Question():
            return value.text
        case Scenario():
            return value.label
        case Meeting():
            return f"{value.place}, {day(value.date)}"
        case DocumentSpec():
            return ", ".join(filter(None, (f"release {value.release}", f"{value.attribution}", value.marking)))
        case _:
            return str(value)
