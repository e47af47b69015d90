"""The tree of dossier.yaml in, a dossier without positions out; what was refused has a stand-in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from responsegen.dossier import catalogue, delegations, fields, quantities
from responsegen.dossier.model import (
    Attribution,
    DocumentOrder,
    Dossier,
    Meeting,
    NeedsTopic,
    Question,
    Release,
    ReservationCounting,
    ReservationKind,
    Scenario,
    Wording,
)
from responsegen.dossier.topics import read_topics
from responsegen.dossier.yaml_tree import Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from datetime import date
    from fractions import Fraction

    from responsegen.dossier.fields import Report
    from responsegen.dossier.model import AnyTopic

_KEYS: Final = (
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
_USUAL_DOCUMENTS: Final = {
    "response": DocumentOrder("response", Release.ADDRESSEE, Attribution.ANONYMOUS),
    "synthesis": DocumentOrder("synthesis", Release.INTERNAL, Attribution.NAMED, "LIMITE"),
    "fiche": DocumentOrder("fiche", Release.DELEGATION, Attribution.NAMED, "LIMITE"),
}
MARKINGS: Final = ("LIMITE", "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
_CLASSIFIED: Final = re.compile("RESTREINT|RESTRICTED|CONFIDENTI|SECRET")
# Names that Windows keeps for devices, whatever the extension.
_DEVICE_NAMES: Final = (
    *("con", "prn", "aux", "nul"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
)
_NO_MOMENT: Final = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DossierFile:
    """What dossier.yaml says."""

    dossier: Dossier
    tree: Mapping
    unreadable: frozenset[str]  # topics that are there and cannot be made sense of


def read_dossier_file(tree: Mapping, report: Report) -> DossierFile:
    """Read all of dossier.yaml; the dossier is fit for use only if no error was added to the report."""
    whole = fields.Fields(tree, "dossier.yaml", report)
    whole.refuse_other_than(_KEYS)
    addressee = whole.required("addressee", delegations.state, "")
    everyone = whole.required("delegations", delegations.everyone(addressee), ())
    questions = whole.required("questions", fields.listed(_question), ())
    number_of = {topic: question.number for question in reversed(questions) for topic in question.topics}
    topics_node = whole.required_node("topics")
    topics = read_topics(topics_node, everyone, number_of, report) if topics_node else {}
    readable = {id_: topic for id_, topic in topics.items() if topic}
    events = whole.optional("events", _events, {})
    dossier = Dossier(
        title=whole.required("title", fields.line, ""),
        reference=whole.required("reference", fields.line, ""),
        revision=whole.optional("revision", fields.whole_number, 0),
        as_of=whole.required("as_of", fields.instant, _NO_MOMENT),
        exercise=whole.required("exercise", fields.truth, instead=False),
        meeting=whole.optional("meeting", _meeting, None),
        sender=whole.required("from", fields.line, ""),
        recipient=whole.required("to", fields.line, ""),
        addressee=addressee,
        delegations=everyone,
        groups=whole.optional("groups", _groups(everyone), {}),
        count_drafts=whole.optional("count_drafts", fields.truth, default=False),
        silence_deadline=whole.optional("silence_procedure", _deadline, None),
        reservations_count_as=_USUAL_COUNTING | whole.optional("reservations_count_as", _counting, {}),
        questions=questions,
        topics=readable,
        events=events,
        scenarios=whole.optional("scenarios", _scenarios(readable, tuple(events)), {}),
        rotation_factors=whole.optional("rotation_factors", fields.listed(_factor), ()),
        documents=whole.optional("documents", _documents, _USUAL_DOCUMENTS),
        positions={},
    )
    return DossierFile(dossier, tree, frozenset(topics) - readable.keys())


def needs_of(topics: Table[str, AnyTopic]) -> tuple[str, ...]:
    """Return the ids of all needs, which conditions and scenarios name."""
    return tuple(need for topic in topics.values() if isinstance(topic, NeedsTopic) for need in topic.options)


def _question(node: Node, report: Report) -> Question | None:
    entry = fields.Fields.of(node, ("number", "text", "wording", "topics", "note"), "a question", report)
    if entry is None:
        return None
    return Question(
        number=entry.required("number", fields.whole_number, -node.place.line),  # unlike any other stand-in
        text=entry.required("text", fields.text, ""),
        wording=entry.required("wording", fields.word_of(Wording), Wording.PARAPHRASE),
        topics=entry.optional("topics", fields.without_repeats(fields.listed(fields.line)), ()),
        note=entry.optional("note", fields.text, None),
        place=node.place,
    )


def _meeting(node: Node, report: Report) -> Meeting | None:
    entry = fields.Fields.of(node, ("place", "date"), "the meeting", report)
    if entry is None:
        return None
    place: str = entry.required("place", fields.line, "")
    day: date | None = entry.required("date", fields.calendar_date, None)
    return Meeting(place, day) if day else None


def _groups(everyone: tuple[str, ...]) -> fields.Reader[dict[str, tuple[str, ...]]]:
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
    return entry.required("deadline", fields.instant, None) if entry else None


def _counting(node: Node, report: Report) -> dict[ReservationKind, ReservationCounting]:
    entry = fields.Fields.of(node, tuple(ReservationKind), "reservations_count_as", report)
    if entry is None:
        return {}
    read = fields.word_of(ReservationCounting)
    return {kind: entry.optional(kind, read, _USUAL_COUNTING[kind]) for kind in ReservationKind}


def _events(node: Node, report: Report) -> dict[str, str]:
    found = fields.entries(node, "events", report)
    return {id_: fields.line(value, report) or "" for id_, (_, value) in found.items()}


def _scenarios(topics: dict[str, AnyTopic], events: tuple[str, ...]) -> fields.Reader[dict[str, Scenario]]:
    read_us = _all_or_some(needs_of(topics), "a need of the dossier, or all")
    read_events = _all_or_some(events, "an event of the dossier, or all")

    def read(node: Node, report: Report) -> dict[str, Scenario]:
        found = {
            id_: fields.Fields.of(value, ("label", "us", "events"), f'the scenario "{id_}"', report)
            for id_, (_, value) in fields.entries(node, "scenarios", report).items()
        }
        return {
            id_: Scenario(
                id_,
                label=entry.required("label", fields.line, ""),
                us=entry.required("us", read_us, frozenset[str]()),
                events=entry.required("events", read_events, frozenset[str]()),
            )
            for id_, entry in found.items()
            if entry
        }

    return read


def _all_or_some(names: tuple[str, ...], what: str) -> fields.Reader[frozenset[str]]:
    read_names = fields.without_repeats(fields.listed(fields.name_among(names, what)))

    def read(node: Node, report: Report) -> frozenset[str]:
        if isinstance(node, Scalar) and node.text == "all":
            return frozenset(names)
        return frozenset(read_names(node, report) or ())

    return read


def _documents(node: Node, report: Report) -> dict[str, DocumentOrder]:
    found = {
        id_: fields.Fields.of(value, ("release", "attribution", "marking"), f'the document "{id_}"', report)
        for id_, (_, value) in fields.entries(node, "documents", report, _DEVICE_NAMES).items()
    }
    return {
        id_: DocumentOrder(
            id_,
            release=entry.required("release", fields.word_of(Release), Release.INTERNAL),
            attribution=entry.required("attribution", fields.word_of(Attribution), Attribution.ANONYMOUS),
            marking=entry.optional("marking", _marking, None),
        )
        for id_, entry in found.items()
        if entry
    }


def _marking(node: Node, report: Report) -> str | None:
    if isinstance(node, Scalar) and node.plain and node.is_blank:
        return None
    found = fields.line(node, report)
    if found is None or found in MARKINGS:
        return found
    letters = unicodedata.normalize("NFKD", found.upper()).encode("ascii", "ignore").decode()
    if _CLASSIFIED.search(letters):
        report.append(catalogue.CLASSIFIED.at(node.place, "a marking below classification", str(node)))
    else:
        advice = fields.did_you_mean(found.replace(" ", ""), MARKINGS, "It is printed as written")
        expected = f"no marking, {fields.enumerated(MARKINGS)}"
        report.append(catalogue.UNKNOWN_MARKING.at(node.place, expected, str(node), advice))
    return found


_factor: fields.Reader[Fraction] = fields.parsed(quantities.factor, catalogue.BAD_NUMBER, quantities.FACTOR_FORM)
