"""Read the bytes of a YAML file into a tree of nodes, in which every key and value knows its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple, Never
from unicodedata import category, normalize

import yaml

from responsegen.dossier import catalogue
from responsegen.dossier.files import MAX_BYTES
from responsegen.dossier.line_mistakes import A_TAB, LINE_BREAK, doubts, extent, line_mistakes, quotation
from responsegen.dossier.lookalikes import BLANKS
from responsegen.dossier.nodes import Items, Mapping, Node, Scalar, quoted, text_of
from responsegen.problem import Place, Problem


class SyntaxAdvice(NamedTuple):
    """What to say of a text that the parser cannot read, and which of its two marks shows the cause."""

    said: str  # by either parser, libyaml or PyYAML's own, as a regular expression for a part of it
    expected: str
    found: str
    advice: str
    mark: str


def _advice_at(mark: str, table: str) -> Iterator[SyntaxAdvice]:
    for line in table.strip().splitlines():
        said, sentence = line.split(" => ")
        expected, _, advice = sentence.partition(". ")
        expected, _, found = expected.removesuffix(")").partition(" (got ")
        yield SyntaxAdvice(said, expected, found, advice, mark)


_BRACKET: Final = "a comma or a closing bracket for the one opened here"
_BACKSLASH: Final = (
    "a known sequence after the backslash. Between single quotation marks a backslash is just a backslash"
)
# All that the parsers can say; the first that fits what they met counts, or else in what they met it.
_ADVICE: Final = (
    *_advice_at(
        "context_mark",
        rf"""
could not find expected ':' => a colon and a space after the key
found unexpected document|scanning a (double-)?quoted scalar => a closing quotation mark for the one opened here
did not find expected ',' or|expected ',' or|invalid indentation or unclosed|parsing a flow => {_BRACKET}
scanning a block scalar => quotation marks around a text that starts with | or >, or the text on lines of its own below
alias|anchor|alphabetic or numeric character => quotation marks around a text that starts with * or &
directive|incompatible YAML document|duplicate tag handle => no line that starts with % (got a YAML directive)
tag => quotation marks around a text that starts with !
""",
    ),
    *_advice_at(
        "problem_mark",
        rf"""
mapping values are not allowed => the indentation of the lines around
that cannot start any token|parsing a block node => quotation marks around a text that starts with a special character
'-' indicator|parsing a block collection => the indentation of the list and a line that starts with "- "
expected key|expected <block end> => the indentation of the keys around. Or a quotation mark further up is not closed
sequence entries are not allowed => a list on lines of its own below its key
mapping keys are not allowed => quotation marks around a text that starts with ?
unknown escape|decimal => {_BACKSLASH}
invalid Unicode character escape => the code of a character after the backslash. Write the character itself
found unexpected ':' => quotation marks around the text. A colon and a blank end a key
expected '?<document start> => one mapping of keys and values, and nothing after it
tab character => blanks for indentation (got a tab)
character => characters that can be seen
surrogate|UTF- => a file saved as UTF-8
""",
    ),
)
(_OTHERWISE,) = _advice_at(
    "problem_mark", "all else => keys, each with a colon, a blank and its value (got something else)"
)


def advice_on(problem: str, context: str) -> SyntaxAdvice:
    """Return the advice for the parser's two half-sentences."""
    fitting = (advice for said in (problem, context) for advice in _ADVICE if re.search(advice.said, said))
    return next(fitting, _OTHERWISE)


try:
    from yaml import CBaseLoader as Events
except ImportError:  # PyYAML without libyaml: ten times slower, the same events
    from yaml import BaseLoader as Events  # type: ignore[assignment]  # same interface, no common base


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
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
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
            report[met:] = [replace(problem, edit=None) for problem in report[met:]]  # where the text ends is uncertain
            cut = [problem for problem in report[met:] if _hides_a_sign(problem, text, error)]
            report[met:] = [problem for problem in report[met:] if problem not in cut]
            report.extend(map(_unclosed, dict.fromkeys(cut)) if cut else _syntax_problems(file, text, error))
    except _RefusedError as refused:
        report.append(refused.problem)
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
        place = _place_in(file, text, directive.start())
        _refuse(catalogue.REFUSED_YAML.at(place, "no line that starts with %", "a YAML directive"))


