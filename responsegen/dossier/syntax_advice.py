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
_ESCAPE = SyntaxAdvice(
    "a known sequence after the backslash", advice="Between single quotation marks a backslash is just a backslash"
)
_QUOTATION = SyntaxAdvice("a closing quotation mark for the one opened here", marks=_AT_CONTEXT)
_DIRECTIVE = SyntaxAdvice("no line that starts with %", "a YAML directive", marks=_AT_CONTEXT)
_TAG = SyntaxAdvice("quotation marks around a text that starts with !", marks=_AT_CONTEXT)
_ANCHOR = SyntaxAdvice("quotation marks around a text that starts with * or &", marks=_AT_CONTEXT)
_BLOCK_TEXT = SyntaxAdvice(
    "quotation marks around a text that starts with | or >, or the text on lines of its own below", marks=_AT_CONTEXT
)
_ONE_MAPPING = SyntaxAdvice("one mapping of keys and values, and nothing after it")
_UNENDED = SyntaxAdvice("the indentation of the keys around", advice="Or a quotation mark further up is not closed")
_IN_LIST = SyntaxAdvice('the indentation of the list and a line that starts with "- "')
_NO_TEXT = SyntaxAdvice("quotation marks around a text that starts with a special character")
_TABS = SyntaxAdvice("blanks for indentation", "a tab")
# Of both parsers, libyaml's and PyYAML's own, all that they can say of a text; the first that fits counts.
_ADVICE = {
    "mapping values are not allowed": SyntaxAdvice("the indentation of the lines around"),
    "found character that cannot start any token": _NO_TEXT,
    "that cannot start any token": _NO_TEXT,
    "did not find expected '-' indicator": _IN_LIST,
    "while parsing a block collection": _IN_LIST,
    "did not find expected key": _UNENDED,
    "expected <block end>": _UNENDED,
    "could not find expected ':'": SyntaxAdvice("a colon and a space after the key", marks=_AT_CONTEXT),
    "sequence entries are not allowed": SyntaxAdvice("a list on lines of its own below its key"),
    "mapping keys are not allowed": SyntaxAdvice("quotation marks around a text that starts with ?"),
    "found unknown escape character": _ESCAPE,
    "hexdecimal number": _ESCAPE,
    "hexadecimal number": _ESCAPE,
    "invalid Unicode character escape": SyntaxAdvice(
        "the code of a character after the backslash", advice="Write the character itself"
    ),
    "found unexpected document": _QUOTATION,
    "scanning a quoted scalar": _QUOTATION,
    "scanning a double-quoted scalar": _QUOTATION,
    "parsing a quoted scalar": _ESCAPE,
    "did not find expected ',' or": _BRACKET,
    "expected ',' or": _BRACKET,
    "invalid indentation or unclosed": _BRACKET,
    "parsing a flow": _BRACKET,
    "found unexpected ':'": SyntaxAdvice("quotation marks around the text", advice="A colon and a blank end a key"),
    "expected <document start>": _ONE_MAPPING,
    "expected '<document start>'": _ONE_MAPPING,
    "scanning a block scalar": _BLOCK_TEXT,
    "alphabetic or numeric character": _ANCHOR,
    "scanning an alias": _ANCHOR,
    "scanning an anchor": _ANCHOR,
    "duplicate anchor": _ANCHOR,
    "undefined alias": _ANCHOR,
    "parsing a tag": _TAG,
    "scanning a tag": _TAG,
    "undefined tag handle": _TAG,
    "found non-specific tag": _TAG,
    "directive": _DIRECTIVE,
    "incompatible YAML document": _DIRECTIVE,
    "duplicate tag handle": _DIRECTIVE,
    "tab character": _TABS,
    "parsing a block node": _NO_TEXT,
    "character": SyntaxAdvice("characters that can be seen"),
    "surrogate": SyntaxAdvice("a file saved as UTF-8"),
    "UTF-": SyntaxAdvice("a file saved as UTF-8"),
}
_OTHERWISE = SyntaxAdvice("keys, each with a colon, a blank and its value", "something else")


def advice_on(problem: str, context: str) -> SyntaxAdvice:
    """Return the advice for the parser's two half-sentences."""
    for wording, advice in _ADVICE.items():
        if wording in problem:
            return advice
    for wording, advice in _ADVICE.items():
        if wording in context:
            return advice
    return _OTHERWISE
