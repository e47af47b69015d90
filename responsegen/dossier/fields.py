"""Small readers of single values, and of mappings with known keys: nodes in, values out, problems on the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

from responsegen.dossier import catalogue, quantities
from responsegen.dossier import yaml_tree as tree
from responsegen.problems import Place, Problem

if TYPE_CHECKING:
    from responsegen.dossier.model import Interval

Value = TypeVar("Value")
Default = TypeVar("Default")
Word = TypeVar("Word", bound=StrEnum)
Report = list[Problem]
Reader = Callable[[tree.Node, Report], Value | None]  # None: refused, and the reason is on the report

MAX_TEXT: Final = 20_000
MAX_LINE: Final = 300
_LONGEST_NAME: Final = 60
_ID = re.compile("[a-z][a-z0-9_-]{0,39}")
_URL = re.compile(r"https?://[^\s<>\"]+")


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the name that somebody who wrote this word most likely meant."""
    if len(word) > _LONGEST_NAME:
        return None
    folded = {_folded(name): name for name in names}
    found = get_close_matches(_folded(word), folded, n=1, cutoff=0.65)
    return folded[found[0]] if found else None


def _folded(name: str) -> str:
    return name.casefold().replace("_", "-")


def did_you_mean(word: str, names: Collection[str], otherwise: str = "") -> str:
    """Return the advice for an unknown name: the nearest known one, or else this other sentence."""
    hint = nearest(word, names)
    return f"Did you mean {tree.quoted(hint)}?" if hint else otherwise


def enumerated(words: Iterable[str], last: str = "or") -> str:
    """Join words as prose does: "yes, conditional, no or undecided"."""
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end


def text(node: tree.Node, report: Report) -> str | None:
    """Read a text, of several paragraphs if need be."""
    return _text(node, report, MAX_TEXT)


def line(node: tree.Node, report: Report) -> str | None:
    """Read a text that stands in one line: a title, a label, a name."""
    found = _text(node, report, MAX_LINE)
    return None if found is None else re.sub(r"[ \t\r\n]+", " ", found)


def _text(node: tree.Node, report: Report, longest: int) -> str | None:
    if not isinstance(node, tree.Scalar) or node.is_blank:
        report.append(catalogue.WRONG_SHAPE.at(node.place, "a text", str(node)))
        return None
    found = node.text.strip()
    if len(found) > longest:
        at_most = f"a text of at most {longest} characters"
        report.append(catalogue.BAD_TEXT.at(node.place, at_most, f"{len(found)} characters"))
        return None
    return found


def truth(node: tree.Node, report: Report) -> bool | None:
    """Read true or false."""
    if isinstance(node, tree.Scalar) and node.truth is not None:
        return node.truth
    report.append(catalogue.UNKNOWN_WORD.at(node.place, "true or false, without quotation marks", str(node)))
    return None


def word_of(words: type[Word]) -> Reader[Word]:
    """Make the reader of one word out of an enumeration."""

    def read(node: tree.Node, report: Report) -> Word | None:
        if isinstance(node, tree.Scalar) and node.text.strip() in words.__members__.values():
            return words(node.text.strip())
        written = node.text.strip() if isinstance(node, tree.Scalar) else ""
        hint = did_you_mean(written, list(words))
        report.append(catalogue.UNKNOWN_WORD.at(node.place, enumerated(words), str(node), hint))
        return None

    return read


def parsed(parse: Callable[[str], Value], fault: catalogue.Fault, expected: str) -> Reader[Value]:
    """Make the reader of a value that has a form of its own, such as a date or a range."""

    def read(node: tree.Node, report: Report) -> Value | None:
        if not isinstance(node, tree.Scalar) or node.is_blank:
            report.append(fault.at(node.place, expected, str(node)))
            return None
        try:
            return parse(node.text.strip())
        except quantities.MisreadError as misread:
            report.append(fault.at(node.place, misread.expected, str(node), misread.advice))
            return None

    return read


def amount_of(measure: quantities.Measure) -> Reader[int]:
    """Make the reader of one number of this measure."""
    return parsed(measure.number, catalogue.BAD_NUMBER, measure.expected)


def range_of(measure: quantities.Measure) -> Reader[Interval]:
    """Make the reader of a range of this measure."""
    return parsed(measure.interval, catalogue.BAD_NUMBER, measure.expected_range)


whole_number = amount_of(quantities.COUNT)
calendar_date = parsed(quantities.calendar_date, catalogue.BAD_DATE, quantities.DATE_FORM)
instant = parsed(quantities.instant, catalogue.BAD_DATE, quantities.INSTANT_FORM)


