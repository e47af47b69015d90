"""Parse a text of YAML, and say to somebody who does not know YAML why that fails."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

import yaml

from responsegen.dossier import catalogue
from responsegen.dossier.line_mistakes import A_TAB, LINE_BREAK, line_mistakes
from responsegen.problem import Place, Problem

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)

try:
    from yaml import CBaseLoader as Events
except ImportError:  # PyYAML without libyaml: ten times slower, the same events
    from yaml import BaseLoader as Events  # type: ignore[assignment]  # same interface, no common base


def events(text: str) -> Iterator[yaml.Event]:
    """Parse a text into what it is made of, step by step. Raises YAMLError."""
    return yaml.parse(text, Loader=Events)


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


def why_unreadable(file: str, text: str, error: yaml.YAMLError, doubted: Iterable[Problem]) -> list[Problem]:
    """Say what keeps a text from being read, with what was `doubted` in it before the parser gave up."""
    met = [replace(problem, edit=None) for problem in doubted]  # where the text ends is uncertain
    cut = [problem for problem in met if _hides_a_sign(problem, text, error)]
    others = [problem for problem in met if problem not in cut]
    return [*others, *(map(_unclosed, dict.fromkeys(cut)) if cut else _syntax_problems(file, text, error))]


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
