"""Mappings in, the values of their known keys out; what is missing, blank or unknown goes on the report."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from responsegen.dossier import catalogue
from responsegen.dossier.line_mistakes import lookalike
from responsegen.dossier.lookalikes import BLANKS, COLONS
from responsegen.dossier.nodes import Mapping, Node, Scalar, place_of
from responsegen.dossier.readers import did_you_mean, enumerated
from responsegen.dossier.slips import name_meant

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping as Table

    from responsegen.dossier.readers import Reader, Report, Value
    from responsegen.problem import Place, Problem

Default = TypeVar("Default")
_KEY_AND_VALUE = re.compile(f"(?P<key>[^:{COLONS}]+)(?P<colon>[:{COLONS}][{BLANKS}]*)\\S")
ID = re.compile("[a-z][a-z0-9_-]{0,39}")


def unanswered(node: Node, name: str) -> Problem:
    """Return the warning that there is no answer where one could be."""
    return catalogue.BLANK.at(node.place, f'an answer to "{name}"', "nothing", "It counts as unanswered")


def entries(
    node: Node, what: str, report: Report, reserved: Collection[str] = (), *, least: str = ""
) -> Table[str, tuple[Place, Node]]:
    """Read a mapping from ids that its writer chooses: each sound id, where it stands, and its value."""
    if not isinstance(node, Mapping):
        report.append(catalogue.WRONG_SHAPE.at(node.place, f"a mapping of {what}", str(node)))
        return {}
    found: dict[str, tuple[Place, Node]] = {}
    for name, (key, value) in node.entries.items():
        if not ID.fullmatch(name):
            form = "an id of up to 40 lower-case letters, digits, hyphens and underscores that starts with a letter"
            report.append(catalogue.BAD_ID.at(key.place, form, str(key)))
        elif name in reserved:
            report.append(catalogue.RESERVED_ID.at(key.place, "an id that means nothing else", str(key)))
        else:
            found[name] = (key.place, value)
    if least and not node.entries:
        report.append(catalogue.MISSING_KEY.at(node.place, least, str(node)))
    return found


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping with known keys: hands out their values, and says which are missing, blank or unknown."""

    node: Mapping
    what: str  # "the dossier", "a reservation"
    report: Report

    @classmethod
    def of(cls, node: Node, keys: Collection[str], what: str, report: Report) -> Fields | None:
        """Take a node that should be a mapping with no other keys than these."""
        if not isinstance(node, Mapping):
            if isinstance(node, Scalar) and (problem := _without_blank(node, keys)):
                report.append(problem)
                return None
            expected = f"{what} as a mapping with {enumerated(keys, 'and')}"
            report.append(catalogue.WRONG_SHAPE.at(node.place, expected, str(node)))
            return None
        found = cls(node, what, report)
        found.refuse_other_than(keys)
        return found

    def refuse_other_than(self, keys: Collection[str], passed_over: Collection[str] = ()) -> None:
        """Report every key that is not among these; some are passed over, since a problem elsewhere explains them."""
        for name, (key, _) in self.node.entries.items():
            if name not in keys and name not in passed_over:
                if problem := _without_blank(key, keys):
                    self.report.append(problem)
                    continue
                advice = did_you_mean(name, keys, f"Known keys: {', '.join(keys)}")
                problem = catalogue.UNKNOWN_KEY.at(key.place, f"a key of {self.what}", str(key), advice)
                meant = name_meant(name, keys)
                self.report.append(problem.mended_by("" if meant in self.node.entries else meant))

    def required(self, key: str, read: Reader[Value], instead: Default) -> Value | Default:
        """Read the value of a key that must be there; where it is missing or refused, go on with `instead`."""
        found = self.required_node(key)
        value = read(found, self.report) if found else None
        return instead if value is None else value

    def required_node(self, key: str) -> Node | None:
        """Return the value of a key that must be there, as it stands; it is missed aloud."""
        found = self.value(key)
        if found is not None and not found.is_blank:
            return found
        blank = "nothing" if found else ""
        self.report.append(catalogue.MISSING_KEY.at(self.place(key), f'"{key}" in {self.what}', blank))
        return None

    def optional(self, key: str, read: Reader[Value], default: Default) -> Value | Default:
        """Read the value of a key that may be missing; a blank one is said to be."""
        found = self.value(key)
        if found is None:
            return default
        if found.is_blank:
            self.report.append(catalogue.BLANK.at(found.place, f'a value for "{key}"', "nothing"))
            return default
        value = read(found, self.report)
        return default if value is None else value

    def value(self, key: str) -> Node | None:
        """Return the node of this key's value, or None where the key is missing."""
        entry = self.node.entries.get(key)
        return entry[1] if entry else None

    def has(self, key: str) -> bool:
        """Whether the key is there and not blank."""
        found = self.value(key)
        return found is not None and not found.is_blank

    def place(self, key: str) -> Place:
        """Return where the key's value stands, or the mapping where it is missing."""
        return place_of(self.node, key)


def _without_blank(written: Scalar, keys: Collection[str]) -> Problem | None:
    """Find a known key, its colon and its value in one word: `stance:oppose`, or with a blank that is none."""
    found = _KEY_AND_VALUE.match(written.text) if written.plain else None
    if found is None or found["key"] not in keys:
        return None
    place = replace(written.place, column=written.place.column + found.start("colon"))
    if (colon := found["colon"]) != ":":
        return lookalike(place, colon, ": ")
    return catalogue.NOT_YAML.at(place, "a blank after the colon").edited(place, ":", ": ")
