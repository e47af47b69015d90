"""Read single values and lists; each reader knows the JSON Schema of what it reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from responsegen.dossier import catalogue, dates, quantities
from responsegen.dossier.catalogue import Fault
from responsegen.dossier.json_schema import Schema, one_of, one_or_more
from responsegen.dossier.line_mistakes import quotation
from responsegen.dossier.model import Interval, Word
from responsegen.dossier.model.vocabulary import STANCES, is_reservation
from responsegen.dossier.nodes import Items, Mapping, Node, Scalar, items_of, text_of, with_comma
from responsegen.dossier.spelling import did_you_mean, enumerated, name_meant
from responsegen.problem import Problem

Value = TypeVar("Value")
Other = TypeVar("Other")
Value_co = TypeVar("Value_co", covariant=True)
AnyWord = TypeVar("AnyWord", bound=Word)
Report = list[Problem]

MAX_TEXT: Final = 20_000
MAX_LINE: Final = 300
MAX_WORD: Final = 250  # letters without a blank; longer ones fill pages, and take minutes to break into lines
RESERVED_ELSEWHERE: Final = 'A reservation stands under "reservations:", beside a stance'
_ENDLESS = re.compile(rf"\S{{{MAX_WORD + 1},}}")
# A number or a truth value is as good a text as any: YAML reads `comment: 17` as a number, the reader as "17".
WORDS: Final = rf"^(?![\s\S]*\S{{{MAX_WORD + 1}}})[\s\S]*\S"
_TEXT: Final[Schema] = {"type": ["string", "number", "boolean"], "pattern": WORDS, "maxLength": MAX_TEXT}
UNIT_FORM: Final = "a unit in a word or a few, such as percent of GDP"
_UNIT_WORDS: Final = r"[^\s0-9.,:;+–-].{0,39}"
_UNIT: Final[Schema] = {"type": "string", "pattern": rf"^\s*{_UNIT_WORDS}$", "examples": ["rounds", "percent of GDP"]}
_DATE: Final[Schema] = {"type": "string", "pattern": dates.DATE, "format": "date", "examples": ["2025-02-16"]}
_INSTANT: Final[Schema] = {"type": "string", "pattern": dates.INSTANT, "examples": ["2025-02-16T18:00+01:00"]}
_WEB_ADDRESS: Final = r'^https?://[^\s<>"]+$'
_ADDRESS: Final[Schema] = {"type": "string", "pattern": _WEB_ADDRESS, "format": "uri"}
_LARGEST: Final = 10**quantities.MAX_DIGITS - 1


@dataclass(frozen=True, slots=True)
class Reader(Generic[Value_co]):
    """What may stand in one place of a file: how it is read, and how editors and blank forms are told of it."""

    read: Callable[[Node, Report], Value_co | None]  # None: the report says why
    schema: Schema
    sample: str = ""  # what a blank form shows

    def __call__(self, node: Node, report: Report) -> Value_co | None:
        """Read a value; None where it is refused, which the report explains."""
        return self.read(node, report)

    def then(self, make: Callable[[Value_co], Other]) -> Reader[Other]:
        """Make something else of what is read."""

        def read(node: Node, report: Report) -> Other | None:
            found = self.read(node, report)
            return None if found is None else make(found)

        return Reader(read, self.schema, self.sample)


def reads(schema: Schema, sample: str = "") -> Callable[[Callable[[Node, Report], Value | None]], Reader[Value]]:
    """Make a function the reader of what this schema allows."""
    return lambda read: Reader(read, schema, sample)


def unknown(fault: Fault, node: Node, expected: str, names: Collection[str], otherwise: str = "") -> Problem:
    """Return the problem with a word that is none of these names: the one that is meant is offered, and fixes it."""
    word = text_of(node)
    return fault.on(node, expected, did_you_mean(word, names, otherwise)).fixed_by(name_meant(word, names))


def entries_of(node: Node, what: str, report: Report) -> Table[str, tuple[Scalar, Node]]:
    """Return the entries of a mapping; none where there is something else, which is reported."""
    if isinstance(node, Mapping):
        return node.entries
    report.append(catalogue.WRONG_SHAPE.on(node, what))
    return {}


@reads(_TEXT, "TEXT")
def text(node: Node, report: Report) -> str | None:
    """Read a text, of several paragraphs if need be."""
    return _text(node, report, MAX_TEXT)


@reads(_TEXT | {"maxLength": MAX_LINE}, "TEXT")
def line(node: Node, report: Report) -> str | None:
    """Read a text that stands in one line: a title, a label, a name."""
    found = _text(node, report, MAX_LINE)
    return None if found is None else re.sub(r"[ \t\r\n]+", " ", found)


def _text(node: Node, report: Report, longest: int) -> str | None:
    if not isinstance(node, Scalar) or node.is_blank:
        report.append(_split(node) or catalogue.WRONG_SHAPE.on(node, "a text"))
        return None
    found = node.text.strip()
    if len(found) > longest:
        at_most = f"a text of at most {longest} characters"
        report.append(catalogue.BAD_TEXT.at(node.place, at_most, f"{len(found)} characters"))
        return None
    if word := _ENDLESS.search(found):
        at_most = f"words of at most {MAX_WORD} letters"
        report.append(catalogue.BAD_TEXT.at(node.place, at_most, f"one of {len(word[0])}"))
        return None
    return found


def _split(node: Node) -> Problem | None:
    """Find a text that YAML takes for a key and its value, `- Bratislava says: not yet`, or for two values."""
    if isinstance(node, Items) and node.written:
        advice = "A comma ends a value between brackets"
        return catalogue.WRONG_SHAPE.on(node, "quotation marks around the text", advice)
    if not isinstance(node, Mapping) or not node.entries:
        return None
    (key, value), *others = node.entries.values()
    if key.place != node.place or not key.plain or others:
        return None
    colon = replace(key.place, column=key.place.column + len(key.text))
    problem = catalogue.WRONG_SHAPE.at(colon, "quotation marks around the text", advice="A colon and a blank end a key")
    if not isinstance(value, Scalar) or not value.plain or value.place.line != key.place.line:
        return problem
    written = f"{key.text}:{' ' * (value.place.column - colon.column - 1)}{value.text}"
    return problem.edited(key.place, written, quotation(written))


@reads(_UNIT, "UNIT")
def unit(node: Node, report: Report) -> str | None:
    """Read what something is counted in: a word or a few, of which the first is no number."""
    found = line(node, report)
    if found is None or re.fullmatch(_UNIT_WORDS, found):
        return found
    report.append(catalogue.BAD_TEXT.on(node, UNIT_FORM))
    return None


@reads({"type": "boolean"}, "true | false")
def truth(node: Node, report: Report) -> bool | None:
    """Read true or false."""
    if isinstance(node, Scalar) and node.truth is not None:
        return node.truth
    problem = catalogue.UNKNOWN_WORD.on(node, "true or false, without quotation marks")
    said = node.text.casefold() if isinstance(node, Scalar) and node.plain else ""
    report.append(problem.fixed_by({"yes": "true", "no": "false"}.get(said, "")))
    return None


def word_of(words: type[AnyWord], offered: Collection[AnyWord] = (), also: str = "") -> Reader[AnyWord]:
    """Make the reader of one word out of an enumeration.

    Messages offer only the words in `offered`, where some do not go here, and `also` what else may stand here. Who
    writes a reservation instead of a stance is told of its place.
    """
    known = tuple(offered or words)

    @reads(one_of(known), " | ".join(known))
    def read(node: Node, report: Report) -> AnyWord | None:
        if text_of(node) in words.__members__.values():
            return words(text_of(node))
        problem = unknown(catalogue.UNKNOWN_WORD, node, f"{enumerated(known)}{also}", known)
        is_reserved = words in STANCES and isinstance(node, Scalar) and is_reservation(node.text)
        report.append(replace(problem, advice=RESERVED_ELSEWHERE, instead="") if is_reserved else problem)
        return None

    return read


def parsed(
    parse: Callable[[str], Value], fault: Fault, expected: str, meant: Callable[[str], str] = quantities.number_meant
) -> Callable[[Node, Report], Value | None]:
    """Make a function that reads a value with a form of its own; `meant` turns other forms into it, where it can."""

    def read(node: Node, report: Report) -> Value | None:
        written = text_of(node) or with_comma(node)
        if not written or node.is_blank:
            report.append(fault.on(node, expected))
            return None
        try:
            return parse(written)
        except dates.NoSuchTimeError as missed:
            report.append(catalogue.NO_SUCH_TIME.says(node.place, missed.expected))
            return None
        except quantities.MisreadError as misread:
            problem = fault.on(node, misread.expected, misread.advice)
            report.append(problem.fixed_by(_if_read(parse, meant(text_of(node)))))
            return None

    return read


def _if_read(parse: Callable[[str], object], text: str) -> str:
    try:
        parse(text)
    except quantities.MisreadError:
        return ""
    return text


def amount_of(measure: quantities.Measure, *examples: str) -> Reader[int]:
    """Make the reader of one whole number of this measure."""
    schema = measured(measure, quantities.alone(measure.pattern), measure.expected, examples)
    return Reader(parsed(measure.count, catalogue.BAD_NUMBER, measure.expected), schema, "".join(examples[:1]))


def range_of(measure: quantities.Measure, *examples: str) -> Reader[Interval]:
    """Make the reader of a range of this measure."""
    schema = measured(measure, measure.range_pattern, measure.expected_range, examples)
    read = parsed(measure.interval, catalogue.BAD_NUMBER, measure.expected_range)
    return Reader(read, schema, "".join(examples[:1]))


def measured(measure: quantities.Measure, pattern: str, expected: str, examples: Iterable[str]) -> Schema:
    """Return the schema of what is written with the unit of this measure, or as a bare number where that will do."""
    form: Schema = {"pattern": pattern, "patternErrorMessage": f"Expected {expected}", "examples": list(examples)}
    if measure.bare is None:
        return {"type": "string"} | form
    return {"type": ["string", "integer" if measure.whole else "number"], "minimum": 0, "maximum": _LARGEST} | form


whole_number = amount_of(quantities.COUNT, "1")
calendar_date = Reader(
    parsed(dates.calendar_date, catalogue.BAD_DATE, dates.DATE_FORM, dates.date_meant), _DATE, "2025-02-16"
)
instant = Reader(parsed(dates.instant, catalogue.BAD_DATE, dates.INSTANT_FORM), _INSTANT)


@reads(_ADDRESS, "ADDRESS")
def web_address(node: Node, report: Report) -> str | None:
    """Read a web address."""
    if isinstance(node, Scalar) and len(node.text) <= MAX_TEXT and re.fullmatch(_WEB_ADDRESS, node.text):
        return node.text
    report.append(catalogue.BAD_URL.on(node, "an address that starts with https:// or http://"))
    return None


def name_among(names: Collection[str], what: str) -> Reader[str]:
    """Make the reader of a name that the dossier defines; `what` is "a need of the dossier"."""

    @reads(one_of(names), " | ".join(names))
    def read(node: Node, report: Report) -> str | None:
        if text_of(node) in names:
            return text_of(node)
        report.append(unknown(catalogue.UNKNOWN_NAME, node, what, names, _known(names)))
        return None

    return read


def _known(names: Collection[str]) -> str:
    few = 12
    if not names:
        return "There is none"
    return f"Known: {', '.join(names)}" if len(names) <= few else ""


def listed(
    read: Reader[Value], *, least: str = "", fault: Fault = catalogue.MISSING_KEY, once: bool = False
) -> Reader[tuple[Value, ...]]:
    """Make the reader of a list; a single item needs no list around it.

    `least` is what an empty one lacks; of what stands `once`, a repetition is reported and counts for nothing.
    """

    @reads(one_or_more(read.schema, at_least=1 if least else 0), read.sample)
    def read_all(node: Node, report: Report) -> tuple[Value, ...]:
        items = items_of(node)
        if least and not items:
            report.append(fault.on(node, least))
        values = [value for item in items if (value := read(item, report)) is not None]
        if not once:
            return tuple(values)
        times = Counter(values)
        repeated = (value for value in times if times[value] > 1)
        report.extend(catalogue.NAMED_TWICE.at(node.place, "each name once", f'"{name}" twice') for name in repeated)
        return tuple(times)

    return read_all
