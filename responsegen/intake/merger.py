"""Merge what somebody wrote into the cells of a form into the tree of a position.

Nothing is read here a second time: the dossier's own readers say whether an answer is news, and check all of it later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from responsegen.dossier import catalogue
from responsegen.dossier.changes import differ
from responsegen.dossier.conditions import ReaderContext, conditions
from responsegen.dossier.dates import date_meant
from responsegen.dossier.kinds import form_of
from responsegen.dossier.model import Answer, AnyTopic, Dossier
from responsegen.dossier.nodes import Items, Node, Scalar, items_of, quoted, same, value_at
from responsegen.dossier.nodes import Mapping as Keyed
from responsegen.dossier.quantities import is_open_ended, number_meant
from responsegen.dossier.readers import Report
from responsegen.dossier.spelling import folded as name_folded
from responsegen.dossier.tree_edits import answer_with, word
from responsegen.intake.cell_problems import Texts
from responsegen.intake.form_layout import alternatives
from responsegen.intake.question_form import (
    ANSWER,
    CODES,
    DATE,
    FROM,
    NUMBER,
    OR,
    POINT,
    TEXT,
    TO,
    Cell,
    Form,
    Row,
    Shape,
)
from responsegen.problem import Place

WITHDRAW: Final = "withdraw"
Path = tuple[str, ...]
_ONLY_CODES: Final = re.compile(r"[A-Z]{2,12}(?:\s+[A-Z]{2,12})*")
_BETWEEN_NAMES: Final = re.compile(r"\s*[,;/&]\s*(?:and\s+)?|\s+and\s+")


def folded(text: str) -> str:
    """Return a text without what makes no difference in a cell: how its lines break, and which blanks it has."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Merger:
    """Merges the cells of one form, as far as they say something else than is recorded."""

    form: Form
    texts: Texts
    dossier: Dossier
    recorded: Keyed
    report: Report = field(default_factory=list)

    def merged(self) -> Keyed:
        """Return the recorded position with what is news in it; the same tree where nothing is."""
        tree = self.recorded
        for part in self.form.parts:
            if part.rows[0].shape in (Shape.ENTRY, Shape.CONDITION):
                tree = self._with_list(tree, part.rows)
            else:
                for row in part.rows:
                    for path, value in self._said(row):
                        tree = self._with(tree, path, value)
        return tree

    def _said(self, row: Row) -> Iterator[tuple[Path, Node | Place]]:
        """Yield what the cells of a row say, each under its path; where only its place is given it is taken back."""
        path = self.form.about(row, self.texts)
        for column, cell in row.cells.items():
            text = self.texts.get((row.code, column))
            if FROM in row.cells and column in (FROM, TO):
                if column == FROM and (ends := self._ends(row)):
                    yield (path, ends) if isinstance(ends, Place) else ((*path, "acceptable"), ends)
            elif text is None or cell.hint == POINT or folded(text.text) == folded(cell.recorded):
                continue
            elif not path and row.shape is Shape.WORDING:
                self.report.append(catalogue.MISSING_KEY.at(text.place, "the code of the point that this is about"))
            elif not cell.key:
                for other in self.form.rows.values():  # one answer for every point that has none of its own
                    if other.path[:-1] == path and (other.code, ANSWER) not in self.texts:
                        key, said = other.cells[ANSWER].key, self._written(cell, text)
                        yield (other.path, text.place) if _is_withdrawn(text) else ((*other.path, key), said)
            elif _is_withdrawn(text):
                yield path if cell.tag == ".".join(path) else (*path, cell.key), text.place
            else:
                yield (*path, cell.key), self._written(cell, text)

    def _ends(self, row: Row) -> Node | Place | None:
        """Put the two ends of a range together; each cell may hold a whole range, or a word instead of one."""
        low, high = (self._range_end(row, column) for column in (FROM, TO))
        first = low or high
        if first is None:
            return None
        if _is_withdrawn(first):
            return first.place
        if low and high and is_open_ended(high.text):
            high = None
        if low is None or high is None:
            is_end = row.cells[FROM].is_number(first.text)
            return Scalar(
                first.place, f"{'at least' if low else 'up to'} {first.text}" if is_end else first.text, plain=True
            )
        if not row.cells[FROM].is_number(low.text) and low.text in row.cells[FROM].words.values():
            expected = f"nothing under “{TO}” beside {low.text}"
            self.report.append(catalogue.BAD_NUMBER.at(high.place, expected, quoted(high.text)))
            return low
        is_number = row.cells[FROM].is_number(low.text)
        return Scalar(high.place if is_number else low.place, f"{low.text}-{high.text}", plain=True)

    def _range_end(self, row: Row, column: str) -> Scalar | None:
        text = self.texts.get((row.code, column))
        found = self._written(row.cells[column], text) if text else None
        return found if isinstance(found, Scalar) else None

    def _written(self, cell: Cell, text: Scalar) -> Node:
        """Write what stands in a cell as a file would have it; what is no known form is left to the reader of files."""
        said = folded(text.text) if cell.hint != TEXT else re.sub("[ \t]+", " ", text.text.strip())
        for shown, written in cell.words.items():
            if name_folded(said) in (name_folded(shown), name_folded(written)):
                return Scalar(text.place, written, plain=True)
        if cell.hint == POINT:
            said = self.form.point_named(said) or said
        elif cell.hint == CODES:
            parts = said.split() if _ONLY_CODES.fullmatch(said) else _BETWEEN_NAMES.split(said)
            codes = tuple(word(text.place, part.strip()) for part in parts)
            return Items(text.place, codes) if len(codes) > 1 else codes[0]
        elif cell.hint == NUMBER:
            said = number_meant(said)
        elif cell.hint == DATE:
            said = date_meant(said) or said
        return Scalar(text.place, said, plain=True)

    def _with(self, tree: Keyed, path: Path, value: Node | Place) -> Keyed:
        """Put a value into a position, or take one out; the position as it is where this makes no difference."""
        node = None if isinstance(value, Place) else value
        topic = self.dossier.topics.get(path[0])
        if node and same(value_at(self.recorded, *path), node):
            return tree
        if topic is not None:
            before, after = self._read(topic, self.recorded), self._read(topic, self._put(self.recorded, path, value))
            if not differ(before, after) and (after is not None or node is None):
                return tree
        return self._put(tree, path, value)

    def _put(self, tree: Keyed, path: Path, value: Node | Place) -> Keyed:
        topic = self.dossier.topics.get(path[0])
        steps = [word(value if isinstance(value, Place) else value.place, step) for step in path]
        new = answer_with(tree, topic, steps, None if isinstance(value, Place) else value, self.report)
        return _shortened(new, tree, topic) if topic else new

    def _read(self, topic: AnyTopic, tree: Keyed) -> Answer | None:
        """Read an answer as the dossier's reader does; nothing where there is none that it could make sense of."""
        node = value_at(tree, topic.id)
        context = ReaderContext.of(self.dossier, self.form.delegation)
        return form_of(topic.kind).read_answer(topic, topic.place, node, context, []) if node else None

    def _with_list(self, tree: Keyed, rows: Sequence[Row]) -> Keyed:
        """Change the entries of a list that are recorded, and add those that are not."""
        path = rows[0].path
        recorded = items_of(value_at(tree, *path))
        items: list[Node | None] = [*recorded]
        for row in rows:
            texts = {column: said for column in row.cells if (said := self.texts.get((row.code, column)))}
            news = [c for c, said in texts.items() if folded(said.text) != folded(row.cells[c].recorded)]
            if not news or (row.entry is not None and row.entry >= len(recorded)):
                continue
            if any(map(_is_withdrawn, texts.values())):
                if row.entry is not None:
                    items[row.entry] = None
                continue
            entry = self._condition(row, texts) if row.shape is Shape.CONDITION else self._entry(row, texts)
            if any(item and self._is_same(row, entry, item) for item in items):
                continue
            if row.entry is None:
                items.append(entry)
                continue
            before = recorded[row.entry]
            if row.shape is Shape.ENTRY and isinstance(before, Keyed) and isinstance(entry, Keyed):
                entry = Keyed(before.place, {**before.entries, **entry.entries})
            items[row.entry] = before if self._is_same(row, entry, before) else entry
        left = tuple(item for item in items if item)
        if len(left) == len(recorded) and all(map(same, left, recorded)):
            return tree
        place = next((item.place for item in left if item not in recorded), tree.place)
        return self._with(tree, path, Items(place, left) if left else place)

    def _entry(self, row: Row, texts: Mapping[str, Scalar]) -> Node:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for column, text in texts.items():
            key = row.cells[column].key
            entries[key] = (word(text.place, key), self._written(row.cells[column], text))
        place = next(iter(texts.values())).place
        is_text = row.path[0] == "internal" and [*entries] == ["text"]
        return entries["text"][1] if is_text else Keyed(place, entries)

    def _condition(self, row: Row, texts: Mapping[str, Scalar]) -> Node:
        """Write one condition, or `any:` of those that stand side by side, or are joined by "or"."""
        found: list[Node] = []
        for column, text in texts.items():
            cell = row.cells[column]
            is_one = any(folded(text.text).casefold() == shown.casefold() for shown in cell.words)
            for said in [text.text] if is_one else re.split(OR, text.text):
                value = self._written(cell, Scalar(text.place, said, plain=True))
                found.append(Keyed(text.place, {cell.key: (word(text.place, cell.key), value)}))
        place = found[0].place
        return found[0] if len(found) == 1 else Keyed(place, {"any": (word(place, "any"), Items(place, tuple(found)))})

    def _is_same(self, row: Row, one: Node, other: Node) -> bool:
        if row.shape is not Shape.CONDITION or same(one, other):
            return same(one, other)
        read = conditions(ReaderContext.of(self.dossier, self.form.delegation))
        both = [{each for found in read(node, []) or () for each in alternatives(found)} for node in (one, other)]
        return both[0] == both[1] != set()


