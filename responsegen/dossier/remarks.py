"""Read what a position file holds besides answers: reservations, sources, and what is internal."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Table
from functools import partial
from typing import Final, TypeAlias

from responsegen.dossier import catalogue, model, readers, spelling
from responsegen.dossier.delegations import delegation_among
from responsegen.dossier.json_schema import defined, either
from responsegen.dossier.keys import LANG, Key, Keys, keyed, optional, record, required, schema_of, values_of
from responsegen.dossier.nodes import Mapping, Node, text_of
from responsegen.dossier.readers import Reader, Report, Value, reads
from responsegen.problem import Place

Topics: TypeAlias = Table[str, model.AnyTopic | None]  # None: there, and not to be made sense of


def subject(topics: Topics) -> Reader[tuple[str, str | None]]:
    """Make the reader of TOPIC or TOPIC.OPTION."""

    @reads(defined("subject"), "TOPIC or TOPIC.OPTION")
    def read(node: Node, report: Report) -> tuple[str, str | None] | None:
        topic_id, dot, option = text_of(node).partition(".")
        if topic_id not in topics:
            hint = spelling.did_you_mean(topic_id, topics)
            problem = catalogue.UNKNOWN_NAME.on(node, "a topic of the dossier", hint)
            meant = spelling.name_meant(topic_id, topics)
            report.append(problem.fixed_by(meant and f"{meant}{dot}{option}"))
            return None
        topic = topics[topic_id]
        if topic is None:  # which has a problem of its own
            return None
        if dot and option not in topic.option_ids:
            hint = spelling.did_you_mean(f"{topic_id}.{option}", [f"{topic_id}.{each}" for each in topic.option_ids])
            expected = (
                f'an option of the topic "{topic_id}"'
                if topic.option_ids
                else f'just "{topic_id}", which has no options'
            )
            problem = catalogue.UNKNOWN_NAME.on(node, expected, hint)
            meant = spelling.name_meant(option, topic.option_ids)
            report.append(problem.fixed_by(meant and f"{topic_id}.{meant}"))
            return None
        return topic_id, option or None

    return read


def reservations(topics: Topics) -> Reader[tuple[model.Reservation, ...]]:
    """Make the reader of reservations."""
    reservation = record(
        "a reservation",
        partial(_about, model.Reservation),
        required("on", subject(topics)),
        required("kind", readers.word_of(model.ReservationKind)),
        optional("text", readers.text),
        LANG,
        placed=True,
    )
    return readers.listed(reservation)


def _about(make: Callable[..., Value], on: tuple[str, str | None], *values: object, place: Place) -> Value:
    """Make what is about a topic or an option of it."""
    topic, option = on
    return make(topic, option, *values, place=place)


def sources(topics: Topics) -> Reader[tuple[model.Source, ...]]:
    """Make the reader of sources."""
    source = record(
        "a source",
        partial(_about, model.Source),
        required("on", subject(topics), stand_in=("", None)),
        optional("speaker", readers.line, sample="WHO"),
        optional("date", readers.calendar_date),
        optional("outlet", readers.line, sample="WHERE"),
        optional("url", readers.web_address),
        optional("quote", readers.text, sample="WORDS"),
        LANG,
        optional("summary", readers.text),
        optional("conflicts", readers.truth, "Whether it contradicts the recorded answer", stand_in=False),
        placed=True,
    )
    return readers.listed(source)


def _internal_text(topics: Topics) -> Reader[model.InternalText]:
    keys = keyed(required("on", subject(topics)), required("text", readers.text), LANG)

    @reads(either(readers.text.schema, schema_of(keys)), "a text, or {on: TOPIC or TOPIC.OPTION, text: TEXT}")
    def read(node: Node, report: Report) -> model.InternalText | None:
        if isinstance(node, Mapping) and node.entries.keys() & keys:
            about, said = values_of(node, keys, "an internal text", report) or (None, None)
        else:
            about, said = (None, None), readers.text(node, report)
        if about is None or not said:
            return None
        topic, option = about
        return model.InternalText(said, topic, option, node.place)

    return read


def internal_keys(topics: Topics) -> Table[str, Key[tuple[model.InternalText, ...]]]:
    """Declare the keys of what never leaves an internal document."""
    texts = readers.listed(_internal_text(topics))
    sample = f"{texts.sample}, or a list of them"
    return keyed(*(optional(name, texts, sample=sample, stand_in=()) for name in ("red_lines", "notes")))


_DAY = required("date", readers.calendar_date)
_clearance = record(
    "the clearance",
    model.Clearance,
    required("by", readers.word_of(model.ClearedBy)),
    _DAY,
    required("of", readers.text),
)
_received = record(
    "what was received", model.Received, required("file", readers.line), required("sha256", readers.line), _DAY
)


def position_keys(topics: Topics, delegations: tuple[str, ...]) -> Keys:
    """Declare the keys of a position file but for its topics, as a dossier with these topics reads it."""
    state = delegation_among(delegations)
    internal = record("internal", model.Internal, *internal_keys(topics).values())
    return keyed(
        required("country", state, "Whose position this is; the file is named after it", ""),
        required(
            "status",
            readers.word_of(model.PositionStatus),
            "A draft is shown as a draft; its answers are outstanding",
            model.PositionStatus.DRAFT,
        ),
        optional("cleared_by", readers.word_of(model.ClearedBy), "Who stands behind this position"),
        optional("date", readers.calendar_date, sample="such as 2025-02-16"),
        optional("invented", readers.truth, "Whether it is made up, as only an exercise may hold it", stand_in=False),
        optional("clearance", _clearance, "Written by the program: who cleared which answers, and when"),
        optional("received", _received, "Written by the program: the file that the answers came in"),
        optional("speaks_for", readers.listed(state, once=True), "Delegations without a file of their own", ()),
        optional("reservations", reservations(topics), "Formal limits on a stance", ()),
        optional("sources", sources(topics), "Where a statement stands", ()),
        optional("internal", internal, "Never leaves an internal document", model.Internal()),
    )


POSITION: Final = position_keys({}, ())
