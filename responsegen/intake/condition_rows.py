"""Lay out the conditions of a contribution as the rows of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from responsegen.consensus.number_words import number
from responsegen.dossier.model import (
    AnyOf,
    AnyTopic,
    Condition,
    Dossier,
    EventHappens,
    MinimumForce,
    Together,
    UsProvides,
)
from responsegen.dossier.quantities import PLEDGED
from responsegen.dossier.states import in_protocol_order
from responsegen.intake.question_form import (
    CHOOSE,
    CODES,
    NUMBER,
    OR,
    Cell,
    Part,
    Shape,
    entries,
)


def conditions_of(dossier: Dossier, topic: AnyTopic, recorded: Iterable[Condition], heading: str, code: str) -> Part:
    """Lay out the conditions of a contribution, one a row; what stands side by side in a row is one or the other."""
    cells = {
        f"{dossier.addressee} provides": Cell("need", CHOOSE, {n.label: id_ for id_, n in dossier.needs.items()}),
        "This has happened": Cell("event", CHOOSE, {e.label: id_ for id_, e in dossier.events.items()}),
        "These take part": Cell("with", CODES),
        "All pledge at least": Cell("force", NUMBER, measure=PLEDGED),
    }
    rows = entries(f"{code}.", (topic.id, "conditions"), cells, map(_shown(cells), recorded), Shape.CONDITION)
    note = "All rows have to hold. Where a row has several answers, one of them is enough."
    return Part(heading, f"{topic.title}: conditions", note, tuple(cells), tuple(rows), topic)


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
