"""What libyaml says about a broken file, and what that means to somebody who edits it by hand."""

from __future__ import annotations

from typing import NamedTuple


class SyntaxAdvice(NamedTuple):
    """The rest of a problem's sentence, and which of the parser's two marks shows the cause."""

    expected: str
    found: str = ""
    advice: str = ""
    marks: tuple[str, ...] = ("problem_mark", "context_mark")


_AT_CONTEXT = ("context_mark", "problem_mark")
_BRACKET = SyntaxAdvice("a comma or a closing bracket for the one opened here", marks=_AT_CONTEXT)
_ADVICE = {
    "mapping values are not allowed": SyntaxAdvice(
        "the indentation of the lines around, and quotation marks around a text that holds a colon and a space"
    ),
    "found character that cannot start any token": SyntaxAdvice(
        "spaces for indentation, and quotation marks around a text that starts with a special character",
        advice="Tabs, @, ` and % cannot begin a value",
    ),
    "did not find expected key": SyntaxAdvice(
        "the indentation of the keys around", advice="Or a quotation mark further up is not closed"
    ),
    "could not find expected ':'": SyntaxAdvice("a colon and a space after the key", marks=_AT_CONTEXT),
    "did not find expected '-' indicator": SyntaxAdvice('the indentation of the list and a line that starts with "- "'),
    "block sequence entries are not allowed": SyntaxAdvice("a list on lines of its own below its key"),
    "while scanning a quoted scalar": SyntaxAdvice(
        "a closing quotation mark for the one opened here", marks=_AT_CONTEXT
    ),
    "did not find expected ',' or": _BRACKET,
    "while parsing a flow": _BRACKET,
    "found unknown escape character": SyntaxAdvice(
        "a known sequence after the backslash", advice="Between single quotation marks a backslash is just a backslash"
    ),
    "did not find expected <document start>": SyntaxAdvice("one mapping of keys and values, and nothing after it"),
    "expected alphabetic or numeric character": SyntaxAdvice(
        "quotation marks around a text that starts with * or &", marks=_AT_CONTEXT
    ),
}


def advice_on(problem: str, context: str) -> SyntaxAdvice:
    """Return the advice for the parser's two half-sentences, or the half-sentences where they are unknown."""
    for wording, advice in _ADVICE.items():
        if wording in problem:
            return advice
    for wording, advice in _ADVICE.items():
        if wording in context:
            return advice
    return SyntaxAdvice("YAML", " ".join(filter(None, (context, problem))).strip() or "something else")
