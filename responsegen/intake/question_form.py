"""Lay the questions of a dossier out as rows of cells: the one table that every file of the way in is made and read by.

A row has a code that is printed (`6.4`); a cell has the head of its column, what may stand in it, and what is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from hashlib import sha256
from itertools import count
from typing import Final, assert_never

from responsegen.consensus.number_words import RangeForms, number, ranged
from responsegen.dossier.kinds.needs import TermSaid
from responsegen.dossier.kinds.options import stances_on
from responsegen.dossier.kinds.range_ import WITHOUT_RANGE, measure_of
from responsegen.dossier.model import (
    AnyOf,
    AnyTopic,
    ClearedBy,
    Condition,
    ContributionAnswer,
    ContributionTopic,
    Dossier,
    EventHappens,
    Firmness,
    InternalText,
    Interval,
    MinimumForce,
    Necessity,
    NeedsAnswer,
    NeedsTopic,
    OffersAnswer,
    OffersTopic,
    OptionsAnswer,
    OptionsTopic,
    Position,
    PositionStatus,
    RangeAnswer,
    RangeTopic,
    Reservation,
    ReservationKind,
    Source,
    Term,
    Together,
    UsProvides,
    Willingness,
)
from responsegen.dossier.nodes import Scalar
from responsegen.dossier.quantities import DAYS, DAYS_IN_A_MONTH, PLEDGED, Measure, MisreadError, counted_in
from responsegen.dossier.states import in_protocol_order
from responsegen.problem import Place

CHOOSE, TEXT, NUMBER, DATE, POINT, CODES = "Choose", "Write here", "Number", "Date", "Choose a point", "Codes"
HINTS: Final = {CHOOSE, TEXT, NUMBER, DATE, POINT, CODES}  # what stands in a cell until something is answered
OR: Final = " or "  # between conditions of which one is enough
DELEGATION: Final = "A.1"  # the row that says whose answers these are
ANSWER, COMMENT = "Answer", "Comment"
FROM, TO, PREFERRED = "From", "To", "Preferred"
WHOLE: Final = "The topic as a whole"
INTERNAL: Final = "Internal: will not be circulated"
_RANGE: Final = RangeForms("{}-{}", "at least {}", "up to {}", "open-ended")
_NEW_ROWS: Final = "abcd"  # of a list


class Shape(Enum):
    """What the cells of a row make in a position file."""

    ANSWER = auto()  # keys of one answer
    ENTRY = auto()  # one entry of a list
    CONDITION = auto()  # the same, of a list of conditions
    WORDING = auto()  # keys of the answer to the point that the row names


@dataclass(frozen=True, slots=True)
class Cell:
    """One place for an answer."""

    key: str  # that it has in a position file
    hint: str = TEXT
    words: Mapping[str, str] = field(default_factory=dict)  # what may be chosen: as it is shown, as it is written
    is_free: bool = True  # whether something else may be written as well
    recorded: str = ""  # as it is shown
    tag: str = ""  # of an answer, and of its comment
    measure: Measure | None = None  # of a number

    def is_number(self, text: str) -> bool:
        """Tell whether this is one number, and no range and no word."""
        with suppress(MisreadError):
            return self.measure is not None and self.measure.number(text) >= 0
        return False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; where nothing is asked there is no cell."""

    code: str
    label: str
    text: str
    path: tuple[str, ...]  # to what the cells are keys of, or entries in
    cells: Mapping[str, Cell]  # by the head of the column
    shape: Shape = Shape.ANSWER
    entry: int | None = None  # which one of the list that is recorded; None: a new one


