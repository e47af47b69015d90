"""Lay out the lists of a form: conditions of a contribution, and what is said beside the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from responsegen.consensus.number_words import number
from responsegen.dossier.model import (
    AnyOf,
    Condition,
    ContributionAnswer,
    ContributionTopic,
    Dossier,
    EventHappens,
    InternalText,
    MinimumForce,
    Position,
    Reservation,
    ReservationKind,
    Source,
    Together,
    UsProvides,
)
from responsegen.dossier.quantities import PLEDGED
from responsegen.dossier.states import in_protocol_order
from responsegen.intake.answer_rows import same
from responsegen.intake.question_form import (
    CHOOSE,
    CODES,
    DATE,
    INTERNAL,
    NEW_ROWS,
    NUMBER,
    OR,
    POINT,
    Cell,
    Part,
    Row,
    Shape,
)


def conditions_of(dossier: Dossier, topic: ContributionTopic, position: Position, above: Part) -> Part:
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
    new: Iterable[tuple[str, None, Mapping[str, str]]] = ((f"{prefix}{letter}", None, {}) for letter in NEW_ROWS)
    for code, entry, said in (*named, *new):
        filled = {column: replace(cell, recorded=said.get(cell.key, "")) for column, cell in cells.items()}
        yield Row(code, "", "", path, filled, shape, entry)


def remarks(points: Mapping[str, str], position: Position, *, with_internal: bool) -> Iterator[Part]:
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

    columns = about | {"Kind": Cell("kind", CHOOSE, same(ReservationKind), is_free=False)} | text
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
