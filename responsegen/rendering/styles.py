"""Read a style sheet as browsers do, and find all in it that fetches, or is not known to fetch nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate
from typing import Any

import tinycss2

from responsegen.dossier import catalogue
from responsegen.problem import Place, Problem

OWN = re.compile(r"#.*|data:(image/(svg\+xml|png|jpeg)|font/(ttf|otf|woff2?))(;charset=utf-8)?(;base64)?,.*", re.DOTALL)
# What style sheets may call. None of these takes an address but url(), and attr() where a type is given.
_FUNCTIONS = (
    "attr calc clamp max min url var "
    "color color-mix hsl hsla hwb lab lch oklab oklch rgb rgba "
    "conic-gradient linear-gradient radial-gradient repeating-linear-gradient repeating-radial-gradient "
    "content counter counters element format leader running string symbols "
    "target-counter target-counters target-text "
    "fit-content minmax repeat cubic-bezier steps "
    "matrix rotate rotatex rotatey scale scalex scaley skew skewx skewy translate translatex translatey "
    "circle ellipse inset polygon "
    "blur brightness contrast drop-shadow grayscale invert opacity saturate sepia "
    "has is lang not nth nth-child nth-last-child nth-last-of-type nth-of-type where"
)
FUNCTIONS = frozenset(_FUNCTIONS.split())
AT_RULES = frozenset(
    {
        *("container", "counter-style", "font-face", "footnote", "layer", "media", "page", "supports"),
        *(f"{side}-{part}" for side in ("top", "bottom") for part in ("left", "center", "right")),
        *(f"{side}-{part}" for side in ("left", "right") for part in ("top", "middle", "bottom")),
        *(f"{side}-{part}-corner" for side in ("top", "bottom") for part in ("left", "right")),
    }
)


@dataclass(frozen=True, slots=True)
class StyleFault:
    """What may not stand in a style sheet, and where in its text."""

    line: int
    column: int
    expected: str
    found: str
    advice: str


@dataclass(slots=True)
class Style:
    """What was found in a style sheet, and the sheet without its comments."""

    text: str = ""
    faults: list[StyleFault] = field(default_factory=list)
    embedded: list[tuple[int, str]] = field(default_factory=list)  # line and `data:` address of pictures and fonts


@lru_cache(maxsize=8)  # all documents of a build have the same one
def read_style(css: str) -> Style:
    """Read a style sheet."""
    style = Style()
    _look_through(tinycss2.parse_component_value_list(css, skip_comments=True), FUNCTIONS, AT_RULES, style)
    style.text = css if "/*" not in css else _without_comments(css)
    return style


def look_through(tokens: Iterable[Any], functions: frozenset[str]) -> Style:
    """Look through parts of a style sheet that may call these functions alone and have no rules with @."""
    style = Style()
    _look_through(tokens, functions, frozenset(), style)
    return style


def style_problems(style: Style, first: Place) -> Iterator[Problem]:
    """Say the faults of a style sheet whose first line stands in this place."""
    for fault in style.faults:
        here = replace(first, line=first.line + fault.line - 1, column=fault.column)
        yield catalogue.FROM_OUTSIDE.at(here, fault.expected, fault.found, fault.advice)


def _look_through(tokens: Iterable[Any], functions: frozenset[str], at_rules: frozenset[str], style: Style) -> None:
    for token in _all_in(tokens):
        match token.type:
            case "url":
                _address(token, token.value, style)
            case "function" if token.lower_name == "url":
                _address(token, "".join(str(getattr(part, "value", "?")) for part in token.arguments).strip(), style)
            case "function" if token.lower_name not in functions:
                _refuse(token, "a function that fetches nothing", f"{token.lower_name}()", style)
            case "function" if token.lower_name == "attr" and len(token.arguments) != 1:
                _refuse(token, "attr() with a name and nothing else", "more", style)
            case "at-keyword" if token.lower_value not in at_rules:
                _refuse(token, "a rule that fetches nothing", f"@{token.lower_value}", style)
            case "error":
                _refuse(token, "a style sheet that can be read", token.message, style)


def _without_comments(css: str) -> str:
    """Leave an empty comment where two words would otherwise become one."""
    css = css.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")  # as a parser counts lines
    lines = css.split("\n")
    begins = [0, *accumulate(len(line) + 1 for line in lines)]
    kept, at = [], 0
    for comment in _all_in(tinycss2.parse_component_value_list(css)):
        if comment.type != "comment":
            continue
        start = begins[comment.source_line - 1] + comment.source_column - 1
        end = start + len(f"/*{comment.value}*/")
        parted = css[:start][-1:] + css[end : end + 1]
        kept += [css[at:start], "" if len(parted) < 2 or any(one in " \n\t{};" for one in parted) else "/**/"]  # noqa: PLR2004
        at = end
    return "".join((*kept, css[at:]))


def _all_in(tokens: Iterable[Any]) -> Iterator[Any]:
    """Every token in its order, whatever brackets it stands in, and however many."""
    pending = [*tokens][::-1]
    while pending:
        token = pending.pop()
        yield token
        inner = getattr(token, "arguments", None) or getattr(token, "content", None) or ()
        if not isinstance(inner, str):
            pending += reversed(inner)


def _address(token: Any, address: str, style: Style) -> None:  # noqa: ANN401 -- tinycss2 comes without types
    if not OWN.fullmatch(address):
        advice = "Put the file into templates/assets/ and write url({{ asset('its name') }})"
        _refuse(token, "only what stands in the page itself, as data:", f'"{address[:60]}"', style, advice)
    elif address.startswith("data:"):
        style.embedded.append((token.source_line, address))


def _refuse(token: Any, expected: str, found: str, style: Style, advice: str = "") -> None:  # noqa: ANN401 -- as above
    style.faults.append(StyleFault(token.source_line, token.source_column, expected, found, advice))
