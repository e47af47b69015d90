"""What dossier.yaml holds, read into a dossier without positions; what was refused has a stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Final

from responsegen.dossier import catalogue, patterns, quantities
from responsegen.dossier.conditions import NEED, or_us, with_need
from responsegen.dossier.delegations import addressee, everyone, members, parties
from responsegen.dossier.document_specs import USUAL_DOCUMENTS, document_specs
from responsegen.dossier.json_schema import Schema, defined, either
from responsegen.dossier.keys import Fields, Ids, keyed, optional, record, required, schema_of
from responsegen.dossier.kinds import read_topics, topics_schema
from responsegen.dossier.kinds.form import PHRASE
from responsegen.dossier.model import (
    AnyTopic,
    BasisName,
    Dossier,
    Event,
    Meeting,
    NeedsTopic,
    Number,
    PopulationTable,
    Question,
    ReservationCounting,
    ReservationKind,
    RuleName,
    Scenario,
    Wording,
)
from responsegen.dossier.nodes import Mapping, Node, Scalar, items_of, value_at
from responsegen.dossier.readers import (
    Reader,
    Report,
    calendar_date,
    instant,
    line,
    listed,
    measured,
    name_among,
    parsed,
    reads,
    text,
    truth,
    whole_number,
    without_repeats,
    word_of,
)
from responsegen.dossier.states import EU
from responsegen.problem import Edit

FORMAT: Final = 1
NO_MOMENT: Final = datetime(1900, 1, 1, tzinfo=UTC)
_NUMBER: Final = required("number", whole_number, "The number under which it was asked")
_ASKED: Final = required("text", text, "What was asked")
_WORDING: Final = required("wording", word_of(Wording), "Only a verbatim text is ever put between quotation marks")
_ANSWERED_BY: Final = optional("topics", without_repeats(listed(line)), "The topics that answer it")
_NOTE: Final = optional("note", text, "A sentence that the response prints below the answers")
_QUESTION: Final = keyed(_NUMBER, _ASKED, _WORDING, _ANSWERED_BY, _NOTE)


@reads(schema_of(_QUESTION))
def _question(node: Node, report: Report) -> Question | None:
    entry = Fields.of(node, _QUESTION, "a question", report)
    if entry is None:
        return None
    return Question(
        number=entry.get(_NUMBER, -node.place.line),  # unlike any other stand-in
        text=entry.get(_ASKED, ""),
        wording=entry.get(_WORDING, Wording.PARAPHRASE),
        topics=entry.get(_ANSWERED_BY, ()),
        note=entry.get(_NOTE, None),
        place=node.place,
    )


_meeting = record("the meeting", keyed(required("place", line), required("date", calendar_date)), Meeting)


def _groups(delegations: tuple[str, ...]) -> Reader[dict[str, tuple[str, ...]]]:
    read_members = members(delegations)

    @reads({"type": "object", "additionalProperties": read_members.schema})
    def read(node: Node, report: Report) -> dict[str, tuple[str, ...]] | None:
        if not isinstance(node, Mapping):
            report.append(
                catalogue.WRONG_SHAPE.at(node.place, "groups as a mapping of name and delegations", str(node))
            )
            return None
        return {name: read_members(value, report) or () for name, (_, value) in node.entries.items()}

    return read


@reads({"type": "array", "items": calendar_date.schema, "minItems": 2, "maxItems": 2})
def _span(node: Node, report: Report) -> tuple[date, date] | None:
    """Read the first and the last day of a time."""
    days = listed(calendar_date)(node, report) or ()
    if len(items_of(node)) == 2 == len(days) and days[0] <= days[1]:  # noqa: PLR2004 -- the first and the last
        return days[0], days[1]
    if len(items_of(node)) != 2 or len(days) == 2:  # noqa: PLR2004
        expected = "the first and the last day, such as [2025-01-01, 2025-12-31]"
        report.append(catalogue.WRONG_SHAPE.at(node.place, expected, str(node)))
    return None


_number: Final[Reader[Number]] = Reader(
    parsed(quantities.FIGURE.number, catalogue.BAD_NUMBER, quantities.FIGURE.expected),
    measured(quantities.FIGURE, patterns.number(quantities.FIGURE), quantities.FIGURE.expected, ["2.62"]),
    "2.62",
)


@reads(_number.schema | {"exclusiveMinimum": 0}, _number.sample)
def _figure(node: Node, report: Report) -> Fraction | None:
    found = _number(node, report)
    if found == 0:
        report.append(catalogue.BAD_NUMBER.at(node.place, "a figure above 0", str(node)))
    return Fraction(found) if found else None


_FIGURES: Final = keyed(*(required(code, _figure) for code in EU))


@reads(schema_of(_FIGURES))
def _figures(node: Node, report: Report) -> dict[str, Fraction] | None:
    entry = Fields.of(node, _FIGURES, "the figures", report)
    found = {code: entry.get(key, None) for code, key in _FIGURES.items()} if entry else {}
    figures = {code: figure for code, figure in found.items() if figure}
    return figures if len(figures) == len(EU) else None


_SOURCE: Final = required("source", line, "Where the figures stand")
_FIGURES_OF_ALL: Final = required("figures", _figures, "One for each Member State, all in one unit")
_VALID: Final = required("valid", _span, "Its first and its last day")
_POPULATION_KEYS: Final = keyed(_SOURCE, _VALID, _FIGURES_OF_ALL)


@reads(schema_of(_POPULATION_KEYS))
def _population(node: Node, report: Report) -> PopulationTable | None:
    """Read a table of population: all of it, or nothing."""
    entry = Fields.of(node, _POPULATION_KEYS, "the population", report)
    if entry is None:
        return None
    source, figures, valid = entry.get(_SOURCE, None), entry.get(_FIGURES_OF_ALL, None), entry.get(_VALID, None)
    return PopulationTable(figures, source, *valid) if source and figures and valid else None


_DEADLINE: Final = required("deadline", instant)
_COVERED: Final = optional(
    "topics", without_repeats(listed(line, least="at least one topic")), "To which it is limited"
)
_SILENCE: Final = keyed(_DEADLINE, _COVERED)


@reads(schema_of(_SILENCE))
def _silence(node: Node, report: Report) -> tuple[datetime | None, tuple[str, ...] | None]:
    entry = Fields.of(node, _SILENCE, "the silence procedure", report)
    return (entry.get(_DEADLINE, None), entry.get(_COVERED, None)) if entry else (None, None)


_USUAL_COUNTING: Final = {
    ReservationKind.SCRUTINY: ReservationCounting.OUTSTANDING,
    ReservationKind.GENERAL: ReservationCounting.OUTSTANDING,
    ReservationKind.PARLIAMENTARY: ReservationCounting.AS_STATED,
    ReservationKind.LINGUISTIC: ReservationCounting.AS_STATED,
    ReservationKind.SUBSTANTIVE: ReservationCounting.AGAINST,
}
_COUNTING: Final = {kind: optional(kind, word_of(ReservationCounting)) for kind in ReservationKind}


@reads(schema_of(keyed(*_COUNTING.values())))
def _counting(node: Node, report: Report) -> dict[ReservationKind, ReservationCounting]:
    entry = Fields.of(node, _COUNTING, "reservations_count_as", report)
    return {kind: entry.get(key, _USUAL_COUNTING[kind]) for kind, key in _COUNTING.items()} if entry else {}


_EVENTS: Final = Ids("events")
_event_in_detail = record("an event", keyed(required("label", line), PHRASE), Event)


@reads(_EVENTS.schema(either(line.schema, _event_in_detail.schema)))
def _events(node: Node, report: Report) -> dict[str, Event]:
    found = {
        id_: _event_in_detail(value, report) if isinstance(value, Mapping) else Event(line(value, report) or "")
        for id_, (_, value) in _EVENTS.read(node, report).items()
    }
    return {id_: event or Event("") for id_, event in found.items()}


def _all_or_some(names: tuple[str, ...] | None, what: str) -> Reader[frozenset[str]]:
    read_name = line if names is None else name_among(names, what)
    read_names = without_repeats(listed(read_name))

    @reads(defined("facts"))
    def read(node: Node, report: Report) -> frozenset[str]:
        if isinstance(node, Scalar) and node.text == "all":
            return frozenset(names or ())
        return frozenset(read_names(node, report) or ())

    return read


_LABEL: Final = required("label", line, "Short, for tables")
_PROVIDED: Final = required(NEED, _all_or_some(None, ""), "Which needs the addressee provides")
_HAPPENED: Final = required("events", _all_or_some(None, ""), "Which events have happened")
_SCENARIO: Final = keyed(_LABEL, _PROVIDED, _HAPPENED)
_SCENARIOS: Final = Ids("scenarios")


def _scenarios(needs: tuple[str, ...] | None, events: tuple[str, ...]) -> Reader[dict[str, Scenario]]:
    read_provided = _all_or_some(needs, "a need of the dossier, or all")
    read_events = _all_or_some(events, "an event of the dossier, or all")

    @reads(_SCENARIOS.schema(or_us(schema_of(_SCENARIO))))
    def read(node: Node, report: Report) -> dict[str, Scenario]:
        found = {
            id_: Fields.of(with_need(value, report), _SCENARIO, f'the scenario "{id_}"', report)
            for id_, (_, value) in _SCENARIOS.read(node, report).items()
        }
        return {
            id_: Scenario(
                id_,
                label=entry.get(_LABEL, ""),
                us=entry.get(_PROVIDED, frozenset[str](), read_provided),
                events=entry.get(_HAPPENED, frozenset[str](), read_events),
            )
            for id_, entry in found.items()
            if entry
        }

    return read


_FACTOR: Final[Schema] = {
    "type": ["number", "string"],
    "minimum": 1,
    "exclusiveMaximum": 1000,
    "pattern": patterns.FACTOR,
    "examples": [3, 2.5],
}
_factor = Reader(parsed(quantities.factor, catalogue.BAD_NUMBER, quantities.FACTOR_FORM), _FACTOR)


@reads(topics_schema())
def _topics_unread(_node: Node, _report: Report) -> object:
    """Leave it to `read_topics`, which knows who takes part and what is asked."""


_FORMAT: Final = optional("format", whole_number, "Of this file; 1 without it")
_TITLE: Final = required("title", line, "What the documents are called")
_REFERENCE: Final = required("reference", line, "A local number; never a real institution's")
_REVISION: Final = optional("revision", whole_number, "Printed as REV n from 1 on")
_AS_OF: Final = required("as_of", instant, "Deadlines are judged at this instant, never by the machine's clock")
_EXERCISE: Final = required("exercise", truth, "Whether every page of every document says EXERCISE")
_MEETING_KEY: Final = optional("meeting", _meeting, "Where and when the answer is wanted")
_FROM: Final = required("from", line, "Who writes")
_TO: Final = required("to", line, "Who is written to")
_REPLY_BY: Final = optional("reply_by", instant, "When positions are wanted")
_ADDRESSEE: Final = required("addressee", addressee, "Who gets the response; never a delegation")
_PARTIES: Final = optional("parties", parties, "Who may answer and is no state: a name for each code")
_DELEGATIONS: Final = required(
    "delegations", everyone(""), "EU stands for its Member States, NATO for the allies; the rest by code"
)
_GROUPS: Final = optional("groups", _groups(()), "Groups of delegations by name, for attribution by group")
_COUNT_DRAFTS: Final = optional("count_drafts", truth, "Whether the answers of drafts are counted")
_POPULATION: Final = optional(
    "population", _population, "The figures by which votes weigh people, instead of those that come with the program"
)
_SILENCE_PROCEDURE: Final = optional(
    "silence_procedure",
    _silence,
    "Once this moment has come, silence is consent under unanimity and consensus",
)
_RESERVATIONS: Final = optional(
    "reservations_count_as", _counting, "What a reservation makes of the stance that it limits"
)
_QUESTIONS: Final = required("questions", listed(_question, least="at least one question"), "What was asked")
_TOPICS: Final = required("topics", _topics_unread, "What is answered and decided, each under its id")
_EVENTS_KEY: Final = optional("events", _events, "What a contribution may wait for: a sentence each, under its id")
_SCENARIOS_KEY: Final = optional("scenarios", _scenarios(None, ()), "Under which facts contributions are added up")
_ROTATION_FACTORS: Final = optional(
    "rotation_factors", listed(_factor), "How many are needed in all for each one who is deployed"
)
_DOCUMENTS: Final = optional(
    "documents", document_specs, "Which documents are made; ID is made from the template ID.html.j2"
)
KEYS: Final = keyed(
    *(_FORMAT, _TITLE, _REFERENCE, _REVISION, _AS_OF, _EXERCISE, _MEETING_KEY, _FROM, _TO, _REPLY_BY, _ADDRESSEE),
    *(_PARTIES, _DELEGATIONS),
    *(
        _POPULATION,
        _GROUPS,
        _COUNT_DRAFTS,
        _SILENCE_PROCEDURE,
        _RESERVATIONS,
        _QUESTIONS,
        _TOPICS,
        _EVENTS_KEY,
        _SCENARIOS_KEY,
    ),
    *(_ROTATION_FACTORS, _DOCUMENTS),
)


@dataclass(frozen=True, slots=True)
class DossierFile:
    """What dossier.yaml says."""

    dossier: Dossier
    tree: Mapping
    unreadable: frozenset[str]  # topics that are there and cannot be made sense of
    needs: tuple[str, ...] | None  # that conditions may name; None: an unreadable topic may hold others
    basis_edits: Table[str, Edit]  # by topic: what lets it take constructive abstention


def read_dossier_file(tree: Mapping, report: Report) -> DossierFile | None:
    """Read all of dossier.yaml; the dossier is fit for use only if no error was added to the report."""
    whole = Fields(tree, "dossier.yaml", report)
    if (found := whole.get(_FORMAT, FORMAT)) > FORMAT:
        sentence = f"this dossier is of format {found}, and this version of responsegen reads format {FORMAT}"
        report[:] = [catalogue.LATER_FORMAT.says(whole.place("format"), sentence, "Update responsegen")]
        return None
    whole.refuse_other_than(KEYS)
    code, name = whole.get(_ADDRESSEE, ("", None))
    also: dict[str, str] = whole.get(_PARTIES, {})
    delegations: tuple[str, ...] = whole.get(_DELEGATIONS, (), everyone(code, also))
    questions: tuple[Question, ...] = whole.get(_QUESTIONS, ())
    number_of = {topic: question.number for question in reversed(questions) for topic in question.topics}
    topics_node = whole.required_node("topics")
    topics = read_topics(topics_node, delegations, number_of, report) if topics_node else {}
    readable = {id_: topic for id_, topic in topics.items() if topic}
    unreadable = frozenset(topics) - readable.keys()
    asked_for = tuple(need for topic in readable.values() if isinstance(topic, NeedsTopic) for need in topic.options)
    needs = None if unreadable else asked_for
    events: dict[str, Event] = whole.get(_EVENTS_KEY, {})
    deadline, covered = whole.get(_SILENCE_PROCEDURE, (None, None))
    dossier = Dossier(
        title=whole.get(_TITLE, ""),
        reference=whole.get(_REFERENCE, ""),
        revision=whole.get(_REVISION, 0),
        as_of=whole.get(_AS_OF, NO_MOMENT),
        exercise=whole.get(_EXERCISE, otherwise=True),
        meeting=whole.get(_MEETING_KEY, None),
        sender=whole.get(_FROM, ""),
        recipient=whole.get(_TO, ""),
        reply_by=whole.get(_REPLY_BY, None),
        addressee=code,
        addressee_name=name,
        parties=also,
        delegations=delegations,
        groups=whole.get(_GROUPS, {}, _groups(delegations)),
        count_drafts=whole.get(_COUNT_DRAFTS, otherwise=False),
        silence_deadline=deadline,
        silence_topics=covered,
        reservations_count_as=_USUAL_COUNTING | whole.get(_RESERVATIONS, {}),
        questions=questions,
        topics=readable,
        events=events,
        scenarios=whole.get(_SCENARIOS_KEY, {}, _scenarios(needs, tuple(events))),
        rotation_factors=whole.get(_ROTATION_FACTORS, ()),
        own_population=whole.get(_POPULATION, None),
        documents=whole.get(_DOCUMENTS, USUAL_DOCUMENTS),
        positions={},
    )
    return DossierFile(dossier, tree, unreadable, needs, dict(_basis_edits(readable, tree)))


def _basis_edits(topics: Table[str, AnyTopic], tree: Mapping) -> Iterator[tuple[str, Edit]]:
    """Give each unanimous topic of the 27 the basis that the first edition of the format took it to have."""
    for id_, topic in topics.items():
        node = value_at(tree, "topics", id_)
        key, value = node.entries.get("rule", (None, None)) if isinstance(node, Mapping) else (None, None)
        is_old = topic.basis is None and topic.rule is RuleName.UNANIMITY and topic.electorate == EU
        if is_old and key and value and key.place.line == value.place.line:
            gap = " " * (value.place.column - key.place.column - len("rule:"))
            yield id_, Edit(key.place, f"rule:{gap}{topic.rule}", f"basis:{gap}{BasisName.CFSP_UNANIMITY}")
