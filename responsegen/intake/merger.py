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
from responsegen.dossier.nodes import Items, Node, Scalar, items_of, same, value_at
from responsegen.dossier.nodes import Mapping as Keyed
from responsegen.dossier.quantities import is_open_ended, number_meant
from responsegen.dossier.readers import Report
from responsegen.dossier.spelling import folded as name_folded
from responsegen.dossier.tree_edits import answer_with, word, written
from responsegen.intake import question_form
from responsegen.intake.cell_problems import Texts
from responsegen.intake.question_form import FROM, TO, Cell, Form, Row, Shape, folded
from responsegen.problem import Place

WITHDRAW: Final = "withdraw"
Path = tuple[str, ...]
_ONLY_CODES: Final = re.compile(r"[A-Z]{2,12}(?:\s+[A-Z]{2,12})*")
_BETWEEN_NAMES: Final = re.compile(r"\s*[,;/&]\s*(?:and\s+)?|\s+and\s+")


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
            elif text is None or cell.hint == question_form.POINT or cell.says(text.text):
                continue
            elif not path and row.shape is Shape.WORDING:
                self.report.append(catalogue.MISSING_KEY.at(text.place, "the code of the point that this is about"))
            elif not cell.key:
                for other in self.form.rows.values():  # one answer for every point that has none of its own
                    if other.path[:-1] == path and (other.code, question_form.ANSWER) not in self.texts:
                        key, said = other.cells[question_form.ANSWER].key, self._written(cell, text)
                        yield (other.path, text.place) if _is_withdrawn(text) else ((*other.path, key), said)
            elif _is_withdrawn(text):
                yield path if cell.tag == ".".join(path) else (*path, cell.key), text.place
            else:
                yield (*path, cell.key), self._written(cell, text)

    def _ends(self, row: Row) -> Node | Place | None:
        """Put the two ends of a range together; each cell may hold a whole range, or a word instead of one."""
        low, high = (self._end(row, column) for column in (FROM, TO))
        first, cell = low or high, row.cells[FROM]
        if first is None or _is_withdrawn(first):
            return first and first.place
        is_end = cell.is_number(first.text)
        if low and high and not is_open_ended(high.text):
            if not is_end and low.text in cell.words.values():
                expected = f"nothing under “{TO}” beside {low.text}"
                self.report.append(catalogue.BAD_NUMBER.on(high, expected))
                return low
            return word(high.place if is_end else low.place, f"{low.text}-{high.text}")
        return word(first.place, f"{'at least' if low else 'up to'} {first.text}" if is_end else first.text)

    def _end(self, row: Row, column: str) -> Scalar | None:
        text = self.texts.get((row.code, column))
        found = self._written(row.cells[column], text) if text else None
        return found if isinstance(found, Scalar) else None

    def _written(self, cell: Cell, text: Scalar) -> Node:
        """Write what stands in a cell as a file would have it; what is no known form is left to the reader of files."""
        said = folded(text.text) if cell.hint != question_form.TEXT else re.sub("[ \t]+", " ", text.text.strip())
        for shown, known in cell.words.items():
            if name_folded(said) in (name_folded(shown), name_folded(known)):
                return word(text.place, known)
        match cell.hint:
            case question_form.POINT:
                said = self.form.point_named(said) or said
            case question_form.NUMBER:
                said = number_meant(said)
            case question_form.DATE:
                said = date_meant(said) or said
            case question_form.CODES:
                parts = said.split() if _ONLY_CODES.fullmatch(said) else _BETWEEN_NAMES.split(said)
                codes = tuple(word(text.place, part.strip()) for part in parts)
                return Items(text.place, codes) if len(codes) > 1 else codes[0]
        return word(text.place, said)

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
        """Put a value in, written short where nothing stands beside it, or take it out with what is left empty."""
        topic = self.dossier.topics.get(path[0])
        if topic and path[-1] == form_of(topic.kind).SHORT_FOR and not isinstance(value_at(tree, *path[:-1]), Keyed):
            path = path[:-1]
        place, node = (value, None) if isinstance(value, Place) else (value.place, value)
        new = answer_with(tree, topic, [word(place, step) for step in path], node, self.report)
        answer = value_at(new, path[0]) if topic else None
        is_empty = isinstance(answer, Keyed) and not answer.entries
        return new.without({path[0]}) if is_empty else new

    def _read(self, topic: AnyTopic, tree: Keyed) -> Answer | None:
        """Read an answer as the dossier's reader does; nothing where there is none that it could make sense of."""
        node = value_at(tree, topic.id)
        context = ReaderContext.of(self.dossier, self.form.delegation)
        return form_of(topic.kind).read_answer(topic, topic.place, node, context, []) if node else None

    def _with_list(self, tree: Keyed, rows: Sequence[Row]) -> Keyed:
        """Change the entries of a list that are recorded, and add those that are not."""
        path = rows[0].path
        recorded = items_of(value_at(tree, *path))
        items: dict[str | int, Node | None] = dict(enumerate(recorded))
        for row in rows:
            texts = {column: said for column in row.cells if (said := self.texts.get((row.code, column)))}
            is_news = any(not row.cells[column].says(said.text) for column, said in texts.items())
            if not is_news or (row.entry is not None and row.entry >= len(recorded)):
                continue
            slot = row.code if row.entry is None else row.entry
            if any(map(_is_withdrawn, texts.values())):
                items[slot] = None
            else:
                entry = self._condition(row, texts) if row.shape is Shape.CONDITION else self._entry(row, texts)
                before = items.get(slot)
                if row.shape is Shape.ENTRY and isinstance(before, Keyed) and isinstance(entry, Keyed):
                    entry = Keyed(before.place, {**before.entries, **entry.entries})
                if not any(item and self._is_same(row, entry, item) for item in items.values()):
                    items[slot] = entry
        left = tuple(item for item in items.values() if item)
        if len(left) == len(recorded) and all(map(same, left, recorded)):
            return tree
        place = next((item.place for item in left if item not in recorded), tree.place)
        return self._with(tree, path, Items(place, left) if left else place)

    def _entry(self, row: Row, texts: Mapping[str, Scalar]) -> Node:
        said = {row.cells[column].key: self._written(row.cells[column], text) for column, text in texts.items()}
        is_text = row.path[0] == "internal" and [*said] == ["text"]
        return said["text"] if is_text else written(next(iter(texts.values())).place, said)

    def _condition(self, row: Row, texts: Mapping[str, Scalar]) -> Node:
        """Write one condition, or `any:` of those that stand side by side, or are joined by "or"."""
        found: list[Node] = []
        for column, text in texts.items():
            cell = row.cells[column]
            is_one = any(folded(text.text).casefold() == shown.casefold() for shown in cell.words)
            parts = [text.text] if is_one else re.split(question_form.OR, text.text)
            values = (self._written(cell, word(text.place, part)) for part in parts)
            found += (written(text.place, {cell.key: value}) for value in values)
        place = found[0].place
        return found[0] if len(found) == 1 else written(place, {"any": Items(place, tuple(found))})

    def _is_same(self, row: Row, one: Node, other: Node) -> bool:
        if row.shape is not Shape.CONDITION or same(one, other):
            return same(one, other)
        read = conditions(ReaderContext.of(self.dossier, self.form.delegation))
        before, after = read(one, []), read(other, [])
        return bool(before) and not differ(before, after)


def _is_withdrawn(text: Scalar) -> bool:
    return text.text.strip().casefold() == WITHDRAW