@dataclass(frozen=True, slots=True)
class Part:
    """One table, under the question that it belongs to."""

    heading: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    topic: AnyTopic | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """All that one delegation is asked, and what it has answered."""

    delegation: str
    parts: tuple[Part, ...]
    points: Mapping[str, str]  # TOPIC or TOPIC.OPTION by code

    @property
    def rows(self) -> Mapping[str, Row]:
        """Every row by its code."""
        return {row.code: row for part in self.parts for row in part.rows}

    @property
    def fingerprint(self) -> str:
        """Tell one set of questions from another."""
        rows = (row for row in self.rows.values() if row.entry is None and row.code != DELEGATION)
        return sha256(repr([(row.code, row.label, row.path) for row in rows]).encode()).hexdigest()[:16]

    def about(self, row: Row, texts: Mapping[tuple[str, str], Scalar]) -> tuple[str, ...]:
        """Return the path of what a row says, which a row for wishes names itself; nothing where it names no point."""
        if row.shape is not Shape.WORDING:
            return row.path
        said = texts.get((row.code, "Point"))
        point = self.point_named(said.text if said else row.cells["Point"].recorded)
        return tuple(point.split(".")) if point else ()

    def point_named(self, text: str) -> str:
        """Return the point that a cell names by its code, with or without its label; nothing for anything else."""
        code, _, label = text.strip().partition(" ")
        row = self.rows.get(code)
        about = row.text if row and row.label == WHOLE else row.label if row else ""
        is_so = about.casefold().startswith(" ".join(label.split()).casefold())
        return self.points.get(code, "") if is_so else text.strip() if text.strip() in self.points.values() else ""

    def with_entries(self, codes: Iterable[str]) -> Form:
        """Return the form with the entries of lists that another one, made earlier or later, has under these codes."""
        rows = self.rows
        more = [
            replace(rows[_new(code)], code=code)
            for code in codes
            if code not in rows and _new(code) in rows and code.rpartition(".")[2].isdigit()
        ]

        def grown(part: Part) -> Part:
            own = {row.code for row in part.rows}
            return replace(part, rows=(*part.rows, *(row for row in more if _new(row.code) in own)))

        return replace(self, parts=tuple(map(grown, self.parts)))

    def without_answers(self) -> Form:
        """Return the same form in which nothing is recorded."""
        parts = (
            replace(part, rows=tuple(_blank(row) for row in part.rows if row.entry is None)) for part in self.parts
        )
        return replace(self, parts=tuple(parts))

    def without(self, points: Collection[tuple[str, str | None]]) -> Form:
        """Return the form in which nothing is recorded on these points, nor on the topics that they are of."""

        def is_kept(row: Row) -> bool:
            topic, *option = self.about(row, {}) or ("",)
            return not any(topic == t and (o is None or option in ([], [o])) for t, o in points)

        def left(rows: Iterable[Row]) -> Iterator[Row]:
            return (row if is_kept(row) else _blank(row) for row in rows if row.entry is None or is_kept(row))

        return replace(self, parts=tuple(replace(part, rows=tuple(left(part.rows))) for part in self.parts))


def _new(code: str) -> str:
    """Name the first row for a new entry of the list in which this one is."""
    return f"{code.rpartition('.')[0]}.{_NEW_ROWS[0]}"


def _blank(row: Row) -> Row:
    return replace(row, cells={column: replace(cell, recorded="") for column, cell in row.cells.items()})


def form_for(dossier: Dossier, delegation: str, *, with_internal: bool = False) -> Form:
    """Lay out what a delegation is asked, with what it has answered; what the desk has noted is left out mostly."""
    position = dossier.positions.get(delegation) or Position(delegation, PositionStatus.DRAFT, Place(""))
    parts = [_head(dossier, position)]
    for question in (*(question.number for question in dossier.questions), None):
        codes = (f"{question or 0}.{n}" for n in count(1))
        heading = f"Question {question}" if question else "Further points"
        for topic in dossier.topics.values():
            if topic.question == question:
                parts.append(_of_topic(topic, position, codes, heading))
                if isinstance(topic, ContributionTopic):
                    parts.append(_conditions(dossier, topic, position, parts[-1]))
    named = {row.code: row for part in parts for row in part.rows if _is_point(row, part.topic)}
    points = {code: ".".join(row.path) for code, row in named.items()}
    shown = {f"{code} {row.label if row.label != WHOLE else row.text}": points[code] for code, row in named.items()}
    return Form(delegation, (*parts, *_remarks(shown, position, with_internal=with_internal)), points)


def _is_point(row: Row, topic: AnyTopic | None) -> bool:
    """Tell whether a reservation, or another remark, may be about this row: its first cell holds the answer itself."""
    return topic is not None and row.shape is Shape.ANSWER and (len(row.path) > 1 or row.label in (WHOLE, topic.title))


def _head(dossier: Dossier, position: Position) -> Part:
    name = f"{position.delegation}, {dossier.name_in_text(position.delegation).removeprefix('the ')}"
    day = position.date.isoformat() if position.date else ""
    by = {word.replace("-", " "): str(word) for word in ClearedBy}
    rows = (
        Row(DELEGATION, "Delegation", f"{name} · {dossier.reference}", (), {}),
        Row("A.2", "Date of this answer", "", (), {ANSWER: Cell("date", DATE, recorded=day)}),
        Row("A.3", "Cleared by", "", (), {ANSWER: _chosen("cleared_by", by, position.cleared_by)}),
        Row(
            "A.4",
            "Also answers for",
            "",
            (),
            {ANSWER: Cell("speaks_for", CODES, recorded=", ".join(position.speaks_for))},
        ),
    )
    return Part("", "Who answers", "", (ANSWER,), rows)


