"""Read the bytes of a YAML file into a tree of nodes, in which every key and value knows its line and column."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final, NamedTuple
from unicodedata import category, normalize

import yaml

from responsegen.dossier import catalogue
from responsegen.dossier.doubts import doubts, extent
from responsegen.dossier.files import MAX_BYTES
from responsegen.dossier.line_mistakes import LINE_BREAK, further, quotation
from responsegen.dossier.lookalikes import BLANKS
from responsegen.dossier.nodes import Items, Mapping, Node, Scalar, quoted, text_of
from responsegen.dossier.yaml_syntax import events, why_unreadable
from responsegen.problem import Place, Problem

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
_MARK_OF_CONFLICT = re.compile(r"([<|=>])\1{6,}(?: .*)?")  # longer where conflicts lie in each other
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
        report.append(catalogue.WRONG_SHAPE.on(node, "keys and values"))
    elif node or len(report) == met:
        report.append(catalogue.BLANK_FILE.at(Place(file), "keys and values", "an empty file"))
    return None


def read_node(file: str, content: bytes, report: list[Problem]) -> Node | None:
    """Read a text of YAML, of whatever shape; None where it is empty, or where a problem leaves nothing."""
    met = len(report)
    try:
        text = _decoded(file, content)
        if _report_conflicts(file, text, report) or _report_invisible(file, text, report):
            return None
        _refuse_directive(file, text)
        try:
            return _compose(file, text, report)
        except yaml.YAMLError as error:
            report[met:] = why_unreadable(file, text, error, report[met:])
    except _RefusedError as refused:
        report.append(refused.problem)
    return None


def _decoded(file: str, content: bytes) -> str:
    """Turn bytes into text, refusing what no parser should see."""
    if len(content) > MAX_BYTES:
        raise _RefusedError(catalogue.TOO_LARGE.at(Place(file), f"a file of at most {MAX_BYTES} bytes", "more"))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _RefusedError(catalogue.NOT_UTF8.at(Place(file), "a file saved as UTF-8", "UTF-16"))
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].removeprefix(b"\xef\xbb\xbf").decode()
        place, found = further(Place(file), before, 0, len(before)), f"the byte 0x{content[error.start]:02X}"
        raise _RefusedError(catalogue.NOT_UTF8.at(place, "a file saved as UTF-8", found)) from error
    return text


def _report_conflicts(file: str, text: str, report: list[Problem]) -> bool:
    """Report each conflict that a merge has left, once, where it starts."""
    is_open, met = False, len(report)
    for number, line in enumerate(LINE_BREAK.split(text), 1):
        if mark := _MARK_OF_CONFLICT.fullmatch(line):
            if mark[1] == "<" or not is_open:
                sentence = "git left a conflict here: keep one of the two"
                report.append(catalogue.CONFLICT.says(Place(file, number), sentence))
            is_open = mark[1] != ">"
    return len(report) > met


def _refuse_directive(file: str, text: str) -> None:
    if directive := _DIRECTIVE.search(text):
        place = further(Place(file), text, 0, directive.start())
        raise _RefusedError(catalogue.REFUSED_YAML.at(place, "no line that starts with %", "a YAML directive"))


def _compose(file: str, text: str, report: list[Problem]) -> Node | None:
    """Build the tree from the parser's events, which need no recursion, unlike PyYAML's own trees."""
    children: list[Node] = []
    around: list[tuple[Place, list[Node]]] = []  # of each open collection: where it starts, and what it is part of
    documents = 0
    before: yaml.Event | None = None
    is_plain = text.isascii() and "#" not in text
    for event in events(text):
        if isinstance(event, yaml.NodeEvent):
            place = _start(file, event)
            _refuse_extras(event, place, text)
            if isinstance(event, yaml.ScalarEvent):
                report.extend(doubts(event, before, file, text, is_plain=is_plain))
                before = event
                children.append(_scalar(event, place, report))
                continue
            before = event
            if len(around) == MAX_DEPTH:
                raise _RefusedError(catalogue.TOO_DEEP.at(place, f"at most {MAX_DEPTH} levels of lists and mappings"))
            around.append((place, children))
            children = []
        elif isinstance(event, yaml.CollectionEndEvent):
            place, outer = around.pop()
            is_list = isinstance(event, yaml.SequenceEndEvent)
            outer.append(_list(place, children) if is_list else _mapping(place, children, report))
            children = outer
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _RefusedError(
                    catalogue.REFUSED_YAML.at(_start(file, event), "one document in the file", "a second one")
                )
    return children[0] if children else None


def _start(file: str, event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


def _scalar(event: yaml.ScalarEvent, place: Place, report: list[Problem]) -> Scalar:
    if event.style == '"' and (problem := invisible_in(event.value, place)):  # written as an escape: "\u202e"
        report.append(problem)
    return Scalar(place, normalize("NFC", event.value), plain=not event.style)


def _refuse_extras(event: yaml.NodeEvent, place: Place, text: str) -> None:
    advice = "A text that starts with {} stands in quotation marks"
    if isinstance(event, yaml.AliasEvent):
        found = f'the alias "*{event.anchor}"'
        raise _RefusedError(catalogue.REFUSED_YAML.at(place, "a value that is written out", found, advice.format("*")))
    if event.anchor is not None:
        found = f'the anchor "&{event.anchor}"'
        raise _RefusedError(catalogue.REFUSED_YAML.at(place, "a value without an anchor", found, advice.format("&")))
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
        found = f"the tag {quoted(event.tag)}"
        problem = catalogue.REFUSED_YAML.at(place, "a value without a tag", found, advice.format("!"))
        written = extent(event, text)
        is_text = isinstance(event, yaml.ScalarEvent) and not event.style and event.tag.startswith("!")
        raise _RefusedError(
            problem.edited(place, written, quotation(written)) if is_text and "\n" not in written else problem
        )


def _list(place: Place, children: list[Node]) -> Items:
    """Make a list; of the items `force: 20,000`, the second is the rest of a number in the first."""
    items: list[Node] = []
    for child in children:
        before = items[-1] if items else None
        if isinstance(before, Mapping) and before.entries:
            name, (key, value) = list(before.entries.items())[-1]
            if _goes_on(value, child):
                items[-1] = Mapping(before.place, before.entries | {name: (key, _with_rest(value, child))})
                continue
        items.append(child)
    return Items(place, tuple(items))


def _goes_on(value: Node, rest: Node) -> bool:
    """Tell whether the next key or item is the rest of a number with a comma: `{acceptable: 2,3}`."""
    if not (isinstance(value, Scalar | Items) and isinstance(rest, Scalar) and rest.plain):
        return False
    written = value.text if isinstance(value, Scalar) else value.written
    gap = rest.place.column - value.place.column - len(written)
    is_near = rest.place.line == value.place.line and gap in {len(","), len(", ")}
    return is_near and written[-1:].isdecimal() and rest.text[:1].isdecimal()


def _with_rest(value: Node, rest: Node) -> Items:
    before, written = (value.items, value.written) if isinstance(value, Items) else ((value,), text_of(value))
    comma = "," if rest.place.column == value.place.column + len(written) + 1 else ", "
    return Items(value.place, (*before, rest), f"{written}{comma}{text_of(rest)}")


def _mapping(place: Place, children: list[Node], report: list[Problem]) -> Mapping:
    entries: dict[str, tuple[Scalar, Node]] = {}
    last = ""
    for key, value in zip(children[::2], children[1::2], strict=True):
        if last and value.is_blank and _goes_on(entries[last][1], key):
            entries[last] = (entries[last][0], _with_rest(entries[last][1], key))
        elif not isinstance(key, Scalar) or key.is_blank:
            report.append(catalogue.WRONG_SHAPE.on(key, "a key"))
        elif key.plain and key.text[0] in BLANKS:
            pass  # which has a problem of its own
        elif key.plain and key.text == "<<":
            raise _RefusedError(catalogue.REFUSED_YAML.at(key.place, "keys that are written out", 'the merge key "<<"'))
        elif key.text in entries:
            first = entries[key.text][0].place.line
            report.append(catalogue.DUPLICATE_KEY.says(key.place, f"the key {key} is in line {first} already"))
        else:
            entries[key.text] = (key, value)
            last = key.text
    return Mapping(place, entries)


def _report_invisible(file: str, text: str, report: list[Problem]) -> bool:
    unseen = _unseen(text)
    if unseen:
        places = (position for position, letter in enumerate(text) if letter in unseen)
        found = islice(places, _MOST_INVISIBLE_REPORTED)
        report.extend(_invisible(further(Place(file), text, 0, position), text[position]) for position in found)
    return bool(unseen)


def _unseen(text: str) -> frozenset[str]:
    """Find the characters of a text that nobody sees and that have no use in it."""
    strange = (c for c in set(text) - _OF_USE if category(c).startswith(_OTHER_CATEGORIES) or c in BLANK)
    return frozenset(strange)


def invisible_in(text: str, place: Place) -> Problem | None:
    """Find a character of a text that nobody sees and that has no use in it."""
    unseen = _unseen(text)
    return _invisible(place, next(letter for letter in text if letter in unseen)) if unseen else None


def _invisible(place: Place, character: str) -> Problem:
    sentence = f"there is a character that cannot be seen, U+{ord(character):04X}"
    return catalogue.INVISIBLE.says(place, sentence, "Delete it")


class Extent(NamedTuple):
    """Where a node begins and ends in a text; brackets and quotation marks are part of it."""

    start: int
    stop: int
    is_flow: bool  # whether it stands in brackets, if it is a list or a mapping


def extents(text: str) -> dict[tuple[int, int, type[Node]], Extent]:
    """Return the extent of every node, by its line and column, from 1, and its type.

    The text has been read before: it is YAML, without a byte order mark.
    """
    found: dict[tuple[int, int, type[Node]], Extent] = {}
    around: list[tuple[Place, int, bool]] = []  # of each open collection: its place, where it starts, and its look
    stop = 0
    for event in events(text):
        if not event.start_mark or not event.end_mark:
            continue
        start, here = event.start_mark.index, _start("", event)
        if isinstance(event, yaml.CollectionStartEvent):
            around.append((here, start, bool(event.flow_style)))
        elif isinstance(event, yaml.ScalarEvent):
            stop = start + len(text[start : event.end_mark.index].rstrip())  # a block of text ends with its last line
            found[here.line, here.column, Scalar] = Extent(start, stop, is_flow=False)
        elif isinstance(event, yaml.CollectionEndEvent):
            begun, start, is_flow = around.pop()
            stop = event.end_mark.index if is_flow else stop
            kind = Items if isinstance(event, yaml.SequenceEndEvent) else Mapping
            found[begun.line, begun.column, kind] = Extent(start, stop, is_flow)
    return found
