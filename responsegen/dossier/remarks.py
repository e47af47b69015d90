"""What a position file holds besides answers: reservations, sources, and what is internal."""

from __future__ import annotations

from collections.abc import Mapping as Table
from typing import Final, TypeAlias

from responsegen.dossier import catalogue
from responsegen.dossier.corrections import name_meant
from responsegen.dossier.delegations import delegation_among
from responsegen.dossier.json_schema import defined, either
from responsegen.dossier.keys import Fields, Key, keyed, optional, record, required, schema_of
from responsegen.dossier.model import (
    AnyTopic,
    Clearance,
    ClearedBy,
    Internal,
    InternalText,
    PositionStatus,
    Received,
    Reservation,
    ReservationKind,
    Source,
)
from responsegen.dossier.nodes import Mapping, Node, Scalar
from responsegen.dossier.readers import (
    Reader,
    Report,
    calendar_date,
    did_you_mean,
    line,
    listed,
    reads,
    text,
    truth,
    web_address,
    without_repeats,
    word_of,
)

Topics: TypeAlias = Table[str, AnyTopic | None]  # None: there, and not to be made sense of


def subject(topics: Topics) -> Reader[tuple[str, str | None]]:
    """Make the reader of TOPIC or TOPIC.OPTION."""

    @reads(defined("subject"), "TOPIC or TOPIC.OPTION")
    def read(node: Node, report: Report) -> tuple[str, str | None] | None:
        topic_id, dot, option = node.text.strip().partition(".") if isinstance(node, Scalar) else ("", "", "")
        if topic_id not in topics:
            hint = did_you_mean(topic_id, topics)
            problem = catalogue.UNKNOWN_NAME.at(node.place, "a topic of the dossier", str(node), hint)
            meant = name_meant(topic_id, topics)
            report.append(problem.mended_by(meant and f"{meant}{dot}{option}"))
            return None
        topic = topics[topic_id]
        if topic is None:  # which has a problem of its own
            return None
        if dot and option not in topic.option_ids:
            hint = did_you_mean(f"{topic_id}.{option}", [f"{topic_id}.{each}" for each in topic.option_ids])
            expected = (
                f'an option of the topic "{topic_id}"'
                if topic.option_ids
                else f'just "{topic_id}", which has no options'
            )
            problem = catalogue.UNKNOWN_NAME.at(node.place, expected, str(node), hint)
            meant = name_meant(option, topic.option_ids)
            report.append(problem.mended_by(meant and f"{topic_id}.{meant}"))
            return None
        return topic_id, option or None

    return read


_ON = required("on", subject({}))
_KIND = required("kind", word_of(ReservationKind))
_TEXT = optional("text", text)
RESERVATION_KEYS: Final = keyed(_ON, _KIND, _TEXT)


def reservations(topics: Topics, answers: Mapping | None) -> Reader[tuple[Reservation, ...]]:
    """Make the reader of reservations; `answers` is the file's tree, to see whether there is a stance to limit."""
    read_subject = subject(topics)

    @reads(schema_of(RESERVATION_KEYS))
    def read(node: Node, report: Report) -> Reservation | None:
        entry = Fields.of(node, RESERVATION_KEYS, "a reservation", report)
        if entry is None:
            return None
        limited, kind, said = entry.get(_ON, None, read_subject), entry.get(_KIND, None), entry.get(_TEXT, None)
        if limited is None or kind is None:
            return None
        if answers and not _is_answered(answers, *limited):
            name = ".".join(filter(None, limited))
            expected = f'an answer to "{name}", which has a reservation'
            report.append(catalogue.RESERVATION_UNANSWERED.at(entry.place("on"), expected, "none"))
        return Reservation(*limited, kind, said, node.place)

    return listed(read)


def _is_answered(answers: Mapping, topic: str, option: str | None) -> bool:
    entry = answers.entries.get(topic)
    if entry is None or entry[1].is_blank:
        return False
    if option is None or not isinstance(entry[1], Mapping):
        return True
    return option in entry[1].entries and not entry[1].entries[option][1].is_blank


_SPEAKER = optional("speaker", line, sample="WHO")
_DATE = optional("date", calendar_date)
_OUTLET = optional("outlet", line, sample="WHERE")
_URL = optional("url", web_address)
_QUOTE = optional("quote", text, sample="WORDS")
_SUMMARY = optional("summary", text)
_CONFLICTS = optional("conflicts", truth, "Whether it contradicts the recorded answer")
SOURCE_KEYS: Final = keyed(_ON, _SPEAKER, _DATE, _OUTLET, _URL, _QUOTE, _SUMMARY, _CONFLICTS)


