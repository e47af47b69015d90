"""Two dossiers in, the words for every value that differs out: in the positions, and in dossier.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from responsegen.documents.answer_words import STANCE_WORDS, RecordedAnswer, recorded
from responsegen.documents.values import value_words
from responsegen.documents.wording import capital, clause, joined, name_of, sentence
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

ANSWERS = (OptionStance, RangeAnswer, ContributionAnswer, NeedStance, Offer)
THE_ANSWER_ITSELF = {"", "acceptable", "necessity", "stance"}  # needs no name beside its topic
ONE_OF = {
    "conditions": "condition",
    "delegations": "delegation",
    "red_lines": "red line",
    "reservations": "reservation",
    "rotation_factors": "rotation factor",
    "sources": "source",
}
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


class _Subject(NamedTuple):
    topic: str  # "" for what concerns the whole position
    option: str
    field: str  # "" for the whole answer


def edited_positions(before: Dossier, after: Dossier, changed: Iterable[ChangedPosition]) -> tuple[EditedPosition, ...]:
    """What each of these delegations says otherwise than it did."""
    return tuple(_edited(before, after, position) for position in changed)


def edited_terms(before: Dossier, after: Dossier) -> tuple[Edit, ...]:
    """What is asked, decided or ordered otherwise than it was."""
    return tuple(
        Edit(
            _term(after if _known(after, change.path) else before, change.path),
            value_words(before, change.path, change.before),
            value_words(after, change.path, change.after),
        )
        for change in changed_terms(before, after)
    )


def _edited(before: Dossier, after: Dossier, changed: ChangedPosition) -> EditedPosition:
    """What is edited alike on several options of a topic is said once."""
    old, new = _answers(before, changed.before), _answers(after, changed.after)
    options: dict[tuple[str, str, str, str], list[str]] = {}
    for change in changed.changes:
        topic, option, field = _subject(before if change.after is None else after, change.path)
        was = _said(before, old, change.path, change.before)
        is_now = _said(after, new, change.path, change.after)
        options.setdefault((topic, field, was, is_now), []).append(option)
    edits = tuple(
        Edit(_about(after if topic in after.topics else before, topic, which, field), was, is_now)
        for (topic, field, was, is_now), which in options.items()
    )
    d = changed.delegation
    return EditedPosition(d, name_of(d), changed.before is None, changed.after is None, edits)


def _answers(dossier: Dossier, position: Position | None) -> Mapping[tuple[str, ...], RecordedAnswer]:
    rows = recorded(dossier, position) if position else ()
    return {tuple(filter(None, (row.topic, row.option))): row for row in rows}


def _said(
    dossier: Dossier, answers: Mapping[tuple[str, ...], RecordedAnswer], path: tuple[str, ...], value: object
) -> str:
    if not isinstance(value, ANSWERS):
        return value_words(dossier, path, value)
    if isinstance(value, OptionStance):
        would = f"; would support it if {clause(value.would_support_if)}" if value.would_support_if else ""
        words = STANCE_WORDS[value.stance] + would
    else:
        words = answers[path].words
    return f"{words}. {sentence(value.comment)}" if value.comment else words


def _subject(dossier: Dossier, path: tuple[str, ...]) -> _Subject:
    topic = dossier.topics.get(path[0])
    if topic is None:
        return _Subject("", "", path[-1])
    option = path[1] if len(path) > 1 and path[1] in _options(dossier, topic.id) else ""
    return _Subject(topic.id, option, path[-1] if len(path) > (2 if option else 1) else "")


def _options(dossier: Dossier, topic: str) -> Mapping[str, str]:
    options = getattr(dossier.topics[topic], "options", {})
    return {name: option.label for name, option in options.items()}


def _about(dossier: Dossier, topic: str, options: list[str], field: str) -> str:
    """`Sanctions on Russia: Shadow fleet listings and Oil price cap, comment`."""
    name = "" if field in THE_ANSWER_ITSELF else _field(field)
    if not topic:
        return capital(name)
    labels = _options(dossier, topic)
    everything = len(options) == len(labels) >= SEVERAL
    which = f"all {len(labels)} points" if everything else joined([labels[option] for option in options if option])
    about = ": ".join(filter(None, (dossier.topics[topic].title, which)))
    return ", ".join(filter(None, (about, name)))


def _field(name: str) -> str:
    return ONE_OF.get(name, name.replace("_", " "))


def _known(dossier: Dossier, path: tuple[str, ...]) -> bool:
    return path[0] != "topics" or path[1] in dossier.topics


def _term(dossier: Dossier, path: tuple[str, ...]) -> str:
    """`Sanctions on Russia, rule`, `Scenario no-us, events`, `Meeting, date`."""
    match path:
        case ("topics", topic, *rest):
            title = dossier.topics[topic].title
            labels = _options(dossier, topic)
            return ", ".join((title, *(labels.get(name, _field(name)) for name in rest if name != "options")))
        case ("documents" | "events" | "groups" | "questions" | "scenarios" as table, name, *rest):
            return ", ".join((f"{capital(table.removesuffix('s'))} {name}", *map(_field, rest)))
        case _:
            return capital(", ".join(map(_field, path)))