def web_address(node: tree.Node, report: Report) -> str | None:
    """Read a web address."""
    if isinstance(node, tree.Scalar) and len(node.text) <= MAX_TEXT and _URL.fullmatch(node.text):
        return node.text
    report.append(catalogue.BAD_URL.at(node.place, "an address that starts with https:// or http://", str(node)))
    return None


def name_among(names: Collection[str], what: str) -> Reader[str]:
    """Make the reader of a name that the dossier defines; `what` is "a need of the dossier"."""

    def read(node: tree.Node, report: Report) -> str | None:
        if isinstance(node, tree.Scalar) and node.text.strip() in names:
            return node.text.strip()
        written = node.text.strip() if isinstance(node, tree.Scalar) else ""
        hint = did_you_mean(written, names, _known(names))
        report.append(catalogue.UNKNOWN_NAME.at(node.place, what, str(node), hint))
        return None

    return read


def _known(names: Collection[str]) -> str:
    few = 12
    if not names:
        return "There is none"
    return f"Known: {', '.join(names)}" if len(names) <= few else ""


def unanswered(node: tree.Node, name: str) -> Problem:
    """Return the warning that there is no answer where one could be."""
    return catalogue.BLANK.at(node.place, f'an answer to "{name}"', "nothing", "It counts as unanswered")


def listed(read: Reader[Value]) -> Reader[tuple[Value, ...]]:
    """Make the reader of a list; a single item needs no list around it."""

    def read_all(node: tree.Node, report: Report) -> tuple[Value, ...]:
        items = node.items if isinstance(node, tree.Items) else (node,)
        values = (read(item, report) for item in items)
        return tuple(value for value in values if value is not None)

    return read_all


def without_repeats(read: Reader[tuple[str, ...]]) -> Reader[tuple[str, ...]]:
    """Make a reader of a list of names that says which of them stand twice, and counts them once."""

    def read_once(node: tree.Node, report: Report) -> tuple[str, ...] | None:
        values = read(node, report)
        if values is None:
            return None
        times = Counter(values)
        repeated = (value for value in times if times[value] > 1)
        report.extend(catalogue.NAMED_TWICE.at(node.place, "each name once", f'"{name}" twice') for name in repeated)
        return tuple(times)

    return read_once


def entries(
    node: tree.Node, what: str, report: Report, reserved: Collection[str] = ()
) -> Mapping[str, tuple[Place, tree.Node]]:
    """Read a mapping from ids that its writer chooses: each sound id, where it stands, and its value."""
    if not isinstance(node, tree.Mapping):
        report.append(catalogue.WRONG_SHAPE.at(node.place, f"a mapping of {what}", str(node)))
        return {}
    found: dict[str, tuple[Place, tree.Node]] = {}
    for name, (key, value) in node.entries.items():
        if not _ID.fullmatch(name):
            form = "an id of up to 40 lower-case letters, digits, hyphens and underscores that starts with a letter"
            report.append(catalogue.BAD_ID.at(key.place, form, str(key)))
        elif name in reserved:
            report.append(catalogue.RESERVED_ID.at(key.place, "an id that means nothing else", str(key)))
        else:
            found[name] = (key.place, value)
    return found


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping with known keys: hands out their values, and says which are missing, blank or unknown."""

    node: tree.Mapping
    what: str  # "the dossier", "a reservation"
    report: Report

    @classmethod
    def of(cls, node: tree.Node, keys: Collection[str], what: str, report: Report) -> Fields | None:
        """Take a node that should be a mapping with no other keys than these."""
        if not isinstance(node, tree.Mapping):
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
                advice = did_you_mean(name, keys, f"Known keys: {', '.join(keys)}")
                self.report.append(catalogue.UNKNOWN_KEY.at(key.place, f"a key of {self.what}", str(key), advice))

    def required(self, key: str, read: Reader[Value], instead: Default) -> Value | Default:
        """Read the value of a key that must be there; where it is missing or refused, go on with `instead`."""
        found = self.required_node(key)
        value = read(found, self.report) if found else None
        return instead if value is None else value

    def required_node(self, key: str) -> tree.Node | None:
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

    def value(self, key: str) -> tree.Node | None:
        """Return the node of this key's value, or None where the key is missing."""
        entry = self.node.entries.get(key)
        return entry[1] if entry else None

    def has(self, key: str) -> bool:
        """Whether the key is there and not blank."""
        found = self.value(key)
        return found is not None and not found.is_blank

    def place(self, key: str) -> Place:
        """Return where the key's value stands, or the mapping where it is missing."""
        return tree.place_of(self.node, key)
