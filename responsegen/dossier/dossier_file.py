"""The tree of dossier.yaml in, a dossier without positions out; what was refused has a stand-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from responsegen.dossier import catalogue, delegations, fields, quantities, readers
from responsegen.dossier.document_orders import USUAL_DOCUMENTS, document_orders
from responsegen.dossier.model import (
    Dossier,
    Meeting,
    NeedsTopic,
    Question,
    ReservationCounting,
    ReservationKind,
    Scenario,
    Wording,
)
from responsegen.dossier.nodes import Mapping, Node, Scalar
from responsegen.dossier.topics import read_topics

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from datetime import date
    from fractions import Fraction

    from responsegen.dossier.model import AnyTopic
    from responsegen.dossier.readers import Report

KEYS: Final = (
    *("title", "reference", "revision", "as_of", "exercise", "meeting", "from", "to", "addressee", "delegations"),
    *("groups", "count_drafts", "silence_procedure", "reservations_count_as", "questions", "topics", "events"),
    *("scenarios", "rotation_factors", "documents"),
)
_USUAL_COUNTING: Final = {
    ReservationKind.SCRUTINY: ReservationCounting.OUTSTANDING,
    ReservationKind.GENERAL: ReservationCounting.OUTSTANDING,
    ReservationKind.PARLIAMENTARY: ReservationCounting.AS_STATED,
    ReservationKind.LINGUISTIC: ReservationCounting.AS_STATED,
    ReservationKind.SUBSTANTIVE: ReservationCounting.AGAINST,
}
_NO_MOMENT: Final = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DossierFile:
    """What dossier.yaml says."""

    dossier: Dossier
    tree: Mapping
    unreadable: frozenset[str]  # topics that are there and cannot be made sense of
    needs: tuple[str, ...] | None  # that conditions may name; None: an unreadable topic may hold others


def read_dossier_file(tree: Mapping, report: Report) -> DossierFile:
    """Read all of dossier.yaml; the dossier is fit for use only if no error was added to the report."""
    whole = fields.Fields(tree, "dossier.yaml", report)
    whole.refuse_other_than(KEYS)
    addressee = whole.required("addressee", delegations.state, "")
    everyone = whole.required("delegations", delegations.everyone(addressee), ())
    questions = whole.required("questions", readers.listed(_question, least="at least one question"), ())
    number_of = {topic: question.number for question in reversed(questions) for topic in question.topics}
    topics_node = whole.required_node("topics")
    topics = read_topics(topics_node, everyone, number_of, report) if topics_node else {}
    readable = {id_: topic for id_, topic in topics.items() if topic}
    unreadable = frozenset(topics) - readable.keys()
    needs = None if unreadable else _needs_of(readable)
    events = whole.optional("events", _events, {})
    dossier = Dossier(
        title=whole.required("title", readers.line, ""),
        reference=whole.required("reference", readers.line, ""),
        revision=whole.optional("revision", readers.whole_number, 0),
        as_of=whole.required("as_of", readers.instant, _NO_MOMENT),
        exercise=whole.required("exercise", readers.truth, instead=False),
        meeting=whole.optional("meeting", _meeting, None),
        sender=whole.required("from", readers.line, ""),
        recipient=whole.required("to", readers.line, ""),
        addressee=addressee,
        delegations=everyone,
        groups=whole.optional("groups", _groups(everyone), {}),
        count_drafts=whole.optional("count_drafts", readers.truth, default=False),
        silence_deadline=whole.optional("silence_procedure", _deadline, None),
        reservations_count_as=_USUAL_COUNTING | whole.optional("reservations_count_as", _counting, {}),
        questions=questions,
        topics=readable,
        events=events,
        scenarios=whole.optional("scenarios", _scenarios(needs, tuple(events)), {}),
        rotation_factors=whole.optional("rotation_factors", readers.listed(_factor), ()),
        documents=whole.optional("documents", document_orders, USUAL_DOCUMENTS),
        positions={},
    )
    return DossierFile(dossier, tree, unreadable, needs)


def _needs_of(topics: Table[str, AnyTopic]) -> tuple[str, ...]:
    """Return the ids of all needs, which conditions and scenarios name."""
    return tuple(need for topic in topics.values() if isinstance(topic, NeedsTopic) for need in topic.options)


def _question(node: Node, report: Report) -> Question | None:
    entry = fields.Fields.of(node, ("number", "text", "wording", "topics", "note"), "a question", report)
    if entry is None:
        return None
    return Question(
        number=entry.required("number", readers.whole_number, -node.place.line),  # unlike any other stand-in
        text=entry.required("text", readers.text, ""),
        wording=entry.required("wording", readers.word_of(Wording), Wording.PARAPHRASE),
        topics=entry.optional("topics", readers.without_repeats(readers.listed(readers.line)), ()),
        note=entry.optional("note", readers.text, None),
        place=node.place,
    )


def _meeting(node: Node, report: Report) -> Meeting | None:
    entry = fields.Fields.of(node, ("place", "date"), "the meeting", report)
    if entry is None:
        return None
    place: str = entry.required("place", readers.line, "")
    day: date | None = entry.required("date", readers.calendar_date, None)
    return Meeting(place, day) if day else None


def _groups(everyone: tuple[str, ...]) -> readers.Reader[dict[str, tuple[str, ...]]]:
    read_members = delegations.members(everyone)

    def read(node: Node, report: Report) -> dict[str, tuple[str, ...]] | None:
        if not isinstance(node, Mapping):
            report.append(
                catalogue.WRONG_SHAPE.at(node.place, "groups as a mapping of name and delegations", str(node))
            )
            return None
        return {name: read_members(value, report) or () for name, (_, value) in node.entries.items()}

    return read


def _deadline(node: Node, report: Report) -> datetime | None:
    entry = fields.Fields.of(node, ("deadline",), "the silence procedure", report)
    return entry.required("deadline", readers.instant, None) if entry else None


def _counting(node: Node, report: Report) -> dict[ReservationKind, ReservationCounting]:
    entry = fields.Fields.of(node, tuple(ReservationKind), "reservations_count_as", report)
    if entry is None:
        return {}
    read = readers.word_of(ReservationCounting)
    return {kind: entry.optional(kind, read, _USUAL_COUNTING[kind]) for kind in ReservationKind}


def _events(node: Node, report: Report) -> dict[str, str]:
    found = fields.entries(node, "events", report)
    return {id_: readers.line(value, report) or "" for id_, (_, value) in found.items()}


def _scenarios(needs: tuple[str, ...] | None, events: tuple[str, ...]) -> readers.Reader[dict[str, Scenario]]:
    read_us = _all_or_some(needs, "a need of the dossier, or all")
    read_events = _all_or_some(events, "an event of the dossier, or all")

    def read(node: Node, report: Report) -> dict[str, Scenario]:
        found = {
            id_: fields.Fields.of(value, ("label", "us", "events"), f'the scenario "{id_}"', report)
            for id_, (_, value) in fields.entries(node, "scenarios", report).items()
        }
        return {
            id_: Scenario(
                id_,
                label=entry.required("label", readers.line, ""),
                us=entry.required("us", read_us, frozenset[str]()),
                events=entry.required("events", read_events, frozenset[str]()),
            )
            for id_, entry in found.items()
            if entry
        }

    return read


def _all_or_some(names: tuple[str, ...] | None, what: str) -> readers.Reader[frozenset[str]]:
    read_name = readers.line if names is None else readers.name_among(names, what)
    read_names = readers.without_repeats(readers.listed(read_name))

    def read(node: Node, report: Report) -> frozenset[str]:
        if isinstance(node, Scalar) and node.text == "all":
            return frozenset(names or ())
        return frozenset(read_names(node, report) or ())

    return read


_factor: readers.Reader[Fraction] = readers.parsed(quantities.factor, catalogue.BAD_NUMBER, quantities.FACTOR_FORM)