def _of_topic(topic: AnyTopic, position: Position, codes: Iterator[str], heading: str) -> Part:
    """Lay out one topic: a row for each of its points, or for each thing that is said to it as a whole."""
    answer = position.answers.get(topic.id)
    match topic:
        case OptionsTopic():
            columns: tuple[str, ...] = (ANSWER, COMMENT)
            note = "An answer on the topic as a whole holds for every point that has none of its own."
            rows = _options(topic, answer if isinstance(answer, OptionsAnswer) else None, codes)
        case NeedsTopic():
            columns, note = (ANSWER, "Needed in the", COMMENT), "What is left blank counts as not mentioned."
            rows = _needs(topic, answer if isinstance(answer, NeedsAnswer) else None, codes)
        case RangeTopic():
            columns = (FROM, TO, PREFERRED, COMMENT)
            note = f"In {topic.unit}. Blank under “To” means: or more; blank under “From” means: from 0."
            rows = _range(topic, answer if isinstance(answer, RangeAnswer) else None, codes)
        case ContributionTopic():
            columns, note = (ANSWER, COMMENT), "What you would yourselves keep deployed. Conditions have a table below."
            rows = _contribution(topic, answer if isinstance(answer, ContributionAnswer) else None, codes)
        case OffersTopic():
            columns, note = ("Quantity", "By", "Firm or indicative", COMMENT), "A number or a range, such as 500-800."
            rows = _offers(topic, answer if isinstance(answer, OffersAnswer) else None, codes)
        case _:
            assert_never(topic)
    return Part(heading, topic.title, note, columns, tuple(rows), topic)


def _options(topic: OptionsTopic, answer: OptionsAnswer | None, codes: Iterator[str]) -> Iterator[Row]:
    words = _same(stances_on(topic))
    yield _whole(topic, codes, answer, {ANSWER: Cell("", CHOOSE, words, is_free=False)})
    for id_, option in topic.options.items():
        said = answer.stances.get(id_) if answer else None
        cells = {ANSWER: _chosen("stance", words, said.stance if said else None, f"{topic.id}.{id_}")}
        yield Row(next(codes), option.label, option.text, (topic.id, id_), cells | _comment(said, topic.id, id_))


def _needs(topic: NeedsTopic, answer: NeedsAnswer | None, codes: Iterator[str]) -> Iterator[Row]:
    words, terms = _same(Necessity), _same(TermSaid)
    yield _whole(topic, codes, answer, {})
    for id_, need in topic.options.items():
        said = answer.needs.get(id_) if answer else None
        term = "" if not said or said.term is None else _term(said.term)
        cells = {
            ANSWER: _chosen("necessity", words, said.necessity if said else None, f"{topic.id}.{id_}"),
            "Needed in the": _chosen("term", terms, term),
        }
        yield Row(next(codes), need.label, need.text, (topic.id, id_), cells | _comment(said, topic.id, id_))


def _term(said: frozenset[Term]) -> str:
    return TermSaid.BOTH if len(said) > 1 else next(iter(said))


def _range(topic: RangeTopic, answer: RangeAnswer | None, codes: Iterator[str]) -> Iterator[Row]:
    words, measure = _same((*WITHOUT_RANGE, "open-ended")), measure_of(topic.unit)
    said = answer.acceptable if answer else None
    low = "" if said is None else "open-ended" if said == Interval(0, None) else number(said.low) if said.low else ""
    word = str(answer.stance) if answer and answer.stance else ""
    high = number(said.high) if said and said.high is not None else ""
    preferred = ranged(answer.preferred, _RANGE) if answer and answer.preferred else ""
    cells = {
        FROM: Cell("from", NUMBER, words, recorded=word or low, tag=topic.id, measure=measure),
        TO: Cell("to", NUMBER, recorded=high, measure=measure),
        PREFERRED: Cell("preferred", NUMBER, recorded=preferred, measure=measure),
    }
    yield Row(next(codes), topic.title, "", (topic.id,), cells | _comment(answer, topic.id))