def _place_in(file: str, text: str, position: int) -> Place:
    line, start = 1, 0
    for found in LINE_BREAK.finditer(text, 0, position):
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
                _refuse(catalogue.TOO_DEEP.at(place, f"at most {MAX_DEPTH} levels of lists and mappings"))
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
                _refuse(catalogue.REFUSED_YAML.at(_start(file, event), "one document in the file", "a second one"))
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
        _refuse(catalogue.REFUSED_YAML.at(place, "a value that is written out", found, advice.format("*")))
    if event.anchor is not None:
        found = f'the anchor "&{event.anchor}"'
        _refuse(catalogue.REFUSED_YAML.at(place, "a value without an anchor", found, advice.format("&")))
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
        found = f"the tag {quoted(event.tag)}"
        problem = catalogue.REFUSED_YAML.at(place, "a value without a tag", found, advice.format("!"))
        written = extent(event, text)
        is_text = isinstance(event, yaml.ScalarEvent) and not event.style and event.tag.startswith("!")
        _refuse(problem.edited(place, written, quotation(written)) if is_text and "\n" not in written else problem)


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
            _refuse(catalogue.REFUSED_YAML.at(key.place, "keys that are written out", 'the merge key "<<"'))
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
        report.extend(_invisible(_place_in(file, text, position), text[position]) for position in found)
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


def _hides_a_sign(problem: Problem, text: str, error: yaml.YAMLError) -> bool:
    """Tell whether the text that ends at a # goes on with the comma or the bracket that the parser misses."""
    if problem.code != catalogue.CUT_SHORT.code or advice_on(*_said_in(error)).expected != _BRACKET:
        return False
    line = next(islice(LINE_BREAK.split(text), problem.place.line - 1, None))
    return any(sign in line[problem.place.column :] for sign in ",]}")


def _unclosed(cut: Problem) -> Problem:
    advice = "The # makes a comment of the rest of the line, with its comma or bracket"
    return catalogue.NOT_YAML.at(cut.place, "quotation marks around the text", advice=advice)


def _said_in(error: yaml.YAMLError) -> tuple[str, str]:
    """Return the two half-sentences of the parser: what it met, and in what it met it."""
    return getattr(error, "problem", None) or "", getattr(error, "context", None) or ""


def _syntax_problems(file: str, text: str, error: yaml.YAMLError) -> list[Problem]:
    """Say what the parser's message means to somebody who does not know YAML."""
    advice = advice_on(*_said_in(error))
    names = sorted(("problem_mark", "context_mark"), key=lambda name: name != advice.mark)
    marks = [mark for name in names if (mark := getattr(error, name, None)) is not None]
    found = _without_tabs(line_mistakes(file, text, [mark.line + 1 for mark in marks]), text)
    if any(each.is_error for each in found):
        return found
    place = Place(file, marks[0].line + 1, marks[0].column + 1) if marks else Place(file)
    line = next(islice(LINE_BREAK.split(text), place.line - 1, None), "")
    if line.startswith("- ", place.column - 1) and not line[: place.column - 1].strip():
        return [*found, catalogue.NOT_YAML.at(place, "the dashes of a list below each other")]
    return [*found, catalogue.NOT_YAML.at(place, advice.expected, advice.found, advice.advice)]


def _without_tabs(found: list[Problem], text: str) -> list[Problem]:
    """Replace tabs by blanks where as many as make the file readable make it the same file."""
    if all(problem.found != A_TAB for problem in found) or not (width := _width_of_tabs(text)):
        return found
    lines = LINE_BREAK.split(text)

    def fixed(problem: Problem) -> Problem:
        line = lines[problem.place.line - 1]
        written = line[problem.place.column - 1 : len(line) - len(line.lstrip())]
        return problem.edited(problem.place, written, written.replace("\t", " " * width))

    return [fixed(problem) if problem.found == A_TAB else problem for problem in found]


def _width_of_tabs(text: str) -> int:
    """Return for how many blanks a tab can stand; 0 where that is none, or makes a difference."""
    read: dict[tuple[tuple[str, str | None], ...], int] = {}
    for width in (2, 4, 8, 1):
        with_blanks = _INDENTATION.sub(lambda found, width=width: found[0].replace("\t", " " * width), text)  # type: ignore[misc]
        try:
            shape = tuple((type(event).__name__, getattr(event, "value", None)) for event in events(with_blanks))
        except yaml.YAMLError:
            continue
        read.setdefault(shape, width)
    return next(iter(read.values())) if len(read) == 1 else 0


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
