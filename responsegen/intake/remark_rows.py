"""Lay out what is said beside the answers: wishes, reservations, sources, and what is internal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from responsegen.dossier.model import (
    InternalText,
    Position,
    Reservation,
    ReservationKind,
    Source,
)
from responsegen.intake.answer_rows import same
from responsegen.intake.question_form import (
    CHOOSE,
    DATE,
    INTERNAL,
    POINT,
    Cell,
    Part,
    Row,
    Shape,
    entries,
)


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
    yield _list("Conditions for support", note, columns, entries("W.", (), columns, wishes, Shape.WORDING))

    columns = about | {"Kind": Cell("kind", CHOOSE, same(ReservationKind), is_free=False)} | text
    limits = ({**on(r), "kind": str(r.kind), "text": r.text or ""} for r in position.reservations)
    note = "Formal limits on an answer that is given above."
    yield _list("Reservations", note, columns, entries("R.", ("reservations",), columns, limits))

    where = {"Speaker": Cell("speaker"), "Date": Cell("date", DATE), "Outlet": Cell("outlet"), "Address": Cell("url")}
    columns = about | where | {"Words": Cell("quote"), "In short": Cell("summary")}
    # What contradicts the recorded answer was collected by the pen-holder.
    cited = (
        None if source.conflicts and not with_internal else on(source) | _cited(source) for source in position.sources
    )
    note = "Where a public or official statement stands: its own words, or what was said in short."
    yield _list("Sources", note, columns, entries("S.", ("sources",), columns, cited))

    for prefix, key, title in (("I.", "red_lines", "Red lines"), ("N.", "notes", "Notes")):
        columns = about | text
        noted: tuple[InternalText, ...] = getattr(position.internal, key) if with_internal else ()
        texts = ({**on(each), "text": each.text} for each in noted)
        yield _list(title, "", columns, entries(prefix, ("internal", key), columns, texts), heading=INTERNAL)


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
