"""Lay out all that a delegation is asked, with what it has answered: a table for each topic and each list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import count
from typing import Final, assert_never

from responsegen.consensus.number_words import RangeForms, number, ranged
from responsegen.dossier import model
from responsegen.dossier.kinds.needs import TermSaid
from responsegen.dossier.kinds.options import stances_on
from responsegen.dossier.kinds.range_ import WITHOUT_RANGE, measure_of
from responsegen.dossier.model import Dossier, Position
from responsegen.dossier.quantities import DAYS, DAYS_IN_A_MONTH, PLEDGED, counted_in
from responsegen.dossier.states import in_protocol_order
from responsegen.intake.question_form import (
    ANSWER,
    CHOOSE,
    CODES,
    COMMENT,
    DATE,
    DELEGATION,
    FROM,
    INTERNAL,
    NEW_ROWS,
    NUMBER,
    OR,
    PREFERRED,
    TO,
    WHOLE,
    Cell,
    Form,
    Part,
    Row,
    Shape,
    chosen,
    point_cell,
)
from responsegen.problem import Place

Cells = Mapping[str, Cell]  # by the head of the column
Said = Mapping[str, object]  # what is recorded, by the key that it has in a file
_RANGE: Final = RangeForms("{}-{}", "at least {}", "up to {}", "open-ended")
_COMMENTED: Final = {COMMENT: Cell("comment")}
_KEYS: Final = {"firmness": "status", "said_on": "date"}  # that files have for fields of the model with other names
_THE_ANSWER: Final = {"stance", "necessity", "from", "quantity"}  # keys of what answers a point by itself


def form_for(dossier: Dossier, delegation: str, *, with_internal: bool = False) -> Form:
    """Lay out what a delegation is asked, with what it has answered; what the desk has noted is left out mostly."""
    position = dossier.positions.get(delegation) or Position(delegation, model.PositionStatus.DRAFT, Place(""))
    parts = [_head(dossier, position)]
    for question in (*(question.number for question in dossier.questions), None):
        codes = (f"{question or 0}.{n}" for n in count(1))
        heading = f"Question {question}" if question else "Further points"
        for topic in dossier.topics.values():
            if topic.question == question:
                parts += _on_topic(dossier, topic, position, codes, heading)
    named = {row.code: row for part in parts for row in part.rows if _is_point(row, part.topic)}
    points = {code: ".".join(row.path) for code, row in named.items()}
    shown = {f"{code} {row.subject}": points[code] for code, row in named.items()}
    return Form(delegation, (*parts, *_remarks(shown, position, with_internal=with_internal)), points)


def _is_point(row: Row, topic: model.AnyTopic | None) -> bool:
    """Tell whether a reservation, or another remark, may be about this row: its first cell holds the answer itself."""
    return topic is not None and row.shape is Shape.ANSWER and (len(row.path) > 1 or row.label in (WHOLE, topic.title))


def _head(dossier: Dossier, position: Position) -> Part:
    name = f"{position.delegation}, {dossier.name_in_text(position.delegation).removeprefix('the ')}"
    cells = {
        "A.2": ("Date of this answer", Cell("date", DATE)),
        "A.3": ("Cleared by", chosen("cleared_by", {by.replace("-", " "): by for by in model.ClearedBy})),
        "A.4": ("Also answers for", Cell("speaks_for", CODES)),
    }
    rows = (_filled(Row(code, label, "", (), {ANSWER: cell}), position) for code, (label, cell) in cells.items())
    return Part("", "Who answers", "", (Row(DELEGATION, "Delegation", f"{name} · {dossier.reference}", (), {}), *rows))


def _on_topic(
    dossier: Dossier, topic: model.AnyTopic, position: Position, codes: Iterator[str], heading: str
) -> Iterator[Part]:
    """Lay out one topic: a row for each of its points, or for each thing that is said to it as a whole."""
    answer = position.answers.get(topic.id)
    rows: Iterable[Row]
    match topic:
        case model.OptionsTopic():
            note = "An answer on the topic as a whole holds for every point that has none of its own."
            stances = _same(stances_on(topic))
            rows = _points(topic, answer, codes, lambda _: {ANSWER: chosen("stance", stances)}, chosen("", stances))
        case model.NeedsTopic():
            note = "What is left blank counts as not mentioned."
            words = {
                ANSWER: chosen("necessity", _same(model.Necessity)),
                "Needed in the": chosen("term", _same(TermSaid)),
            }
            rows = _points(topic, answer, codes, lambda _: words)
        case model.OffersTopic():
            note = "A number or a range, such as 500-800."
            rows = _points(topic, answer, codes, _offer)
        case model.RangeTopic():
            note = f"In {topic.unit}. Blank under “To” means: or more; blank under “From” means: from 0."
            said = _ends(answer) if isinstance(answer, model.RangeAnswer) else {}
            rows = (_filled(Row(next(codes), topic.title, "", (topic.id,), _range(topic.unit)), said),)
        case model.ContributionTopic():
            note = "What you would yourselves keep deployed. Conditions have a table below."
            rows = _contribution(topic, answer, codes)
        case _:
            assert_never(topic)
    part = Part(heading, topic.title, note, tuple(rows), topic)
    yield part
    if isinstance(topic, model.ContributionTopic):
        conditions = answer.conditions if isinstance(answer, model.ContributionAnswer) else ()
        yield _conditions(dossier, topic, conditions, heading, part.rows[0].code)


def _points(
    topic: model.OptionsTopic | model.NeedsTopic | model.OffersTopic,
    answer: object,
    codes: Iterator[str],
    cells: Callable[[object], Cells],
    whole: Cell | None = None,
) -> Iterator[Row]:
    """Lay out a topic that is answered point by point, with a row for what is said to it as a whole."""
    on_all = {ANSWER: whole} if whole else {}
    yield _filled(Row(next(codes), WHOLE, topic.title, (topic.id,), on_all | _COMMENTED), answer)
    for id_, option in topic.options.items():
        unit = f"In {option.unit}. " if isinstance(option, model.OfferItem) else ""
        text = f"{unit}{option.text or ''}".strip()
        row = Row(next(codes), option.label, text, (topic.id, id_), {**cells(option), **_COMMENTED})
        yield _filled(row, _by_option(answer).get(id_))


def _offer(item: object) -> Cells:
    measure = counted_in(item.unit) if isinstance(item, model.OfferItem) else None
    return {
        "Quantity": Cell("quantity", NUMBER, measure=measure),
        "By": Cell("by", DATE),
        "Firm or indicative": chosen("status", _same(model.Firmness)),
    }


def _range(unit: str) -> Cells:
    words, measure = _same((*WITHOUT_RANGE, "open-ended")), measure_of(unit)
    return {
        FROM: Cell("from", NUMBER, words, measure=measure),
        TO: Cell("to", NUMBER, measure=measure),
        PREFERRED: Cell("preferred", NUMBER, measure=measure),
        **_COMMENTED,
    }


def _ends(answer: model.RangeAnswer) -> Said:
    """Return what a range says, with its two ends apart; a word stands where the lower one would."""
    ends = answer.acceptable or model.Interval(0, 0)
    low = "open-ended" if ends == model.Interval(0, None) else number(ends.low) if ends.low else ""
    high = number(ends.high) if answer.acceptable and ends.high is not None else ""
    return {**_said(answer), "from": answer.stance or low, "to": high}


def _contribution(topic: model.ContributionTopic, answer: object, codes: Iterator[str]) -> Iterator[Row]:
    willing = {ANSWER: chosen("stance", _same(model.Willingness)), **_COMMENTED}
    yield _filled(Row(next(codes), topic.title, topic.text or "", (topic.id,), willing), answer)
    for key, label, text, measure in (
        ("pledge", "Personnel kept deployed", "A number or a range, such as 600-1000", PLEDGED),
        ("ready", "Ready", "How long after the decision, such as 90 days", DAYS),
        ("sustain", "For how long", "Such as 24 months, or open-ended", DAYS),
    ):
        cells = {ANSWER: Cell(key, NUMBER, measure=measure)}
        yield _filled(Row(next(codes), label, text, (topic.id,), cells), answer)


def _conditions(
    dossier: Dossier, topic: model.AnyTopic, recorded: Iterable[model.Condition], heading: str, code: str
) -> Part:
    """Lay out the conditions of a contribution, one a row; what stands side by side in a row is one or the other."""
    needs, events = ({each.label: id_ for id_, each in of.items()} for of in (dossier.needs, dossier.events))
    cells = {
        f"{dossier.addressee} provides": Cell(model.UsProvides.key, CHOOSE, needs),
        "This has happened": Cell(model.EventHappens.key, CHOOSE, events),
        "These take part": Cell(model.Together.key, CODES),
        "All pledge at least": Cell(model.MinimumForce.key, NUMBER, measure=PLEDGED),
    }
    said = (
        {
            cell.key: OR.join(cell.shown(text) for key, text in _alternatives(c) if key == cell.key)
            for cell in cells.values()
        }
        for c in recorded
    )
    rows = _entries(f"{code}.", (topic.id, "conditions"), cells, said, Shape.CONDITION)
    note = "All rows have to hold. Where a row has several answers, one of them is enough."
    return Part(heading, f"{topic.title}: conditions", note, rows, topic)


def _alternatives(condition: model.Condition) -> Iterator[tuple[str, str]]:
    """Yield the conditions of which one is enough, each by its key and as it is written."""
    match condition:
        case model.UsProvides(said) | model.EventHappens(said):
            yield condition.key, said
        case model.Together(delegations):
            yield condition.key, ", ".join(in_protocol_order(delegations))
        case model.MinimumForce(personnel):
            yield condition.key, number(personnel)
        case model.AnyOf(conditions):
            for one in conditions:
                yield from _alternatives(one)


def _remarks(points: Mapping[str, str], position: Position, *, with_internal: bool) -> Iterator[Part]:
    """Lay out what is said beside the answers: wishes, reservations, sources, and what is for the pen-holder alone."""
    about, text = {"Point": point_cell(points)}, {"Text": Cell("text")}

    columns = about | {"Could support it if": Cell("would_support_if"), "Own wording": Cell("proposes")}
    note = "What would let you support a point, and the wording that you propose for it."
    yield Part("Conditions for support", note, "", _entries("W.", (), columns, _wishes(position), Shape.WORDING))

    columns = about | {"Kind": chosen("kind", _same(model.ReservationKind))} | text
    note = "Formal limits on an answer that is given above."
    yield Part("Reservations", note, "", _entries("R.", ("reservations",), columns, map(_said, position.reservations)))

    where = {"Speaker": Cell("speaker"), "Date": Cell("date", DATE), "Outlet": Cell("outlet"), "Address": Cell("url")}
    columns = about | where | {"Words": Cell("quote"), "In short": Cell("summary")}
    # What contradicts the recorded answer was collected by the pen-holder.
    cited = (None if source.conflicts and not with_internal else _said(source) for source in position.sources)
    note = "Where a public or official statement stands: its own words, or what was said in short."
    yield Part("Sources", note, "", _entries("S.", ("sources",), columns, cited))

    for prefix, key, title in (("I.", "red_lines", "Red lines"), ("N.", "notes", "Notes")):
        noted: tuple[model.InternalText, ...] = getattr(position.internal, key) if with_internal else ()
        yield Part(INTERNAL, title, "", _entries(prefix, ("internal", key), about | text, map(_said, noted)))


def _wishes(position: Position) -> Iterator[Said]:
    """Yield what would win support for a point, and the wording proposed for it."""
    for topic, answer in position.answers.items():
        for path, said in ((topic, answer), *((f"{topic}.{o}", one) for o, one in _by_option(answer).items())):
            if getattr(said, "would_support_if", None) or getattr(said, "proposes", None):
                yield {**_said(said), "on": path}


def _said(value: object) -> dict[str, object]:
    """Return what a value of the model says, by the keys that files have for it."""
    found = {_KEYS.get(f.name, f.name): getattr(value, f.name) for f in fields(value)} if is_dataclass(value) else {}
    return found | {"on": ".".join(filter(None, (found["topic"], found["option"])))} if "topic" in found else found


def _by_option(answer: object) -> Mapping[str, object]:
    return next((each for each in _said(answer).values() if isinstance(each, Mapping)), {})


def _entries(
    prefix: str, path: tuple[str, ...], cells: Cells, recorded: Iterable[Said | None], shape: Shape = Shape.ENTRY
) -> tuple[Row, ...]:
    """Lay out a list: what is recorded by number, but for what is not to be shown, and below it new rows by letter."""
    numbered = (
        _filled(Row(f"{prefix}{entry + 1}", "", "", path, cells, shape, entry), said)
        for entry, said in enumerate(recorded)
        if said is not None
    )
    return (*numbered, *(Row(f"{prefix}{letter}", "", "", path, cells, shape) for letter in NEW_ROWS))


def _filled(row: Row, said: object) -> Row:
    """Show what is recorded in the cells of a row; its first one and its comment have tags where it is an answer."""
    known = said if isinstance(said, Mapping) else _said(said)
    cells = {column: replace(cell, recorded=_shown(cell, known.get(cell.key))) for column, cell in row.cells.items()}
    for column in {next(iter(cells)), COMMENT} & cells.keys() if row.path and row.shape is Shape.ANSWER else ():
        if key := cells[column].key:
            tag = ".".join(row.path if key in _THE_ANSWER else (*row.path, key))
            cells[column] = replace(cells[column], tag=tag)
    return replace(row, cells=cells)


def _shown(cell: Cell, value: object) -> str:  # noqa: PLR0911 -- a table: one line a type
    match value:
        case str():
            return cell.shown(value)
        case date():
            return value.isoformat()
        case model.Interval():
            return ranged(value, _RANGE)
        case int():
            return f"{value} days" if value % DAYS_IN_A_MONTH else f"{value // DAYS_IN_A_MONTH} months"
        case frozenset():
            return TermSaid.BOTH if len(value) > 1 else next(iter(value))
        case tuple():
            return ", ".join(value)
        case _:
            return ""


def _same(words: Iterable[str]) -> Mapping[str, str]:
    """Show words as they are written."""
    return {str(word): word for word in words}
