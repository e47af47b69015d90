"""Try changes on a dossier that was read: the files are parsed anew as they would be, and no file is touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final

from responsegen.dossier import catalogue, readers, spelling
from responsegen.dossier.change_syntax import Change, read_changes
from responsegen.dossier.delegations import delegation_among
from responsegen.dossier.dossier_file import KEYS
from responsegen.dossier.files import DOSSIER_FILE, POSITIONS
from responsegen.dossier.model import AnyTopic, BasisName, Dossier, PositionStatus, Stance, Word
from responsegen.dossier.nodes import Items, Mapping, Node, Scalar, items_of, text_of, value_at
from responsegen.dossier.readers import Report
from responsegen.dossier.reading import Reading, Trees, check_trees
from responsegen.dossier.states import ISO_INSTEAD_OF_EU, STATES
from responsegen.dossier.tree_edits import answer_with, begun, no_longer_for, replaced, with_value, word
from responsegen.problem import InvalidDossier, Place, Problem, in_order


class _Said(Word):
    """Whether the addressee provides a need, or an event has happened."""

    YES = "yes"
    NO = "no"


SILENT: Final = "silent"
_FACTS: Final = {"need": "need", "us": "need", "event": "events"}  # the word in a change, the key in a scenario
_OF_TOPICS: Final = ("rule", "basis", "electorate")
FIRST_WORDS: Final = (*_FACTS, *_OF_TOPICS, *KEYS)
"""What a change may begin with, besides the code of a delegation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDossier(Dossier):
    """A dossier that knows what its files hold, so that changes can be supposed in them."""

    parsed: Trees = field(compare=False, repr=False)
    warnings: tuple[Problem, ...] = field(compare=False, repr=False)

    @classmethod
    def of(cls, parsed: Trees) -> ReadDossier:
        """Make sense of parsed files. Raises InvalidDossier."""
        return cls._made(parsed, check_trees(parsed))

    @classmethod
    def _made(cls, parsed: Trees, reading: Reading) -> ReadDossier:
        dossier = reading.valid()
        known = {each.name: getattr(dossier, each.name) for each in fields(Dossier)}
        return cls(**known, parsed=parsed, warnings=reading.problems)

    def supposing(self, changes: Iterable[str]) -> tuple[ReadDossier, tuple[str, ...], tuple[Problem, ...]]:
        """Return the dossier as the changes would make it, what they take along, and of what they are a warning.

        Raises InvalidDossier, whose problems stand at their places in the changes.
        """
        made = Hypothesis(self, dict(self.parsed.trees))
        made.suppose(changes)
        trees = replace(self.parsed, trees=made.trees)
        after = check_trees(trees)
        # What a change makes superfluous in the files, such as an event that nobody waits for, is no mistake in it.
        new = [
            p
            for p in after.problems
            if p not in self.warnings and (p.is_error or p.place.file not in self.parsed.trees)
        ]
        problems = in_order((*made.report, *new))
        if any(problem.is_error for problem in problems):
            raise InvalidDossier(problems)
        return self._made(trees, after), tuple(dict.fromkeys(made.notes)), problems


