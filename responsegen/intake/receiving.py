"""Merge what arrived into the position files of a dossier, and find all that is wrong with it before any is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from responsegen.documents.words import day
from responsegen.dossier import catalogue
from responsegen.dossier.changes import changed_positions
from responsegen.dossier.files import DOSSIER_FILE, POSITIONS, SourceFile
from responsegen.dossier.model import Dossier, PositionStatus
from responsegen.dossier.nodes import Items, Scalar, items_of, quoted, same, value_at
from responsegen.dossier.nodes import Mapping as Keyed
from responsegen.dossier.reading import Trees, check_trees
from responsegen.dossier.remarks import POSITION
from responsegen.dossier.tree_edits import with_value, word, written
from responsegen.dossier.yaml_tree import read_tree
from responsegen.editing.fixes import FileFix
from responsegen.editing.patching import patched
from responsegen.intake.arrivals import Arrival, in_the_margin
from responsegen.intake.cell_problems import CellOf, Texts, named
from responsegen.intake.form_layout import form_for
from responsegen.intake.matching import taken
from responsegen.intake.merger import Merger
from responsegen.intake.question_form import DELEGATION, Form, Shape, folded
from responsegen.problem import Place, Problem, in_order

_BELOW: Final = ("reservations", "sources", "internal")  # the answers


@dataclass(frozen=True, slots=True)
class Receipt:
    """What would be written, and what is to be known before."""

    files: tuple[FileFix, ...]  # those that change; a new one has nothing before
    problems: tuple[Problem, ...]
    uncovered: tuple[str, ...]  # what an earlier clearance does not cover, a sentence each


def receive(arrivals: Sequence[Arrival], parsed: Trees, *, with_remarks: bool = False) -> Receipt:
    """Merge all that arrived; the files that change are there even where a problem forbids to write them.

    Raises InvalidDossier where dossier.yaml, or the file of a delegation that sent something, has errors already.
    """
    receiver = _Receiver(parsed, with_remarks)
    for arrival in arrivals:
        receiver.take(arrival)
    return receiver.receipt()


@dataclass(frozen=True, slots=True)
class _Before:
    """The file of a delegation as it was before anything was taken; a new one says whose it is, and no more."""

    dossier: Dossier  # what is asked, and what this one delegation has answered
    form: Form
    file: SourceFile
    tree: Keyed


@dataclass(slots=True)
class _Receiver:
    parsed: Trees
    with_remarks: bool
    report: list[Problem] = field(default_factory=list)
    befores: dict[str, _Before] = field(default_factory=dict)  # by path
    changed: dict[str, Keyed] = field(default_factory=dict)
    sent: dict[tuple[str, ...], Scalar] = field(default_factory=dict)  # by delegation and what it is about
    cells: dict[Place, CellOf] = field(default_factory=dict)  # all that were filled in

    def take(self, arrival: Arrival) -> None:
        yml = f"{POSITIONS}/{arrival.delegation}.yml"
        path = yml if yml in self.parsed.trees else f"{POSITIONS}/{arrival.delegation}.yaml"
        # What several files of one delegation leave as it was is news in none of them.
        before = self.befores.get(path)
        dossier = before.dossier if before else self._dossier(path)
        if problem := _refusal(arrival, dossier):
            self.report.append(problem)
            return
        before = self.befores[path] = before or self._before(path, arrival.delegation, dossier)
        form = before.form.with_entries(row.code for row in arrival.rows)
        self._say_more(arrival, form)
        texts = taken(arrival, form, self.report)
        self._compare(arrival, before.form, texts)
        self.cells |= {said.place: CellOf(form, *of, texts, dossier) for of, said in texts.items()}
        tree = self.changed.get(path, before.tree)
        merger = Merger(form, texts, dossier, tree)
        merged = merger.merged()
        if self.with_remarks:
            merged = _noted(merged, arrival, form)
        self.report += merger.report
        if merged is not tree:
            order = (*(key for key in POSITION if key not in _BELOW), *dossier.topics, *_BELOW)
            self.changed[path] = _in_order(_stamped(merged, tree, arrival), tree, order)

    def _before(self, path: str, delegation: str, dossier: Dossier) -> _Before:
        begun = SourceFile(path, f"country: {delegation}\nstatus: {PositionStatus.DRAFT}\n".encode())
        file = next((file for file in self.parsed.files if file.path == path), begun)
        tree = self.parsed.trees.get(path) or read_tree(path, file.content, [])
        if tree is None:
            raise AssertionError
        return _Before(dossier, form_for(dossier, delegation, with_internal=True), file, tree)

    def _dossier(self, path: str) -> Dossier:
        """Read dossier.yaml and the file of one delegation; errors in other files are no obstacle."""
        trees = {each: tree for each, tree in self._trees.items() if each in (DOSSIER_FILE, path)}
        own = tuple(p for p in self.parsed.problems if p.place.file in (DOSSIER_FILE, path))
        return check_trees(Trees((), trees, own)).valid()

    @property
    def _trees(self) -> Mapping[str, Keyed | None]:
        return {**self.parsed.trees, **self.changed}

    def _compare(self, arrival: Arrival, form: Form, texts: Texts) -> None:
        """Report where two files of one delegation change the same; what is recorded already is news in neither."""
        for (code, column), said in texts.items():
            row = form.rows.get(code)
            if row is None or row.cells[column].says(said.text):
                continue
            if row.shape in (Shape.ANSWER, Shape.WORDING):
                if column == "Point":
                    continue
                key = (arrival.delegation, *form.about(row, texts), row.cells[column].key)
                other = self.sent.setdefault(key, said)
                is_clear = folded(other.text) == folded(said.text)
                expected = f"what {other.place.file} says there, {quoted(other.text)}"
            elif row.entry is not None:  # which entry its number means depends on those that went before
                other = self.sent.setdefault((arrival.delegation, *row.path), said)
                is_clear = other.place.file == said.place.file
                expected = f"a list whose entries no other file changes, as {other.place.file} does"
            else:
                continue
            if not is_clear:
                advice = "Receive the file that holds, alone"
                self.report.append(catalogue.OTHER_FORM.on(said, expected, advice))

    def _say_more(self, arrival: Arrival, form: Form) -> None:
        """Say what is beside the answers: changes that nobody has accepted, and comments in the margin."""
        if arrival.questions and arrival.questions != form.fingerprint:
            sentence = "it was made from other questions than dossier.yaml has now: what still fits is taken"
            self.report.append(catalogue.ROW_LEFT_OUT.says(Place(arrival.file), sentence))
        if arrival.is_tracked:
            sentence = "there are tracked changes: they are read as if accepted"
            self.report.append(catalogue.TRACKED.says(Place(arrival.file), sentence))
        for remark in arrival.remarks:
            asked = form.rows.get(remark.code)
            advice = "It is taken into the notes" if self.with_remarks else "With --notes it is taken into the notes"
            cell = f"{named(asked)}, margin" if asked else "margin"
            self.report.append(in_the_margin(arrival.file, remark, advice, cell))

    def receipt(self) -> Receipt:
        """Check the whole dossier as it would be, and lay out the changes where no error forbids them."""
        before = set(check_trees(self.parsed).problems)
        after = check_trees(replace(self.parsed, trees=self._trees)).problems
        # What an answer makes superfluous elsewhere, such as an event that nobody waits for, is no mistake in it.
        new = (p for p in after if p not in before and (p.is_error or p.place.file not in self.parsed.trees))
        reworded = (self.cells[p.place].reworded(p) if p.place in self.cells else p for p in new)
        problems = in_order((*self.report, *reworded))
        if any(problem.is_error for problem in problems):
            return Receipt((), problems, ())
        return Receipt(tuple(map(self._change, self.changed)), problems, tuple(self._uncovered()))

    def _change(self, path: str) -> FileFix:
        before = self.befores[path]
        content = patched(before.file.content, before.tree, self.changed[path])
        file = before.file if path in self.parsed.trees else replace(before.file, content=b"")
        return FileFix(file, replace(file, content=content), 0)

    def _uncovered(self) -> Iterator[str]:
        for path in self.changed:
            dossier = self.befores[path].dossier
            for changed in changed_positions(dossier, self._dossier(path)):
                old = changed.before
                answered = (each.path for each in changed.changes if each.path[0] in dossier.topics)
                points = dict.fromkeys(_point(dossier, path) for path in answered)
                if old and old.status is PositionStatus.CLEARED and points:
                    by = ", ".join(filter(None, (old.cleared_by, day(old.date) if old.date else "")))
                    yield f"{path} is cleared ({by}); that does not cover what changes now: {', '.join(points)}"


def _point(dossier: Dossier, path: Sequence[str]) -> str:
    return ".".join(path[: 1 + (path[1:2] != () and path[1] in dossier.topics[path[0]].option_ids)])


def _refusal(arrival: Arrival, dossier: Dossier) -> Problem | None:
    if arrival.delegation not in dossier.delegations:
        expected = f"a delegation of this dossier in row {DELEGATION}"
        return catalogue.OTHER_FORM.at(Place(arrival.file), expected, quoted(arrival.delegation))
    if arrival.reference and arrival.reference != dossier.reference:
        expected = f"answers to {dossier.reference}"
        return catalogue.OTHER_FORM.at(Place(arrival.file), expected, f"answers to {quoted(arrival.reference)}")
    return None


def _stamped(merged: Keyed, before: Keyed, arrival: Arrival) -> Keyed:
    """Give a changed position the date of the document, unless it says another, and note where it came from."""
    place = Place(arrival.file)
    said = {"file": arrival.file.rpartition(": ")[2], "sha256": arrival.sha256}
    if arrival.day:
        said["date"] = arrival.day.isoformat()
        if same(value_at(merged, "date"), value_at(before, "date")):
            merged = merged.put(word(place, "date"), word(place, said["date"]))
    return merged.put(word(place, "received"), written(place, said))


def _in_order(new: Keyed, old: Keyed, order: Sequence[str]) -> Keyed:
    """Put new keys behind those that come before them in a position file."""
    keys = [key for key in old.entries if key in new.entries]
    for key in new.entries:
        if key not in keys:
            earlier = [each for each in keys if each in order[: order.index(key)]]
            keys.insert(keys.index(earlier[-1]) + 1 if earlier else len(keys), key)
    return Keyed(new.place, {key: new.entries[key] for key in keys})


def _noted(tree: Keyed, arrival: Arrival, form: Form) -> Keyed:
    """Take the comments in the margin into the notes, each once."""
    place = Place(arrival.file)
    recorded = items_of(value_at(tree, "internal", "notes"))
    notes = list(recorded)
    for remark in arrival.remarks:
        text = word(place, folded(f"{remark.author}: {remark.text}" if remark.author else remark.text))
        on = form.points.get(remark.code)
        note = written(place, {"on": word(place, on), "text": text}) if on else text
        if not any(same(note, other) for other in notes):
            notes.append(note)
    path = [word(place, "internal"), word(place, "notes")]
    return with_value(tree, path, Items(place, tuple(notes)), []) if len(notes) > len(recorded) else tree
