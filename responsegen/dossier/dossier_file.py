"""Read dossier.yaml into a dossier without positions; what is refused has a stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Final

from responsegen.dossier import catalogue, model, quantities, readers
from responsegen.dossier.conditions import NEED, or_us, with_need
from responsegen.dossier.delegations import addressee, everyone, members, parties
from responsegen.dossier.document_specs import USUAL_DOCUMENTS, document_specs
from responsegen.dossier.json_schema import Schema, defined, either
from responsegen.dossier.keys import Fields, Ids, Keys, keyed, optional, record, required, schema_of
from responsegen.dossier.kinds import read_topics, topics_schema
from responsegen.dossier.kinds.form import PHRASE
from responsegen.dossier.model.topics import needs_in
from responsegen.dossier.nodes import Mapping, Node, Scalar, items_of, value_at
from responsegen.dossier.quantities import FIGURE
from responsegen.dossier.readers import Reader, Report, reads
from responsegen.dossier.remarks import position_keys
from responsegen.dossier.states import EU
from responsegen.problem import Edit

FORMAT: Final = 1
NO_MOMENT: Final = datetime(1900, 1, 1, tzinfo=UTC)
NO_NUMBER: Final = -1
_question = record(
    "a question",
    model.Question,
    required("number", readers.whole_number, "The number under which it was asked", NO_NUMBER),
    required("text", readers.text, "What was asked", ""),
    required(
        "wording",
        readers.word_of(model.Wording),
        "Only a verbatim text is ever put between quotation marks",
        model.Wording.PARAPHRASE,
    ),
    optional("topics", readers.listed(readers.line, once=True), "The topics that answer it", ()),
    optional("note", readers.text, "A sentence that the response prints below the answers"),
    placed=True,
)
_meeting = record(
    "the meeting", model.Meeting, required("place", readers.line), required("date", readers.calendar_date)
)


def _groups(delegations: tuple[str, ...]) -> Reader[dict[str, tuple[str, ...]]]:
    read_members = members(delegations)

    @reads({"type": "object", "additionalProperties": read_members.schema})
    def read(node: Node, report: Report) -> dict[str, tuple[str, ...]]:
        found = readers.entries_of(node, "groups as a mapping of name and delegations", report)
        return {name: read_members(value, report) or () for name, (_, value) in found.items()}

    return read


@reads({"type": "array", "items": readers.calendar_date.schema, "minItems": 2, "maxItems": 2})
def _span(node: Node, report: Report) -> tuple[date, date] | None:
    """Read the first and the last day of a time."""
    match items_of(node), readers.listed(readers.calendar_date)(node, report):
        case (_, _), (first, last) if first <= last:
            return first, last
        case (_, _), () | (_,):
            pass  # for one of the days has a problem of its own
        case _:
            expected = "the first and the last day, such as [2025-01-01, 2025-12-31]"
            report.append(catalogue.WRONG_SHAPE.on(node, expected))
    return None


_FIGURE: Final = readers.measured(FIGURE, quantities.alone(FIGURE.pattern), FIGURE.expected, ["2.62"])
_read_figure = readers.parsed(FIGURE.number, catalogue.BAD_NUMBER, FIGURE.expected)


@reads(_FIGURE | {"exclusiveMinimum": 0}, "2.62")
def _figure(node: Node, report: Report) -> Fraction | None:
    found = _read_figure(node, report)
    if found == 0:
        report.append(catalogue.BAD_NUMBER.on(node, "a figure above 0"))
    return Fraction(found) if found else None


_figures = record(
    "the figures",
    lambda *figures: dict(zip(EU, figures, strict=True)),
    *(required(code, _figure) for code in EU),
)
_population = record(
    "the population",
    lambda source, valid, figures: model.PopulationTable(figures, source, *valid),
    required("source", readers.line, "Where the figures stand"),
    required("valid", _span, "Its first and its last day"),
    required("figures", _figures, "One for each Member State, all in one unit"),
)
_silence = record(
    "the silence procedure",
    lambda deadline, topics: (deadline, topics),
    required("deadline", readers.instant, stand_in=NO_MOMENT),
    optional("topics", readers.listed(readers.line, least="at least one topic", once=True), "To which it is limited"),
)
_counted_as = readers.word_of(model.ReservationCounting)
_USUAL_COUNTING: Final = {
    model.ReservationKind.SCRUTINY: model.ReservationCounting.OUTSTANDING,
    model.ReservationKind.GENERAL: model.ReservationCounting.OUTSTANDING,
    model.ReservationKind.PARLIAMENTARY: model.ReservationCounting.AS_STATED,
    model.ReservationKind.LINGUISTIC: model.ReservationCounting.AS_STATED,
    model.ReservationKind.SUBSTANTIVE: model.ReservationCounting.AGAINST,
}
_counting = record(
    "reservations_count_as",
    lambda *counting: dict(zip(_USUAL_COUNTING, counting, strict=True)),
    *(optional(kind, _counted_as, stand_in=usual) for kind, usual in _USUAL_COUNTING.items()),
)
_EVENTS: Final = Ids("events")
_event = readers.line.then(model.Event)
_event_in_detail = record("an event", model.Event, required("label", readers.line), PHRASE)


@reads(_EVENTS.schema(either(readers.line.schema, _event_in_detail.schema)))
def _events(node: Node, report: Report) -> dict[str, model.Event]:
    found = {id_: value for id_, (_, value) in _EVENTS.read(node, report).items()}
    read = {id_: _event_in_detail if isinstance(value, Mapping) else _event for id_, value in found.items()}
    return {id_: read[id_](value, report) or model.Event("") for id_, value in found.items()}


def _all_or_some(names: tuple[str, ...] | None, what: str) -> Reader[frozenset[str]]:
    read_name = readers.line if names is None else readers.name_among(names, what)
    read_names = readers.listed(read_name, once=True)

    @reads(defined("facts"))
    def read(node: Node, report: Report) -> frozenset[str]:
        if isinstance(node, Scalar) and node.text == "all":
            return frozenset(names or ())
        return frozenset(read_names(node, report) or ())

    return read


_SCENARIOS: Final = Ids("scenarios")


def _scenarios(needs: tuple[str, ...] | None, events: tuple[str, ...]) -> Reader[dict[str, model.Scenario]]:
    provided = _all_or_some(needs, "a need of the dossier, or all")
    happened = _all_or_some(events, "an event of the dossier, or all")
    keys = keyed(
        required("label", readers.line, "Short, for tables", ""),
        required(NEED, provided, "Which needs the addressee provides", frozenset()),
        required("events", happened, "Which events have happened", frozenset()),
    )

    @reads(_SCENARIOS.schema(or_us(schema_of(keys))))
    def read(node: Node, report: Report) -> dict[str, model.Scenario]:
        if isinstance(node, Mapping):
            entries = {id_: (key, with_need(value, report)) for id_, (key, value) in node.entries.items()}
            node = Mapping(node.place, entries)
        return _SCENARIOS.records(node, 'the scenario "{}"', keys, model.Scenario, report)

    return read


_FACTOR: Final[Schema] = {
    "type": ["number", "string"],
    "minimum": 1,
    "exclusiveMaximum": 1000,
    "pattern": quantities.FACTOR,
    "examples": [3, 2.5],
}
_factor = Reader(readers.parsed(quantities.factor, catalogue.BAD_NUMBER, quantities.FACTOR_FORM), _FACTOR)


# Those that depend on others are read anew by `read_dossier_file`, which knows them.
KEYS: Final[Keys] = keyed(
    optional("format", readers.whole_number, "Of this file; 1 without it"),
    required("title", readers.line, "What the documents are called", ""),
    required("reference", readers.line, "A local number; never a real institution's", ""),
    optional("revision", readers.whole_number, "Printed as REV n from 1 on", 0),
    required("as_of", readers.instant, "Deadlines are judged at this instant, never by the machine's clock", NO_MOMENT),
    required("exercise", readers.truth, "Whether every page of every document says EXERCISE", stand_in=True),
    optional("meeting", _meeting, "Where and when the answer is wanted"),
    required("from", readers.line, "Who writes", ""),
    required("to", readers.line, "Who is written to", ""),
    optional("reply_by", readers.instant, "When positions are wanted"),
    required("addressee", addressee, "Who gets the response; never a delegation", ("", None)),
    optional("parties", parties, "Who may answer and is no state: a name for each code", {}),
    required("delegations", everyone(""), "EU stands for its Member States, NATO for the allies; the rest by code"),
    optional(
        "population",
        _population,
        "The figures by which votes weigh people, instead of those that come with the program",
    ),
    optional("groups", _groups(()), "Groups of delegations by name, for attribution by group"),
    optional("count_drafts", readers.truth, "Whether the answers of drafts are counted", stand_in=False),
    optional(
        "silence_procedure",
        _silence,
        "Once this moment has come, silence is consent under unanimity and consensus",
        (None, None),
    ),
    optional(
        "reservations_count_as", _counting, "What a reservation makes of the stance that it limits", _USUAL_COUNTING
    ),
    required("questions", readers.listed(_question, least="at least one question"), "What was asked", ()),
    required(
        "topics",
        Reader(lambda _node, _report: None, topics_schema()),
        "What is answered and decided, each under its id",
    ),
    optional("events", _events, "What a contribution may wait for: a sentence each, under its id", {}),
    optional("scenarios", _scenarios(None, ()), "Under which facts contributions are added up"),
    optional(
        "rotation_factors", readers.listed(_factor), "How many are needed in all for each one who is deployed", ()
    ),
    optional(
        "documents",
        document_specs,
        "Which documents are made; ID is made from the template ID.html.j2",
        USUAL_DOCUMENTS,
    ),
)
_FIELDS: Final = {key: field for field, key in model.KEYS_OF_FIELDS.items()}
_DEPEND_ON_OTHERS: Final = ("format", "delegations", "groups", "topics", "scenarios")


@dataclass(frozen=True, slots=True)
class DossierFile:
    """What dossier.yaml says."""

    dossier: model.Dossier
    tree: Mapping
    unreadable: frozenset[str]  # topics that are there and cannot be made sense of
    needs: tuple[str, ...] | None  # that conditions may name; None: an unreadable topic may hold others
    basis_edits: Table[str, Edit]  # by topic: what lets it take constructive abstention
    position_keys: Keys  # of a position but for its answers


def read_dossier_file(tree: Mapping, report: Report) -> DossierFile | None:
    """Read all of dossier.yaml; the dossier is fit for use only if no error was added to the report."""
    whole = Fields(tree, "dossier.yaml", report)
    if (found := whole.get(KEYS["format"], FORMAT)) > FORMAT:
        sentence = f"this dossier is of format {found}, and this version of responsegen reads format {FORMAT}"
        report.append(catalogue.LATER_FORMAT.says(whole.place("format"), sentence, "Update responsegen"))
        return None
    whole.refuse_other_than(KEYS)
    said = {name: whole.get(key, key.stand_in) for name, key in KEYS.items() if name not in _DEPEND_ON_OTHERS}
    code, name = said.pop("addressee")
    deadline, covered = said.pop("silence_procedure")
    delegations: tuple[str, ...] = whole.get(KEYS["delegations"], (), everyone(code, said["parties"]))
    number_of = {topic: question.number for question in reversed(said["questions"]) for topic in question.topics}
    topics_node = whole.required_node("topics")
    topics = read_topics(topics_node, delegations, number_of, report) if topics_node else {}
    readable = {id_: topic for id_, topic in topics.items() if topic}
    unreadable = frozenset(topics) - readable.keys()
    needs = None if unreadable else tuple(needs_in(readable.values()))
    dossier = model.Dossier(
        **{_FIELDS.get(name, name): value for name, value in said.items()},
        addressee=code,
        addressee_name=name,
        delegations=delegations,
        groups=whole.get(KEYS["groups"], {}, _groups(delegations)),
        silence_deadline=deadline,
        silence_topics=covered,
        topics=readable,
        scenarios=whole.get(KEYS["scenarios"], {}, _scenarios(needs, tuple(said["events"]))),
        positions={},
    )
    keys = position_keys({**readable, **dict.fromkeys(unreadable)}, delegations)
    return DossierFile(dossier, tree, unreadable, needs, dict(_basis_edits(readable, tree)), keys)


def _basis_edits(topics: Table[str, model.AnyTopic], tree: Mapping) -> Iterator[tuple[str, Edit]]:
    """Give each unanimous topic of the 27 the basis that the first edition of the format took it to have."""
    for id_, topic in topics.items():
        node = value_at(tree, "topics", id_)
        key, value = node.entries.get("rule", (None, None)) if isinstance(node, Mapping) else (None, None)
        is_old = topic.basis is None and topic.rule is model.RuleName.UNANIMITY and topic.electorate == EU
        if is_old and key and value and key.place.line == value.place.line:
            gap = " " * (value.place.column - key.place.column - len("rule:"))
            yield id_, Edit(key.place, f"rule:{gap}{topic.rule}", f"basis:{gap}{model.BasisName.CFSP_UNANIMITY}")