def _contribution(topic: ContributionTopic, answer: ContributionAnswer | None, codes: Iterator[str]) -> Iterator[Row]:
    stance = {ANSWER: _chosen("stance", _same(Willingness), answer.stance if answer else None, topic.id)}
    yield Row(next(codes), topic.title, topic.text or "", (topic.id,), stance | _comment(answer, topic.id))
    pledge = ranged(answer.pledge, _RANGE) if answer and answer.pledge else ""
    ready, sustain = (_days(getattr(answer, key, None)) for key in ("ready", "sustain"))
    for key, label, text, recorded, measure in (
        ("pledge", "Personnel kept deployed", "A number or a range, such as 600-1000", pledge, PLEDGED),
        ("ready", "Ready", "How long after the decision, such as 90 days", ready, DAYS),
        ("sustain", "For how long", "Such as 24 months, or open-ended", sustain, DAYS),
    ):
        cells = {ANSWER: Cell(key, NUMBER, recorded=recorded, tag=f"{topic.id}.{key}", measure=measure)}
        yield Row(next(codes), label, text, (topic.id,), cells)


def _days(days: int | None) -> str:
    if days is None:
        return ""
    return f"{days} days" if days % DAYS_IN_A_MONTH else f"{days // DAYS_IN_A_MONTH} months"


def _offers(topic: OffersTopic, answer: OffersAnswer | None, codes: Iterator[str]) -> Iterator[Row]:
    yield _whole(topic, codes, answer, {})
    for id_, item in topic.options.items():
        said = answer.offers.get(id_) if answer else None
        cells = {
            "Quantity": Cell(
                *("quantity", NUMBER),
                recorded=ranged(said.quantity, _RANGE) if said and said.quantity else "",
                tag=f"{topic.id}.{id_}",
                measure=counted_in(item.unit),
            ),
            "By": Cell("by", DATE, recorded=said.by.isoformat() if said and said.by else ""),
            "Firm or indicative": _chosen("status", _same(Firmness), said.firmness if said else None),
        }
        text = f"In {item.unit}. {item.text or ''}".strip()
        yield Row(next(codes), item.label, text, (topic.id, id_), cells | _comment(said, topic.id, id_))


def _whole(topic: AnyTopic, codes: Iterator[str], answer: object, cells: Mapping[str, Cell]) -> Row:
    return Row(next(codes), WHOLE, topic.title, (topic.id,), {**cells, **_comment(answer, topic.id)})


def _comment(said: object, *path: str) -> dict[str, Cell]:
    return {COMMENT: Cell("comment", recorded=getattr(said, "comment", None) or "", tag=".".join((*path, "comment")))}


def _chosen(key: str, words: Mapping[str, str], recorded: str | None, tag: str = "") -> Cell:
    shown = {written: shown for shown, written in words.items()}
    return Cell(key, CHOOSE, words, is_free=False, recorded=shown[recorded] if recorded else "", tag=tag)


def _same(words: Iterable[str]) -> Mapping[str, str]:
    return {str(word): word for word in words}


def _conditions(dossier: Dossier, topic: ContributionTopic, position: Position, above: Part) -> Part:
    """Lay out the conditions of a contribution, one a row; what stands side by side in a row is one or the other."""
    answer = position.answers.get(topic.id)
    recorded = answer.conditions if isinstance(answer, ContributionAnswer) else ()
    cells = {
        f"{dossier.addressee} provides": Cell("need", CHOOSE, {n.label: id_ for id_, n in dossier.needs.items()}),
        "This has happened": Cell("event", CHOOSE, {e.label: id_ for id_, e in dossier.events.items()}),
        "These take part": Cell("with", CODES),
        "All pledge at least": Cell("force", NUMBER, measure=PLEDGED),
    }
    rows = _entries(
        f"{above.rows[0].code}.", (topic.id, "conditions"), cells, map(_shown(cells), recorded), Shape.CONDITION
    )
    note = "All rows have to hold. Where a row has several answers, one of them is enough."
    return Part(above.heading, f"{topic.title}: conditions", note, tuple(cells), tuple(rows), topic)


def _shown(cells: Mapping[str, Cell]) -> Callable[[Condition], Mapping[str, str]]:
    shown = {(cell.key, written): word for cell in cells.values() for word, written in cell.words.items()}

    def of(condition: Condition) -> Mapping[str, str]:
        said: dict[str, list[str]] = {}
        for key, written in alternatives(condition):
            said.setdefault(key, []).append(shown.get((key, written), written))
        return {key: OR.join(words) for key, words in said.items()}

    return of