@dataclass(slots=True)
class Hypothesis:
    """The files as they would be, change by change."""

    dossier: Dossier  # what the files say
    trees: dict[str, Mapping | None]
    report: Report = field(default_factory=list)  # of problems with the changes themselves
    notes: list[str] = field(default_factory=list)  # what the changes take along, one sentence each
    changed: dict[str, None] = field(default_factory=dict)  # delegations, in the order of the changes

    def suppose(self, changes: Iterable[str]) -> None:
        """Make the changes one after the other."""
        for change in read_changes(changes, self.report):
            self._make(change)
        self.notes += self._drafts()

    def _make(self, change: Change) -> None:
        first = change.names[0]
        code = ISO_INSTEAD_OF_EU.get(first, first)
        if code in STATES or code in self.dossier.parties:
            if delegation := delegation_among(self.dossier.delegations)(change.path[0], self.report):
                self.changed[delegation] = None
                self._position(delegation, change)
        elif first in _FACTS:
            self._fact(first, change)
        elif first in _OF_TOPICS:
            self._of_topic(first, change)
        elif first in KEYS:
            self._set(DOSSIER_FILE, change.path, change.value)
        elif first in self.dossier.topics:
            expected = (
                f"a delegation before the topic, as in {self.dossier.delegations[0]}.{'.'.join(change.names)}=..."
            )
            self.report.append(catalogue.UNKNOWN_NAME.at(change.place, expected, f'"{first}"'))
        else:
            self.report.append(_unknown(change, self.dossier.delegations))

    def _drafts(self) -> Iterable[str]:
        """Say of whom a change cannot move anything."""
        for code in self.changed:
            position, tree = self.dossier.positions.get(code), self.trees.get(self._file(code))
            waits = position is not None and not self.dossier.counts(position)
            if waits and tree and text_of(value_at(tree, "status")) == PositionStatus.DRAFT:
                yield f"The position of {code} is a draft, which is not counted: add {code}.status=cleared to count it."

    def _file(self, code: str) -> str:
        position = self.dossier.positions.get(code)
        return position.place.file if position else f"{POSITIONS}/{code}.yaml"

    def _set(self, file: str, path: Sequence[Scalar], value: Node | None) -> None:
        if tree := self.trees.get(file):
            self.trees[file] = with_value(tree, path, value, self.report)

    def _put(self, path: Iterable[str], value: Node) -> None:
        """Set a value of dossier.yaml; its keys stand where the value stands."""
        self._set(DOSSIER_FILE, [word(value.place, step) for step in path], value)

    def _position(self, code: str, change: Change) -> None:
        file = self._file(code)
        if len(change.path) == 1:
            if text_of(change.value) != SILENT:
                expected = f"{SILENT}, or an answer as in {code}.{next(iter(self.dossier.topics))}=..."
                self.report.append(catalogue.UNKNOWN_WORD.on(change.value, expected))
            else:
                self.trees.pop(file, None)
                self._unspoken(code)
            return
        if not self.trees.get(file):
            self.trees[file] = self._begun(code, change.place)
        topic = self.dossier.topics.get(change.names[1])
        withdrawn = text_of(change.value) == SILENT and _is_answer(change, topic)
        if tree := self.trees[file]:
            value = None if withdrawn else change.value
            self.trees[file] = answer_with(tree, topic, change.path[1:], value, self.report)

    def _begun(self, code: str, place: Place) -> Mapping:
        speaker = self._unspoken(code)
        spoken = self.trees.get(self._file(speaker)) if speaker else None
        if spoken is None:
            self.notes.append(f"{code} has no position: the changes are tried as all that it says.")
        else:
            self.notes.append(f"{speaker} speaks for {code}: whatever is not changed stays as {speaker} says it.")
        topics = [t.id for t in self.dossier.topics.values() if t.can_be_answered_for_others]
        return begun(code, place, spoken, topics)

    def _unspoken(self, code: str) -> str | None:
        """Take a delegation from those that another speaks for; return who that was."""
        speaker = self.dossier.spoken_for.get(code)
        if speaker and (tree := self.trees.get(self._file(speaker))):
            self.trees[self._file(speaker)] = no_longer_for(tree, code)
            return speaker
        return None

    def _fact(self, kind: str, change: Change) -> None:
        """Let the addressee provide a need in every scenario, or in none; let an event happen likewise."""
        dossier = self.dossier
        names, what = (
            (tuple(dossier.needs), "a need of the dossier") if kind != "event" else (tuple(dossier.events), "an event")
        )
        said = readers.word_of(_Said)(change.value, self.report)
        name = self._name(change, names, what)
        if said is None or name is None:
            return
        for scenario in dossier.scenarios:
            facts = value_at(self.trees[DOSSIER_FILE], "scenarios", scenario)
            key = "us" if kind != "event" and value_at(facts, "us") else _FACTS[kind]
            path = ("scenarios", scenario, key)
            held = _held(value_at(self.trees[DOSSIER_FILE], *path), names) - {name}
            now = [each for each in names if each in held or (each == name and said is _Said.YES)]
            self._put(path, Items(change.place, tuple(word(change.place, each) for each in now)))

    def _of_topic(self, key: str, change: Change) -> None:
        topic = self._name(change, tuple(self.dossier.topics), "a topic of the dossier")
        if topic is None:
            return
        self._put(("topics", topic, key), change.value)
        if key == "basis" and (basis := readers.word_of(BasisName)(change.value, [])):
            self._rule_of_basis(topic, basis)

    def _rule_of_basis(self, topic: str, basis: BasisName) -> None:
        """Let another basis bring its rule, unless a change names one; and know what it knows of abstention."""
        path = [word(Place(DOSSIER_FILE), step) for step in ("topics", topic, "rule")]
        rule = value_at(self.trees[DOSSIER_FILE], "topics", topic, "rule")
        if rule and rule.place.file == DOSSIER_FILE:
            self._set(DOSSIER_FILE, path, None)
        if basis.facts.constructive_abstention:
            return
        declared = []
        for file, tree in self.trees.items():
            if tree and file != DOSSIER_FILE and topic in tree.entries:
                key, node = tree.entries[topic]
                plain = replaced(node, Stance.CONSTRUCTIVE_ABSTENTION, Stance.ABSTAIN)
                if plain != node:
                    self.trees[file] = tree.put(key, plain)
                    declared.append(text_of(value_at(tree, "country")))
        if declared:
            self.notes.append(
                f"Constructive abstention on {topic} is tried as abstention, since {basis} does not know it: "
                f"{', '.join(declared)}."
            )

    def _name(self, change: Change, names: Sequence[str], what: str) -> str | None:
        if len(change.path) != 2:  # noqa: PLR2004 -- `us.airlift`: the word and the name
            expected = f"{change.names[0]}.NAME=..., with the name of {what}"
            self.report.append(catalogue.WRONG_SHAPE.at(change.place, expected, f'"{".".join(change.names)}"'))
            return None
        return readers.name_among(names, what)(change.path[1], self.report)


def _held(node: Node | None, names: Sequence[str]) -> set[str]:
    """List the names that are meant; `all` is all of them."""
    return set(names) if text_of(node) == "all" else set(map(text_of, items_of(node)))


def _is_answer(change: Change, topic: AnyTopic | None) -> bool:
    """Tell whether the left side names a topic or one of its options."""
    match change.names:
        case [_, _]:
            return topic is not None
        case [_, _, option]:
            return option in getattr(topic, "options", ())
        case _:
            return False


def _unknown(change: Change, delegations: Sequence[str]) -> Problem:
    written = change.names[0]
    named = {STATES[code].name: code for code in delegations if code in STATES}
    near = spelling.nearest(written, (*delegations, *named, *FIRST_WORDS))
    hint = spelling.offering([named.get(name, name) for name in near])
    expected = "a delegation, need, event, rule, basis, electorate or a key of dossier.yaml"
    return catalogue.UNKNOWN_NAME.at(change.place, expected, f'"{written}"', hint)
