"""What a position file holds besides answers: reservations, sources, and what is internal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.dossier import catalogue, fields, readers
from responsegen.dossier.model import (
    ContributionTopic,
    Internal,
    RangeTopic,
    Reservation,
    ReservationKind,
    Source,
)
from responsegen.dossier.nodes import Mapping, Node, Scalar, items_of
from responsegen.dossier.slips import name_meant

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

    from responsegen.dossier.model import AnyTopic
    from responsegen.dossier.readers import Reader, Report

_SOURCE_KEYS = ("on", "speaker", "date", "outlet", "url", "quote", "summary", "conflicts")


def reservation(topics: Table[str, AnyTopic | None], answers: Mapping) -> Reader[Reservation]:
    """Make the reader of one reservation; `answers` is the file's tree, to see whether there is a stance to limit."""
    read_subject = _subject(topics)

    def read(node: Node, report: Report) -> Reservation | None:
        entry = fields.Fields.of(node, ("on", "kind", "text"), "a reservation", report)
        if entry is None:
            return None
        subject = entry.required("on", read_subject, None)
        kind = entry.required("kind", readers.word_of(ReservationKind), None)
        text = entry.optional("text", readers.text, None)
        if subject is None or kind is None:
            return None
        if not _is_answered(answers, *subject):
            name = ".".join(filter(None, subject))
            expected = f'an answer to "{name}", which has a reservation'
            report.append(catalogue.RESERVATION_UNANSWERED.at(entry.place("on"), expected, "none"))
        return Reservation(*subject, kind, text, node.place)

    return read


def source(topics: Table[str, AnyTopic | None]) -> Reader[Source]:
    """Make the reader of one source."""
    read_subject = _subject(topics)

    def read(node: Node, report: Report) -> Source | None:
        entry = fields.Fields.of(node, _SOURCE_KEYS, "a source", report)
        if entry is None:
            return None
        topic, option = entry.required("on", read_subject, ("", None))
        return Source(
            topic,
            option,
            node.place,
            speaker=entry.optional("speaker", readers.line, None),
            said_on=entry.optional("date", readers.calendar_date, None),
            outlet=entry.optional("outlet", readers.line, None),
            url=entry.optional("url", readers.web_address, None),
            quote=entry.optional("quote", readers.text, None),
            summary=entry.optional("summary", readers.text, None),
            conflicts=entry.optional("conflicts", readers.truth, default=False),
        )

    return read


def internal(node: Node, report: Report) -> Internal | None:
    """Read what never leaves an internal document."""
    entry = fields.Fields.of(node, ("red_lines", "notes"), "internal", report)
    if entry is None:
        return None
    red_lines: tuple[str, ...] = entry.optional("red_lines", readers.listed(readers.text), ())
    notes = entry.optional("notes", readers.text, None)
    places = [item.place for item in items_of(entry.value("red_lines"))][: len(red_lines)]
    return Internal(red_lines, notes, (*places, entry.place("notes")))


def _subject(topics: Table[str, AnyTopic | None]) -> Reader[tuple[str, str | None]]:
    """Make the reader of TOPIC or TOPIC.OPTION."""

    def read(node: Node, report: Report) -> tuple[str, str | None] | None:
        topic_id, dot, option = node.text.strip().partition(".") if isinstance(node, Scalar) else ("", "", "")
        if topic_id not in topics:
            hint = readers.did_you_mean(topic_id, topics)
            problem = catalogue.UNKNOWN_NAME.at(node.place, "a topic of the dossier", str(node), hint)
            meant = name_meant(topic_id, topics)
            report.append(problem.mended_by(meant and f"{meant}{dot}{option}"))
            return None
        topic = topics[topic_id]
        if topic is None:  # which has a problem of its own
            return None
        options = () if isinstance(topic, RangeTopic | ContributionTopic) else tuple(topic.options)
        if dot and option not in options:
            hint = readers.did_you_mean(f"{topic_id}.{option}", [f"{topic_id}.{each}" for each in options])
            expected = f'an option of the topic "{topic_id}"' if options else f'just "{topic_id}", which has no options'
            problem = catalogue.UNKNOWN_NAME.at(node.place, expected, str(node), hint)
            meant = name_meant(option, options)
            report.append(problem.mended_by(meant and f"{topic_id}.{meant}"))
            return None
        return topic_id, option or None

    return read


def _is_answered(answers: Mapping, topic: str, option: str | None) -> bool:
    entry = answers.entries.get(topic)
    if entry is None or entry[1].is_blank:
        return False
    if option is None or not isinstance(entry[1], Mapping):
        return True
    return option in entry[1].entries and not entry[1].entries[option][1].is_blank