def alternatives(condition: Condition) -> Iterator[tuple[str, str]]:
    """Yield the conditions of which one is enough, each by its key and as it is written."""
    match condition:
        case UsProvides(need):
            yield "need", need
        case EventHappens(event):
            yield "event", event
        case Together(delegations):
            yield "with", ", ".join(in_protocol_order(delegations))
        case MinimumForce(personnel):
            yield "force", number(personnel)
        case AnyOf(conditions):
            for one in conditions:
                yield from alternatives(one)


def _entries(
    prefix: str,
    path: tuple[str, ...],
    cells: Mapping[str, Cell],
    recorded: Iterable[Mapping[str, str] | None],
    shape: Shape = Shape.ENTRY,
) -> Iterator[Row]:
    """Lay out a list: what is recorded by number, but for what is not to be shown, and below it new rows by letter."""
    named = ((f"{prefix}{entry + 1}", entry, said) for entry, said in enumerate(recorded) if said is not None)
    new: Iterable[tuple[str, None, Mapping[str, str]]] = ((f"{prefix}{letter}", None, {}) for letter in _NEW_ROWS)
    for code, entry, said in (*named, *new):
        filled = {column: replace(cell, recorded=said.get(cell.key, "")) for column, cell in cells.items()}
        yield Row(code, "", "", path, filled, shape, entry)


def _remarks(points: Mapping[str, str], position: Position, *, with_internal: bool) -> Iterator[Part]:
    """Lay out what is said beside the answers: wishes, reservations, sources, and what is for the pen-holder alone."""
    names = {point: shown for shown, point in points.items()}
    about = {"Point": Cell("on", POINT, points)}
    text = {"Text": Cell("text")}

    def on(said: Reservation | Source | InternalText) -> dict[str, str]:
        point = ".".join(filter(None, (said.topic, said.option)))
        return {"on": names.get(point, point)}

    columns = about | {"Could support it if": Cell("would_support_if"), "Own wording": Cell("proposes")}
    wishes = ({"on": names[".".join(path)]} | beside for path, beside in _wishes(position))
    note = "What would let you support a point, and the wording that you propose for it."
    yield _list("Conditions for support", note, columns, _entries("W.", (), columns, wishes, Shape.WORDING))

    columns = about | {"Kind": Cell("kind", CHOOSE, _same(ReservationKind), is_free=False)} | text
    limits = ({**on(r), "kind": str(r.kind), "text": r.text or ""} for r in position.reservations)
    note = "Formal limits on an answer that is given above."
    yield _list("Reservations", note, columns, _entries("R.", ("reservations",), columns, limits))

    where = {"Speaker": Cell("speaker"), "Date": Cell("date", DATE), "Outlet": Cell("outlet"), "Address": Cell("url")}
    columns = about | where | {"Words": Cell("quote"), "In short": Cell("summary")}
    # What contradicts the recorded answer was collected by the pen-holder.
    cited = (
        None if source.conflicts and not with_internal else on(source) | _cited(source) for source in position.sources
    )
    note = "Where a public or official statement stands: its own words, or what was said in short."
    yield _list("Sources", note, columns, _entries("S.", ("sources",), columns, cited))

    for prefix, key, title in (("I.", "red_lines", "Red lines"), ("N.", "notes", "Notes")):
        columns = about | text
        noted: tuple[InternalText, ...] = getattr(position.internal, key) if with_internal else ()
        texts = ({**on(each), "text": each.text} for each in noted)
        yield _list(title, "", columns, _entries(prefix, ("internal", key), columns, texts), heading=INTERNAL)


def _list(title: str, note: str, columns: Iterable[str], rows: Iterable[Row], *, heading: str = "") -> Part:
    return Part(heading or title, title if heading else note, "", tuple(columns), tuple(rows))


def _cited(source: Source) -> dict[str, str]:
    said = {"speaker": source.speaker, "date": source.said_on, "outlet": source.outlet, "url": source.url}
    return {
        key: str(value) for key, value in (said | {"quote": source.quote, "summary": source.summary}).items() if value
    }


def _wishes(position: Position) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    """Yield what would win support for a point, and the wording proposed for it."""
    for topic, answer in position.answers.items():
        points: Mapping[str, object] = getattr(answer, "stances", None) or getattr(answer, "needs", None) or {}
        for path, said in (((topic,), answer), *(((topic, o), one) for o, one in points.items())):
            beside = {key: text for key in ("would_support_if", "proposes") if (text := getattr(said, key, None))}
            if beside:
                yield path, beside
