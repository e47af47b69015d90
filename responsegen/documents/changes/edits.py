"""Word every value that differs between two dossiers: in the positions, and in dossier.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from responsegen.documents.topics.answer_words import RecordedAnswer, recorded
from responsegen.documents.topics.topic import labels_of
from responsegen.documents.values import value_words
from responsegen.documents.words import capital, clause, joined, name_of, sentence
from responsegen.dossier.changes import ChangedPosition, changed_terms
from responsegen.dossier.model import (
    ContributionAnswer,
    Dossier,
    NeedStance,
    Offer,
    OptionStance,
    Position,
    RangeAnswer,
)

Path = tuple[str, ...]

THE_ANSWER_ITSELF = {"", "acceptable", "necessity", "stance"}  # needs no name beside its topic
LISTS = {"conditions", "delegations", "notes", "red_lines", "reservations", "rotation_factors", "sources"}
SEVERAL = 4  # from here on "all four points" says it better than a list


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
    options: dict[tuple[str, str, str, str], list[str]] = {}
    for change in changed.changes:
        topic, option, field = _subject(before if change.after is None else after, change.path)
        was = _said(before, old, change.path, change.before)
        is_now = _said(after, new, change.path, change.after)
        options.setdefault((topic, field, was, is_now), []).append(option)
    edits = tuple(
        Edit(_about((before, after), topic, which, field), was, is_now)
        for (topic, field, was, is_now), which in options.items()
    )
    d = changed.delegation
    return EditedPosition(d, name_of(after, d), changed.before is None, changed.after is None, edits)


def _answers(dossier: Dossier, position: Position | None) -> Mapping[Path, RecordedAnswer]:
    rows = recorded(dossier, position) if position else ()
    return {tuple(filter(None, (row.topic, row.option))): row for row in rows}


def _said(dossier: Dossier, answers: Mapping[Path, RecordedAnswer], path: Path, value: object) -> str:
    if not isinstance(value, OptionStance | RangeAnswer | ContributionAnswer | NeedStance | Offer):
        return value_words(dossier, path, value)
    row = answers[path]
    words = row.words + (f"; would support it if {clause(row.would_support_if)}" if row.would_support_if else "")
    own = f"Proposes: “{sentence(row.proposes)}”" if row.proposes else ""
    beside = " ".join(filter(None, (own, sentence(value.comment or ""))))
    return f"{words}. {beside}" if beside else words


def _subject(dossier: Dossier, path: Path) -> tuple[str, str, str]:
    """Topic, option and field; no topic for what concerns the whole position, no field for the whole answer."""
    topic, *rest = path
    if topic not in dossier.topics:
        return "", "", path[-1]
    option = rest.pop(0) if rest and rest[0] in _labels(dossier, topic) else ""
    return topic, option, rest[-1] if rest else ""


def _labels(dossier: Dossier, topic: str) -> Mapping[str, str]:
    return labels_of(dossier.topics[topic])


def _about(versions: Sequence[Dossier], topic: str, options: Sequence[str], field: str) -> str:
    """`Sanctions on Russia: Shadow fleet listings and Oil price cap, comment`."""
    name = "" if field in THE_ANSWER_ITSELF else _field(field)
    if not topic:
        return capital(name)
    asked = [dossier for dossier in versions if topic in dossier.topics]
    labels = {option: label for dossier in asked for option, label in _labels(dossier, topic).items()}
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
            labels = _labels(dossier, topic)
            fields = (labels.get(name, _field(name)) for name in rest if name != "options")
            return ", ".join((dossier.topics[topic].title, *fields))
        case ("documents" | "events" | "groups" | "questions" | "scenarios" as table, name, *rest):
            return ", ".join((f"{capital(table.removesuffix('s'))} {name}", *map(_field, rest)))
        case _:
            return capital(", ".join(map(_field, path)))
