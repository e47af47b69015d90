"""The bytes of one YAML file in, a tree of nodes out in which every key and value knows its line and column."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, Never
from unicodedata import category

import yaml

from responsegen.dossier import catalogue
from responsegen.dossier.files import MAX_BYTES
from responsegen.dossier.nodes import Items, Mapping, Node, Scalar, quoted
from responsegen.dossier.syntax_advice import advice_on
from responsegen.problems import Place, Problem

try:
    from yaml import CBaseLoader as Events
except ImportError:  # PyYAML without libyaml: ten times slower, the same events
    from yaml import BaseLoader as Events  # type: ignore[assignment]  # same interface, no common base

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_DEPTH: Final = 32
# Letters, marks, numbers, punctuation, symbols and spaces may stand in a text. Of what belongs to any other category,
# only these have a use in the languages of the documents.
_OF_USE: Final = frozenset("\t\n\r\N{SOFT HYPHEN}")
_OTHER_CATEGORIES: Final = ("C", "Zl", "Zp")  # control, format, private, unassigned; separators of lines
# Letters and marks that nothing is drawn for.
BLANK: Final = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0" + "".join(map(chr, range(0xE0100, 0xE01F0)))
)
_DIRECTIVE = re.compile("^%", re.MULTILINE)
_LINE_BREAK = re.compile("\r\n|\r|\n")
_MOST_INVISIBLE_REPORTED: Final = 20


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def read_tree(file: str, content: bytes, report: list[Problem]) -> Mapping | None:
    """Read one file; None where a problem leaves nothing to go on with."""
    met = len(report)
    node = read_node(file, content, report)
    if isinstance(node, Mapping):
        return node
    if node is not None and not node.is_blank:
        report.append(catalogue.WRONG_SHAPE.at(node.place, "keys and values", str(node)))
    elif node or len(report) == met:
        report.append(catalogue.BLANK_FILE.at(Place(file), "keys and values", "an empty file"))
    return None


def read_node(file: str, content: bytes, report: list[Problem]) -> Node | None:
    """Read a text of YAML, of whatever shape; None where it is empty, or where a problem leaves nothing."""
    try:
        text = _decoded(file, content)
        return None if _report_invisible(file, text, report) else _compose(file, text, report)
    except _RefusedError as refused:
        report.append(refused.problem)
    except yaml.YAMLError as error:
        report.append(_syntax_problem(file, error))
    return None


def _decoded(file: str, content: bytes) -> str:
    """Turn bytes into text, refusing what no parser should see."""
    if len(content) > MAX_BYTES:
        _refuse(catalogue.TOO_LARGE.at(Place(file), f"a file of at most {MAX_BYTES} bytes", "more"))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse(catalogue.NOT_UTF8.at(Place(file), "a file saved as UTF-8", "UTF-16"))
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].removeprefix(b"\xef\xbb\xbf").decode()
        place = _place_in(file, before, len(before))
        _refuse(catalogue.NOT_UTF8.at(place, "a file saved as UTF-8", f"the byte 0x{content[error.start]:02X}"))
    if directive := _DIRECTIVE.search(text):
        place = _place_in(file, text, directive.start())
        _refuse(catalogue.REFUSED_YAML.at(place, "no line that starts with %", "a YAML directive"))
    return text


def _place_in(file: str, text: str, position: int) -> Place:
    line, start = 1, 0
    for found in _LINE_BREAK.finditer(text, 0, position):
        line, start = line + 1, found.end()
    return Place(file, line, position - start + 1)


def _refuse(problem: Problem) -> Never:
    raise _RefusedError(problem)


def events(text: str) -> Iterator[yaml.Event]:
    """Parse a text into what it is made of, step by step. Raises YAMLError."""
    return yaml.parse(text, Loader=Events)


def _compose(file: str, text: str, report: list[Problem]) -> Node | None:
    """Build the tree from the parser's events, which need no recursion, unlike PyYAML's own trees."""
    children: list[Node] = []
    around: list[tuple[Place, list[Node]]] = []  # of each open collection: where it starts, and what it is part of
    documents = 0
    for event in events(text):
        if isinstance(event, yaml.NodeEvent):
            place = _start(file, event)
            _refuse_extras(event, place)
            if isinstance(event, yaml.ScalarEvent):
                children.append(_scalar(event, place, report))
                continue
            if len(around) == MAX_DEPTH:
                _refuse(catalogue.TOO_DEEP.at(place, f"at most {MAX_DEPTH} levels of lists and mappings"))
            around.append((place, children))
            children = []
        elif isinstance(event, yaml.CollectionEndEvent):
            place, outer = around.pop()
            is_list = isinstance(event, yaml.SequenceEndEvent)
            outer.append(Items(place, tuple(children)) if is_list else _mapping(place, children, report))
            children = outer
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                _refuse(catalogue.REFUSED_YAML.at(_start(file, event), "one document in the file", "a second one"))
    return children[0] if children else None


def _start(file: str, event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


def _scalar(event: yaml.ScalarEvent, place: Place, report: list[Problem]) -> Scalar:
    if event.style == '"' and (unseen := _unseen(event.value)):  # written as an escape: "\u202e"
        report.append(_invisible(place, next(letter for letter in event.value if letter in unseen)))
    return Scalar(place, event.value, plain=not event.style)


def _refuse_extras(event: yaml.NodeEvent, place: Place) -> None:
    if isinstance(event, yaml.AliasEvent):
        _refuse(catalogue.REFUSED_YAML.at(place, "a value that is written out", f'the alias "*{event.anchor}"'))
    if event.anchor is not None:
        _refuse(catalogue.REFUSED_YAML.at(place, "a value without an anchor", f'the anchor "&{event.anchor}"'))
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
        _refuse(catalogue.REFUSED_YAML.at(place, "a value without a tag", f"the tag {quoted(event.tag)}"))


def _mapping(place: Place, children: list[Node], report: list[Problem]) -> Mapping:
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key, value in _pairs(children):
        if not isinstance(key, Scalar) or key.is_blank:
            report.append(catalogue.WRONG_SHAPE.at(key.place, "a key", str(key)))
        elif key.plain and key.text == "<<":
            _refuse(catalogue.REFUSED_YAML.at(key.place, "keys that are written out", 'the merge key "<<"'))
        elif key.text in entries:
            first = entries[key.text][0].place.line
            report.append(catalogue.DUPLICATE_KEY.at(key.place, "each key once", f"{key} as in line {first}"))
        else:
            entries[key.text] = (key, value)
    return Mapping(place, entries)


def _pairs(children: list[Node]) -> Iterable[tuple[Node, Node]]:
    return zip(children[::2], children[1::2], strict=True)


def _report_invisible(file: str, text: str, report: list[Problem]) -> bool:
    unseen = _unseen(text)
    if unseen:
        places = (position for position, letter in enumerate(text) if letter in unseen)
        found = islice(places, _MOST_INVISIBLE_REPORTED)
        report.extend(_invisible(_place_in(file, text, position), text[position]) for position in found)
    return bool(unseen)


def _unseen(text: str) -> frozenset[str]:
    """The characters of a text that nobody sees and that have no use in it."""
    strange = (c for c in set(text) - _OF_USE if category(c).startswith(_OTHER_CATEGORIES) or c in BLANK)
    return frozenset(strange)


def _invisible(place: Place, character: str) -> Problem:
    return catalogue.INVISIBLE.at(place, "characters that can be seen", f"U+{ord(character):04X}", "Delete it")


def _syntax_problem(file: str, error: yaml.YAMLError) -> Problem:
    """Say what the parser's message means to somebody who does not know YAML."""
    problem, context = getattr(error, "problem", None) or "", getattr(error, "context", None) or ""
    advice = advice_on(problem, context)
    marks = (getattr(error, name, None) for name in advice.marks)
    mark = next((mark for mark in marks if mark is not None), None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    return catalogue.NOT_YAML.at(place, advice.expected, advice.found, advice.advice)
