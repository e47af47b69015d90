"""Word every value that differs between two dossiers: in the positions, and in dossier.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from responsegen.documents.topics.answer_words import RecordedAnswer, recorded
from responsegen.documents.topics.topic import labels_of
from responsegen.documents.words import (
    NECESSITY_WORDS,
    STANCE_WORDS,
    WILLINGNESS_WORDS,
    capital,
    clause,
    condition_words,
    day,
    decimal,
    duration,
    extent,
    joined,
    moment,
    name_of,
    number,
    readiness,
    sentence,
    source_words,
    spelled,
    together,
)
from responsegen.dossier import model
from responsegen.dossier.changes import ChangedPosition, changed_terms
from responsegen.dossier.model import Dossier

Path = tuple[str, ...]

THE_ANSWER_ITSELF = {"", "acceptable", "necessity", "stance"}  # needs no name beside its topic
LISTS = {"conditions", "delegations", "notes", "red_lines", "reservations", "rotation_factors", "sources"}
SEVERAL = 4  # from here on "all four points" says it better than a list
# What is worded as a whole, as a fiche words it.
ANSWERS = (model.OptionStance, model.RangeAnswer, model.ContributionAnswer, model.NeedStance, model.Offer)
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


@dataclass(frozen=True, slots=True)
class Edit:
    """One value that differs, in words."""

    about: str  # "Contribution of troops, pledge"
    before: str  # "" where there was none
    after: str  # "" where there is none any more


@dataclass(frozen=True, slots=True)
class EditedPosition:
    """What a delegation says otherwise than it did."""

    delegation: str
    name: str
    received: bool  # it had no position before
    withdrawn: bool  # it has none any more
    edits: tuple[Edit, ...]


def edited_terms(before: Dossier, after: Dossier) -> Iterator[Edit]:
    """Word what is asked, decided or ordered otherwise than it was."""
    for change in changed_terms(before, after):
        known = change.path[0] != "topics" or change.path[1] in after.topics
        was, is_now = value_words(before, change.path, change.before), value_words(after, change.path, change.after)
        yield Edit(_term(after if known else before, change.path), was, is_now)


def edited_position(before: Dossier, after: Dossier, changed: ChangedPosition) -> EditedPosition:
    """Word what one delegation says otherwise; what is edited alike on several options of a topic is said once."""
    old, new = _answers(before, changed.before), _answers(after, changed.after)
    alike = together(
        ((topic, field, _said(before, old, each.path, each.before), _said(after, new, each.path, each.after)), option)
        for each in changed.changes
        for topic, option, field in [_taken_apart(before if each.after is None else after, each.path)]
    )
    edits = tuple(
        Edit(_about((before, after), topic, which, field), was, is_now)
        for (topic, field, was, is_now), which in alike.items()
    )
    d = changed.delegation
    return EditedPosition(d, name_of(after, d), changed.before is None, changed.after is None, edits)


def _answers(dossier: Dossier, position: model.Position | None) -> Mapping[Path, RecordedAnswer]:
    rows = recorded(dossier, position) if position else ()
    return {tuple(filter(None, (row.topic, row.option))): row for row in rows}


def _said(dossier: Dossier, answers: Mapping[Path, RecordedAnswer], path: Path, value: object) -> str:
    if not isinstance(value, ANSWERS):
        return value_words(dossier, path, value)
    row = answers[path]
    words = row.words + (f"; would support it if {clause(row.would_support_if)}" if row.would_support_if else "")
    own = f"Proposes: “{sentence(row.proposes)}”" if row.proposes else ""
    beside = " ".join(filter(None, (own, sentence(value.comment or ""))))
    return f"{words}. {beside}" if beside else words


def _taken_apart(dossier: Dossier, path: Path) -> tuple[str, str, str]:
    """Find topic, option and field; no topic for what concerns a whole position, no field for a whole answer."""
    topic, *rest = path
    if topic not in dossier.topics:
        return "", "", path[-1]
    option = rest.pop(0) if rest and rest[0] in labels_of(dossier.topics[topic]) else ""
    return topic, option, rest[-1] if rest else ""


def _about(versions: Sequence[Dossier], topic: str, options: Sequence[str], field: str) -> str:
    """`Sanctions on Russia: Shadow fleet listings and Oil price cap, comment`."""
    name = "" if field in THE_ANSWER_ITSELF else _field(field)
    if not topic:
        return capital(name)
    asked = [dossier for dossier in versions if topic in dossier.topics]
    labels = {option: label for dossier in asked for option, label in labels_of(dossier.topics[topic]).items()}
    everything = len(options) == len(labels) >= SEVERAL
    which = f"all {len(labels)} points" if everything else joined([labels[option] for option in options if option])
    about = ": ".join(filter(None, (asked[-1].topics[topic].title, which)))
    return ", ".join(filter(None, (about, name)))


def _field(name: str) -> str:
    """One entry of a list is named alone: `red_lines` is `red line`."""
    return (name.removesuffix("s") if name in LISTS else name).replace("_", " ")


def _term(dossier: Dossier, path: Path) -> str:
    """`Sanctions on Russia, rule`, `Scenario no-us, events`, `Meeting, date`."""
    match path:
        case ("topics", topic, *rest):
            labels = labels_of(dossier.topics[topic])
            fields = (labels.get(name, _field(name)) for name in rest if name != "options")
            return ", ".join((dossier.topics[topic].title, *fields))
        case ("documents" | "events" | "groups" | "questions" | "scenarios" as table, name, *rest):
            return ", ".join((f"{capital(table.removesuffix('s'))} {name}", *map(_field, rest)))
        case _:
            return capital(", ".join(map(_field, path)))


def value_words(dossier: Dossier, path: tuple[str, ...], value: object) -> str:  # noqa: C901, PLR0911, PLR0912 -- a table: one line a type
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


def _subject(dossier: Dossier, about: model.InternalText | model.Reservation | model.Source) -> str:
    """Name a topic, or an option of it: `Sanctions on Russia: Shadow fleet listings`."""
    topic = dossier.topics[about.topic or ""]
    label = labels_of(topic).get(about.option or "")
    return f"{topic.title}: {label}" if label else topic.title