def _is_withdrawn(text: Scalar) -> bool:
    return text.text.strip().casefold() == WITHDRAW


def _shortened(tree: Keyed, before: Keyed, topic: AnyTopic) -> Keyed:
    """Write `lng: support` where `lng: {stance: support}` would be new, and no topic that nothing is left of."""
    answer = value_at(tree, topic.id)
    if isinstance(answer, Keyed):
        answer = _short(answer, value_at(before, topic.id), topic)
        entries = answer.entries if isinstance(answer, Keyed) else {}
        short = {o: (key, _short(said, value_at(before, topic.id, o), topic)) for o, (key, said) in entries.items()}
        answer = Keyed(answer.place, short) if isinstance(answer, Keyed) else answer
    others = {name: entry for name, entry in tree.entries.items() if name != topic.id}
    if answer is None or (isinstance(answer, Keyed) and not answer.entries):
        return Keyed(tree.place, others)
    return Keyed(tree.place, {**tree.entries, topic.id: (tree.entries[topic.id][0], answer)})


def _short(said: Node, before: Node | None, topic: AnyTopic) -> Node:
    short_for = form_of(topic.kind).SHORT_FOR
    is_new = isinstance(said, Keyed) and said.entries.keys() == {short_for} and not isinstance(before, Keyed)
    return said.entries[short_for][1] if is_new and isinstance(said, Keyed) else said