def sources(topics: Topics) -> Reader[tuple[Source, ...]]:
    """Make the reader of sources."""
    read_subject = subject(topics)

    @reads(schema_of(SOURCE_KEYS))
    def read(node: Node, report: Report) -> Source | None:
        entry = Fields.of(node, SOURCE_KEYS, "a source", report)
        if entry is None:
            return None
        topic, option = entry.get(_ON, ("", None), read_subject)
        return Source(
            topic,
            option,
            node.place,
            speaker=entry.get(_SPEAKER, None),
            said_on=entry.get(_DATE, None),
            outlet=entry.get(_OUTLET, None),
            url=entry.get(_URL, None),
            quote=entry.get(_QUOTE, None),
            summary=entry.get(_SUMMARY, None),
            conflicts=entry.get(_CONFLICTS, otherwise=False),
        )

    return listed(read)


_SAID = required("text", text)
_SAID_ON = keyed(_ON, _SAID)


def _internal_text(topics: Topics) -> Reader[InternalText]:
    read_subject = subject(topics)

    @reads(either(text.schema, schema_of(_SAID_ON)), "a text, or {on: TOPIC or TOPIC.OPTION, text: TEXT}")
    def read(node: Node, report: Report) -> InternalText | None:
        if not (isinstance(node, Mapping) and node.entries.keys() & _SAID_ON):
            said = text(node, report)
            return InternalText(said, place=node.place) if said else None
        entry = Fields.of(node, _SAID_ON, "an internal text", report)
        said = entry.get(_SAID, None) if entry else None
        about = entry.get(_ON, None, read_subject) if entry else None
        return InternalText(said, *about, node.place) if said and about else None

    return read


def _internal_keys(topics: Topics) -> dict[str, Key[tuple[InternalText, ...]]]:
    texts = listed(_internal_text(topics))
    return {name: optional(name, texts, sample=f"{texts.sample}, or a list of them") for name in ("red_lines", "notes")}


INTERNAL_KEYS: Final = _internal_keys({})


def internal(topics: Topics) -> Reader[Internal]:
    """Make the reader of what never leaves an internal document."""

    @reads(schema_of(INTERNAL_KEYS))
    def read(node: Node, report: Report) -> Internal | None:
        entry = Fields.of(node, INTERNAL_KEYS, "internal", report)
        keys = _internal_keys(topics)
        return Internal(**{name: entry.get(key, ()) for name, key in keys.items()}) if entry else None

    return read


_DAY = required("date", calendar_date)
_clearance = record("the clearance", keyed(required("by", word_of(ClearedBy)), _DAY, required("of", line)), Clearance)
_received = record("what was received", keyed(required("file", line), required("sha256", line), _DAY), Received)


COUNTRY: Final = required("country", delegation_among(()), "Whose position this is; the file is named after it")
STATUS: Final = required("status", word_of(PositionStatus), "A draft is shown as a draft; its answers are outstanding")
CLEARED_BY: Final = optional("cleared_by", word_of(ClearedBy), "Who stands behind this position")
DATE: Final = optional("date", calendar_date, sample="such as 2025-02-16")
INVENTED: Final = optional("invented", truth, "Whether it is made up, as only an exercise may hold it")
CLEARANCE: Final = optional("clearance", _clearance, "Written by the program: who cleared which answers, and when")
RECEIVED: Final = optional("received", _received, "Written by the program: the file that the answers came in")
SPEAKS_FOR: Final = optional(
    "speaks_for", without_repeats(listed(delegation_among(()))), "Delegations without a file of their own"
)
RESERVATIONS: Final = optional("reservations", reservations({}, None), "Formal limits on a stance")
SOURCES: Final = optional("sources", sources({}), "Where a statement stands")
INTERNAL: Final = optional("internal", internal({}), "Never leaves an internal document")
HEAD: Final = keyed(COUNTRY, STATUS, CLEARED_BY, DATE, INVENTED, CLEARANCE, RECEIVED, SPEAKS_FOR)  # above the answers
POSITION: Final = {**HEAD, **keyed(RESERVATIONS, SOURCES, INTERNAL)}
